"""Progress: what is declared, listed and assessed for each entry of the register, and what is claimed of it.

Takes an Agreement, the claims linked to it, and a day; gives counts as of that day, with what is unknown counted as unknown, and
the method by name, so that a figure never stands without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from servanda.agreement import Agreement, Item
from servanda.claim import Claim
from servanda.progress.claimed import Claimed, claimed_shares
from servanda.progress.counts import Count, counts_of, latest
from servanda.progress.methods import METHODS, roll_ups

__all__ = ["METHOD", "METHODS", "Claimed", "Count", "ItemProgress", "Progress", "roll_up", "roll_ups"]

METHOD = "count"
"""Entries done out of all declared (or listed, where more are), each counting one; without a status as of the day: unknown."""


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """One entry of the register with its counts by level below it, and the completion claimed of it over time."""

    item: Item
    depth: int
    counts: tuple[Count, ...]
    claimed: tuple[Claimed, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """The account of a register as of a day (None: of all that is known), in the register's order, and how it was counted."""

    agreement: Agreement
    as_of: date | None
    method: str
    items: tuple[ItemProgress, ...]


def roll_up(agreement: Agreement, claims: Iterable[Claim] = (), as_of: date | None = None) -> Progress:
    """Counts and claimed completion for each entry that has something below it, or of which something is claimed.

    A claim belongs to the entry whose name, in any language, or alias is its subject; `linked` claims have it so.

    >>> plan = Item("p", "plan", {"en": "Plan"}, declared={"programme": 28})
    >>> [row] = roll_up(Agreement("accord", {"en": "Accord"}, items=(plan,))).items
    >>> row.item.id, row.counts[0].declared, row.counts[0].listed, str(row.counts[0].completion)
    ('p', 28, 0, '[0, 100]')
    """
    newest = latest(agreement.assessments, as_of)
    by_subject: dict[str, list[Claim]] = {}
    for claim in claims:
        by_subject.setdefault(claim.subject.casefold(), []).append(claim)
    rows = []
    for item, depth in _with_depth(agreement.items):
        names = dict.fromkeys(name.casefold() for name in (*item.names.values(), *item.aliases))
        said = [claim for name in names for claim in by_subject.get(name, ())]
        row = ItemProgress(item, depth, counts_of(item, newest), claimed_shares(said, as_of))
        if row.counts or row.claimed:
            rows.append(row)
    return Progress(agreement, as_of, METHOD, tuple(rows))


def _with_depth(items: Iterable[Item], depth: int = 0) -> Iterable[tuple[Item, int]]:
    for item in items:
        yield item, depth
        yield from _with_depth(item.items, depth + 1)
