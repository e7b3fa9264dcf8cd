"""Roll-ups of assessments by named methods: what share or number of entries is done, counted in each way that people count.

Takes an Agreement and claims; gives a RollUp for each day on which a claim speaks of an entry that has assessments below it, for
each level below the entry and each method:

- `declared`: out of all that are declared (or listed, where more are); what has no assessment as of the day is left open;
- `listed`: out of all that are listed; what has no assessment as of the day counts as not done;
- `assessed`: out of those assessed alone; it leaves the rest out, so it is often the most favourable;
- `certain`: out of all declared, with no more than what the assessments say of that very day: what is done stays done, what is
  not done later was not done before, and all else is left open. An old "in progress" says nothing of a later day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.claim import Claim, Figure, Measure
from servanda.interval import Interval
from servanda.item import Item
from servanda.progress.counts import Count, Told, counts_of, latest
from servanda.progress.weighing import WEIGHINGS, completion_as_mean
from servanda.quantity import PER_CENT
from servanda.roll_up import RollUp

__all__ = ["COUNTINGS", "METHODS", "completion_by", "roll_ups"]

COUNTINGS = ("declared", "listed", "assessed", "certain")
"""The methods that count entries done, as the module's docstring tells them."""
METHODS = (*COUNTINGS, *WEIGHINGS)
"""All methods: those that count, and the means of `weighing`."""

A_MONTH = 31
"""How many days a period may have for a share or count to be the one reached in it."""

_Span = tuple[int, int, int]
"""The least and the greatest number done, and how many there are in all."""


def roll_ups(agreement: Agreement, claims: Iterable[Claim]) -> tuple[RollUp, ...]:
    """For each entry and day that a claim gives a share or number of done things of: what each method makes of it.

    >>> from servanda.period import Period
    >>> from servanda.quantity import Quantity
    >>> bridges = tuple(Item(name, "bridge", {"en": name}) for name in ("north", "south"))
    >>> plan = Item("p", "plan", {"en": "Plan"}, declared={"bridge": 4}, items=bridges)
    >>> done = Assessment("north", Status.DONE, date(2029, 5, 1), "office")
    >>> share = Figure(Measure.SHARE, Period.parse("2029-05-01"), Quantity.exact(50, PER_CENT))
    >>> register = Agreement("accord", {"en": "Accord"}, items=(plan,), assessments=(done,))
    >>> found = roll_ups(register, [Claim("c1", "completion", "Plan", (share,))])
    >>> [(one.method, str(one.interval), one.whole) for one in found if one.measure is Measure.SHARE]
    [('declared', '[25, 100]', 4), ('listed', '[50, 50]', 2), ('assessed', '[100, 100]', 1), ('certain', '[25, 100]', 4)]
    """
    if not agreement.assessments:
        return ()
    known = defaultdict(list)
    for one in agreement.assessments:
        known[one.item].append(one)
    entries = {name.casefold(): item for item in agreement.walk() for name in (*item.names.values(), *item.aliases)}
    wanted: dict[tuple[str, date], Item] = {}
    for claim in claims:
        item = entries.get(claim.subject.casefold())
        if item is None or not any(entry.id in known for entry in item.walk() if entry is not item):
            continue
        wanted |= {(claim.subject, day): item for figure in claim.figures for day in _days(figure)}
    found: list[RollUp] = []
    for (subject, day), item in sorted(wanted.items(), key=lambda pair: pair[0]):
        found.extend(_of_entry(subject, day, item, agreement.assessments, known))
    return tuple(found)


