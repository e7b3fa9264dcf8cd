"""People and bodies with their names, offices and number of statements, as JSON objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from servanda.record.people import Entry

__all__ = ["entry_as_json"]


def entry_as_json(entry: Entry) -> dict[str, Any]:
    """An entry of `servanda people`.

    >>> from servanda.record.people import Entry
    >>> entry_as_json(Entry("jan-berg", "Jan Berg", names=["J. Berg"], statements=2))["statements"]
    2
    """
    return {
        "key": entry.key,
        "name": entry.name,
        "kind": entry.kind,
        "names": entry.names,
        "tenures": [
            {
                "office": tenure.office,
                "from": str(tenure.since),
                "to": None if tenure.until is None else str(tenure.until),
                "source": tenure.source,
                "accessed": tenure.accessed.isoformat(),
            }
            for tenure in entry.tenures
        ],
        "statements": entry.statements,
        "by_office": entry.by_office,
        "merged": entry.merged,
    }
