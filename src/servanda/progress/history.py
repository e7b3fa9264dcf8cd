"""The whole life of one entry of the register, from the versions of it that the record kept, oldest first.

Takes an entry's id and the versions; gives what happened to it, in the order in which it was recorded, each with its day and the
import that brought it. An entry that was split, merged or replaced says into what, or out of what it came, by ids whose own
histories go on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from servanda.assessment import Assessment
from servanda.interval import decimal_text
from servanda.item import Budget, Item, Names
from servanda.origin import Origins, origin_of
from servanda.progress.moves import Deadlines, Move, MovedDeadline, Version

__all__ = ["FIELDS", "Episode", "EpisodeKind", "History", "history_of"]


class EpisodeKind(StrEnum):
    """What happened to an entry."""

    NAMED = "first named"
    REMOVED = "no longer listed"
    RETURNED = "listed again"
    RENAMED = "renamed"
    MOVED = "moved"
    """It lies below another entry."""
    DEADLINE = "deadline moved"
    DUE = "deadline given"
    """For the first time."""
    CHANGED = "changed"
    """Another field, which `field` names."""
    DROPPED = "dropped"
    TAKEN_UP = "taken up again"
    SPLIT = "split"
    """It ended; several others took its place."""
    SPLIT_OFF = "part split off"
    """It goes on without a part that is an entry of its own now."""
    MERGED = "merged"
    """It ended in one that took the place of others too."""
    REPLACED = "replaced"
    FROM = "took the place of"
    PART_OF = "split from"
    ASSESSED = "assessed"
    CORRECTED = "assessment corrected"
    WITHDRAWN = "assessment withdrawn"


@dataclass(frozen=True, slots=True)
class Episode:
    """One thing that happened to an entry, recorded on a `day`; `before` and `after` are as the register writes them.

    `others` are ids: what it was split or merged into, what it came from, or, where it is first named, the entry above it. An
    assessment has its `assessor` and the day that it is `as_of`. `batch` is the import that brought it, made from the files
    `inputs` (None: an edit that is not recorded yet); `place` is the file, sheet and row of the value, `typed` its text there
    where the register keeps another; `source` is what the register itself gives as the source.
    """

    kind: EpisodeKind
    day: date
    batch: int | None
    inputs: str
    before: str = ""
    after: str = ""
    field: str = ""
    others: tuple[str, ...] = ()
    days: int | None = None
    assessor: str = ""
    as_of: date | None = None
    source: str = ""
    place: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The life of an entry under its newest names; `moved` are the moves of its deadline, None where it never moved."""

    item: str
    names: Names
    episodes: tuple[Episode, ...]
    moved: MovedDeadline | None = None


def history_of(entry: str, versions: Iterable[Version]) -> History | None:
    """The life of an entry, or None where no version has it; oldest version first.

    >>> from servanda.agreement import Agreement
    >>> from servanda.period import Period
    >>> def version(number, *items):
    ...     return Version(date(2030, number, 1), Agreement("a", {}, items=items), number, f"{number}.xlsx")
    >>> bridge = Item("b", "task", {"en": "Bridge"}, due=Period.parse("2031"))
    >>> parts = [Item(name, "task", {"en": name}, replaces=("b",)) for name in ("pier", "deck")]
    >>> told = history_of("b", [version(1, bridge), version(4, *parts)])
    >>> for one in told.episodes:
    ...     print(one.day, one.kind.value, one.after or one.others, one.batch)
    2030-01-01 first named Bridge 1
    2030-01-01 deadline given 2031-12-31 1
    2030-04-01 split ('pier', 'deck') 4
    """
    life = _Life(entry)
    for version in versions:
        life.go_on(version)
    return life.history()


