"""Templates of an office: what fills their placeholders, and what they may not do.

Placeholders are those of Jinja ({{ period }}). A template may look at what it is given and go through its lists; it reaches
nothing of the program, makes no large things out of small ones, and a placeholder that is not known is told by its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from servanda.errors import InputError

__all__ = ["Sandbox", "named_faults"]


FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "upper")
"""What a template may do with a value; other filters can make much out of little."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment in which templates are filled."""

    intercepted_binops = frozenset({"*", "**", "%", "<<"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(undefined=StrictUndefined, **settings)
        self.globals = {}
        self.filters = {name: self.filters[name] for name in FILTERS}

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing may be called: what a template is given are words, numbers, days and lists of them."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refused: a report needs no arithmetic that can grow without bound."""
        raise SecurityError(operator)


@contextmanager
def named_faults(file: str) -> Iterator[None]:
    """Turn what is wrong with a template into an error that names the placeholder."""
    try:
        yield
    except (TemplateError, TypeError, ValueError) as fault:
        raise InputError("template-faulty", file=file, remedy="see-placeholders", reason=str(fault)) from fault
