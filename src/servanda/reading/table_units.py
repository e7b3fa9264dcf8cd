"""The unit cell of a claims table: "per cent", "billion USD", "bn euros", "factor over 27 years", "bcm", "enterprise".

Takes the cell's text; gives a Unit: what one of it is in the unit that all claims share (money in ISO 4217 units, shares in per
cent, gas in cubic metres), how its numbers round, and, for a factor, how far back its base lies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from babel.numbers import list_currencies

from servanda.period import Period
from servanda.quantity import PER_CENT, QuantityKind
from servanda.reading.phrases import Lookup, merged
from servanda.reading.table_periods import read_period

__all__ = ["Unit", "is_measured", "is_nothing", "is_planned_thing", "is_unknown", "read_unit", "singular"]


_PREFIXED = frozenset({"kilowatt-hour", "megawatt", "kilometre", "hectare"})
"""Units whose signs have prefixes, while "bcm" and "mt" are words of scale themselves."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number in the row counts: `scale` of the shared `unit`; `counted` for whole things, which are not rounded.

    `years` and `base` are what a factor's unit says of its base: "factor over 27 years", "times since 1996". `physical` marks
    amounts that are measured rather than counted one by one, `rate` such as "inspections per day", which do not add up,
    `part_of` is what stands behind "per cent", and
    `prefix` the part of the scale that the unit's sign has: 1000 of MWh, which "4.6 million MWh" multiplies;
    `change` a per cent above its base and `falling` one below it.
    """

    unit: str | None
    kind: QuantityKind
    scale: Fraction = Fraction(1)
    counted: bool = False
    physical: bool = False
    years: int | None = None
    base: Period | None = None
    rate: bool = False
    prefix: Fraction = Fraction(1)
    part_of: str = ""
    change: bool = False
    falling: bool = False


@cache
def _lists() -> dict[str, Lookup]:
    words = merged("table")
    single = (
        "per_cent",
        "points",
        "factors",
        "since",
        "years",
        "shares",
        "periods",
        "previous",
        "of",
        "unknown",
        "above",
        "under",
        "nothing",
    )
    lists = {name: Lookup({name: words[name]}) for name in single}
    lists["scales"], lists["currencies"] = Lookup(words["scales"]), Lookup(words["currencies"])
    lists["physical"] = Lookup(
        {f"{unit}|{scale}": phrases for unit, scales in words["physical"].items() for scale, phrases in scales.items()}
    )
    lists["things"] = Lookup(merged("claims")["planned_things"])
    return lists


@cache
def _codes() -> frozenset[str]:
    return frozenset(list_currencies())


def read_unit(text: str) -> Unit:
    """What the unit cell says.

    >>> read_unit("bn euros").unit, read_unit("bn euros").scale == 10**9, read_unit("USD billion").unit
    ('EUR', True, 'USD')
    >>> read_unit("factor over 27 years").years, read_unit("bcm").unit, read_unit("enterprises").unit
    (27, 'cubic metre', 'enterprise')
    """
    words = " ".join(text.split())
    lists = _lists()
    if not words:
        return Unit(None, QuantityKind.NUMBER, counted=True)
    if lists["points"].pattern.match(words):
        return Unit("percentage point", QuantityKind.POINTS)
    if found := lists["per_cent"].pattern.match(words):
        rest = words[found.end() :].strip()
        if base := _base_of(rest):
            return base
        of = "" if rest.startswith("(") else rest
        return Unit(PER_CENT, QuantityKind.PERCENTAGE, physical=bool(of), part_of=of)
    if lists["shares"].pattern.fullmatch(words):
        return Unit(PER_CENT, QuantityKind.PERCENTAGE, Fraction(100))
    if found := lists["factors"].pattern.match(words):
        return _factor(words[found.end() :])
    return _amount(re.sub(rf"\s*(?:{lists['periods'].source})$", "", words, flags=re.IGNORECASE))


def _base_of(rest: str) -> Unit | None:
    """A per cent of an earlier period ("% of 2016"), or above or below it ("% y/y", "% below 1990"); None for a share."""
    lists = _lists()
    words = {name: lists[name].source for name in ("of", "since", "above", "under")}
    shape = rf"(?:(?P<of>{words['of']})|(?P<under>{words['under']})|(?P<above>{words['above']})|{words['since']})\s+(?P<base>.+)"
    found = re.match(shape, rest, re.IGNORECASE)
    named, base, years = found["base"] if found else rest, None, None
    if lists["previous"].pattern.search(named):
        years = 1
    elif re.search(r"\d{4}", named) and found:
        try:
            base = read_period(named)
        except ValueError:
            return None
    else:
        return None
    if found and not found["under"] and not found["above"]:
        return Unit(None, QuantityKind.FACTOR, Fraction(1, 100), years=years, base=base)
    under = found is not None and bool(found["under"])
    return Unit(PER_CENT, QuantityKind.PERCENTAGE, years=years, base=base, change=True, falling=under)


def _factor(rest: str) -> Unit:
    """A factor, with the length of time or the base that its unit names."""
    lists = _lists()
    if found := re.search(rf"(\d+)\s*{lists['years'].source}", rest, re.IGNORECASE):
        return Unit(None, QuantityKind.FACTOR, years=int(found[1]))
    if found := lists["since"].pattern.search(rest):
        try:
            return Unit(None, QuantityKind.FACTOR, base=read_period(rest[found.end() :]))
        except ValueError:
            return Unit(None, QuantityKind.FACTOR)
    return Unit(None, QuantityKind.FACTOR)


def _amount(words: str) -> Unit:
    """Money, a physical unit, or a counted noun, each perhaps in thousands or millions."""
    lists = _lists()
    if re.search(r"\sper\s|/|\sза\s|\spar\s", words):
        return Unit(words.lower(), QuantityKind.NUMBER, physical=True, rate=True)
    if found := lists["physical"].pattern.search(words):
        unit, _, size = (lists["physical"].name_of(found[0]) or "|1").partition("|")
        rest = words[: found.start()] + words[found.end() :]
        if not re.sub(lists["scales"].source, "", rest, flags=re.IGNORECASE).strip(" .'’de"):
            prefix = Fraction(size) if unit in _PREFIXED else Fraction(1)
            return Unit(unit, QuantityKind.NUMBER, Fraction(size) * _scale(rest), physical=True, prefix=prefix)
    code = next((word for word in re.findall(r"\b[A-Z]{3}\b", words) if word in _codes()), None)
    glued = re.sub(r"(?<=[$€£¥₽])(?=\w)|(?<=\w)(?=[$€£¥₽])", " ", words)
    money = code or lists["currencies"].first(glued)
    if money:
        return Unit(money, QuantityKind.CURRENCY, _scale(glued))
    scale = _scale(words)
    noun = re.sub(lists["scales"].source, "", words, flags=re.IGNORECASE).strip(" .")
    noun = re.sub(r"^(?:of\s+|de\s+|d['’]\s*)", "", noun)
    return Unit(singular(noun) or None, QuantityKind.NUMBER, scale, counted=scale == 1)


def _scale(words: str) -> Fraction:
    scale = Fraction(1)
    for _, _, size in _lists()["scales"].finds(words):
        scale *= Fraction(size)
    return scale


def is_unknown(text: str) -> bool:
    """Whether a cell says that its content is not known: "n/a", "?", "нет данных".

    >>> is_unknown(" N/A "), is_unknown("0")
    (True, False)
    """
    return _lists()["unknown"].name_of(text.strip()) is not None


def is_measured(unit: str | None) -> bool:
    """Whether a unit of the shared vocabulary is one of measuring: tonnes, kilometres, cubic metres.

    >>> is_measured("tonne"), is_measured("school")
    (True, False)
    """
    return unit in merged("table")["physical"]


def is_nothing(text: str) -> bool:
    """Whether a value cell says that there is none: "none", "aucun", "ноль".

    >>> is_nothing("None"), is_nothing("n/a")
    (True, False)
    """
    return _lists()["nothing"].name_of(text.strip(" .")) is not None


def is_planned_thing(words: str) -> bool:
    """Whether words are the name of something planned, in any number.

    >>> is_planned_thing("programmes"), is_planned_thing("gas")
    (True, False)
    """
    return _lists()["things"].name_of(words) is not None


def singular(noun: str) -> str:
    """The noun in the singular: the shared vocabulary's where the lexicon knows it, else by the rules of English spelling.

    >>> singular("enterprises"), singular("legal acts"), singular("countries"), singular("gas"), singular("мероприятия")
    ('enterprise', 'law', 'country', 'gas', 'activity')
    """
    noun = " ".join(noun.lower().split())
    if known := _lists()["things"].name_of(noun):
        return known
    head, _, last = noun.rpartition(" ")
    if re.fullmatch(r"[a-z]+", last) and len(last) > 3:
        if last.endswith("ies"):
            last = last[:-3] + "y"
        elif re.search(r"(?:ss|x|ch|sh|zz)es$", last):
            last = last[:-2]
        elif re.search(r"[^sui]s$", last):
            last = last[:-1]
    return f"{head} {last}" if head else last
