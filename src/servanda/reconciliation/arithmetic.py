"""The sum behind a finding, as lines that a reader can redo by hand.

Takes the few links that clash and gives lines in figures and signs, and the two intervals that do not meet. Intervals
are written [52.5, 53.5): a square bracket includes its number, a round one does not. Where a bound has no short decimal
it is rounded outward to four digits and the line says ≈; the verdict was made with the exact number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from babel.numbers import list_currencies

from servanda.interval import Interval, decimal_text
from servanda.period import Period
from servanda.reconciliation.links import Bound, Cell, Link, Order, Scale, Sum
from servanda.reconciliation.reports import Sort, Thing

__all__ = [
    "Clash",
    "converted",
    "currencies",
    "interval_text",
    "period_text",
    "rounded",
    "scaled",
    "show",
    "times",
    "unit_text",
    "worked",
]

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_DIGITS = 4
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Clash:
    """Two intervals for one cell that do not meet, each with the claims it follows from."""

    cell: Cell
    one: Interval
    one_claims: frozenset[str]
    two: Interval
    two_claims: frozenset[str]
    base: Cell | None = None
    """For two factors that do not meet: the earlier cell, `cell` being the later one."""


@lru_cache(maxsize=10_000)
def period_text(period: Period) -> str:
    """A period as short as ISO 8601 has it: a year, a month, a day, or two of them.

    >>> [period_text(Period.parse(text)) for text in ("2023", "2023-01/2023-10", "by 2022-08-24")]
    ['2023', '2023-01/2023-10', '../2022-08-24']
    """
    if period.start and period.end and not period.is_day:
        first, last = period.start.isoformat(), period.end.isoformat()
        if Period.parse(first[:4]) == period:
            return first[:4]
        if Period.parse(first[:7]) == period:
            return first[:7]
        if Period.parse(f"{first[:7]}/{last[:7]}") == period:
            return f"{first[:7]}/{last[:7]}"
    return str(period)


@lru_cache(maxsize=10_000)
def rounded(number: Fraction, *, up: bool, digits: int = _DIGITS) -> tuple[Fraction, bool]:
    """The number where it has at most six digits; else rounded to some digits, up or down; and whether it was rounded.

    >>> rounded(Fraction(143, 3), up=True), rounded(Fraction(95, 2), up=False)
    ((Fraction(4767, 100), True), (Fraction(95, 2), False))
    """
    exact = decimal_text(number)
    if "/" not in exact and len(exact.strip("-").replace(".", "").strip("0")) <= digits + 2:
        return number, False
    step = Fraction(1)
    while abs(number) / step >= 10**digits:
        step *= 10
    while abs(number) / step < 10 ** (digits - 1):
        step /= 10
    whole = number / step
    return (-(-whole.numerator // whole.denominator) if up else whole.numerator // whole.denominator) * step, True


def scaled(interval: Interval, unit: str) -> tuple[Interval, str, Fraction]:
    """The interval in millions or more where it is that large, the unit's words, and the divisor.

    >>> number, unit, size = scaled(Interval.point(3 * 10**6), "eur")
    >>> str(number), unit, int(size)
    ('[3, 3]', 'million EUR', 1000000)
    """
    numbers = [abs(bound) for bound in (interval.low, interval.high) if bound]
    for size, word in _SCALES:
        if numbers and max(numbers) >= size:
            return interval.scaled(Fraction(1, size)), f"{word} {unit_text(unit)}".strip(), Fraction(size)
    return interval, unit_text(unit), Fraction(1)


def unit_text(unit: str) -> str:
    """A unit as it is printed: a currency in capitals.

    >>> unit_text("usd"), unit_text("bridge")
    ('USD', 'bridge')
    """
    return unit.upper() if unit.upper() in currencies() else unit


@cache
def currencies() -> frozenset[str]:
    """The ISO 4217 codes of currencies.

    >>> "EUR" in currencies(), "LAW" in currencies()
    (True, False)
    """
    return frozenset(list_currencies())


def interval_text(interval: Interval) -> tuple[str, bool]:
    """The interval with its bounds rounded outward, and whether one was.

    >>> interval_text(Interval(Fraction(1, 3), Fraction(1, 2)))
    ('(0.3333, 0.5]', True)
    """
    low, one = (None, False) if interval.low is None else rounded(interval.low, up=False)
    high, two = (None, False) if interval.high is None else rounded(interval.high, up=True)
    if interval.is_point and not one:
        return decimal_text(interval.low or Fraction(0)), False
    return str(Interval(low, high, interval.low_open or one, interval.high_open or two)), one or two


def show(interval: Interval, thing: Thing) -> str:
    """The interval in the thing's unit, with a sign of equality or of rounding before it.

    >>> show(Interval(Fraction(44 * 10**9), Fraction(45 * 10**9)), Thing("trade", "trade", Sort.VOLUME, "usd"))
    '= [44, 45] billion USD'
    """
    number, unit, _ = scaled(interval, thing.unit)
    text, inexact = interval_text(number)
    return f"{'≈' if inexact else '='} {text} {unit}".rstrip()


def times(one: Interval, two: Interval) -> Interval:
    """All products of numbers of two intervals without negative numbers.

    >>> str(times(Interval(Fraction(2), Fraction(3)), Interval(Fraction(4), None)))
    '[8, ∞)'
    """
    low = (one.low or Fraction(0)) * (two.low or Fraction(0))
    high = None if one.high is None or two.high is None else one.high * two.high
    return Interval(low, high, low != 0 and (one.low_open or two.low_open), one.high_open or two.high_open)


class _Known:
    """What is known of each cell while the links of a clash are followed one after another."""

    def __init__(self) -> None:
        self.values: dict[Cell, tuple[Interval, frozenset[str]]] = {}
        self.lines: list[str] = []
        self.clash: Clash | None = None

    def value(self, cell: Cell) -> Interval:
        """What is known of the cell."""
        return self.values.get(cell, (Interval(), frozenset()))[0]

    def claims(self, cells: Iterable[Cell]) -> frozenset[str]:
        """The claims that it is known from."""
        return frozenset[str]().union(*(self.values[cell][1] for cell in cells if cell in self.values))

    def learn(self, cell: Cell, interval: Interval, claims: frozenset[str], line: str | None) -> bool:
        """Take in that the cell lies in the interval; whether that says anything new."""
        old, old_claims = self.values.get(cell, (Interval(), frozenset()))
        both = old.intersection(interval)
        if both == old or self.clash:
            return False
        if line:
            self.lines.append(line)
        if both.is_empty:
            one, _, size = scaled(old, cell.thing.unit)
            two = interval.scaled(1 / size)
            self.lines.append(f"{interval_text(one)[0]} ∩ {interval_text(two)[0]} = ∅")
            self.clash = Clash(cell, old, old_claims, interval, claims)
        self.values[cell] = (both, claims if both == interval else claims | old_claims)
        return True


def worked(core: Sequence[Link]) -> tuple[tuple[str, ...], Clash | None]:
    """The lines that lead from what was said to the clash, and the clash, where following the links one by one finds it.

    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> lines, _ = worked([Bound("same", shops, Interval.point(n), frozenset({c})) for c, n in (("a", 12), ("b", 14))])
    >>> lines
    ('a: 2029 = 12 shop', 'b: 2029 = 14 shop', '12 ∩ 14 = ∅')
    """
    links = _plain(core)
    quotient = _quotient(links)
    if quotient:
        return quotient
    links.sort(key=lambda link: (not isinstance(link, Bound), isinstance(link, Bound) and not link.claims))
    known = _Known()
    for _ in range(_ROUNDS):
        moved = False
        for link in links:
            moved = _follow(link, known) or moved
            if known.clash:
                return tuple(known.lines), known.clash
        if not moved:
            break
    lines = [line for link in links if (line := _premise(link))]
    return tuple(lines), None


def _quotient(links: Sequence[Link]) -> tuple[tuple[str, ...], Clash] | None:
    """Two amounts and a factor, where other claims give the amounts: the amounts' quotient against the factor."""
    scales = [link for link in links if isinstance(link, Scale)]
    bounds = {link.cell: link for link in links if isinstance(link, Bound) and link.claims}
    if len(scales) != 1 or len(bounds) != 2 or len([link for link in links if link.claims]) != 3:
        return None
    scale = scales[0]
    if not scale.claims:
        return None
    later, earlier = bounds.get(scale.later), bounds.get(scale.earlier)
    if later is None or earlier is None or (later.claims | earlier.claims) & scale.claims:
        return None
    if (
        later.interval.low is None
        or later.interval.low < 0
        or earlier.interval.low is None
        or earlier.interval.low <= 0
    ):
        return None
    factor = later.interval.divided_by(earlier.interval)
    if not factor.intersection(scale.interval).is_empty:
        return None
    thing = later.cell.thing
    size = scaled(earlier.interval, thing.unit)[2]
    shown = [interval_text(interval.scaled(1 / size))[0] for interval in (later.interval, earlier.interval)]
    text, inexact = interval_text(factor)
    who = ", ".join(sorted(scale.claims))
    lines = (
        *(line for line in (_premise(later), _premise(earlier)) if line),
        f"{_name(later.cell)} / {_name(earlier.cell)}: {shown[0]} / {shown[1]} {'≈' if inexact else '='} {text}",
        f"{who}: {_name(later.cell)} / {_name(earlier.cell)} = {_factor(scale, worked=True)}",
        f"{interval_text(scale.interval)[0]} ∩ {text} = ∅",
    )
    sides = (scale.interval, scale.claims, factor, later.claims | earlier.claims)
    return lines, Clash(scale.later, *sides, base=scale.earlier)


