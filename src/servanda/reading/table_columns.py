"""The columns of a claims table under the names that we give them: "Said on", "indicateur", "значение".

Takes a row as intake reads it; gives it with our names of the columns. A column that nobody knows keeps its name, and so does
one whose name of ours another column of the table already has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from servanda.reading.phrases import merged

__all__ = ["in_our_columns"]


@cache
def _columns(table: str) -> dict[str, str]:
    """Our name by each other name of the column, in every language of the lexicon."""
    named = merged("table")[table]
    return {name.lower(): ours for ours, names in named.items() for name in (ours.replace("_", " "), *names)}


def in_our_columns(row: Mapping[str, str | int], table: str = "columns") -> dict[str, str | int]:
    """The row by our names of the columns; the number of the row, under "row", stays.

    `table` is the list of the lexicon that has the names: "columns" of a claims table, "series_columns" of statistics.

    >>> in_our_columns({"row": 2, "No": "r1", "As-of": "2023", "valeur": "40", "shelf": "7"})
    {'row': 2, 'id': 'r1', 'as_of': '2023', 'value': '40', 'shelf': '7'}
    >>> in_our_columns({"row": 2, "ряд": "s1", "période": "2023", "vintage": "2024-03"}, "series_columns")
    {'row': 2, 'series': 's1', 'period': '2023', 'published': '2024-03'}
    """
    known = _columns(table)
    renamed: dict[str, str | int] = {}
    for name, cell in row.items():
        ours = known.get(" ".join(re.split(r"[\s_-]+", name.strip().lower())), name) if name != "row" else name
        renamed[name if ours in renamed or (ours != name and ours in row) else ours] = cell
    return renamed
