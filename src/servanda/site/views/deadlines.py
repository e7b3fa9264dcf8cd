"""Deadlines of the register, next first, as a list and as a calendar to subscribe to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from servanda.assessment import Status
from servanda.exports.page import Cell
from servanda.item import Item
from servanda.progress.counts import latest
from servanda.site.facts import Facts
from servanda.site.lengths import days
from servanda.site.listing import Listing, Row, as_csv, show
from servanda.site.page import Shown, kept

__all__ = ["calendar", "deadlines", "due_items", "listing_of", "table"]

_SETTLED = (Status.DONE, Status.DROPPED)
_FOLD = 73
"""Bytes of a line of a calendar before it goes on in the next (RFC 5545)."""


def deadlines(request: HttpRequest, lang: str, number: int = 1) -> HttpResponse:
    """The list."""
    return show(request, listing_of(request.shown), int(number))


def table(request: HttpRequest, lang: str) -> HttpResponse:
    """The list as a file."""
    return as_csv(request, listing_of(request.shown))


def due_items(facts: Facts) -> list[tuple[date, Item, str]]:
    """Entries with a day, each with "settled", "past" or "ahead": those ahead, then those past, then what is settled."""
    day = facts.account.as_of
    newest = latest(facts.agreement.assessments, day)
    found = []
    for item in facts.agreement.walk():
        end = item.due.end if item.due else None
        if end is None:
            continue
        told = newest.get(item.id)
        is_settled = (told is not None and told.status in _SETTLED) or item.dropped is not None
        found.append((end, item, "settled" if is_settled else "past" if end < day else "ahead"))
    order = ("ahead", "past", "settled")
    return sorted(found, key=lambda one: (order.index(one[2]), one[0], one[1].id))


@kept
def listing_of(shown: Shown) -> Listing:
    """The whole list, with what it can be chosen by."""
    names = {"ahead": _("ahead"), "past": _("past, not told to be done"), "settled": _("done or dropped")}
    made = []
    for end, item, state in due_items(shown.facts):
        values = {
            "state": [(state, names[state])],
            "body": [(one.text, one.text) for one in (shown.organ(body) for body in item.bodies)],
            "year": [(str(end.year), str(end.year))],
        }
        made.append(Row(partial(_told, shown, end, item, names[state]), values))
    return Listing(
        "deadlines",
        _("Deadlines"),
        _("Deadlines, the next first"),
        (_("Entry"), _("Due"), _("When"), _("State"), _("Responsible")),
        made,
        {"state": _("State"), "body": _("Responsible"), "year": _("Year")},
    )


def _told(shown: Shown, end: date, item: Item, state: str) -> tuple[tuple[Cell, ...], str]:
    """A deadline's cells, and the code of its entry."""
    bodies = [shown.organ(one) for one in item.bodies]
    left = (end - shown.facts.account.as_of).days
    length = {"days": days(abs(left), shown.lang)}
    cells = (
        shown.entry(item.id),
        Cell(shown.words.period(item.due, short=True)),
        Cell(_("in %(days)s") % length if left >= 0 else _("%(days)s ago") % length),
        Cell(state),
        Cell(", ".join(one.text for one in bodies), "", bodies[0].address if len(bodies) == 1 else ""),
    )
    return cells, item.id


def calendar(request: HttpRequest, lang: str) -> HttpResponse:
    """The deadlines as iCalendar, one day each."""
    shown: Shown = request.shown
    stamp = datetime.combine(shown.facts.last_day or shown.facts.account.as_of, time(), UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Servanda//Deadlines//EN",
        f"X-WR-CALNAME:{_escaped(shown.title.text)}",
    ]
    for end, item, _state in due_items(shown.facts):
        place = shown.whole_address(request, shown.at("programme", item.id))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(shown.facts.agreement.id)}-{_escaped(item.id)}@servanda",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{end:%Y%m%d}",
            f"SUMMARY:{_escaped(shown.entry(item.id).text)}",
            f"URL:{place}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    body = "".join(_folded(line) + "\r\n" for line in lines)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="deadlines-{lang}.ics"'
    return response


def _escaped(text: str) -> str:
    r"""The text as a value of a calendar.

    >>> print(_escaped("a, b; c"))
    a\, b\; c
    """
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return " ".join(text.split())


def _folded(line: str) -> str:
    """The line cut where it grows too long, never within a letter."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > _FOLD:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
