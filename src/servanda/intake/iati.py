"""IATI activities (iati-activities 2.03) to rows of the register's table, one an activity.

Takes XML, gives rows whose columns are fields of the register: identifier, title in its languages, planned dates, budget, status
and the implementing organisations' names. A file that this program wrote has the rows themselves beside that, and they are taken.
No entity is read, and nesting is limited.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from xml.parsers import expat

from servanda.errors import InputError
from servanda.intake.table import Row
from servanda.interval import decimal_text

__all__ = ["NAMESPACE", "iati_rows"]

NAMESPACE = "urn:servanda:iati:1"
"""The namespace of what this program writes beside what IATI has a place for."""

_DEEPEST = 60
_STATUSES = {"1": "not started", "2": "in progress", "3": "in progress", "4": "done", "5": "dropped", "6": "dropped"}
"""Code list ActivityStatus: pipeline, implementation, finalisation, closed, cancelled, suspended."""
_PLANNED = {"1": "start", "3": "end"}
"""Code list ActivityDateType: planned start and planned end."""
_IMPLEMENTING = "4"
_LANG = "http://www.w3.org/XML/1998/namespace lang"


def iati_rows(data: bytes, name: str) -> list[Row]:
    """The activities of a file, numbered by their lines; raises InputError where it is not well formed or declares entities.

    >>> text = (b"<iati-activities version='2.03'><iati-activity xml:lang='en'><iati-identifier>A-1</iati-identifier><title>"
    ...         b"<narrative>Bridge</narrative></title><activity-status code='2'/></iati-activity></iati-activities>")
    >>> iati_rows(text, "a.xml")
    [Row(number=1, cells={'id': 'A-1', 'name': 'Bridge', 'status': 'in progress'}, sheet='')]
    """
    reader = _Reader(name)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as fault:
        why = expat.ErrorString(fault.code)
        raise InputError("no-xml", file=name, line=fault.lineno, remedy="save-xml-again", reason=why) from fault
    return reader.rows


class _Reader:
    """What the parser calls; it keeps one activity at a time."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[Row] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said_now
        self.parser.EntityDeclHandler = self._entity
        self._open: list[tuple[str, dict[str, str]]] = []
        self._said = ""
        self._line = 0
        self._own: dict[str, str] = {}
        self._cells: dict[str, str] = {}
        self._bodies: list[str] = []
        self._days: dict[str, str] = {}
        self._money: dict[str, list[str]] = defaultdict(list)

    def _start(self, name: str, given: dict[str, str]) -> None:
        if not self._open and name != "iati-activities":
            line = self.parser.CurrentLineNumber
            raise InputError("no-iati", file=self.name, line=line, value=name, remedy="give-iati")
        self._open.append((name, given))
        if len(self._open) > _DEEPEST:
            line = self.parser.CurrentLineNumber
            raise InputError("xml-too-deep", file=self.name, line=line, remedy="save-xml-again", limit=_DEEPEST)
        self._said = ""
        if name == "iati-activity":
            self._line = self.parser.CurrentLineNumber
            self._cells, self._days = {}, {}
            self._own = {}
            self._bodies, self._money = [], defaultdict(list)
        elif name == f"{NAMESPACE} entry":
            self._own = dict(given)
        elif name == "activity-status":
            self._cells["status"] = _STATUSES.get(given.get("code", ""), given.get("code", ""))
        elif name == "activity-date" and given.get("type") in _PLANNED:
            self._days[_PLANNED[given["type"]]] = given.get("iso-date", "")

    def _said_now(self, data: str) -> None:
        self._said += data

    def _end(self, name: str) -> None:
        _, given = self._open.pop()
        above, told = self._open[-1] if self._open else ("", {})
        text = " ".join(self._said.split())
        if name == "iati-identifier" and above == "iati-activity":
            self._cells["id"] = text
        elif name == "narrative" and above == "title" and len(self._open) > 1 and self._open[-2][0] == "iati-activity":
            lang = given.get(_LANG) or self._open[-2][1].get(_LANG, "en")
            self._cells["name" if lang == "en" else f"name_{lang}"] = text
        elif name == "narrative" and above == "participating-org" and told.get("role") == _IMPLEMENTING:
            self._bodies.append(text)
        elif name == "value" and above == "budget":
            self._money[given.get("currency") or self._currency()].append(text)
        elif name == "iati-activity":
            self._keep()
        self._said = ""

    def _currency(self) -> str:
        return next((given["default-currency"] for _, given in self._open if "default-currency" in given), "")

    def _keep(self) -> None:
        if self._own:
            self.rows.append(Row(self._line, self._own))
            return
        if end := self._days.get("end"):
            self._cells["due"] = end
        if self._days.get("start") and end:
            self._cells["period"] = f"{self._days['start']}/{end}"
        if len(self._money) == 1:
            ((currency, amounts),) = self._money.items()
            self._cells |= {"budget": _sum(amounts), "currency": currency}
        if self._bodies:
            self._cells["bodies"] = "; ".join(dict.fromkeys(self._bodies))
        self.rows.append(Row(self._line, {name: value for name, value in self._cells.items() if value}))

    def _entity(self, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        raise InputError("xml-entities", file=self.name, line=line, remedy="save-xml-again")


def _sum(amounts: list[str]) -> str:
    """The sum of budgets of several periods; what is no number is left as it stands, to be refused with its place."""
    try:
        return decimal_text(sum((Fraction(amount.replace(",", "")) for amount in amounts), Fraction(0)))
    except (ValueError, ZeroDivisionError):
        return " + ".join(amounts)