class _Life:
    """What is known of an entry so far."""

    def __init__(self, entry: str) -> None:
        self.entry = entry
        self.episodes: list[Episode] = []
        self.moves: list[Move] = []
        self._deadlines = Deadlines()
        self._known: tuple[Item, str] | None = None
        self._listed = False
        self._into: tuple[str, ...] = ()
        self._parts: tuple[str, ...] = ()
        self._told: dict[tuple[str, date], Assessment] = {}

    def history(self) -> History | None:
        """The whole of it."""
        if self._known is None:
            return None
        names = self._known[0].names
        moved = MovedDeadline(self.entry, names, tuple(self.moves)) if self.moves else None
        return History(self.entry, names, tuple(self.episodes), moved)

    def go_on(self, version: Version) -> None:
        """Add what a version tells of it that the one before did not."""
        found = dict(_placed(version.agreement.items, "", self.entry))
        now = found.get(self.entry)
        moves = [move for item, move in self._deadlines.moves_in(version) if item.id == self.entry]
        self.moves += moves
        made: list[Episode] = []
        if now is not None:
            made += self._entry(version, now, moves)
        made += self._successors(version, [item for item, _ in found.values()])
        if now is None and self._listed and not self._into:
            made.append(_episode(EpisodeKind.REMOVED, version))
        made += self._assessments(version)
        self._known, self._listed = now or self._known, now is not None
        self.episodes += made

    def _entry(self, version: Version, now: tuple[Item, str], moves: Sequence[Move]) -> Iterator[Episode]:
        item, above = now
        make = partial(_of_entry, version=version, item=item)
        if self._known is None:
            yield make(EpisodeKind.NAMED, after=_texts(item.names), others=(above,) if above else ())
            if item.replaces:
                yield make(EpisodeKind.FROM, others=item.replaces)
            if item.split_from:
                yield make(EpisodeKind.PART_OF, others=(item.split_from,))
        elif not self._listed:
            yield make(EpisodeKind.RETURNED, others=(above,) if above else ())
        for move in moves:
            yield make(EpisodeKind.DEADLINE, before=str(move.before or ""), after=str(move.after or ""), days=move.days)
        was_due = self._known[0].due if self._known else None
        if item.due and item.due.end and not was_due and not moves:
            yield make(EpisodeKind.DUE, after=str(item.due.end))
        if self._known is not None:
            yield from self._differences(make, self._known, now)
        if item.dropped and not (self._known and self._known[0].dropped):
            yield make(EpisodeKind.DROPPED, after=str(item.dropped))

    def _differences(
        self, make: Callable[..., Episode], known: tuple[Item, str], now: tuple[Item, str]
    ) -> Iterator[Episode]:
        (old, was_below), (new, is_below) = known, now
        changed = [lang for lang in {**old.names, **new.names} if old.names.get(lang) != new.names.get(lang)]
        if changed:
            yield make(EpisodeKind.RENAMED, before=_texts(old.names, changed), after=_texts(new.names, changed))
        if was_below != is_below:
            yield make(EpisodeKind.MOVED, before=was_below, after=is_below)
        for kind, was, are in ((EpisodeKind.FROM, old.replaces, new.replaces),
                               (EpisodeKind.PART_OF, _listed(old.split_from), _listed(new.split_from))):  # fmt: skip
            if are != was and are:
                yield make(kind, others=tuple(one for one in are if one not in was))
        for name, text in FIELDS.items():
            before, after = text(old), text(new)
            if before != after:
                yield make(EpisodeKind.CHANGED, before=before, after=after, field=name)
        if old.dropped and not new.dropped:
            yield make(EpisodeKind.TAKEN_UP, before=str(old.dropped))

    def _successors(self, version: Version, around: Iterable[Item]) -> Iterator[Episode]:
        """What it ended in, and what was split off from it."""
        into = [item for item in around if self.entry in item.replaces]
        parts = tuple(item.id for item in around if item.split_from == self.entry)
        if any(item.id not in self._into for item in into):
            merged = any(len(item.replaces) > 1 for item in into)
            kind = EpisodeKind.SPLIT if len(into) > 1 else EpisodeKind.MERGED if merged else EpisodeKind.REPLACED
            yield _of_entry(kind, version, into[0], others=tuple(item.id for item in into))
        if new := tuple(one for one in parts if one not in self._parts):
            yield _episode(EpisodeKind.SPLIT_OFF, version, others=new)
        self._into, self._parts = tuple(item.id for item in into) or self._into, parts or self._parts

    def _assessments(self, version: Version) -> Iterator[Episode]:
        told = {(one.assessor, one.as_of): one for one in version.agreement.assessments if one.item == self.entry}
        for key in sorted({**self._told, **told}, key=lambda key: (key[1], key[0])):
            old, new = self._told.get(key), told.get(key)
            before, after = _status(old), _status(new)
            if before == after:
                continue
            kind = EpisodeKind.CORRECTED if old and new else EpisodeKind.ASSESSED if new else EpisodeKind.WITHDRAWN
            source, origins = (new.source, new.origins) if new else ("", {})
            told_by = {"assessor": key[0], "as_of": key[1], "source": source, **_from(origins, "status")}
            yield _episode(kind, version, before=before, after=after, **told_by)
        self._told = told


