"""The site's own files, which browsers may keep for a year: their address names their state."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from servanda.site.templatetags.shown import STATIC

__all__ = ["asset"]

_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".js": "text/javascript; charset=utf-8"}


def asset(request: HttpRequest, name: str) -> HttpResponse:
    """One file by its name."""
    file = next((one for one in STATIC.iterdir() if one.name == name and one.suffix in _TYPES), None)
    if file is None:
        raise Http404
    response = HttpResponse(file.read_bytes(), content_type=_TYPES[file.suffix])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
