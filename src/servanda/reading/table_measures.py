"""What a row of a claims table measures, from the words of its measure, its unit and the length of its period.

Takes "programmes agreed" and a count, "share of trade in roubles" and per cent, "trade turnover" and money over ten months; gives
the Measure that decides how the claim may be compared. The rules lean to the careful side: a share or count is held to be
one that cannot fall only where the words say that planned things are finished; anything else is a level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from servanda.claim import Figure, Measure
from servanda.period import Period
from servanda.quantity import QuantityKind
from servanda.reading.phrases import Lookup, merged
from servanda.reading.table_units import Unit, singular

__all__ = [
    "Meaning",
    "is_commitment",
    "is_forecast",
    "is_long",
    "meaning_of",
    "qualifiers_of",
    "split_scope",
    "state_in",
    "topic_of",
]

_FILLERS = re.compile(
    r"\b(?:of|the|in|for|to|by|on|all|a|an|and|de|des|du|la|le|les|en|по|в|на)\b|[^\w\s]", re.IGNORECASE
)
_MONTH = 28
_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the figure gives, the state that it counts, and the thing measured; `falling` where the words say that it fell."""

    measure: Measure
    state: str
    topic: str
    falling: bool = False


@cache
def _lists() -> dict[str, Lookup]:
    words = merged("claims")
    states = {state: [*phrases, *words["state_nouns"].get(state, [])] for state, phrases in words["states"].items()}
    lists = {"states": Lookup(states), "topics": Lookup(words["topics"]), "growth": Lookup(words["growth"])}
    lists["things"], lists["qualifiers"] = Lookup(words["planned_things"]), Lookup(words["qualifiers"])
    for name in (
        "forecasts",
        "participles",
        "planned",
        "running",
        "stative",
        "volumes",
        "levels",
        "how_measured",
        "commitments",
        "shares",
    ):
        lists[name] = Lookup({name: words[name]})
    return lists


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
    """
    return _lists()["states"].first(words)


def is_commitment(words: str) -> bool:
    """Whether a measure is a promise rather than a figure.

    >>> is_commitment("commitment"), is_commitment("target date"), is_commitment("completion")
    (True, True, False)
    """
    return _lists()["commitments"].pattern.match(words) is not None


def is_forecast(measure: str, wording: str, figure: Figure, said_on: Period | None) -> bool:
    """Whether a figure is about days after it was said: it begins later, or it covers days to come and is called an expectation.

    >>> from servanda.quantity import Quantity
    >>> year = Figure(Measure.VOLUME, Period.parse("2022"), Quantity.exact(44))
    >>> is_forecast("trade", "", year, Period.parse("2022-12-19")), is_forecast("trade", "", year, Period.parse("2023-01-10"))
    (True, False)
    """
    expected = _lists()["forecasts"].pattern.search
    if expected(measure):
        return True
    if figure.when is None or said_on is None or said_on.end is None or figure.when.end is None:
        return False
    if figure.when.start is not None and figure.when.start > said_on.end:
        return True
    return figure.when.end > said_on.end and (figure.measure is Measure.VOLUME or bool(expected(wording)))


def meaning_of(words: str, unit: Unit, when: Period | None, *, signed: bool = False) -> Meaning:
    """What a numeric row gives; `signed` where the value is written with + or -.

    >>> from servanda.reading.table_units import read_unit
    >>> meaning_of("share of trade in roubles", read_unit("per cent"), None).measure.name
    'LEVEL'
    >>> meaning_of("programmes agreed", read_unit("programme"), None)
    Meaning(measure=<Measure.DONE: 'count done'>, state='agreed', topic='completion', falling=False)
    """
    growth = _growth_in(words)
    if unit.kind is QuantityKind.FACTOR or (unit.kind is QuantityKind.PERCENTAGE and (growth or signed)):
        return Meaning(Measure.GROWTH, "done", topic_of(words), growth == "down")
    if unit.kind is QuantityKind.PERCENTAGE:
        state = _share_state(words)
        if state and not unit.physical:
            return Meaning(Measure.SHARE, state, "completion")
        if _ends_finished(words) and not unit.physical:
            return Meaning(Measure.SHARE, "done", folded_words(words))
        return Meaning(Measure.LEVEL, "done", topic_of(words))
    state = state_in(words)
    if growth:
        return Meaning(Measure.LEVEL, "done", folded_words(words))
    if unit.kind is QuantityKind.CURRENCY or unit.physical:
        return _amount(words, state, when)
    return _count(words, unit, state, when)


def _growth_in(words: str) -> str | None:
    """Up, down or either, where the first or the last word of a measure is one of growth."""
    for start, end, name in _lists()["growth"].finds(words):
        if (
            not words[:start].strip()
            or not words[end:].strip()
            or re.match(r"\s*(?:of|in|de|des|du|на|в)\s", words[end:])
        ):
            return name
    return None


def _share_state(words: str) -> str | None:
    """The state whose share a percentage is; None where it is a share of something else, such as trade."""
    lists = _lists()
    state = state_in(words)
    if state is None:
        return None
    rest = lists["states"].pattern.sub(" ", words)
    if lists["levels"].pattern.search(rest) or lists["volumes"].pattern.search(rest):
        return None
    if lists["shares"].pattern.search(rest) and not lists["things"].pattern.search(rest):
        rest = lists["shares"].pattern.sub(" ", lists["how_measured"].pattern.sub(" ", rest))
        return None if _FILLERS.sub(" ", rest).strip() else state
    return state


def folded_words(words: str) -> str:
    """Words as they are compared: in small letters, with single spaces.

    >>> folded_words(" Houses  rebuilt")
    'houses rebuilt'
    """
    return " ".join(words.lower().split())


def _adds_up(when: Period | None) -> bool:
    """Whether what is done in a period is counted in it alone: in a quarter or a year, while a month only dates a state."""
    return when is not None and (when.days or 0) > _LONGEST_MONTH


def _ends_finished(words: str) -> bool:
    """Whether a measure counts finished things by the participle that it ends in: "houses rebuilt", but not "people employed"."""
    lists = _lists()
    if lists["shares"].pattern.match(words) or lists["growth"].pattern.search(words):
        return False
    last = words.split()[-1]
    return len(words.split()) > 1 and bool(lists["participles"].name_of(last)) and not lists["stative"].name_of(last)


def _amount(words: str, state: str | None, when: Period | None) -> Meaning:
    """Money, gas, freight: over a long period it adds up, paid out by a day it does not fall, else it is a level."""
    topic = topic_of(words)
    if _lists()["levels"].pattern.search(words) and not (state and is_long(when)):
        return Meaning(Measure.LEVEL, "done", topic)
    if state and not _adds_up(when):
        return Meaning(Measure.DONE, state, topic)
    if _ends_finished(words) and not _adds_up(when):
        return Meaning(Measure.DONE, "done", folded_words(words))
    if _lists()["running"].pattern.search(words) and not _adds_up(when):
        return Meaning(Measure.DONE, "done", topic_of(_lists()["running"].pattern.sub(" ", words)))
    if is_long(when):
        return Meaning(Measure.VOLUME, "done", topic)
    return Meaning(Measure.LEVEL, "done", topic)


def _count(words: str, unit: Unit, state: str | None, when: Period | None) -> Meaning:
    """Things counted one by one: in a state, planned, passing through a period, or there on a day."""
    lists = _lists()
    rest = _FILLERS.sub(" ", lists["things"].pattern.sub(" ", lists["states"].pattern.sub(" ", words)))
    of_plan = bool(lists["things"].pattern.search(words) or lists["things"].name_of(unit.unit or ""))
    alone = not _FILLERS.sub(
        " ", lists["how_measured"].pattern.sub(" ", lists["planned"].pattern.sub(" ", rest))
    ).strip()
    topic = "completion" if of_plan or alone else topic_of(lists["states"].pattern.sub(" ", words))
    if state:
        if of_plan or alone or not _adds_up(when):
            return Meaning(Measure.DONE, state, topic)
        return Meaning(Measure.VOLUME, "done", topic)
    if _ends_finished(words):
        return Meaning(Measure.VOLUME if _adds_up(when) else Measure.DONE, "done", folded_words(words))
    if (of_plan and alone) or (of_plan and lists["planned"].pattern.search(words)):
        return Meaning(Measure.PLANNED, "done", "completion")
    if lists["volumes"].pattern.search(words) and is_long(when) and not lists["levels"].pattern.search(words):
        return Meaning(Measure.VOLUME, "done", topic)
    return Meaning(Measure.LEVEL, "done", topic)


def topic_of(words: str) -> str:
    """The thing measured without the words for how, in the shared vocabulary where it is there; "" if nothing is left.

    >>> topic_of("trade turnover"), topic_of("trade growth"), topic_of("gas deliveries"), topic_of("growth")
    ('trade', 'trade', 'gas deliveries', '')
    """
    lists = _lists()
    topic = lists["topics"].name_of(words.strip())
    if topic:
        return topic
    rest = lists["qualifiers"].pattern.sub(" ", words)
    rest = lists["growth"].pattern.sub(" ", rest)
    named = lists["topics"].pattern.sub(lambda found: lists["topics"].name_of(found[0]) or found[0], rest)
    left = " ".join(lists["how_measured"].pattern.sub(" ", named).lower().split()).strip(" ,;:-")
    left = re.sub(r"^(?:of|in|the|de|des|du)\s+|\s+(?:of|in|the|de|des|du)$", "", left)
    return lists["topics"].name_of(left) or (left if any(lists["topics"].finds(left)) else singular(left))


def qualifiers_of(measure: str) -> frozenset[str]:
    """The scopes that a measure names: "trade in goods" is not all trade.

    >>> qualifiers_of("trade in goods"), qualifiers_of("trade turnover")
    (frozenset({'goods'}), frozenset())
    """
    return frozenset(name for _, _, name in _lists()["qualifiers"].finds(measure))


def split_scope(scope: str) -> tuple[str, frozenset[str]]:
    """The subject and its qualifiers: what stands after a comma, or a known qualifier in brackets.

    >>> split_scope("Belarus-Russia trade, goods and services") == ("Belarus-Russia trade", frozenset({"goods and services"}))
    True
    """
    qualifiers = set()
    for aside in re.findall(r"\(([^()]*)\)", scope):
        if name := _lists()["qualifiers"].name_of(aside.strip()):
            qualifiers.add(name)
            scope = " ".join(scope.replace(f"({aside})", " ").split())
    head, *rest = (part.strip() for part in re.split(r"[,;]", scope))
    qualifiers |= {part for part in rest if part}
    return (head, frozenset(qualifiers)) if head else (scope.strip(), frozenset())
