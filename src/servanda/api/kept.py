"""What leads where in the facts, beyond what pages need: each worked out once for each state of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from servanda.agreement import Body, Person
from servanda.assessment import Assessment
from servanda.progress import ItemProgress, MovedDeadline
from servanda.progress.counts import latest
from servanda.reconciliation import SpeakerRecord
from servanda.record import models
from servanda.record.version import Step, steps_of
from servanda.review import Dismissed
from servanda.site.facts import Facts

__all__ = [
    "assessments",
    "counted",
    "dismissed",
    "duties",
    "finished",
    "key_named",
    "moved",
    "newest",
    "said",
    "standing",
    "statements_in",
    "steps",
    "taking_part",
    "voices",
]

Found = TypeVar("Found")
Thing = TypeVar("Thing")


def _grouped(pairs: Iterable[tuple[str, Thing]]) -> Mapping[str, list[Thing]]:
    """What belongs to each key."""
    found: dict[str, list[Thing]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


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
def assessments(facts: Facts) -> Mapping[str, list[Assessment]]:
    """The assessments of each entry, in the register's order."""
    return _grouped((one.item, one) for one in facts.agreement.assessments)


@_kept
def standing(facts: Facts) -> Mapping[str, ItemProgress]:
    """What is declared, listed and assessed below each entry."""
    progress = facts.account.progress
    return {row.item.id: row for row in progress.items} if progress else {}


@_kept
def duties(facts: Facts) -> Mapping[str, list[str]]:
    """The entries that each body is responsible for, by id."""
    return _grouped((body, item.id) for item in facts.items.values() for body in item.bodies)


@_kept
def taking_part(facts: Facts) -> Mapping[str, list[str]]:
    """The entries that each body takes part in, by id."""
    return _grouped((body, item.id) for item in facts.items.values() for body in item.cooperating)


@_kept
def said(facts: Facts) -> Mapping[str, SpeakerRecord]:
    """What each speaker said, by name."""
    return {one.speaker: one for one in facts.account.records}


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
