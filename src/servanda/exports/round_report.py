"""The report of a reporting round, in words: what the placeholders of an office's own template stand for.

Takes a RoundAccount and a language; gives `agreement`, `period`, `totals`, `bodies`, `activities`, `gaps` and so on, as
PLACEHOLDERS lists them. A count or a day is written as the language does it where it stands in a sentence, and stays a number
or a day in a cell of its own. Totals never stand without `leaves_out`, which says what is not in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.exports.round_words import value_told
from servanda.exports.wording import Wording, wording
from servanda.item import Item, Names
from servanda.message import Message
from servanda.progress.reported import (
    Gap,
    Reported,
    Totals,
    reported_entries,
    totals_of_body,
    totals_of_round,
)
from servanda.reporting import STATE_WORDS, STATUS_WORDS, Reporting, RoundAccount, State

__all__ = ["PLACEHOLDERS", "Count", "Day", "placeholders"]

_TOTALS = (
    "entries", "counted", "done", "in_progress", "not_started", "at_risk", "overdue", "dropped", "unknown", "not_yet_reported",
    "refused", "no_status", "disputed", "not_applicable", "share_done", "leaves_out",
)  # fmt: skip
PLACEHOLDERS = {
    "": ("agreement", "period", "first_day", "last_day", "state", "missing", "totals", "bodies", "activities", "gaps"),
    "totals": _TOTALS,
    "body": ("name", "state", "decided_by", "decided_on", "note", "narrative", "paragraphs", "activities", *_TOTALS),
    "activity": ("id", "name", "part_of", "body", "due", "status", "as_of", "reason", "evidence", "source"),
    "gap": ("id", "name", "part_of", "body", "due", "reason", "state"),
}
"""All placeholders: those by themselves, and those of the totals, a body, an activity, an entry without a status."""

GAP_WORDS = {
    Gap.NOT_APPLICABLE: Message.of("reason-not-applicable"),
    Gap.NOT_YET_REPORTED: Message.of("reason-not-yet-reported"),
    Gap.REFUSED: Message.of("reason-refused"),
    Gap.NO_STATUS: Message.of("gap-no-status"),
    Gap.DISPUTED: Message.of("gap-disputed"),
}


class Count(int):
    """A count that is written as a language does: a number in a cell of its own, grouped digits in a sentence."""

    shown = ""

    @classmethod
    def of(cls, number: int, words: Wording) -> Count:
        """The count in a language.

        >>> f"{Count.of(12000, wording('fr'))}", Count.of(3, wording("en")) + 1
        ('12\\u202f000', 4)
        """
        made = cls(number)
        made.shown = words.whole(number)
        return made

    def __str__(self) -> str:
        return self.shown

    def __format__(self, form: str) -> str:
        return self.shown if not form else super().__format__(form)


class Day(date):
    """A day that is written as a language does: a date in a cell of its own."""

    shown = ""

    @classmethod
    def of(cls, day: date | None, words: Wording) -> Day | str:
        """The day in a language; nothing where there is none.

        >>> f"{Day.of(date(2030, 6, 30), wording('fr'))}"
        '30\\xa0juin 2030'
        """
        if day is None:
            return ""
        made = cls(day.year, day.month, day.day)
        made.shown = words.day(day)
        return made

    def __str__(self) -> str:
        return self.shown

    def __format__(self, form: str) -> str:
        return self.shown if not form else super().__format__(form)


def placeholders(account: RoundAccount, lang: str) -> dict[str, Any]:
    """What each placeholder stands for."""
    return _Report(account, wording(lang)).all()


class _Report:
    """A round on its way into words."""

    def __init__(self, account: RoundAccount, words: Wording) -> None:
        self.account = account
        self.words = words
        self.above = dict(_above(account.agreement.items))
        self.grades = _grades(account.agreement)

    def all(self) -> dict[str, Any]:
        account, words = self.account, self.words
        rows = reported_entries(account)
        missing = [self._name(one) for one in account.bodies if one.received is None and one.open]
        closed = account.closed
        return {
            "agreement": words.name(account.agreement.names, account.agreement.id),
            "period": words.period(account.period),
            "first_day": Day.of(account.period.start, words),
            "last_day": Day.of(account.period.end, words),
            "state": words.say("closed on {day}", day=words.day(closed)) if closed else words.say("still open"),
            "missing": words.listing(missing) if missing else words.say("none"),
            "totals": self._totals(totals_of_round(account), account.bodies),
            "bodies": [self._body(one, rows) for one in account.bodies],
            "activities": [self._activity(one) for one in rows],
            "gaps": [self._gap(one) for one in rows if one.gap is not None],
        }

    def _name(self, part: Reporting) -> str:
        return self.words.name(part.body.names, part.body.id)

    def _totals(self, found: Totals, parts: tuple[Reporting, ...]) -> dict[str, Any]:
        words = self.words
        counts = {
            "entries": found.entries, "counted": found.counted, "unknown": found.unknown,
            **{status.value.replace(" ", "_"): found.statuses.get(status, 0) for status in Status},
            **{gap.value.replace(" ", "_"): found.gaps.get(gap, 0) for gap in Gap},
        }  # fmt: skip
        shown: dict[str, Any] = {name: Count.of(number, words) for name, number in counts.items() if name in _TOTALS}
        shown["share_done"] = words.bounds(found.done) if found.counted else words.say("nothing to count")
        shown["leaves_out"] = self._leaves_out(found, parts)
        return shown

    def _leaves_out(self, found: Totals, parts: tuple[Reporting, ...]) -> str:
        """What is not in the totals, in sentences."""
        words, told = self.words, []
        aside = found.gaps.get(Gap.NOT_APPLICABLE, 0)
        if aside:
            told.append(
                words.count(
                    "{number} entry is left out as not applicable.",
                    "{number} entries are left out as not applicable.",
                    aside,
                )
            )
        if found.unknown:
            why = (
                f"{GAP_WORDS[gap].told(words.lang)} {words.whole(number)}"
                for gap, number in found.gaps.items()
                if gap is not Gap.NOT_APPLICABLE
            )
            told.append(
                words.count(
                    "{number} entry is unknown ({why}), so that the share done is a range.",
                    "{number} entries are unknown ({why}), so that the share done is a range.",
                    found.unknown,
                    why=", ".join(why),
                )
            )
        uncounted = [self._name(one) for one in parts if one.state in (State.RECEIVED, State.SENT_BACK)]
        if uncounted:
            told.append(words.say("Sent but not approved, and so not counted: {bodies}.", bodies="; ".join(uncounted)))
        return " ".join(told) or words.say("The totals leave nothing out.")

    def _body(self, part: Reporting, rows: tuple[Reported, ...]) -> dict[str, Any]:
        return {
            "name": self._name(part),
            "state": STATE_WORDS[part.state].told(self.words.lang),
            "decided_by": part.who,
            "decided_on": Day.of(part.decided, self.words),
            "note": part.note,
            "narrative": part.approved_narrative,
            "paragraphs": [one for one in part.approved_narrative.split("\n") if one],
            "activities": [self._activity(one) for one in rows if one.part is part],
            **self._totals(totals_of_body(part, self.account.period), (part,)),
        }

    def _activity(self, one: Reported) -> dict[str, Any]:
        told = one.assessment if one.gap is None else None
        return {
            **self._entry(one),
            "status": self._status(told) if told else "",
            "as_of": Day.of(told.as_of, self.words) if told else "",
            "reason": GAP_WORDS[one.gap].told(self.words.lang) if one.gap else "",
            "evidence": "\n".join(one.assessment.evidence) if one.assessment else "",
            "source": one.assessment.source if one.assessment else "",
        }

    def _gap(self, one: Reported) -> dict[str, Any]:
        reason = GAP_WORDS[one.gap].told(self.words.lang) if one.gap else ""
        return {**self._entry(one), "reason": reason, "state": STATE_WORDS[one.part.state].told(self.words.lang)}

    def _entry(self, one: Reported) -> dict[str, Any]:
        words, item = self.words, one.item
        return {
            "id": item.id,
            "name": words.name(item.names, item.id),
            "part_of": " › ".join(words.name(above.names, above.id) for above in self.above[item.id]),
            "body": self._name(one.part),
            "due": Day.of(item.due.end if item.due else None, words),
        }

    def _status(self, told: Assessment) -> str:
        """The value as its scale has it; beside it the status that it counts as, where that is another word."""
        shown = value_told(told, self.grades.get((told.scale, told.value), {}), self.words)
        counted = STATUS_WORDS[told.status].told(self.words.lang)
        return shown if shown == counted else f"{shown} ({counted})"


def _above(items: tuple[Item, ...], above: tuple[Item, ...] = ()) -> Iterator[tuple[str, tuple[Item, ...]]]:
    for item in items:
        yield item.id, above
        yield from _above(item.items, (*above, item))


def _grades(agreement: Agreement) -> Mapping[tuple[str, str], Names]:
    return {(scale.id, grade.id): grade.names for scale in agreement.scales for grade in scale.grades}