def _plain(core: Sequence[Link]) -> list[Link]:
    """The links with chains of days and pieces of periods replaced by what they say of the cells that were reported."""
    links: list[Link] = [link for link in core if not isinstance(link, Order) and not _is_of_pieces(link)]
    told = {cell for link in links if link.claims or isinstance(link, Scale | Sum) for cell in link.cells}
    links = [link for link in links if link.claims or not isinstance(link, Bound) or link.cell in told]
    rising = sorted((cell for cell in told if cell.thing.rises), key=lambda cell: (str(cell.when), cell.of))
    for one in rising:
        for two in rising:
            if (
                one != two
                and one.thing == two.thing
                and one.when.end
                and two.when.start
                and one.when.end <= two.when.start
            ):
                links.append(Order("monotone", one, two))
    if any(_is_of_pieces(link) for link in core):
        links.extend(_sums(sorted((c for c in told if c.thing.sort is Sort.VOLUME), key=lambda cell: str(cell.when))))
    return links


def _is_of_pieces(link: Link) -> bool:
    """Whether it makes a period of the pieces into which time was cut."""
    pieces = isinstance(link, Sum) and link.relation == "total" and link.whole is not None
    return pieces and len({cell.thing for cell in link.cells}) == 1


def _sums(cells: Sequence[Cell]) -> Iterable[Link]:
    """For each reported period, the sum of the reported periods in it, with a rest where they leave days out."""
    for whole in cells:
        parts: list[Cell] = []
        for cell in cells:
            inside = cell != whole and cell.thing == whole.thing and whole.when.contains(cell.when)
            if inside and not (parts and parts[-1].when.overlaps(cell.when)):
                parts.append(cell)
        if not parts or whole.when.days is None:
            continue
        if sum(cell.when.days or 0 for cell in parts) < whole.when.days:
            rest = Cell(whole.thing, whole.when, "rest")
            yield Bound("total", rest, Interval(Fraction(0)))
            parts.append(rest)
        yield Sum("total", tuple(parts), whole=whole)


