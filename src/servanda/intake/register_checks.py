"""What must hold between the entries of a register: who is named is there, nothing waits for itself, weights add up.

Takes the Items as they were read and adds a fault for each that cannot be true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from servanda.intake.register_schema import Faults, nearest
from servanda.item import Event, Item
from servanda.message import Message

__all__ = ["check_days", "check_dependencies", "check_named", "check_sum", "check_weights", "circles"]


def check_days(item: Item, faults: Faults) -> None:
    """An entry's due date lies in or after its period."""
    start = item.period.start if item.period else None
    end = item.due.end if item.due else None
    if start and end and end < start:
        faults.add(item.line, "due-before-start", str(end), "correct-due", entry=item.id, start=str(start))


def check_named(item: Item, bodies: set[str], parties: set[str], events: Iterable[Event], faults: Faults) -> None:
    """The bodies, the parties and the event that an entry names are there."""
    wanted = (
        ("bodies", item.bodies, bodies),
        ("cooperating", item.cooperating, bodies),
        ("parties", item.parties, parties),
        ("due_after", (item.due_after.event,) if item.due_after else (), {event.id for event in events}),
    )
    for field, named, known in wanted:
        for identifier in named:
            if identifier not in known:
                remedy = nearest(identifier, known)
                faults.add(item.line, "expected-one-of", identifier, remedy, field=field, entry=item.id)


def check_dependencies(items: Sequence[Item], faults: Faults) -> None:
    """Whatever an entry depends on is there, and no entry waits for itself, through however many others.

    >>> faults = Faults("agreement.yaml")
    >>> one, two = (Item(name, "task", {}, depends_on=(other,), line=3) for name, other in (("a", "b"), ("b", "a")))
    >>> check_dependencies([one, two], faults)
    >>> str(faults.found[0])
    "agreement.yaml:3: These entries depend on each other in a circle. Found 'a → b → a'. Take one of them out."
    """
    known = {item.id: item for item in items}
    for item in items:
        for other in item.depends_on:
            if other not in known:
                remedy = nearest(other, known)
                faults.add(item.line, "expected-one-of", other, remedy, field="depends_on", entry=item.id)
    for circle in circles({item.id: item.depends_on for item in items}):
        faults.add(known[circle[0]].line, "dependencies-in-circle", " → ".join(circle), "take-one-out")


def circles(leads: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """The circles in which ids lead to ids, each from one of its ids round to the same; ids that are no key lead nowhere.

    >>> list(circles({"a": ["b"], "b": ["c"], "c": ["b", "x"], "d": ["d"]}))
    [['b', 'c', 'b'], ['d', 'd']]
    """
    done: set[str] = set()
    for start in leads:
        waiting = {start: iter(leads[start])} if start not in done else {}
        while waiting:
            here = next(reversed(waiting))
            other = next((one for one in waiting[here] if one in leads and one not in done), "")
            if not other:
                done.add(here)
                del waiting[here]
            elif other in waiting:
                path = list(waiting)
                yield [*path[path.index(other) :], other]
                done.add(other)
            else:
                waiting[other] = iter(leads[other])


def check_weights(items: Iterable[Item], faults: Faults) -> None:
    """Where an entry and all that lie right below it have weights, theirs add up to its own.

    >>> from fractions import Fraction
    >>> faults = Faults("agreement.yaml")
    >>> below = tuple(Item(name, "task", {}, weight=Fraction(1, 3)) for name in "ab")
    >>> check_weights([Item("p", "plan", {}, weight=Fraction(1), items=below, line=7)], faults)
    >>> str(faults.found[0])
    "agreement.yaml:7: The weights below entry 'p' do not add up to its own: expected 1. Found '2/3'. Correct one of them."
    """
    for item in items:
        check_sum(item, item.line, faults)
        check_weights(item.items, faults)


def check_sum(item: Item, line: int | None, faults: Faults, remedy: Message | None = None) -> None:
    """The weights right below one entry add up to its own, where all of them are told."""
    weights = [one.weight for one in item.items]
    told = [weight for weight in weights if weight is not None]
    if item.weight is not None and told and len(told) == len(weights) and sum(told) != item.weight:
        advice = remedy or Message.of("correct-one-of-them")
        faults.add(line, "weights-do-not-sum", str(sum(told)), advice, entry=item.id, expected=str(item.weight))