def _episode(kind: EpisodeKind, version: Version, **told: Any) -> Episode:
    return Episode(kind, version.day, version.batch, version.source, **told)


_COLUMNS = {
    EpisodeKind.NAMED: "name", EpisodeKind.RETURNED: "name", EpisodeKind.RENAMED: "name", EpisodeKind.MOVED: "parent",
    EpisodeKind.DEADLINE: "due", EpisodeKind.DUE: "due", EpisodeKind.DROPPED: "dropped", EpisodeKind.TAKEN_UP: "dropped",
    EpisodeKind.FROM: "replaces", EpisodeKind.SPLIT: "replaces", EpisodeKind.MERGED: "replaces",
    EpisodeKind.REPLACED: "replaces", EpisodeKind.PART_OF: "split_from",
}  # fmt: skip
"""The column of a table that tells each kind of thing; that of a field is named as the field, but for budgets."""


def _of_entry(kind: EpisodeKind, version: Version, item: Item, **told: Any) -> Episode:
    """An episode that an entry of the version tells, with where it tells it."""
    column = _COLUMNS.get(kind) or {"budgets": "budget"}.get(told["field"], told["field"])
    return _episode(kind, version, source=item.source, **_from(item.origins, column), **told)


def _from(origins: Origins, column: str) -> dict[str, str]:
    origin = origin_of(origins, column)
    return {"place": origin.place, "typed": origin.typed} if origin else {}


def _placed(items: Iterable[Item], above: str, entry: str) -> Iterator[tuple[str, tuple[Item, str]]]:
    """The entry, and those that came out of it, each by its id with the id of the one above it."""
    for item in items:
        if item.id == entry or entry in item.former:
            yield item.id, (item, above)
        yield from _placed(item.items, item.id, entry)


def _status(assessment: Assessment | None) -> str:
    if assessment is None:
        return ""
    reason = f" ({assessment.reason.value})" if assessment.reason else ""
    return (assessment.value or assessment.status.value) + reason


def _listed(identifier: str) -> tuple[str, ...]:
    return (identifier,) if identifier else ()


def _texts(names: Names, languages: Iterable[str] | None = None) -> str:
    return " / ".join(names[lang] for lang in languages or names if lang in names)


def _counted(declared: Mapping[str, int]) -> str:
    return "; ".join(f"{number} {level}" for level, number in declared.items())


def _money(budget: Budget) -> str:
    return f"{decimal_text(budget.amount)} {budget.currency}" + (f" {budget.period}" if budget.period else "")


FIELDS: Mapping[str, Callable[[Item], str]] = {
    "level": lambda item: item.level,
    "period": lambda item: str(item.period or ""),
    "due_after": lambda item: f"{item.due_after.event} + {item.due_after.within}" if item.due_after else "",
    "declared": lambda item: _counted(item.declared),
    "bodies": lambda item: "; ".join(item.bodies),
    "cooperating": lambda item: "; ".join(item.cooperating),
    "parties": lambda item: "; ".join(item.parties),
    "depends_on": lambda item: "; ".join(item.depends_on),
    "weight": lambda item: "" if item.weight is None else decimal_text(item.weight),
    "budgets": lambda item: "; ".join(map(_money, item.budgets)),
    "deliverables": lambda item: "; ".join(item.deliverables),
    "acts": lambda item: "; ".join(" ".join(filter(None, (act.number, act.title))) for act in item.acts),
}
"""The other fields of an entry whose changes are told, each with how its value is written."""
