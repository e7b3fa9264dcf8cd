"""What a row's wording sets its number against: "up by 6 % on the year before", "from 71 billion in 2017", "3 more than in May".

Takes the wording, the row's unit and its main figure, which the numbers of the wording are compared with; gives further figures
of the same claim: a growth factor with its base, or the amount of an earlier time. A clause about days to come, or about
what only may be, gives nothing, nor does one about a part ("of which", "including").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from servanda.claim import Figure, Measure
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT, Comparator, Quantity, QuantityKind
from servanda.reading.interpretation import interpret_change
from servanda.reading.phrases import Lookup, merged
from servanda.reading.table_periods import read_period
from servanda.reading.table_units import Unit
from servanda.reading.table_values import Term, terms_in

__all__ = ["clauses_of", "compared_figures", "share_in", "whole_in"]

_YEAR = 366
_QUARTER = 92
_MONTH = 28
_WORDS_NEAR = 5
_LONGEST_DATE = 5
_COMPARED = (Measure.VOLUME, Measure.LEVEL, Measure.DONE, Measure.SHARE)


@dataclass(frozen=True, slots=True)
class _Place:
    """A number of a clause with the words before and after it."""

    term: Term
    before: str
    after: str


@cache
def _lists() -> dict[str, Lookup]:
    words, claims = merged("table"), merged("claims")
    lists = {name: Lookup({name: phrases}) for name, phrases in words["compared"].items()}
    lists["whole"] = Lookup({"whole": words["compared"]["whole"]})
    lists["of"] = Lookup({"of": words["of"]})
    lists["previous"] = Lookup({"previous": [*words["previous"], *claims["previous_year"]]})
    lists["against"] = Lookup({"against": [*words["above"], *words["under"], *words["compared"]["base"]]})
    lists["ahead"] = Lookup({"ahead": [*claims["forecasts"], *claims["possibilities"]]})
    return lists


def compared_figures(wording: str, unit: Unit, main: Figure, *, ahead: bool = False) -> list[Figure]:
    """The figures that comparisons in the wording add; `ahead` where the row itself is an expectation.

    >>> from servanda.reading.table_units import read_unit
    >>> aid = Figure(Measure.VOLUME, Period.parse("2018"), Quantity.exact(78 * 10**9, "USD"))
    >>> for added in compared_figures("up 10% from $71 billion in 2017", read_unit("USD"), aid):
    ...     print(added.measure, added.quantity.literal, added.when, added.base)
    growth factor [1.095, 1.105) 2018-01-01/2018-12-31 2017-01-01/2017-12-31
    volume [70500000000, 71500000000) 2017-01-01/2017-12-31 None
    """
    when = main.when
    if main.measure not in _COMPARED or main.quantity is None or when is None or not when.start or not when.end:
        return []
    found: list[Figure] = []
    for clause in clauses_of(wording):
        if _lists()["part"].pattern.search(clause) or (not ahead and _lists()["ahead"].pattern.search(clause)):
            continue
        for place in _places(clause, unit):
            found.extend(_figures(place, clause, main, main.quantity, when))
    return found


def clauses_of(wording: str) -> Iterator[str]:
    """The wording in pieces that speak of one thing each.

    >>> list(clauses_of("53 billion, a record; up 6%"))
    ['53 billion', 'a record', 'up 6%']
    """
    joints, than = _lists()["joints"].source, _lists()["than"].source
    for piece in re.split(rf"[;()]|\.\s|,(?!\d)(?!\s*{than})|\s(?:{joints})\s", wording, flags=re.IGNORECASE):
        if piece.strip():
            yield " ".join(piece.split())


def whole_in(clause: str, unit: Unit, main: Figure) -> Quantity | None:
    """The number of which the main one is a part: "out of 578 provisions", "400 in all".

    >>> from servanda.reading.table_units import read_unit
    >>> main = Figure(Measure.DONE, None, Quantity.exact(120, "house"))
    >>> [str(whole.literal) for whole in [whole_in("out of the 400 planned", read_unit("house"), main)] if whole]
    ['[400, 400]']
    """
    lists = _lists()
    part = main.quantity
    for place in _places(clause, unit):
        quantity = place.term.quantity
        if part is None or part.value is None or quantity.value is None or quantity.unit != unit.unit:
            continue
        if quantity.value <= part.value or not quantity.literal.intersection(part.literal).is_empty:
            continue
        of = re.search(rf"{lists['of'].source}(?:\s+[^\W\d]+)?$", place.before, re.IGNORECASE)
        if of or re.match(rf"(?:[^\W\d]+\s+)?{lists['all'].source}", place.after, re.IGNORECASE):
            return quantity
    return None


def share_in(clause: str, main: Figure) -> Quantity | None:
    """The share that a count makes, where a clause gives nothing else: "only 30 per cent", "69% of them".

    >>> main = Figure(Measure.DONE, None, Quantity.exact(120, "house"))
    >>> [share and str(share.literal) for share in (share_in("69 per cent", main), share_in("up by 5%", main))]
    ['[68.5, 69.5)', None]
    """
    places = list(_places(clause, Unit(None, QuantityKind.NUMBER, counted=True)))
    if main.measure is not Measure.DONE or len(places) != 1 or places[0].term.quantity.unit != PER_CENT:
        return None
    place = places[0]
    beside = len(place.before.split()) <= 1 and not _direction(place)
    return (
        place.term.quantity
        if beside and (not place.after or _lists()["whole"].pattern.fullmatch(place.after))
        else None
    )


def _places(clause: str, unit: Unit) -> Iterator[_Place]:
    terms = terms_in(clause, unit)
    for number, term in enumerate(terms):
        start = terms[number - 1].end if number else 0
        yield _Place(term, clause[start : term.start].strip(), clause[term.end :].strip())


def _figures(place: _Place, clause: str, main: Figure, known: Quantity, when: Period) -> Iterator[Figure]:
    """What one number adds: growth, the earlier amount itself, or a difference from it."""
    quantity, direction = place.term.quantity, _direction(place)
    if quantity.kind in (QuantityKind.CHANGE, QuantityKind.FACTOR) or (
        quantity.unit == PER_CENT and direction and not _is_base(place)
    ):
        if main.measure in (Measure.VOLUME, Measure.LEVEL) and known.unit != PER_CENT:
            yield from _growth(place, direction, when)
        return
    if quantity.unit != known.unit:
        return
    if direction and not _is_base(place) and main.measure is not Measure.SHARE:
        base = _base(place.after, when)
        told = place.before or _lists()["than"].pattern.search(" ".join(place.after.split()[:4]))
        if base and told and _names_base(place.after):
            yield replace(main, when=base, quantity=_before(known, quantity, direction), base=None)
        return
    if earlier := _earlier(place, clause, when):
        yield replace(main, when=earlier, quantity=quantity, base=None)


def _direction(place: _Place) -> str | None:
    """Up or down, by the nearest words; None where the number is a level ("rose to 6 %") or compared with nothing."""
    lists = _lists()
    near = " ".join(place.before.split()[-_WORDS_NEAR:])
    if re.search(rf"{lists['level'].source}$", near, re.IGNORECASE):
        return None
    follows = " ".join(place.after.split()[:2])
    for name in ("up", "down"):
        if lists[name].pattern.search(near) or lists[name].pattern.search(follows):
            return name
    return "up" if lists["previous"].pattern.match(place.after) and place.term.quantity.unit == PER_CENT else None


def _is_base(place: _Place) -> bool:
    """Whether the number is what another is compared with: "up from 90", "against 50 billion"."""
    return re.search(rf"{_lists()['base'].source}$", place.before, re.IGNORECASE) is not None


def _growth(place: _Place, direction: str | None, when: Period) -> Iterator[Figure]:
    """A growth factor, with the base that is named, else the year before for a change over a month to a year."""
    quantity = place.term.quantity
    yearly = quantity.kind is not QuantityKind.FACTOR
    if quantity.unit == PER_CENT:
        quantity = _as_change(quantity, direction == "down")
    base = _base(place.after, when)
    against = _lists()["against"].pattern.match(" ".join(place.after.split()))  # "5% above the quota" is no growth
    if base is None and yearly and not against and _MONTH <= (when.days or 0) <= _YEAR:
        base = when.years_before(1)
    if base is not None:
        yield Figure(Measure.GROWTH, when, quantity, base=base)


def _as_change(quantity: Quantity, falling: bool) -> Quantity:
    """A number of per cent as the factor later/earlier."""
    value, width = quantity.value, quantity.literal
    if value is None or quantity.comparator not in (Comparator.EQUAL, Comparator.MORE, Comparator.LESS):
        hundredth, one = Fraction(-1 if falling else 1, 100), Interval.point(1)
        literal, usual = (one + each.scaled(hundredth) for each in (width, quantity.usual))
        factor = None if value is None else 1 + value * hundredth
    else:
        step = Fraction(1)
        if quantity.comparator is Comparator.EQUAL and width.low is not None:
            step = 2 * (value - width.low) or step
        literal, usual = interpret_change(value, step, quantity.comparator, falling=falling)
        factor = 1 + value * Fraction(-1 if falling else 1, 100)
    return replace(quantity, literal=literal, usual=usual, value=factor, unit=None, kind=QuantityKind.CHANGE)


def _before(known: Quantity, difference: Quantity, direction: str) -> Quantity:
    """The earlier amount, from the later one and how much more or less it is."""
    sign = -1 if direction == "up" else 1
    literal = known.literal + difference.literal.scaled(Fraction(sign))
    usual = known.usual + difference.usual.scaled(Fraction(sign))
    return replace(known, literal=literal, usual=usual, value=None, comparator=Comparator.RANGE)


def _earlier(place: _Place, clause: str, when: Period) -> Period | None:
    """The earlier time at which the number held: after it, or before it with "was" or a colon; None where nothing says so."""
    lists = _lists()
    after = _period_at(place.after, when)
    if after is None and lists["previous"].pattern.match(
        re.sub(r"^(?:the|a|an|l['’])\s*", "", place.after, flags=re.IGNORECASE)
    ):
        after = when.years_before(1)
    if after and (_is_base(place) or not place.before):
        return after if _precedes(after, when) else None
    named = re.fullmatch(rf"(?P<date>.*?\d{{4}}\D*?)(?:\s*:|\s*{lists['was'].source})", place.before, re.IGNORECASE)
    if named and not place.after:
        period = _period_at(named["date"], when)
        return period if period and _precedes(period, when) else None
    return None


def _precedes(one: Period, when: Period) -> bool:
    return one.start is not None and one.end is not None and when.start is not None and one.end <= when.start


def _names_base(after: str) -> bool:
    """Whether words say with what a number is compared."""
    return _lists()["previous"].pattern.search(after) is not None or re.search(r"\d{4}", after) is not None


def _base(after: str, when: Period) -> Period | None:
    """The earlier period that the words behind a change name: "on the year before", "than in 2019", "from 71 billion in 2017"."""
    words = after.split()
    for at in range(len(words)):
        found = _period_at(" ".join(words[at:]), when)
        if found and _precedes(found, when):
            return _aligned(found, when)
    return when.years_before(1) if _lists()["previous"].pattern.search(after) else None


def _aligned(base: Period, when: Period) -> Period:
    """The months of the base's year that the later period has: ten months "on 2022" are compared with ten months of it."""
    if base.end is None or when.end is None or when.start is None or base.days is None or when.days is None:
        return base
    shifted = when.years_before(when.end.year - base.end.year)
    return shifted if base.contains(shifted) else base


def _period_at(words: str, when: Period) -> Period | None:
    """The closed period that words begin with, the longest; a month without a year is the last one before `when` ends."""
    tokens = re.sub(r"^[\s:,]+", "", words).split()[:_LONGEST_DATE]
    for size in range(len(tokens), 0, -1):
        text = " ".join(tokens[:size]).strip(" .,:;)(")
        if not re.search(r"\d{4}", text):
            continue
        try:
            period = read_period(text)
        except ValueError:
            continue
        if period.start and period.end:
            return period
    return _month_at(tokens[:2], when)


def _month_at(tokens: list[str], when: Period) -> Period | None:
    """A month, or a day of it, that stands without its year."""
    for size in (1, 2):
        text = " ".join(tokens[-size:] if size == 1 else tokens).strip(" .,:;")
        if len(tokens) < size or when.end is None or len(text) < 3 or text.isdigit():
            continue
        for year in (when.end.year, when.end.year - 1):
            try:
                period = read_period(f"{text} {year}")
            except ValueError:
                break
            if _precedes(period, when) and (period.days or _YEAR) <= _QUARTER:
                return period
    return None
