"""What every template can ask for: what the page shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

__all__ = ["shown"]


def shown(request: HttpRequest) -> dict[str, Any]:
    """The facts in the reader's language; None on a page of a fault."""
    return {"shown": getattr(request, "shown", None)}
