"""Progress: what is declared, listed and assessed for each entry of the register, and what is claimed of it.

Takes an Agreement, the claims linked to it, and a day; gives counts as of that day, with what is unknown counted as unknown, and
the method by name, so that a figure never stands without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from servanda.agreement import Agreement
from servanda.claim import Claim
from servanda.errors import UnknownName
from servanda.interval import Interval
from servanda.item import Item
from servanda.progress.claimed import Claimed, claimed_shares
from servanda.progress.counts import Count, counts_of, latest
from servanda.progress.groups import GROUPINGS, entries_by
from servanda.progress.methods import METHODS, completion_by, roll_ups

__all__ = ["GROUPINGS", "METHOD", "METHODS", "Claimed", "Count", "ItemProgress", "Progress", "roll_up", "roll_ups"]

METHOD = "declared"
"""The method where none is named: entries done out of all declared (or listed, where more are); the rest is left open."""


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """One entry of the register with its counts by level below it, and the completion claimed of it over time.

    `shares` has the per cent done for each of the counts, by the method of the account.
    """

    item: Item
    depth: int
    counts: tuple[Count, ...]
    claimed: tuple[Claimed, ...]
    shares: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """The account of a register as of a day (None: of all that is known), in the register's order, and how it was counted."""

    agreement: Agreement
    as_of: date | None
    method: str
    items: tuple[ItemProgress, ...]


def roll_up(
    agreement: Agreement,
    claims: Iterable[Claim] = (),
    as_of: date | None = None,
    *,
    by: str = "programme",
    method: str = METHOD,
) -> Progress:
    """Counts and claimed completion for each entry that has something below it, or of which something is claimed.

    A claim belongs to the entry whose name, in any language, or alias is its subject; `linked` claims have it so. `by` is one of
    GROUPINGS, `method` one of METHODS; raises UnknownName for another.

    >>> plan = Item("p", "plan", {"en": "Plan"}, declared={"programme": 28})
    >>> [row] = roll_up(Agreement("accord", {"en": "Accord"}, items=(plan,))).items
    >>> row.item.id, row.counts[0].declared, row.counts[0].listed, str(row.counts[0].completion)
    ('p', 28, 0, '[0, 100]')
    """
    if method not in METHODS:
        raise UnknownName("no-such-method", value=method, remedy="known-methods", known=", ".join(METHODS))
    if by not in GROUPINGS:
        raise UnknownName("no-such-grouping", value=by, remedy="choose-one-of", known=", ".join(GROUPINGS))
    newest = latest(agreement.assessments, as_of)
    by_subject: dict[str, list[Claim]] = {}
    for claim in claims:
        by_subject.setdefault(claim.subject.casefold(), []).append(claim)
    rows = []
    for item, depth in _shown(agreement, by):
        names = dict.fromkeys(name.casefold() for name in (*item.names.values(), *item.aliases))
        said = [claim for name in names for claim in by_subject.get(name, ())]
        counts = counts_of(item, newest)
        shares = tuple(completion_by(method, item, one, agreement.assessments, as_of) for one in counts)
        row = ItemProgress(item, depth, counts, claimed_shares(said, as_of), shares)
        if row.counts or row.claimed:
            rows.append(row)
    return Progress(agreement, as_of, method, tuple(rows))


def _shown(agreement: Agreement, by: str) -> Iterable[tuple[Item, int]]:
    """The entries that have a row, with their depth: those of the register, or one for each party or body."""
    items = entries_by(agreement, by)
    return _with_depth(items) if by == "programme" else ((item, 0) for item in items)


def _with_depth(items: Iterable[Item], depth: int = 0) -> Iterable[tuple[Item, int]]:
    for item in items:
        yield item, depth
        yield from _with_depth(item.items, depth + 1)
