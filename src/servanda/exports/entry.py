"""The name of a row of a roll-up in a language: an entry's own, or the year, half-year or quarter that it stands for."""

from __future__ import annotations

from babel.dates import format_skeleton

from servanda.exports.wording import Wording
from servanda.item import Item
from servanda.period import Period

__all__ = ["entry_name"]


def entry_name(item: Item, words: Wording) -> str:
    """The name as the language has it.

    >>> from servanda.exports.wording import wording
    >>> stretches = [Item("2031-Q2", "quarter", {}), Item("2031-H1", "half-year", {}), Item("2031", "year", {})]
    >>> [entry_name(one, wording("en")) for one in stretches], entry_name(Item("p", "plan", {"en": "Plan"}), wording("fr"))
    (['Q2 2031', 'first half of 2031', '2031'], 'Plan')
    """
    if item.names or item.level not in ("year", "half-year", "quarter"):
        return words.name(item.names, item.id)
    if item.id == "–":
        return words.say("no due date")
    start = Period.parse(item.id).start
    if start is None or item.level == "year":
        return item.id
    if item.level == "quarter":
        return str(format_skeleton("yQQQ", start, locale=words.region))
    year = str(start.year)
    return (
        words.say("first half of {year}", year=year)
        if start.month == 1
        else words.say("second half of {year}", year=year)
    )
