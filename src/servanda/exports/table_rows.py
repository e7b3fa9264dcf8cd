"""What everybody may have of a project as rows, table by table.

Takes the public data of a project; gives the rows of each table of tables.yaml, one at a time. Statements are asked of the
record as they are written, document by document, and never held all at once. Formats of many tables are made from these alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version

from servanda.exports import table_register, table_said
from servanda.exports.public import Public
from servanda.exports.tables import Row, bounds, ends

__all__ = ["rows_of"]


def rows_of(public: Public, table: str) -> Iterator[Row]:
    """The rows of one table; columns that a row has nothing for are left out of it.

    >>> from datetime import date
    >>> from servanda.agreement import Agreement
    >>> from servanda.exports.disclosed import disclosed
    >>> from servanda.exports.report import Account
    >>> from servanda.item import Item
    >>> accord = Agreement("a", {"en": "A"}, items=(Item("p", "plan", {"fr": "Plan"}, declared={"task": 3}),))
    >>> given = Public(disclosed(Account(accord, date(2031, 5, 1)), (), date(2031, 5, 1)), 7)
    >>> list(rows_of(given, "declared"))
    [{'entry': 'p', 'level': 'task', 'number': 3}]
    """
    yield from _ROWS[table](public)


def _about(public: Public) -> Iterator[Row]:
    told = dict(public.head)
    told |= {f"name_{lang}": name for lang, name in public.account.agreement.names.items()}
    told |= {"program": f"Servanda {version('servanda')}"}
    for name, value in told.items():
        yield {"name": name, "value": value}


def _series(public: Public) -> Iterator[Row]:
    for one in public.account.series:
        yield {
            "id": one.id,
            "measure": one.measure,
            "subject": one.subject,
            "qualifiers": tuple(sorted(one.qualifiers)),
            "unit": one.unit,
            "state": one.state,
            "definition": one.definition,
            "source": one.source,
        }


def _observations(public: Public) -> Iterator[Row]:
    values = ((series, one) for series in public.account.series for one in series.observations)
    for number, (series, one) in enumerate(values, start=1):
        yield {
            "number": number,
            "series": series.id,
            **ends("start", "end", one.when),
            "value": one.value,
            **bounds("low", "high", one.interval),
            "published": (one.published.start or one.published.end) if one.published else None,
            "source": one.source,
        }


def _coverage(public: Public) -> Iterator[Row]:
    for one in public.account.coverage:
        yield {"day": one.day, "documents": one.documents, "claims": one.claims}


_ROWS: Mapping[str, Callable[[Public], Iterable[Row]]] = {
    "about": _about,
    "series": _series,
    "observations": _observations,
    "coverage": _coverage,
    **{name: getattr(table_register, name) for name in table_register.__all__},
    **{name: getattr(table_said, name) for name in table_said.__all__},
}
