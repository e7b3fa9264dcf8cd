"""What leads where in the facts, beyond what pages need: each worked out once for each state of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from servanda.agreement import Body, Person
from servanda.assessment import Assessment
from servanda.progress import MovedDeadline
from servanda.progress.counts import latest
from servanda.record import models
from servanda.record.version import Step, steps_of
from servanda.review import Dismissed
from servanda.site.facts import Facts

__all__ = ["counted", "dismissed", "finished", "key_named", "moved", "newest", "statements_in", "steps", "voices"]

Found = TypeVar("Found")


def _kept(make: Callable[[Facts], Found]) -> Callable[[Facts], Found]:
    """The function, with what it gave for facts that are still in use."""
    known: WeakKeyDictionary[Facts, Found] = WeakKeyDictionary()

    @wraps(make)
    def get(facts: Facts) -> Found:
        if (found := known.get(facts)) is None:
            found = known[facts] = make(facts)
        return found

    return get


@_kept
def newest(facts: Facts) -> Mapping[str, Assessment]:
    """The newest assessment of each entry of the register that has one."""
    return latest(facts.agreement.assessments, facts.account.as_of)


@_kept
def counted(facts: Facts) -> frozenset[str]:
    """The ids of the claims that count."""
    return frozenset(claim.id for claim in facts.account.claims)


@_kept
def dismissed(facts: Facts) -> Mapping[str, Dismissed]:
    """The findings that a reviewer set aside, by id."""
    return {one.finding.id: one for one in facts.account.dismissed}


@_kept
def statements_in(facts: Facts) -> Mapping[str, int]:
    """How many statements each document has."""
    return Counter(doc for doc, _ in facts.statements)


@_kept
def key_named(facts: Facts) -> Mapping[str, str]:
    """The ids of people and bodies by the name that claims have."""
    return {one.name: one.key for one in facts.entries}


@_kept
def voices(facts: Facts) -> Mapping[str, Person | Body]:
    """The people and bodies of the register, by id."""
    known: tuple[Person | Body, ...] = (*facts.agreement.people, *facts.agreement.bodies)
    return {one.id: one for one in known}


@_kept
def moved(facts: Facts) -> Mapping[str, MovedDeadline]:
    """The deadlines that moved, by entry."""
    return {one.item: one for one in facts.account.moved}


@_kept
def steps(facts: Facts) -> list[Step]:
    """The steps that the record's version counts."""
    alias = facts.project.alias
    batches, events = models.Batch.objects.using(alias), models.BatchEvent.objects.using(alias)
    return steps_of(batches.only("pk", "recorded"), events.all())[: facts.version]


@_kept
def finished(facts: Facts) -> frozenset[int]:
    """The batches that came to their end."""
    return frozenset(step.batch for step in steps(facts) if step.event == models.EventKind.FINISHED)
