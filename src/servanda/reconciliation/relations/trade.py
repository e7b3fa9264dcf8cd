"""A whole is the sum of its parts by kind: exports and imports of one period make the trade turnover.

Takes the amounts of one subject, unit and period and links a whole to its parts by the list in parts.yaml. A part that
nobody gives is not negative, so one part alone cannot be more than the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib import resources

import yaml

from servanda.interval import Interval
from servanda.reconciliation.links import Bound, Cell, Link, Sum
from servanda.reconciliation.relations.growth import signed_things
from servanda.reconciliation.reports import Scope, Sort

__all__ = ["NAME", "links", "wholes"]

NAME = "trade"
STAGE = 1
WEIGHT = 8


@cache
def wholes() -> Mapping[str, tuple[str, ...]]:
    """The topics that are sums, each with its parts.

    >>> wholes()["trade"]
    ('exports', 'imports')
    """
    text = resources.files("servanda.reconciliation.relations").joinpath("parts.yaml").read_text(encoding="utf-8")
    return {whole: tuple(parts) for whole, parts in yaml.safe_load(text).items()}


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """The sum for each whole of which some part is reported for the same period in the same unit.

    >>> list(links(Scope("roads", ()), ()))
    []
    """
    signed, known = signed_things(scope), set(cells)
    for cell in cells:
        if cell.thing.sort is not Sort.VOLUME or cell.thing.topic not in wholes():
            continue
        parts = tuple(replace(cell, thing=replace(cell.thing, topic=part)) for part in wholes()[cell.thing.topic])
        if any(one.thing in signed for one in (cell, *parts)) or not any(part in known for part in parts):
            continue
        for part in parts:
            yield Bound(NAME, part, Interval(Fraction(0)))
        yield Sum(NAME, parts, whole=cell)
