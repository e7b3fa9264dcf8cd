"""What a row of a claims table measures, from the words of its measure, its unit and the length of its period.

Takes "programmes agreed" and a count, "share of trade in roubles" and per cent, "trade turnover" and money over ten months; gives
the Measure that decides how the claim may be compared. The rules lean to the careful side: a share or count is held to be
one that cannot fall only where the words say that planned things are finished; anything else is a level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.claim import Figure, Measure
from servanda.period import Period
from servanda.quantity import QuantityKind
from servanda.reading.table_topics import folded_words, measure_lists, named_topic, repeats, rest_of
from servanda.reading.table_units import Unit

__all__ = [
    "Meaning",
    "is_commitment",
    "is_forecast",
    "is_growth",
    "is_long",
    "meaning_of",
    "state_in",
]

_STANDING = frozenset({"hectare", "kilometre", "megawatt"})
"""Units of things that are there over a period rather than add up in it."""
_MONTH = 28
_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the figure gives, the state that it counts, and the thing measured; `falling` where the words say that it fell."""

    measure: Measure
    state: str
    topic: str
    falling: bool = False


def is_long(when: Period | None) -> bool:
    """Whether a period is known at both ends and long enough for amounts to add up in it: a month or more.

    >>> is_long(Period.parse("2023-01/2023-10")), is_long(Period.parse("2023-04-06")), is_long(Period.parse("before 2023"))
    (True, False, False)
    """
    return when is not None and (when.days or 0) >= _MONTH


def state_in(words: str) -> str | None:
    """The state that words name: "provisionally closed" is done, "not yet implemented" is not.

    >>> state_in("tasks provisionally closed"), state_in("behind schedule"), state_in("number of firms")
    ('done', 'behind schedule', None)
    >>> state_in("tasks not done"), state_in("mesures pas encore adoptées"), state_in("законы не приняты")
    ('not done', 'not done', 'not done')
    """
    return measure_lists()["states"].first(words)


def is_commitment(words: str) -> bool:
    """Whether a measure is a promise rather than a figure.

    >>> is_commitment("commitment"), is_commitment("target date"), is_commitment("completion")
    (True, True, False)
    """
    return measure_lists()["commitments"].pattern.match(words) is not None


def is_forecast(measure: str, wording: str, figure: Figure, said_on: Period | None) -> bool:
    """Whether a figure is about days after it was said: it begins later, or it covers days to come and is called an expectation.

    >>> from servanda.quantity import Quantity
    >>> year = Figure(Measure.VOLUME, Period.parse("2022"), Quantity.exact(44))
    >>> is_forecast("trade", "", year, Period.parse("2022-12-19")), is_forecast("trade", "", year, Period.parse("2023-01-10"))
    (True, False)
    """
    expected = measure_lists()["forecasts"].pattern.search
    if expected(measure):
        return True
    if figure.when is None or said_on is None or said_on.end is None or figure.when.end is None:
        return False
    if figure.when.start is not None and figure.when.start > said_on.end:
        return True
    return figure.when.end > said_on.end and (figure.measure is Measure.VOLUME or bool(expected(wording)))


def meaning_of(words: str, unit: Unit, when: Period | None, *, signed: bool = False, scope: str = "") -> Meaning:
    """What a numeric row gives; `signed` where the value is written with + or -, `scope` the whole cell of that name.

    >>> from servanda.reading.table_units import read_unit
    >>> meaning_of("share of trade in roubles", read_unit("per cent"), None).measure.name
    'LEVEL'
    >>> meaning_of("programmes agreed", read_unit("programme"), None)
    Meaning(measure=<Measure.DONE: 'count done'>, state='agreed', topic='completion', falling=False)
    """
    growth = _growth_in(words)
    change = growth or (signed and not unit.physical) or unit.change
    if is_intended(words) and not _is_plan(words, unit):
        return Meaning(Measure.LEVEL, "done", folded_words(words))
    if unit.kind is QuantityKind.FACTOR or (unit.kind is QuantityKind.PERCENTAGE and change):
        return Meaning(Measure.GROWTH, "done", named_topic(words, scope), growth == "down")
    if unit.kind is QuantityKind.PERCENTAGE:
        return _share(words, unit, scope)
    if growth or unit.rate:
        return Meaning(Measure.LEVEL, "done", folded_words(words))
    state = _state(words)
    if unit.kind is QuantityKind.CURRENCY or unit.physical:
        return _amount(words, unit, state, when, scope)
    return _count(words, unit, state, when, scope)


def is_intended(words: str) -> bool:
    """Whether a measure is what somebody intends: "completion target", "laws to be adopted", "exports (plan)".

    >>> is_intended("completion target"), is_intended("laws to be adopted"), is_intended("targets met")
    (True, True, False)
    """
    ends = [(start, end) for start, end, _ in measure_lists()["intended"].finds(words)]
    return any(not words[end:].strip(" ).") or " " in words[start:end] for start, end in ends)


def _is_plan(words: str, unit: Unit) -> bool:
    """Whether an intended thing is a count of planned ones, which is the whole that a share is taken of."""
    lists = measure_lists()
    return unit.kind is QuantityKind.NUMBER and not unit.physical and bool(lists["planned"].pattern.search(words))


def _state(words: str) -> str | None:
    """The state that words name; a degree of progress is a state of its own, since shares of several may be given."""
    lists = measure_lists()
    found = lists["states"].pattern.search(words)
    state = lists["states"].name_of(found[0]) if found else None
    if found and state == "in progress" and lists["degrees"].pattern.search(words):
        return f"{state}: {folded_words(found[0])}"
    return state


