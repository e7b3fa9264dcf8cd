"""The sum behind a finding, as lines that a reader can redo by hand.

Takes the few links that clash and gives lines in figures and signs, and the two intervals that do not meet. Intervals
are written [52.5, 53.5): a square bracket includes its number, a round one does not. Where a bound has no short decimal
it is rounded outward to four digits and the line says ≈; the verdict was made with the exact number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from servanda.interval import Interval, decimal_text
from servanda.period import Period
from servanda.reconciliation.links import Bound, Cell, Link, Order, Scale, Sum
from servanda.reconciliation.notation import interval_text, period_text, scaled, show, times
from servanda.reconciliation.reports import Sort, Thing

__all__ = ["Clash", "converted", "worked"]

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
