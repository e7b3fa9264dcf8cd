"""What changed between two exports of public data as JSON Lines: rows that were added, changed or removed, as lines.

Rows are told apart by the key of their table. Of the earlier export only keys and digests are held, of the later nothing, so
that large ones can be compared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from servanda.exports.tables import tables
from servanda.record.encoding import as_text

__all__ = ["changed_lines"]


def changed_lines(before: Iterable[bytes], after: Iterable[bytes]) -> Iterator[bytes]:
    """The changes, after a head that says since which version they are.

    >>> head = b'{"public":1,"day":"2031-05-01","version":"%d"}'
    >>> told = changed_lines([head % 3, b'{"table":"coverage","day":"2031-01-01","claims":1}'], [head % 5])
    >>> print(*(line.decode() for line in told), sep="", end="")
    {"changes":1,"day":"2031-05-01","version":"5","since":"3","since_day":"2031-05-01"}
    {"change":"removed","table":"coverage","day":"2031-01-01"}
    """
    earlier, later = map(iter, (before, after))
    since, head = (json.loads(next(lines)) for lines in (earlier, later))
    head.pop("public")
    yield as_text({"changes": 1, **head, "since": since["version"], "since_day": since["day"]})
    keys = {table.name: table.key for table in tables()}
    known = {_key(row := json.loads(line), keys): _digest(row) for line in earlier}
    for line in later:
        row = json.loads(line)
        was = known.pop(_key(row, keys), None)
        if was != _digest(row):
            yield as_text({"change": "changed" if was else "added", **row})
    for table, *values in known:
        told = {name: value for name, value in zip(keys.get(table, ()), values, strict=False) if value is not None}
        yield as_text({"change": "removed", "table": table, **told})


def _key(row: dict[str, Any], keys: dict[str, tuple[str, ...]]) -> tuple[Any, ...]:
    """The table and what tells the row apart; of a table that is no more, all of the row."""
    table = row["table"]
    return (table, *(row.get(name) for name in keys[table])) if table in keys else (table, _digest(row))


def _digest(row: dict[str, Any]) -> bytes:
    return hashlib.blake2b(json.dumps(row, sort_keys=True).encode(), digest_size=16).digest()
