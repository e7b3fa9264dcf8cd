"""Where the values of a row come from, as the columns `origin` and `typed` of activities.csv and assessments.csv keep it.

`origin` is the place of the whole row, "plan.xlsx:Sheet1:12". `typed` is an object of JSON with what differs from that, by
column: the text as it was typed, or a list of another place and the text there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from servanda.origin import Origin, Origins

__all__ = ["COLUMNS", "joined", "origin_cells", "read_origins"]

COLUMNS = ("origin", "typed")
"""The columns that keep it; what they hold says nothing of the entry itself."""


def read_origins(cells: Mapping[str, str]) -> dict[str, Origin]:
    """The origins that a row gives; raises ValueError where `typed` is not what an import writes.

    >>> found = read_origins({"origin": "a.csv:2", "typed": '{"due": "1.6.2031", "name": ["b.csv:7", ""]}'})
    >>> found[""].place, found["due"], found["name"]
    ('a.csv:2', Origin(place='a.csv:2', typed='1.6.2031'), Origin(place='b.csv:7', typed=''))
    """
    place = cells.get("origin", "")
    found = {"": Origin(place)} if place else {}
    typed = cells.get("typed")
    if not typed:
        return found
    try:
        given = json.loads(typed)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(given, dict):
        raise ValueError("no object")
    for column, told in given.items():
        parts = [place, told] if isinstance(told, str) else told
        if not isinstance(parts, list) or len(parts) != 2 or not all(isinstance(part, str) for part in parts):
            raise ValueError("no text and no pair of texts")
        found[column] = Origin(*parts)
    return found


def origin_cells(origins: Origins) -> dict[str, str]:
    """The cells that keep these origins.

    >>> origin_cells({"": Origin("a.csv:2"), "due": Origin("a.csv:2", "1.6.2031"), "name": Origin("b.csv:7")})
    {'origin': 'a.csv:2', 'typed': '{"due": "1.6.2031", "name": ["b.csv:7", ""]}'}
    """
    row = origins[""].place if "" in origins else ""
    told = {
        column: one.typed if one.place == row else [one.place, one.typed]
        for column, one in origins.items()
        if column and (one.typed or one.place != row)
    }
    cells = {"origin": row, "typed": json.dumps(told, ensure_ascii=False) if told else ""}
    return {name: cell for name, cell in cells.items() if cell}


def joined(
    old: Mapping[str, str], new: Mapping[str, str], same: Callable[[Mapping[str, str], Mapping[str, str]], bool]
) -> dict[str, str]:
    """A row with a newer row put over it, each value with its own origin; what only says the `same` again stays as it was.

    >>> old = {"id": "a", "due": "2031-06-01", "name": "Bridge", "origin": "a.csv:2", "typed": '{"due": "1.6.2031"}'}
    >>> new = {"id": "a", "due": "2031-06-01", "name": "New bridge", "origin": "b.csv:7"}
    >>> joined(old, new, lambda one, other: one == other)["typed"]
    '{"due": "1.6.2031", "name": ["b.csv:7", ""]}'
    """
    try:
        origins = read_origins(old)
    except ValueError:
        origins = {}
    later = read_origins(new)
    row = {name: cell for name, cell in old.items() if name not in COLUMNS}
    for name, cell in new.items():
        if name in COLUMNS or (name in row and same({name: cell}, {name: row[name]})):
            continue
        row[name] = cell
        origins[name] = later.get(name) or later.get("") or Origin("")
    return row | origin_cells(origins)