def _share(words: str, unit: Unit, scope: str) -> Meaning:
    """A percentage that is no change: a share of finished things, or of something else."""
    other = unit.physical and not repeats(unit.part_of, words)
    state = _share_state(words)
    if state and not other:
        return Meaning(Measure.SHARE, state, rest_of(words, scope) or "completion")
    if _ends_finished(words) and not other:
        return Meaning(Measure.SHARE, "done", folded_words(words))
    return Meaning(Measure.LEVEL, "done", named_topic(words, scope))


def is_growth(words: str) -> bool:
    """Whether a measure speaks of growth or decline.

    >>> is_growth("growth of exports"), is_growth("exports")
    (True, False)
    """
    return _growth_in(words) is not None


def _growth_in(words: str) -> str | None:
    """Up, down or either, where the first or the last word of a measure is one of growth."""
    for start, end, name in measure_lists()["growth"].finds(words):
        if (
            not words[:start].strip()
            or not words[end:].strip()
            or re.match(r"\s*(?:of|in|de|des|du|на|в)\s", words[end:])
        ):
            return name
    return None


def _share_state(words: str) -> str | None:
    """The state whose share a percentage is; None where it is a share of something else, such as trade."""
    lists = measure_lists()
    state = _state(words)
    if state is None:
        return None
    rest = lists["states"].pattern.sub(" ", words)
    if lists["levels"].pattern.search(rest) or lists["volumes"].pattern.search(rest):
        return None
    if lists["shares"].pattern.search(rest) and not lists["things"].pattern.search(rest):
        rest = lists["shares"].pattern.sub(" ", lists["how_measured"].pattern.sub(" ", rest))
        return None if re.sub(r"[^\w\s]", " ", lists["fillers"].pattern.sub(" ", rest)).strip() else state
    return state


def _adds_up(when: Period | None) -> bool:
    """Whether what is done in a period is counted in it alone: in a quarter or a year, while a month only dates a state."""
    return when is not None and (when.days or 0) > _LONGEST_MONTH


def _ends_finished(words: str) -> bool:
    """Whether a measure counts finished things by the participle that it ends in: "houses rebuilt", but not "people employed"."""
    lists = measure_lists()
    if lists["shares"].pattern.match(words) or lists["growth"].pattern.search(words):
        return False
    if relative := re.search(rf"\s{lists['relative'].source}\s+(?P<word>\w+)", words, re.IGNORECASE):
        return bool(lists["participles"].name_of(relative["word"])) and not lists["stative"].name_of(relative["word"])
    first, last = (words.split() or [""])[0], (words.split() or [""])[-1]
    word = last if first.isascii() or lists["participles"].name_of(last) else first  # Russian puts the participle first
    return len(words.split()) > 1 and bool(lists["participles"].name_of(word)) and not lists["stative"].name_of(word)


def _amount(words: str, unit: Unit, state: str | None, when: Period | None, scope: str) -> Meaning:
    """Money, gas, freight: over a long period it adds up, paid out by a day it does not fall, else it is a level."""
    topic = named_topic(words, scope)
    if measure_lists()["levels"].pattern.search(words) and not (state and is_long(when)):
        return Meaning(Measure.LEVEL, "done", topic)
    if state and not _adds_up(when):
        return Meaning(Measure.DONE, state, topic)
    if _ends_finished(words) and not _adds_up(when):
        return Meaning(Measure.DONE, "done", folded_words(words))
    if measure_lists()["running"].pattern.search(words) and not _adds_up(when):
        return Meaning(Measure.DONE, "done", named_topic(measure_lists()["running"].pattern.sub(" ", words), scope))
    flows = state or _ends_finished(words) or measure_lists()["volumes"].pattern.search(words)
    if is_long(when) and (flows or unit.unit not in _STANDING):
        return Meaning(Measure.VOLUME, "done", topic)
    return Meaning(Measure.LEVEL, "done", topic)


def _count(words: str, unit: Unit, state: str | None, when: Period | None, scope: str) -> Meaning:
    """Things counted one by one: in a state, planned, passing through a period, or there on a day.

    "Houses rebuilt to date" are houses rebuilt: how far back a count goes is not what is counted.
    """
    lists = measure_lists()
    words = " ".join(lists["running"].pattern.sub(" ", words).split()) or words
    of_plan = bool(lists["things"].pattern.search(words) or lists["things"].name_of(unit.unit or ""))
    rest = rest_of(words, scope)
    topic = rest or "completion"
    if not rest and not of_plan and unit.unit:
        topic = rest_of(unit.unit, scope) or "completion"
    if state:
        if of_plan or not rest or not _adds_up(when):
            return Meaning(Measure.DONE, state, topic)
        return Meaning(Measure.VOLUME, "done", topic)
    if _ends_finished(words):
        return Meaning(Measure.VOLUME if _adds_up(when) else Measure.DONE, "done", folded_words(words))
    if of_plan and (not rest or lists["planned"].pattern.search(words)):
        return Meaning(Measure.PLANNED, "done", topic)
    if lists["volumes"].pattern.search(words) and is_long(when) and not lists["levels"].pattern.search(words):
        return Meaning(Measure.VOLUME, "done", named_topic(words, scope))
    return Meaning(Measure.LEVEL, "done", named_topic(words, scope))
