"""The upper levels of a long register: as many from the top as a page has room for, and how much that leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from servanda.exports.wording import Wording

__all__ = ["left_out_sentence", "upper_levels"]

_MOST = 60
"""Rows that a page has room for."""


class _Deep(Protocol):
    """A row that knows how deep it lies below the top."""

    @property
    def depth(self) -> int: ...


_Row = TypeVar("_Row", bound=_Deep)


def upper_levels(rows: Sequence[_Row]) -> tuple[tuple[_Row, ...], int]:
    """The rows of as many levels from the top as fit, the first ones where even the top does not, and how many are left out.

    >>> from servanda.item import Item
    >>> from servanda.progress.matrix import MatrixRow
    >>> rows = [MatrixRow(Item("x", "task", {}), depth, "task", 1, {}) for depth in (0, *[1] * 9, *[2] * 80)]
    >>> shown, left_out = upper_levels(rows)
    >>> len(shown), left_out
    (10, 80)
    """
    depth = max((row.depth for row in rows), default=0)
    while depth and sum(row.depth <= depth for row in rows) > _MOST:
        depth -= 1
    shown = tuple(row for row in rows if row.depth <= depth)[: _MOST if depth == 0 else None]
    return shown, len(rows) - len(shown)


def left_out_sentence(left_out: int, words: Wording) -> str:
    """How many rows are left out, and where they are.

    >>> from servanda.exports.wording import wording
    >>> left_out_sentence(1, wording("en"))
    '1 row is left out here; “servanda progress” shows it.'
    """
    return words.count("{number} row is left out here; “servanda progress” shows it.",
                       "{number} rows are left out here; “servanda progress” shows them.", left_out)  # fmt: skip
