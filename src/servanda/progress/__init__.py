"""Progress: what is declared, listed and assessed for each entry of the register, and what is claimed of it.

Takes an Agreement, the claims linked to it, and a day; gives counts as of that day, with what is unknown counted as unknown, and
the method by name, so that a figure never stands without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Reason, Status
from servanda.claim import Claim
from servanda.errors import UnknownName
from servanda.interval import Interval
from servanda.item import Item
from servanda.progress.burn_up import BurnUp, burn_up, courses_and_burn_ups
from servanda.progress.changes import Change, ChangeKind, changes_between
from servanda.progress.claimed import Claimed, by_subject, claimed_shares, said_of
from servanda.progress.counts import Count, Told, counts_of, newest_by
from servanda.progress.forecast import Forecast, forecast
from servanda.progress.groups import GROUPINGS, entries_by
from servanda.progress.history import Episode, EpisodeKind, History, history_of
from servanda.progress.matrix import Matrix, matrix, matrix_by_due
from servanda.progress.methods import METHODS, completion_by, roll_ups
from servanda.progress.moves import Move, MovedDeadline, Version, deadline_moves
from servanda.progress.outlook import Outlook, outlooks
from servanda.progress.risks import Risk, Rule, risks_in
from servanda.progress.time_course import TimeCourse, time_course, time_courses

__all__ = [
    "GROUPINGS", "METHOD", "METHODS", "BurnUp", "Change", "ChangeKind", "Claimed", "Count", "Episode", "EpisodeKind",
    "Forecast", "History", "ItemProgress", "Matrix", "Move", "MovedDeadline", "Outlook", "Progress", "Risk", "Rule",
    "TimeCourse", "Version", "burn_up", "changes_between", "courses_and_burn_ups", "deadline_moves", "forecast",
    "history_of", "matrix", "matrix_by_due", "outlooks", "risks_in", "roll_up", "roll_ups", "time_course", "time_courses",
]  # fmt: skip

METHOD = "declared"
"""The method where none is named: entries done out of all declared (or listed, where more are); the rest is left open."""


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """One entry of the register with its counts by level below it, and the completion claimed of it over time.

    `shares` has the per cent done for each of the counts, by the first method of the account, `others` by each further one.
    `assessor` is whose assessments alone are counted, "" for everybody's newest; `reasons` counts why statuses are not known.
    """

    item: Item
    depth: int
    counts: tuple[Count, ...]
    claimed: tuple[Claimed, ...]
    shares: tuple[Interval, ...] = ()
    others: tuple[tuple[str, tuple[Interval, ...]], ...] = ()
    assessor: str = ""
    reasons: tuple[tuple[Reason, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """The account of a register as of a day (None: of all that is known), in the register's order, and how it was counted.

    `methods` are all methods that were asked for, `method` the first; `risks` what is overdue or at risk on the day, `disputed`
    the entries of which two assessors say different things by it.
    """

    agreement: Agreement
    as_of: date | None
    method: str
    items: tuple[ItemProgress, ...]
    methods: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()
    disputed: tuple[str, ...] = ()


def roll_up(
    agreement: Agreement,
    claims: Iterable[Claim] = (),
    as_of: date | None = None,
    *,
    by: str = "programme",
    method: str | Sequence[str] = METHOD,
) -> Progress:
    """Counts and claimed completion for each entry that has something below it, or of which something is claimed.

    A claim belongs to the entry whose name, in any language, or alias is its subject; `linked` claims have it so. `by` is one of
    GROUPINGS, `method` one of METHODS or several to stand side by side; raises UnknownName for another. Risks are
    those of the day, or of today.

    >>> plan = Item("p", "plan", {"en": "Plan"}, declared={"programme": 28})
    >>> [row] = roll_up(Agreement("accord", {"en": "Accord"}, items=(plan,))).items
    >>> row.item.id, row.counts[0].declared, row.counts[0].listed, str(row.counts[0].completion)
    ('p', 28, 0, '[0, 100]')
    """
    methods = (method,) if isinstance(method, str) else tuple(dict.fromkeys(method)) or (METHOD,)
    for name in methods:
        if name not in METHODS:
            raise UnknownName("no-such-method", value=name, remedy="known-methods", known=", ".join(METHODS))
    if by not in GROUPINGS:
        raise UnknownName("no-such-grouping", value=by, remedy="choose-one-of", known=", ".join(GROUPINGS))
    said = by_subject(claims)
    rows, shown = [], tuple(_shown(agreement, by))
    for assessor, assessments in _assessors(agreement, by):
        told = Told(assessments, as_of)
        for item, depth in shown:
            counts = counts_of(item, told.newest)
            claimed = () if assessor else claimed_shares(said_of(item, said), as_of)
            if not counts and not claimed:
                continue
            shares = {name: tuple(completion_by(name, item, one, told) for one in counts) for name in methods}
            row = ItemProgress(
                item, depth, counts, claimed, shares[methods[0]], tuple((name, shares[name]) for name in methods[1:]),
                assessor, _reasons(item, told.newest),
            )  # fmt: skip
            rows.append(row)
    risks = risks_in(agreement, as_of or date.today())
    return Progress(agreement, as_of, methods[0], tuple(rows), methods, risks, _disputed(agreement, as_of))


def _disputed(agreement: Agreement, as_of: date | None) -> tuple[str, ...]:
    """The entries of which the newest statuses of two assessors differ."""
    newest = newest_by(attrgetter("item", "assessor"), agreement.assessments, as_of)
    said: dict[str, Status] = {}
    disputed = set()
    for one in newest.values():
        if one.status is not Status.NOT_ASSESSED and said.setdefault(one.item, one.status) is not one.status:
            disputed.add(one.item)
    return tuple(item.id for item in agreement.walk() if item.id in disputed) if disputed else ()


def _assessors(agreement: Agreement, by: str) -> Iterable[tuple[str, Sequence[Assessment]]]:
    """Everybody's assessments together, or those of each assessor alone."""
    if by != "assessor":
        return [("", agreement.assessments)]
    found: dict[str, list[Assessment]] = {}
    for one in agreement.assessments:
        found.setdefault(one.assessor, []).append(one)
    return found.items()


def _reasons(item: Item, newest: Mapping[str, Assessment]) -> tuple[tuple[Reason, int], ...]:
    """Why the newest statuses below an entry are not known, where somebody says why."""
    told = Counter(
        reason for entry in item.walk() if entry.id in newest and (reason := newest[entry.id].reason) is not None
    )
    return tuple((reason, told[reason]) for reason in Reason if told[reason])


def _shown(agreement: Agreement, by: str) -> Iterable[tuple[Item, int]]:
    """The entries that have a row, with their depth: those of the register, or one for each party or body."""
    items = entries_by(agreement, by)
    return _with_depth(items) if by in ("programme", "assessor") else ((item, 0) for item in items)


def _with_depth(items: Iterable[Item], depth: int = 0) -> Iterable[tuple[Item, int]]:
    for item in items:
        yield item, depth
        yield from _with_depth(item.items, depth + 1)
