"""How often each deadline of a register moved, by whom and how far: from the versions of the register, oldest first.

Takes versions of a register as the record kept them; gives one `MovedDeadline` for each entry whose deadline was moved. A
deadline that is given for the first time is no move; one that is taken away is, by a number of days that nobody can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from servanda.agreement import Agreement
from servanda.item import Item, Names

__all__ = ["Deadlines", "Move", "MovedDeadline", "Version", "deadline_moves"]


@dataclass(frozen=True, slots=True)
class Version:
    """A register as it stood from a day on: `batch` is the import that made it so (None: an edit that is not recorded yet),
    `source` what that import was made from.
    """

    day: date
    agreement: Agreement
    batch: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One time that a deadline was moved, on the `day` on which that was recorded; None stands for no deadline."""

    day: date
    before: date | None
    after: date | None
    batch: int | None = None
    source: str = ""

    @property
    def days(self) -> int | None:
        """By how many days, later ones positive; None where there is no deadline on one side."""
        return (self.after - self.before).days if self.before and self.after else None


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """An entry whose deadline was moved, under its newest names, with all moves in order."""

    item: str
    names: Names
    moves: tuple[Move, ...]

    @property
    def first(self) -> date | None:
        """The deadline before all moves."""
        return self.moves[0].before

    @property
    def due(self) -> date | None:
        """The deadline now; None where it was taken away."""
        return self.moves[-1].after

    @property
    def times(self) -> int:
        """How often it moved."""
        return len(self.moves)

    @property
    def days(self) -> int | None:
        """How far it lies behind the first one, in days; None where one of the two is missing."""
        return (self.due - self.first).days if self.due and self.first else None


class Deadlines:
    """The last known deadline of every entry, version after version, oldest first."""

    def __init__(self) -> None:
        self._due: dict[str, date | None] = {}
        self._had: set[str] = set()

    def moves_in(self, version: Version) -> Iterator[tuple[Item, Move]]:
        """The entries whose deadline is another than before, each with its move.

        An entry that takes the place of others, or is split from one, begins with the latest of their deadlines.
        """
        came: dict[str, date | None] = {}
        for item in version.agreement.walk():
            now = item.due.end if item.due else None
            if item.id in self._due:
                before, had = self._due[item.id], item.id in self._had
            else:
                inherited = [due for one in item.former if (due := self._due.get(one)) is not None]
                before, had = max(inherited, default=now), bool(inherited)
            came[item.id] = now
            if before is not None or now is not None:
                self._had.add(item.id)
            if before != now and (had or before is not None):
                yield item, Move(version.day, before, now, version.batch, version.source)
        self._due |= came


def deadline_moves(versions: Iterable[Version]) -> tuple[MovedDeadline, ...]:
    """The deadlines that moved from version to version, oldest version first; in the order in which the entries first came.

    >>> from servanda.item import Item
    >>> from servanda.period import Period
    >>> def version(day, due, batch):
    ...     bridge = Item("b", "bridge", {"en": "Bridge"}, due=Period.parse(due))
    ...     return Version(date.fromisoformat(day), Agreement("a", {}, items=(bridge,)), batch, f"plan-{batch}.xlsx")
    >>> moved, = deadline_moves([version("2029-01-05", "2030-05-01", 1), version("2029-09-30", "2030-07-01", 2),
    ...                          version("2030-06-20", "2031-03", 5)])
    >>> moved.item, moved.times, str(moved.first), str(moved.due), moved.days
    ('b', 2, '2030-05-01', '2031-03-31', 334)
    >>> [(str(move.day), move.days, move.batch, move.source) for move in moved.moves]
    [('2029-09-30', 61, 2, 'plan-2.xlsx'), ('2030-06-20', 273, 5, 'plan-5.xlsx')]
    """
    deadlines = Deadlines()
    names: dict[str, Names] = {}
    moves: dict[str, list[Move]] = {}
    for version in versions:
        for item, move in deadlines.moves_in(version):
            moves.setdefault(item.id, []).append(move)
        names |= {item.id: item.names for item in version.agreement.walk()}
    return tuple(MovedDeadline(item, names[item], tuple(moves[item])) for item in names if item in moves)
