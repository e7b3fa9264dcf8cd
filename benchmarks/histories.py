"""Made-up agreements with a known truth, and what reporters say of them: rightly, or falsely in ways that are known.

Takes a seed and gives a History. A *plan* has a number of bridges to build, which may be raised on a declared day, and
bridges that are built month by month. A *market* has exports and imports month by month, of goods and of goods and
services. A true report rounds correctly or hedges ("more than", "about", "from ... to"), and its literal interval holds
the true value. A false one exaggerates, gives an old value as today's, takes the share of another plan than the
declared one, counts services among the goods, or gives the growth of another year; its interval leaves the true value
out. `clashes` works out from the truth's own terms, months and days, which of the reports cannot all be true: the
program under test has no part in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from random import Random

from feasibility import Row, possible

from servanda.claim import Claim, Figure, Measure
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT, Comparator, Quantity, QuantityKind
from servanda.reading.interpretation import interpret, interpret_change, interpret_range

__all__ = ["History", "Saying", "clashes", "history"]

FIRST = date(2024, 1, 1)
MONTHS = 36
EITHER = -1
"""The number of a plan where a period holds the day on which it was raised: the share may be of the old one or the new."""
SERVICES = frozenset({"goods and services"})


@dataclass(frozen=True)
class Moment:
    """A value of a thing that does not fall, at a day or at some day of a period; `plan` numbers the plan of a share."""

    thing: str
    plan: int
    when: Period
    of: str = ""

    def not_above(self, other: Moment) -> bool:
        """Whether it is the value of an earlier day of the same thing, which does not fall."""
        alike = self != other and self.thing == other.thing and (self.thing == "done" or self.plan == other.plan)
        first, last = self.when.end, other.when.start
        return alike and self.thing != "behind" and first is not None and last is not None and first <= last


@dataclass(frozen=True)
class Saying:
    """A claim, what it says as rows about the truth's own numbers, and how it is false (nothing where it is true)."""

    claim: Claim
    rows: tuple[Row, ...]
    moments: tuple[Moment, ...] = ()
    planned: tuple[date, Fraction] | None = None
    fault: str = ""


@dataclass(frozen=True)
class History:
    """What was said of one agreement."""

    sayings: tuple[Saying, ...]

    @property
    def claims(self) -> list[Claim]:
        """The claims, as the program takes them."""
        return [saying.claim for saying in self.sayings]

    @property
    def falsehoods(self) -> list[Saying]:
        """The sayings that are false."""
        return [saying for saying in self.sayings if saying.fault]


def within(terms: dict[Hashable, Fraction], interval: Interval) -> Iterator[Row]:
    """That the sum of the terms lies in the interval."""
    if interval.high is not None:
        yield Row(terms, interval.high, interval.high_open)
    if interval.low is not None:
        yield Row({name: -factor for name, factor in terms.items()}, -interval.low, interval.low_open)


def grown(later: dict[Hashable, Fraction], earlier: dict[Hashable, Fraction], interval: Interval) -> Iterator[Row]:
    """That the later sum is the earlier one times a factor in the interval."""
    for bound, sign, is_open in ((interval.high, 1, interval.high_open), (interval.low, -1, interval.low_open)):
        if bound is not None:
            terms = {name: sign * factor for name, factor in later.items()}
            terms.update({name: -sign * bound * factor for name, factor in earlier.items()})
            yield Row(terms, Fraction(0), is_open)


def rules(sayings: Sequence[Saying], every: Sequence[Saying]) -> Iterator[Row]:
    """What holds whatever is said: nothing finished falls, no share is above 100, what is done out of the plan is the share."""
    moments = {moment for saying in sayings for moment in saying.moments}
    behind = {moment for moment in moments if moment.thing == "behind"}
    moments |= {Moment("share", moment.plan, moment.when) for moment in behind}
    for saying in sayings:
        for done in saying.moments if saying.moments and saying.moments[0].thing == "done" else ():
            share = Moment("share", done.plan, done.when, done.of)
            for planned in plans_for(saying, every):
                if planned in sayings and planned.planned:
                    moments.add(share)
                    yield from within({done: Fraction(100), share: -planned.planned[1]}, Interval.point(0))
    for moment in moments:
        if moment.thing == "share":
            yield Row({moment: Fraction(1)}, Fraction(100))
    for moment in behind:
        yield Row({moment: Fraction(1), Moment("share", moment.plan, moment.when): Fraction(1)}, Fraction(100))
    risen = [(one, two) for one in moments for two in moments if one.not_above(two)]
    between = {(one, two) for one, middle in risen for other, two in risen if middle == other}
    for one, two in risen:
        if (one, two) not in between:
            yield Row({one: Fraction(1), two: Fraction(-1)}, Fraction(0))