def _name(cell: Cell, among: Sequence[Cell] = ()) -> str:
    """The cell's time, with the topic, part or state that tells it apart from others."""
    rest = "rest" in (cell.of, cell.thing.state)
    name = f"{period_text(cell.when)} rest" if rest else period_text(cell.when)
    others = [one.thing for one in among if one.thing.state != "rest"]
    for word, words in (
        (cell.thing.topic, {thing.topic for thing in others}),
        (cell.thing.part, {thing.part for thing in others}),
        (cell.thing.state, {thing.state for thing in others}),
    ):
        if len(words) > 1 and word and not rest:
            return f"{word} {name}"
    return name


def _premise(link: Link) -> str | None:
    """What a link that rests on claims says, as a line."""
    who = ", ".join(sorted(link.claims))
    if isinstance(link, Bound):
        thing = link.cell.thing
        if not link.claims:
            return f"{_name(link.cell)} {show(link.interval, thing)}" if thing.sort is Sort.SHARE else None
        if link.relation == "ratio":
            one, two = (str(_literal) for _literal in (s.literal for s in link.sources))
            sign = f"100 × {one} / {two}"
            return f"{who}: {_name(link.cell)}: {sign} {show(link.interval, thing)}"
        return f"{who}: {_name(link.cell)} {show(link.interval, thing)}"
    if isinstance(link, Scale):
        if not link.claims:
            head = f"{link.basis}: {period_text(link.later.when)}"
            return f"{head} = {interval_text(link.interval)[0]}" if link.basis else None
        return f"{who}: {_name(link.later)} / {_name(link.earlier)} = {_factor(link, worked=True)}"
    if isinstance(link, Sum) and link.limit is not None:
        return f"{' + '.join(f'{cell.thing.state} {_name(cell)}' for cell in link.parts)} ≤ {decimal_text(link.limit)}"
    return None


def _follow(link: Link, known: _Known) -> bool:
    """Take in what a link says, given what is known already."""
    if isinstance(link, Bound):
        return known.learn(link.cell, link.interval, link.claims, _premise(link))
    if isinstance(link, Order):
        low, high = known.value(link.smaller), known.value(link.larger)
        up = Interval(low.low, None, low.low_open)
        line = f"{_name(link.smaller)} ≤ {_name(link.larger)}"
        moved = up.low is not None and known.learn(link.larger, up, known.claims([link.smaller]), line)
        down = Interval(None, high.high, high_open=high.high_open)
        return (high.high is not None and known.learn(link.smaller, down, known.claims([link.larger]), None)) or moved
    if isinstance(link, Scale):
        return _follow_scale(link, known)
    return _follow_sum(link, known)


