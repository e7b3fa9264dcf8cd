"""What is told of pages that changed under their address: what each said until a day, and says since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from servanda.exports.wording import Wording, printable
from servanda.rewriting import Rewriting

__all__ = ["rewriting_lines", "rewritings_as_json"]

_MOST, _LONGEST = 3, 300


def rewriting_lines(words: Wording, rewritings: Iterable[Rewriting]) -> Iterator[str]:
    """For each change a sentence with the days, and for the first sentences that changed what they were and are.

    >>> from datetime import date
    >>> from servanda.exports.wording import wording
    >>> one = Rewriting("a", "https://a.example/", date(2031, 5, 3), date(2031, 5, 4), (("74% is done.", "80% is done."),))
    >>> [line.replace(chr(160), " ") for line in rewriting_lines(wording("en"), [one])]
    ['https://a.example/ said until 3 May 2031: “74% is done.” It says since 4 May 2031: “80% is done.”']
    """
    for one in rewritings:
        days = {"until": words.day(one.until), "since": words.day(one.since), "page": printable(one.place)}
        if not one.pairs:
            yield words.say("{page} changed between {until} and {since}.", **days)
        for before, after in one.pairs[:_MOST]:
            told = {"before": _cut(before), "after": _cut(after)}
            if not before:
                yield words.say(
                    "{page} says since {since}: “{after}”", page=days["page"], since=days["since"], after=told["after"]
                )
            elif not after:
                yield words.say(
                    "{page} said until {until}: “{before}” It says so no more.",
                    page=days["page"], until=days["until"], before=told["before"],
                )  # fmt: skip
            else:
                yield words.say(
                    "{page} said until {until}: “{before}” It says since {since}: “{after}”", **days, **told
                )
        if len(one.pairs) > _MOST:
            more = words.count("{number} more change", "{number} more changes", len(one.pairs) - _MOST)
            yield words.say("{page}: {changes}.", page=days["page"], changes=more)


def _cut(text: str) -> str:
    shown = printable(text)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"


def rewritings_as_json(rewritings: Iterable[Rewriting]) -> list[dict[str, Any]]:
    """The changes with all their sentences."""
    return [
        {
            "doc": one.doc,
            "page": one.place,
            "until": one.until.isoformat(),
            "since": one.since.isoformat(),
            "changes": [{"before": before, "after": after} for before, after in one.pairs],
        }
        for one in rewritings
    ]
