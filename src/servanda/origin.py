"""Where a value of the register comes from: the file with its sheet and row, and the text as it was typed there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Origin", "Origins", "origin_of"]


@dataclass(frozen=True, slots=True)
class Origin:
    """`place` is a file, its sheet if it has any, and a row or line: "plan.xlsx:Sheet1:12". `typed` is the text of the cell,
    where the register keeps another: a day, a number, a body's id; "" where it keeps that text itself.
    """

    place: str
    typed: str = ""


Origins = Mapping[str, Origin]
"""The origins of an entry's values by the names of their columns; that of all others under ""."""


def origin_of(origins: Origins, column: str) -> Origin | None:
    """The origin of one value; None for what was typed into the register itself.

    >>> row = {"": Origin("plan.csv:3"), "due": Origin("plan.csv:3", "30.06.2031")}
    >>> origin_of(row, "due").typed, origin_of(row, "weight").place, origin_of({}, "due")
    ('30.06.2031', 'plan.csv:3', None)
    """
    return origins.get(column, origins.get(""))
