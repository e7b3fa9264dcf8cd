"""What one person has before them: the queue in the order and with the filters that they chose, and what comes next.

Takes an account and the words of a query (`by`, `state`, `reason`, `lang`, `kind`, `doc`, `speaker`), gives entries. What is
postponed, or somebody else's to look at, is passed over unless it is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from servanda.desk.models import Account
from servanda.desk.queue import ORDERS, Entry, Snapshot, chosen, snapshot_of
from servanda.desk.ranking import Ranking, ranking_of
from servanda.desk.remarks import Marks, marks_of
from servanda.desk.reservations import reserve_first, taken_from
from servanda.record.project import Project

__all__ = ["FILTERS", "STATES", "Worklist"]

FILTERS = ("reason", "lang", "kind", "doc", "speaker")
STATES = ("open", "mine", "proposed", "unsure", "postponed", "all")


@dataclass
class Worklist:
    """The queue as somebody looks at it; words of the query that mean nothing are passed over."""

    project: Project
    account: Account
    query: Mapping[str, str]

    @cached_property
    def by(self) -> str:
        """What it is sorted by."""
        asked = self.query.get("by", "")
        return asked if asked in ORDERS else next(iter(ORDERS))

    @cached_property
    def state(self) -> str:
        """Which part of it is looked at."""
        asked = self.query.get("state", "")
        return asked if asked in STATES else STATES[0]

    @cached_property
    def wanted(self) -> dict[str, str]:
        """What the entries have to have."""
        return {name: self.query[name][:500] for name in FILTERS if self.query.get(name)}

    @property
    def words(self) -> dict[str, str]:
        """The query again, for the ways that keep it."""
        by = {} if self.by == next(iter(ORDERS)) else {"by": self.by}
        state = {} if self.state == STATES[0] else {"state": self.state}
        return by | state | self.wanted

    @cached_property
    def snapshot(self) -> Snapshot:
        """The whole queue."""
        return snapshot_of(self.project)

    @cached_property
    def ranking(self) -> Ranking:
        """What a judgement would change."""
        return ranking_of(self.project)

    @cached_property
    def marks(self) -> Mapping[str, Marks]:
        """What was remarked."""
        return marks_of(self.project)

    @cached_property
    def part(self) -> list[Entry]:
        """The entries of the state that is looked at."""
        return [one for one in self.snapshot.entries.values() if self._is_in_state(one)]

    @cached_property
    def entries(self) -> list[Entry]:
        """What is chosen of it, in order."""
        return chosen(self.part, self.by, self.ranking, self.wanted)

    def numbers(self, name: str) -> list[tuple[str, int]]:
        """How many entries of the state each value of a filter has, the most first."""
        values = Counter(one.reason.key if name == "reason" else str(getattr(one, name)) for one in self.part)
        return [(value, number) for value, number in values.most_common(200) if value]

    def after(self, key: str | None) -> str | None:
        """The key of what comes after an entry in this order and is open at nobody else's desk; the first where none is named."""
        taken = taken_from(self.account)
        return next((one for one in self.following(key) if one not in taken), None)

    def following(self, key: str | None) -> list[str]:
        """The keys of all that comes after an entry in this order, and of what comes before it at the end."""
        keys = [one.key for one in self.entries]
        at = keys.index(key) + 1 if key in keys else 0
        return [one for one in (*keys[at:], *keys[:at]) if one != key]

    def reserved(self, keys: Sequence[str]) -> str | None:
        """The first of these that is open at nobody else's desk and still waits, reserved for the account."""
        return reserve_first(self.account, keys, lambda key: key in snapshot_of(self.project).entries)

    def _is_in_state(self, one: Entry) -> bool:
        marks = self.marks.get(one.key, Marks())
        is_others = bool(marks.to) and marks.to != self.account.name
        match self.state:
            case "open":
                return not marks.waits and not is_others and marks.proposed != self.account.name
            case "mine":
                return marks.to == self.account.name
            case "proposed":
                return bool(marks.proposed)
            case "unsure":
                return bool(marks.unsure)
            case "postponed":
                return marks.waits
        return True
