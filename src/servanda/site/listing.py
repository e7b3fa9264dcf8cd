"""A list of things as a page and as a file: the same rows, chosen by the same filters, in the same order.

Takes rows with what they can be chosen by, and what a reader chose; gives a page of the table, the choices that are left, and the
whole table as CSV. The number above the list, the rows of the file and the pages agree, since they are one list.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from servanda.document import Document
from servanda.exports.page import Cell, Table
from servanda.record.search import search
from servanda.site.mail import sends_mail
from servanda.site.named import item_at
from servanda.site.page import Shown

__all__ = ["Choice", "Listing", "Row", "as_csv", "asked_of", "show"]

PER_PAGE = 100
LONGEST_QUERY = 200
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: its cells, and by which values it can be chosen (a value and its name); `words` are what is looked through."""

    cells: tuple[Cell, ...]
    values: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict, hash=False)
    words: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of a list: its name in the query, its label, what can be chosen, and what is chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str, int], ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
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
            pages = [Document(str(place), _text(row), None) for place, row in enumerate(found)]
            found = [found[int(hit.doc)] for hit in search(pages, words)]
        return found

    def choices(self, query: Mapping[str, str]) -> list[Choice]:
        """The filters with all that can be chosen, and in how many rows of the whole list."""
        made = []
        for name, label in self.filters.items():
            counted: dict[tuple[str, str], int] = {}
            for row in self.rows:
                for pair in row.values.get(name, ()):
                    counted[pair] = counted.get(pair, 0) + 1
            options = sorted(((*pair, number) for pair, number in counted.items()), key=lambda one: one[1].casefold())
            made.append(Choice(name, label, tuple(options), query.get(name, "")))
        return made


def _text(row: Row) -> str:
    return " ".join([*(cell.text for cell in row.cells), row.words])


def show(request: HttpRequest, listing: Listing, number: int = 1) -> HttpResponse:
    """A page of the list."""
    shown: Shown = request.shown
    query = asked_of(request.GET, listing)
    rows = listing.chosen(query)
    columns = _columns(request.GET.getlist("column"), len(listing.head))
    kept = {"column": _written(columns)} if len(columns) < len(listing.head) else {}
    pages = max(1, -(-len(rows) // PER_PAGE))
    if not 1 <= number <= pages:
        raise Http404
    part = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
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
        "number": number,
        "pages": pages,
        "file": shown.way(shown.at(f"{listing.name}-csv"), **query, **kept),
        "follow": shown.way(shown.at("follow", f"{listing.name}/"), **query) if sends_mail() else "",
        "before": _page(shown, listing.name, number - 1, query | kept) if number > 1 else "",
        "after": _page(shown, listing.name, number + 1, query | kept) if number < pages else "",
        "all": shown.way(shown.at(listing.name)),
    }
    return render(request, "site/list.html", values)


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