def plans_for(saying: Saying, every: Sequence[Saying]) -> list[Saying]:
    """The sayings that give the plan of a count: its own, else the last ones stated until then."""
    if saying.planned:
        return [saying]
    end = saying.moments[0].when.end
    stated = [(one.planned[0], one) for one in every if one.planned and end and one.planned[0] <= end]
    last = max((day for day, _ in stated), default=None)
    return [one for day, one in stated if day == last]


def clash(sayings: Sequence[Saying], every: Sequence[Saying]) -> bool:
    """Whether some of the sayings of a history cannot all be true."""
    return not possible([*(row for saying in sayings for row in saying.rows), *rules(sayings, every)])


def clashes(every: Sequence[Saying], most: int = 3) -> set[frozenset[str]]:
    """All smallest sets of at most so many sayings that cannot all be true, by trying every set with a falsehood in it."""
    found: set[frozenset[str]] = set()
    for size in range(1, most + 1):
        for some in combinations(every, size):
            names = frozenset(saying.claim.id for saying in some)
            if any(saying.fault for saying in some) and not any(one <= names for one in found) and clash(some, every):
                found.add(names)
    return found


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """Rounded as people do, a half upward."""
    return (value / step + Fraction(1, 2)).__floor__() * step


HEDGES = [Comparator.EQUAL] * 6 + [
    Comparator.ABOUT, Comparator.MORE, Comparator.LESS, Comparator.AT_LEAST,
    Comparator.AT_MOST, Comparator.ALMOST, Comparator.RANGE,
]  # fmt: skip


def worded(
    chance: Random, value: Fraction, kind: QuantityKind, unit: str, step: Fraction, *, counted: bool = False
) -> Quantity:
    """Words for a value, with a hedge or without; their literal interval holds it."""
    comparator, coarse = chance.choice(HEDGES), step * chance.choice([5, 10])
    below, above = (value / coarse).__floor__() * coarse, -(-value / coarse).__floor__() * coarse
    if comparator is Comparator.RANGE and below < above:
        literal, usual = interpret_range(below, above, kind)
        return Quantity("", literal, usual, None, unit, kind, comparator)
    shown = {
        Comparator.ABOUT: rounded(value, coarse),
        Comparator.MORE: below,
        Comparator.AT_LEAST: below,
        Comparator.LESS: above,
        Comparator.AT_MOST: above,
        Comparator.ALMOST: above,
    }.get(comparator, rounded(value, step))
    literal, usual = interpret(shown, step, comparator, kind, counted=counted)
    if comparator in (Comparator.EQUAL, Comparator.RANGE) or shown <= 0 or value not in literal:
        shown, comparator = rounded(value, step), Comparator.EQUAL
        literal, usual = interpret(shown, step, comparator, kind, counted=counted)
    return Quantity("", literal, usual, shown, unit, kind, comparator)


@dataclass
class Reporter:
    """Makes sayings of one history: numbers its claims and gives each a speaker of its own."""

    chance: Random
    noise: Fraction
    subject: str
    sayings: list[Saying] = field(default_factory=list)

    def errs(self) -> bool:
        """Whether the next report is to be false."""
        return self.chance.random() < self.noise

    def next_id(self) -> str:
        """The id of the next claim."""
        return f"{self.subject}-{len(self.sayings):03}"

    def say(self, topic: str, figures: Sequence[Figure], rows: Iterable[Row], after: date, **more: object) -> None:
        """Add a claim with these figures, said some weeks after a day."""
        name = self.next_id()
        qualifiers = more.pop("qualifiers", frozenset())
        said = Period.day(after + timedelta(days=self.chance.randrange(40)))
        claim = Claim(
            name, topic, self.subject, tuple(figures), said, f"speaker of {name}", topic=topic, qualifiers=qualifiers
        )  # type: ignore[arg-type]
        self.sayings.append(Saying(claim, tuple(rows), **more))  # type: ignore[arg-type]