def _follow_scale(link: Scale, known: _Known) -> bool:
    later, earlier = known.value(link.later), known.value(link.earlier)
    factor, moved = link.interval, False
    if (
        later.low is not None
        and (later.high is not None or later.low > 0)
        and factor.low is not None
        and factor.low > 0
    ):
        value = later.divided_by(factor)
        line = _scaling(link, link.later, later, "/", link.earlier, value)
        moved = known.learn(link.earlier, value, link.claims | known.claims([link.later]), line)
    if earlier.low is not None and (earlier.high is not None or earlier.low > 0):
        value = times(earlier, factor)
        line = _scaling(link, link.earlier, earlier, "×", link.later, value)
        moved = known.learn(link.later, value, link.claims | known.claims([link.earlier]), line) or moved
    return moved


def _factor(link: Scale, *, worked: bool = False) -> str:
    """A factor as it was said: one a year with the years as its power, and, where asked for, what that comes to."""
    text, inexact = interval_text(link.interval)
    figure = link.sources[0].figure if link.sources else None
    if figure is None or figure.quantity is None or figure.years == 1:
        return text
    rate = next(
        (one for one in (figure.quantity.literal, figure.quantity.usual) if one**figure.years == link.interval), None
    )
    if rate is None:
        return text
    power = f"{interval_text(rate)[0]}^{figure.years}"
    return f"{power} {'≈' if inexact else '='} {text}" if worked else power


def _scaling(link: Scale, given: Cell, known: Interval, sign: str, found: Cell, value: Interval) -> str:
    """The line that multiplies or divides one cell's value by a factor to give another's."""
    if given.thing != found.thing:
        return converted(link.basis, given.when, known, given.thing, sign, link.interval, value, found.thing)
    steps = f"{_short(known, given.thing)} {sign} {_factor(link)} {show(value, found.thing)}"
    return f"{', '.join(sorted(link.claims))}: {_name(found)} = {_name(given)} {sign} factor: {steps}"


def converted(
    basis: str, when: Period, known: Interval, thing: Thing, sign: str, factor: Interval, value: Interval, other: Thing
) -> str:
    """The line that brings an amount to another unit, by a factor that rests on the basis named.

    >>> from dataclasses import replace
    >>> roads, point = Thing("roads", "length", Sort.LEVEL, "kilometre"), Interval.point
    >>> converted("", Period.parse("2029"), point(12), roads, "×", point(1000), point(12000), replace(roads, unit="metre"))
    '2029: 12 kilometre × 1000 = 12000 metre'
    """
    number, unit, _ = scaled(known, thing.unit)
    head = f"{basis}: " if basis else ""
    given = f"{interval_text(number)[0]} {unit}".rstrip()
    return f"{head}{period_text(when)}: {given} {sign} {interval_text(factor)[0]} {show(value, other)}"


def _short(interval: Interval, thing: Thing) -> str:
    return interval_text(scaled(interval, thing.unit)[0])[0]


def _follow_sum(link: Sum, known: _Known) -> bool:
    moved, thing = False, link.parts[0].thing
    if link.whole and link.whole.thing.state != "all":
        value = Interval.point(0)
        for cell in link.parts:
            value = value + known.value(cell)
        told = [cell for cell in link.parts if known.value(cell).low]
        sign = "+ …" if len(told) < len(link.parts) else ""
        steps = f"{' + '.join(_short(known.value(cell), thing) for cell in told)} {sign}".rstrip()
        line = f"{_name(link.whole, link.cells)}: {steps} {show(value, thing)}"
        moved = bool(told) and known.learn(link.whole, value, known.claims(link.parts), line)
    total = known.value(link.whole) if link.whole else Interval(None, link.limit)
    total_claims = known.claims([link.whole]) if link.whole else frozenset()
    for cell in link.parts:
        others = [one for one in link.parts if one != cell]
        rest = total
        for other in others:
            rest = rest - known.value(other)
        if rest.low is None and rest.high is None:
            continue
        told = [other for other in others if known.value(other).low]
        steps = " − ".join([_short(total, thing), *(_short(known.value(other), thing) for other in told)])
        line = f"{_name(cell, link.cells)}: {steps} {show(rest, thing)}"
        moved = known.learn(cell, rest, total_claims | known.claims(others), line) or moved
    return moved