def completion_by(method: str, item: Item, count: Count, told: Told) -> Interval:
    """The per cent done of one level below an entry by one method; all of 0 to 100 where the method counts nothing.

    >>> plan = Item("p", "plan", {"en": "Plan"}, items=(Item("a", "bridge", {"en": "A"}), Item("b", "bridge", {"en": "B"})))
    >>> done = Assessment("a", Status.DONE, date(2029, 5, 1), "office")
    >>> told = Told([done])
    >>> [count] = counts_of(plan, told.newest)
    >>> [str(completion_by(method, plan, count, told)) for method in METHODS]
    ['[50, 100]', '[50, 50]', '[100, 100]', '[50, 100]', '[50, 100]', '[50, 100]', '[0, 100]']
    """
    if method in WEIGHINGS:
        return completion_as_mean(method, item, count, told.newest)
    if method == "certain":
        done, not_done = _certain(item, told.by_entry, told.as_of or date.max).get(count.level, (0, 0))
        least, most, whole = done, count.total - not_done, count.total
    else:
        least, most, whole = _spans(count)[method]
    if not whole:
        return Interval(Fraction(0), Fraction(100))
    return Interval(Fraction(least), Fraction(most)).scaled(Fraction(100, whole))


def _days(figure: Figure) -> Iterator[date]:
    """The first and last day that a share or number of done things is about."""
    when = figure.when
    if figure.measure not in (Measure.SHARE, Measure.DONE) or figure.state != "done" or when is None:
        return
    if when.start is not None and when.end is not None and (when.days or 0) <= A_MONTH:
        yield from {when.start, when.end}


def _of_entry(
    subject: str,
    day: date,
    item: Item,
    assessments: Sequence[Assessment],
    known: Mapping[str, Sequence[Assessment]],
) -> Iterator[RollUp]:
    """The roll-ups of one entry on one day, for each level that has an assessment by then."""
    newest = latest(assessments, day)
    mine = {entry.id: newest[entry.id] for entry in item.walk() if entry is not item and entry.id in newest}
    certain = _certain(item, known, day)
    for count in counts_of(item, newest):
        if not count.assessed:
            continue
        told = [mine[entry.id] for entry in item.walk() if entry.level == count.level and entry.id in mine]
        source = "; ".join(dict.fromkeys(one.source or one.assessor for one in told))
        done, not_done = certain.get(count.level, (0, 0))
        spans = {**_spans(count), "certain": (done, count.total - not_done, count.total)}
        for method, (least, most, whole) in spans.items():
            number = Interval(Fraction(least), Fraction(most))
            share = number.scaled(Fraction(100, whole))
            rest = (source, count.level, whole, max(one.as_of for one in told))
            yield RollUp(subject, method, day, Measure.SHARE, share, PER_CENT, *rest)
            if method != "assessed":
                yield RollUp(subject, method, day, Measure.DONE, number, count.level, *rest)


def _spans(count: Count) -> dict[str, _Span]:
    """The number done by each method that takes the newest assessments as they are."""
    done = count.statuses.get(Status.DONE, 0)
    return {
        "declared": (done, done + count.unknown, count.total),
        "listed": (done, done, count.listed),
        "assessed": (done, done, count.assessed),
    }


def _certain(item: Item, known: Mapping[str, Sequence[Assessment]], day: date) -> dict[str, tuple[int, int]]:
    """By level, how many entries are known to be done and how many not to be, on a day."""
    done: Counter[str] = Counter()
    not_done: Counter[str] = Counter()
    for entry in item.walk():
        if entry is not item and not entry.replaced_by:
            is_done = _is_done(known.get(entry.id, ()), day)
            done[entry.level] += is_done is True
            not_done[entry.level] += is_done is False
    return {level: (done[level], not_done[level]) for level in done}


def _is_done(assessments: Sequence[Assessment], day: date) -> bool | None:
    """Whether an entry was done on a day; None where the assessments do not tell."""
    told = [one for one in assessments if one.status is not Status.NOT_ASSESSED]
    newest = latest(told, day)
    before = next(iter(newest.values()), None)
    open_later = any(one.as_of > day and one.status is not Status.DONE for one in told)
    if before is not None and before.status is Status.DONE:
        return None if open_later else True
    if open_later or (before is not None and (before.as_of == day or before.status is Status.DROPPED)):
        return False
    return None