class Plan:
    """Bridges to build: how many were planned and done on each day, and how many are behind schedule."""

    def __init__(self, chance: Random) -> None:
        self.numbers = [Fraction(chance.randrange(12, 400))]
        self.raised = FIRST + timedelta(days=chance.randrange(200, 900))
        if chance.random() < 0.5:
            self.numbers.append(self.numbers[0] + chance.randrange(5, 200))
        pace, total, self.built = chance.randrange(1, 20), Fraction(0), []
        for _ in range(30 * MONTHS):
            if chance.random() < 0.03:
                total = min(total + chance.randrange(pace + 1), self.numbers[0] * 97 / 100 // 1)
            self.built.append(total)
        self._late = Fraction(chance.randrange(20), 20)

    def number(self, day: date) -> int:
        """Which plan held on the day."""
        return int(len(self.numbers) > 1 and day >= self.raised)

    def done(self, day: date) -> Fraction:
        """How many bridges stood."""
        return self.built[(day - FIRST).days]

    def share(self, day: date, plan: int | None = None) -> Fraction:
        """How much of a plan was done, in per cent; of the plan of that day, unless another is named."""
        return 100 * self.done(day) / self.numbers[self.number(day) if plan is None else plan]

    def behind(self, day: date) -> Fraction:
        """How much of the plan was behind schedule, in per cent: a part of what was not done."""
        return (100 - self.share(day)) * self._late * Fraction(day.day, 31)


def planned_figure(day: date, number: Fraction) -> Figure:
    """How many bridges are planned."""
    return Figure(Measure.PLANNED, Period.day(day), Quantity.exact(number, "bridge"))


def tell_plan(reporter: Reporter, reports: int) -> None:
    """Reports on a plan: each plan declared on its first day; shares, counts, counts out of the plan, shares behind schedule."""
    chance = reporter.chance
    plan = Plan(chance)
    for day, planned in zip([FIRST, plan.raised], plan.numbers, strict=False):
        reporter.say("bridges", [planned_figure(day, planned)], (), day, planned=(day, planned))
    for _ in range(reports):
        day = FIRST + timedelta(days=chance.randrange(60, 30 * MONTHS))
        kind = chance.choice(["share", "share", "share", "done", "done", "out of", "behind"])
        if kind == "behind":
            tell_behind(reporter, plan, day)
        else:
            tell_progress(reporter, plan, day, kind)


def tell_progress(reporter: Reporter, plan: Plan, day: date, kind: str) -> None:
    """A share or a count of bridges built, for a day, for some day of its month, or for the day or earlier."""
    chance, number = reporter.chance, plan.number(day)
    source, fault = (day, "") if not reporter.errs() else (day, chance.choice(["exaggerates", "lags", "redefines"]))
    if fault == "lags":
        source = max(FIRST, day - timedelta(days=chance.randrange(120, 500)))
    value, true = (plan.share(source), plan.share(day)) if kind == "share" else (plan.done(source), plan.done(day))
    if fault == "redefines":
        value = plan.share(day, len(plan.numbers) - 1 - number) if kind == "share" else value
        value = min(value, Fraction(100))
    elif fault == "exaggerates":
        value = (value * chance.randrange(110, 190) / 100).__ceil__() + Fraction(3)
        value = min(value, Fraction(100)) if kind == "share" else value
    thing = "share" if kind == "share" else "done"
    if kind == "share":
        quantity = worded(
            chance, value, QuantityKind.PERCENTAGE, PER_CENT, chance.choice([Fraction(1), Fraction(1, 10)])
        )
        figures = [Figure(Measure.SHARE, Period.day(day), quantity)]
    else:
        quantity = worded(chance, value, QuantityKind.NUMBER, "bridge", Fraction(1), counted=True)
        figures = [Figure(Measure.DONE, Period.day(day), quantity)]
    fault = fault if true not in quantity.literal else ""
    if fault == "" and value != true:
        return
    when, of = Period.day(day), ""
    if kind != "out of" and chance.random() < 0.2:
        month = Period.parse(f"{day:%Y-%m}")
        when = chance.choice([month, Period(None, day)])
        of = reporter.next_id()
        if plan.number(when.start or FIRST) != plan.number(when.end or day):
            number = EITHER
        figures = [Figure(figures[0].measure, when, quantity)]
    planned = None
    if kind == "out of":
        planned = (day, plan.numbers[number])
        figures.append(planned_figure(day, plan.numbers[number]))
    moment = Moment(thing, number, when, of)
    last = when.end or day
    rows = within({moment: Fraction(1)}, quantity.literal)
    reporter.say("bridges", figures, rows, last, moments=(moment,), planned=planned, fault=fault)


def tell_behind(reporter: Reporter, plan: Plan, day: date) -> None:
    """A share of the bridges that is behind schedule, which is a part of those not done."""
    chance = reporter.chance
    value, fault = (plan.behind(day), "") if not reporter.errs() else (100 - plan.share(day) / 3, "exaggerates")
    quantity = worded(chance, value, QuantityKind.PERCENTAGE, PER_CENT, Fraction(1))
    if fault and quantity.literal.low is not None and quantity.literal.low <= 100 - plan.share(day):
        return
    moment = Moment("behind", plan.number(day), Period.day(day))
    figure = Figure(Measure.SHARE, Period.day(day), quantity, state="behind schedule")
    rows = within({moment: Fraction(1)}, quantity.literal)
    reporter.say("bridges", [figure], rows, day, moments=(moment,), fault=fault)


SPANS = [(first, length) for length in (1, 3, 6, 9, 10, 12) for first in range(0, 12, length if length < 9 else 12)]


def tell_market(reporter: Reporter, reports: int) -> None:
    """Reports on amounts over months, quarters and years, on their growth, and on the two parts of a turnover."""
    chance = reporter.chance
    goods = {part: [Fraction(chance.randrange(60, 900)) for _ in range(MONTHS)] for part in ("exports", "imports")}
    rest = {part: [one * chance.randrange(10, 45) / 100 for one in known] for part, known in goods.items()}
    focus = chance.sample(SPANS, 4)
    for _ in range(reports):
        topic = chance.choice(["exports", "imports", "trade", "trade"])
        parts = ["exports", "imports"] if topic == "trade" else [topic]
        (first, length), year = chance.choice(focus), chance.randrange(MONTHS // 12)
        months = range(12 * year + first, 12 * year + first + length)
        scope = SERVICES if chance.random() < 0.15 else frozenset()
        fault = chance.choice(["exaggerates", "lags", "confuses scopes"]) if reporter.errs() else ""

        def amount(months: range, *, wide: bool, parts: list[str] = parts) -> Fraction:
            services = sum((rest[part][month] for part in parts for month in months), Fraction(0))
            narrow = sum((goods[part][month] for part in parts for month in months), Fraction(0))
            return (narrow + services if wide else narrow) * 10**6

        true = value = amount(months, wide=bool(scope))
        if fault == "exaggerates":
            value = value * chance.randrange(108, 150) / 100
        elif fault == "lags" and year:
            value = amount(range(months.start - 12, months.stop - 12), wide=bool(scope))
        elif fault == "confuses scopes":
            value = amount(months, wide=not scope)
        step = chance.choice([Fraction(10**8), Fraction(10**7), Fraction(10**6)])
        quantity = worded(chance, value, QuantityKind.CURRENCY, "EUR", step)
        fault = fault if true not in quantity.literal else ""
        if not fault and value != true:
            continue
        when = _span(months)
        terms = _months(parts, scope, months)
        figures, rows = [Figure(Measure.VOLUME, when, quantity)], list(within(terms, quantity.literal))
        if year and chance.random() < 0.35:
            before = range(months.start - 12, months.stop - 12)
            percent = (true / amount(before, wide=bool(scope)) - 1) * 100
            literal, usual = interpret_change(rounded(abs(percent), Fraction(1)), Fraction(1), falling=percent < 0)
            change = Quantity("", literal, usual, None, None, QuantityKind.CHANGE)
            growth = Figure(Measure.GROWTH, when, change, base=_span(before))
            more = list(grown(terms, _months(parts, scope, before), literal))
            alone = not fault and chance.random() < 0.3
            figures, rows = ([growth], more) if alone else ([*figures, growth], [*rows, *more])
        assert when.end is not None
        reporter.say(topic, figures, rows, when.end, fault=fault, qualifiers=scope)


def _span(months: range) -> Period:
    first, last = ((FIRST.year + month // 12, month % 12 + 1) for month in (months[0], months[-1]))
    return Period.parse(f"{first[0]}-{first[1]:02}/{last[0]}-{last[1]:02}")


def _months(parts: list[str], scope: frozenset[str], months: range) -> dict[Hashable, Fraction]:
    return {(part, scope, month): Fraction(1) for part in parts for month in months}


def history(seed: int, noise: Fraction = Fraction(0), reports: int = 12) -> History:
    """The history of a seed: a plan for even ones, a market for odd ones; each report is false with a chance of `noise`.

    >>> [one.fault for one in history(1).sayings if one.fault]
    []
    """
    chance = Random(seed)
    reporter = Reporter(chance, noise, f"agreement {seed}")
    (tell_market if seed % 2 else tell_plan)(reporter, reports)
    return History(tuple(reporter.sayings))
