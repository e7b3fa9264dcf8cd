"""The register as IATI activities 2.03: one activity an entry, valid by the standard's schema and its ruleset.

What IATI has no place for (who assesses what, declared counts, money of several years) stands in elements of another
namespace, as its schema allows. What IATI asks for and the register does not know is not made up: an entry without any start,
its own or that of what it belongs to, is left out and told. A status that nobody has given follows the plan's dates, and is
marked as not assessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO
from urllib.parse import quote
from xml.sax.saxutils import XMLGenerator

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.exports.public import Public
from servanda.exports.xml_text import xml_text
from servanda.intake.iati import NAMESPACE
from servanda.intake.register_written import entry_rows
from servanda.interval import decimal_text
from servanda.item import Budget, Item, Names

__all__ = ["write_iati"]

_STATUSES = {
    Status.NOT_STARTED: "1",
    Status.IN_PROGRESS: "2",
    Status.AT_RISK: "2",
    Status.OVERDUE: "2",
    Status.DONE: "4",
    Status.DROPPED: "5",
}
"""Code list ActivityStatus: pipeline, implementation, closed, cancelled."""
_OTHER, _GOVERNMENT = "90", "10"
"""Code list OrganisationType."""
_ACCOUNTABLE, _IMPLEMENTING = "2", "4"
"""Code list OrganisationRole."""
_NO_SECTOR = "99810"
"""Code list Sector (OECD DAC): sectors not specified."""
_OUTPUTS = "A08"
"""Code list DocumentCategory: results, outcomes and outputs."""
_LONGEST_BUDGET = 366
_ORIGINS = ("origin", "typed")
"""Columns of a row that say where an import took it from."""
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def write_iati(public: Public, out: BinaryIO) -> tuple[int, tuple[str, ...]]:
    """Write the activities; gives how many, and the ids of entries that no start is known of.

    >>> import io
    >>> from servanda.exports.disclosed import disclosed
    >>> from servanda.exports.report import Account
    >>> accord = Agreement("accord", {"en": "Accord"}, items=(Item("a", "task", {"en": "Bridge"}),))
    >>> nobody_knows_when = Public(disclosed(Account(accord, date(2031, 5, 1)), (), date(2031, 5, 1)), 3)
    >>> write_iati(nobody_knows_when, io.BytesIO())
    (0, ('a',))
    """
    agreement = public.account.agreement
    writer = _Writer(agreement, public.account.as_of, XMLGenerator(out, "utf-8", short_empty_elements=True))
    head = public.head
    given = {
        "version": "2.03",
        "generated-datetime": f"{head['day']}T00:00:00Z",
        "xmlns:servanda": NAMESPACE,
        "servanda:record-version": head["version"],
    }
    if agreement.licence:
        given["servanda:licence"] = agreement.licence
    writer.xml.startDocument()
    with writer.element("iati-activities", given):
        writer.xml.characters("\n")
        left_out = []
        number = 0
        for place in _places(agreement):
            if place.start is None:
                left_out.append(place.item.id)
            else:
                writer.activity(place)
                writer.xml.characters("\n")
                number += 1
    writer.xml.endDocument()
    return number, tuple(left_out)


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry with those above it, the nearest last, and the first day that it or they have."""

    item: Item
    above: tuple[Item, ...]
    start: date | None


def _places(agreement: Agreement) -> Iterator[_Place]:
    """All entries in the register's order; without recursion, since a register may be deep."""
    waiting: list[tuple[Item, tuple[Item, ...]]] = [(item, ()) for item in reversed(agreement.items)]
    while waiting:
        item, above = waiting.pop()
        due = None if item.due is None else item.due.end
        starts = [one.period.start for one in (item, *reversed(above)) if one.period and one.period.start]
        starts += [agreement.signed] if agreement.signed else []
        yield _Place(item, above, next((day for day in starts if due is None or day <= due), None))
        waiting += [(below, (*above, item)) for below in reversed(item.items)]


