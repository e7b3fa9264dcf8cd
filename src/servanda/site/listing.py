"""A list of things as a page and as a file: the same rows, chosen by the same filters, in the same order.

Takes rows with what they can be chosen by, and what a reader chose; gives a page of the table, the choices that are left, and the
whole table as CSV. The number above the list, the rows of the file and the pages agree, since they are one list.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from servanda.document import Document
from servanda.exports.page import Cell, Table
from servanda.record.search import search
from servanda.site.mail import sends_mail
from servanda.site.named import item_at
from servanda.site.page import Shown

__all__ = ["Choice", "Listing", "Row", "as_csv", "asked_of", "paged", "show"]

PER_PAGE = 100
LONGEST_QUERY = 200
Thing = TypeVar("Thing")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


Values = Mapping[str, Sequence[tuple[str, str]]]
"""By which values a row can be chosen: for each filter values, each with its name."""


class Row:
    """One thing: by which values it can be chosen, its cells, and `words` that are looked through besides them.

    `tell` gives cells and words. It is called when they are asked for, and once: a page shows a hundred rows, a list may have
    thousands, and telling one takes far longer than choosing it.
    """

    def __init__(self, tell: Callable[[], tuple[tuple[Cell, ...], str]], values: Values | None = None) -> None:
        self._tell, self.values = tell, values or {}

    @classmethod
    def of(cls, cells: tuple[Cell, ...], values: Values | None = None, words: str = "") -> Row:
        """A row that costs nothing to tell."""
        return cls(lambda: (cells, words), values)

    @cached_property
    def _told(self) -> tuple[tuple[Cell, ...], str]:
        return self._tell()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What is shown of it."""
        return self._told[0]

    @property
    def text(self) -> str:
        """All that is looked through."""
        return " ".join([*(cell.text for cell in self.cells), self._told[1]])


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of a list: its name in the query, its label, what can be chosen, and what is chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str, int], ...]
    value: str = ""


@dataclass(frozen=True)
class Listing:
    """A list as a view makes it: its name in addresses, heads and rows, and the filters that it has."""

    name: str
    title: str
    caption: str
    head: tuple[str, ...]
    rows: Sequence[Row]
    filters: Mapping[str, str] = field(default_factory=dict, hash=False)
    lead: tuple[str, ...] = ()

    def chosen(self, query: Mapping[str, str]) -> list[Row]:
        """The rows that have every value, and all the words, that were asked for."""
        found = list(self.rows)
        for name in self.filters:
            if wanted := query.get(name):
                found = [row for row in found if any(value == wanted for value, _ in row.values.get(name, ()))]
        if words := query.get("q", "")[:LONGEST_QUERY].split():
            pages = [Document(str(place), row.text, None) for place, row in enumerate(found)]
            found = [found[int(hit.doc)] for hit in search(pages, words)]
        return found

    def choices(self, query: Mapping[str, str]) -> list[Choice]:
        """The filters with all that can be chosen, and in how many rows of the whole list."""
        return [Choice(name, label, self._options[name], query.get(name, "")) for name, label in self.filters.items()]

    @cached_property
    def _options(self) -> dict[str, tuple[tuple[str, str, int], ...]]:
        counted = {
            name: Counter(pair for row in self.rows for pair in row.values.get(name, ())) for name in self.filters
        }
        return {
            name: tuple(sorted(((*pair, number) for pair, number in found.items()), key=lambda one: one[1].casefold()))
            for name, found in counted.items()
        }


def show(request: HttpRequest, listing: Listing, number: int = 1) -> HttpResponse:
    """A page of the list."""
    shown: Shown = request.shown
    query = asked_of(request.GET, listing)
    rows = listing.chosen(query)
    columns = _columns(request.GET.getlist("column"), len(listing.head))
    kept = {"column": _written(columns)} if len(columns) < len(listing.head) else {}
    part, ways = paged(shown, listing.name, rows, number, PER_PAGE, **query, **kept)
    values: dict[str, Any] = {
        "listing": listing,
        "table": Table(
            listing.caption,
            tuple(listing.head[place] for place in columns),
            tuple(tuple(row.cells[place] for place in columns) for row in part),
        ),
        "columns": [(place, name, place in columns) for place, name in enumerate(listing.head)],
        "is_cut": bool(kept),
        "choices": listing.choices(query),
        "total": len(rows),
        "whole": len(listing.rows),
        "query": query,
        "file": shown.way(shown.at(f"{listing.name}-csv"), **query, **kept),
        "follow": shown.way(shown.at("follow", f"{listing.name}/"), **query) if sends_mail() else "",
        "all": shown.way(shown.at(listing.name)),
    }
    return render(request, "site/list.html", values | ways)


def paged(
    shown: Shown, name: str, things: Sequence[Thing], number: int, most: int, /, **query: str
) -> tuple[Sequence[Thing], dict[str, Any]]:
    """The things of a page, with what its template says of it: its number, how many there are, the ways before and after.

    Raises Http404 where there is no such page.
    """
    pages = max(1, -(-len(things) // most))
    if not 1 <= number <= pages:
        raise Http404
    ways = {
        "number": number,
        "pages": pages,
        "before": _page(shown, name, number - 1, query) if number > 1 else "",
        "after": _page(shown, name, number + 1, query) if number < pages else "",
    }
    return things[(number - 1) * most : number * most], ways


def asked_of(given: Mapping[str, str], listing: Listing) -> dict[str, str]:
    """What of a query chooses rows: filters and words, each cut to a length, without those that are empty."""
    return {name: given[name][:LONGEST_QUERY] for name in (*listing.filters, "q") if given.get(name)}


def _columns(asked: Sequence[str], number: int) -> list[int]:
    """The places of the columns that were asked for, the first always among them; all where none was.

    >>> _columns(["2.9", "1x"], 4), _columns([], 3)
    ([0, 2], [0, 1, 2])
    """
    places = {int(one) for text in asked[:50] for one in text.split(".") if one.isdecimal() and len(one) < 4}
    found = {place for place in places if place < number}
    return sorted({0, *found}) if found else list(range(number))


def _written(columns: Iterable[int]) -> str:
    return ".".join(map(str, columns))


def _page(shown: Shown, name: str, number: int, query: Mapping[str, str]) -> str:
    path = shown.at(name) if number == 1 else shown.at(f"{name}-page", number)
    return shown.way(path, **query)


def as_csv(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The list as a file: the same columns of every row that the filters leave, with the code and address of what it is about."""
    shown: Shown = request.shown
    rows = listing.chosen(asked_of(request.GET, listing))
    columns = _columns(request.GET.getlist("column"), len(listing.head))
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow((*(listing.head[place] for place in columns), _("Code"), _("Address")))
    for row in rows:
        first = row.cells[0].address
        place = shown.outward(request, first) if first.startswith("/") else first
        item = item_at(shown.lang, first.partition("/")[2].partition("/")[2]) if first.startswith("/") else None
        cells = (row.cells[one].text for one in columns)
        writer.writerow((*map(_safe, cells), _safe(item[1] if item else ""), place))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{listing.name}-{shown.lang}.csv"'
    return response


def _safe(text: str) -> str:
    """The text as a spreadsheet shows it and does not reckon with it.

    >>> _safe("=1+1"), _safe("a+b")
    ("'=1+1", 'a+b')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