class _Writer:
    """Writes one activity after the other."""

    def __init__(self, agreement: Agreement, today: date, xml: XMLGenerator) -> None:
        self.agreement = agreement
        self.today = today
        self.xml = xml
        self.reporter = _safe(agreement.id)
        self.lang = next(iter(agreement.names), "en")
        self.organisations: dict[str, Names] = {one.id: one.names for one in agreement.parties}
        self.organisations |= {one.id: one.names for one in agreement.bodies}
        self.assessments: dict[str, list[Assessment]] = {}
        for one in sorted(agreement.assessments, key=lambda one: one.as_of):
            self.assessments.setdefault(one.item, []).append(one)

    @contextmanager
    def element(self, name: str, given: Mapping[str, str] | None = None) -> Iterator[None]:
        """An element round what is written inside."""
        self.xml.startElement(name, {key: xml_text(value) for key, value in (given or {}).items()})  # type: ignore[arg-type]
        yield
        self.xml.endElement(name)

    def empty(self, name: str, **given: str) -> None:
        """An element with attributes alone; an underscore stands for a hyphen."""
        with self.element(name, {key.replace("_", "-"): value for key, value in given.items()}):
            pass

    def told(self, names: Names, otherwise: str) -> None:
        """A narrative in each language."""
        for lang, text in (names or {"": otherwise}).items():
            self.narrative(text or otherwise, lang)

    def narrative(self, text: str, lang: str = "") -> None:
        """One narrative; never an empty one, which the ruleset refuses."""
        with self.element("narrative", {"xml:lang": lang} if lang else {}):
            self.xml.characters(xml_text(text) if text.strip() else "–")

    def activity(self, place: _Place) -> None:
        """One entry; the order of the elements is the schema's."""
        item, said = place.item, self.assessments.get(place.item.id, [])
        with self.element("iati-activity", {"xml:lang": self.lang, "hierarchy": str(len(place.above) + 1)}):
            with self.element("iati-identifier"):
                self.xml.characters(xml_text(self.identifier(item)))
            reporter = {"ref": self.reporter, "type": _OTHER, "secondary-reporter": "1"}
            with self.element("reporting-org", reporter):
                self.told(self.agreement.names, self.agreement.id)
            with self.element("title"):
                self.told(item.names, item.id)
            self.descriptions(place)
            self.organisations_of(place)
            self.status(place, said)
            self.dates(place)
            self.area()
            self.empty("sector", vocabulary="1", code=_NO_SECTOR)
            kept = [budget for budget in item.budgets if not self.budget(budget)]
            self.documents(item)
            if place.above:
                self.empty("related-activity", ref=self.identifier(place.above[-1]), type="1")
            self.beside(place, said, kept)

    def identifier(self, item: Item) -> str:
        """The reporting organisation's identifier, a hyphen and the entry's id."""
        return f"{self.reporter}-{_safe(item.id)}"

    def descriptions(self, place: _Place) -> None:
        """Where the entry belongs, by the names of what is above it, and what it is to bring about."""
        line: list[tuple[str, Names]] = [(self.agreement.id, self.agreement.names)]
        line += [(one.id, one.names) for one in place.above]
        line.append((place.item.id, place.item.names))
        with self.element("description", {"type": "1"}):
            for lang in place.item.names or [self.lang]:
                named = (names.get(lang) or next(iter(names.values()), id) for id, names in line)
                self.narrative(" › ".join(named), lang)
        for deliverable in filter(str.strip, place.item.deliverables):
            with self.element("description", {"type": "2"}):
                self.narrative(deliverable)

    def organisations_of(self, place: _Place) -> None:
        """Who carries it out; where that is not known, the parties that answer for it."""
        item = place.item
        for body in item.bodies:
            self.organisation(body, {"role": _IMPLEMENTING})
        for body in item.cooperating:
            self.organisation(body, {"role": _IMPLEMENTING, "servanda:part": "cooperating"})
        if item.bodies or item.cooperating:
            return
        for party in item.parties or [one.id for one in self.agreement.parties]:
            self.organisation(party, {"role": _ACCOUNTABLE, "type": _GOVERNMENT})
        if not item.parties and not self.agreement.parties:
            with self.element("participating-org", {"role": _ACCOUNTABLE, "ref": self.reporter}):
                self.told(self.agreement.names, self.agreement.id)

    def organisation(self, id: str, given: Mapping[str, str]) -> None:
        """A body or a party by its names."""
        with self.element("participating-org", given):
            self.told(self.organisations.get(id, {}), id)

    def status(self, place: _Place, said: list[Assessment]) -> None:
        """The newest status that somebody gave; where nobody did, what the plan's dates say, marked as such."""
        known = [one for one in said if one.status in _STATUSES and one.as_of <= self.today]
        if place.item.dropped:
            code = _STATUSES[Status.DROPPED]
        elif known:
            code = _STATUSES[known[-1].status]
        else:
            is_under_way = place.start is not None and place.start <= self.today
            code = _STATUSES[Status.IN_PROGRESS if is_under_way else Status.NOT_STARTED]
            with self.element("activity-status", {"code": code, "servanda:status": Status.NOT_ASSESSED.value}):
                return
        self.empty("activity-status", code=code)

    def dates(self, place: _Place) -> None:
        """The planned start and, where one is set, the deadline."""
        item = place.item
        self.empty("activity-date", type="1", iso_date=str(place.start))
        last = (item.due and item.due.end) or (item.period and item.period.end)
        if last and place.start and last >= place.start:
            self.empty("activity-date", type="3", iso_date=str(last))

    def area(self) -> None:
        """The parties' territory: IATI's own lists have no place for what an agreement binds."""
        with self.element("recipient-region", {"vocabulary": "99", "code": self.reporter}):
            langs = dict.fromkeys(lang for party in self.agreement.parties for lang in party.names) or {self.lang: None}
            for lang in langs:
                named = (party.names.get(lang) or party.id for party in self.agreement.parties)
                self.narrative(", ".join(named) or self.agreement.names.get(lang) or self.agreement.id, lang)

    def budget(self, budget: Budget) -> bool:
        """Write money of at most a year as a budget; gives whether it was."""
        when, amount = budget.period, decimal_text(budget.amount)
        if when is None or when.start is None or when.end is None or "/" in amount:
            return False
        if not 1 < (when.days or 0) <= _LONGEST_BUDGET:
            return False
        with self.element("budget", {"type": "1", "status": "1"}):
            self.empty("period-start", iso_date=str(when.start))
            self.empty("period-end", iso_date=str(when.end))
            with self.element("value", {"currency": budget.currency, "value-date": str(when.start)}):
                self.xml.characters(amount)
        return True

    def documents(self, item: Item) -> None:
        """The acts that implement it, where they are published."""
        for act in item.acts:
            if not _ADDRESS.fullmatch(act.address):
                continue
            with self.element("document-link", {"url": act.address, "format": "text/html"}):
                with self.element("title"):
                    self.narrative(" ".join(filter(None, (act.title, act.number))) or act.address)
                self.empty("category", code=_OUTPUTS)
                if act.day and act.day.is_day:
                    self.empty("document-date", iso_date=str(act.day.start))

    def beside(self, place: _Place, said: list[Assessment], budgets: list[Budget]) -> None:
        """What IATI has no place for."""
        item = place.item
        (row,) = entry_rows(Agreement("", {}, items=(replace(item, items=()),)))
        above = {"parent": place.above[-1].id} if place.above else {}
        with self.element("servanda:entry", {name: row[name] for name in row if name not in _ORIGINS} | above):
            pass
        for level, number in item.declared.items():
            self.empty("servanda:declared", level=level, number=str(number))
        for one in said:
            given = {"status": one.status.value, "as-of": str(one.as_of), "assessor": one.assessor, "value": one.value}
            given["reason"] = one.reason.value if one.reason else ""
            with self.element("servanda:assessment", {key: value for key, value in given.items() if value}):
                pass
        for budget in budgets:
            given = {"currency": budget.currency, "period": str(budget.period) if budget.period else ""}
            with self.element("servanda:budget", {key: value for key, value in given.items() if value}):
                self.xml.characters(decimal_text(budget.amount))


def _safe(id: str) -> str:
    """An id without the characters that identifiers of IATI may not have; the per cent sign keeps two ids from becoming one.

    >>> _safe("роды/2031 & more")
    'роды%2F2031 %26 more'
    """
    text = " ".join(id.split())
    return "".join(quote(sign, safe="") if sign in "/&|?%" else sign for sign in text) or "-"
