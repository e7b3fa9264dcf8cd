"""How far reviewers agree: decisions that count, looked at again by somebody else who does not see them.

A second look is a random decided statement, shown as it was read; what is said of it is kept as a remark and changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from servanda.evaluation.agreement import Agreement, agreement
from servanda.record import models
from servanda.record.project import Project
from servanda.record.view import View

__all__ = ["Look", "agreement_by", "changed_by_others", "looks_of", "next_look"]


@dataclass(frozen=True, slots=True)
class Look:
    """A statement that two people decided on, the second without knowing of the first."""

    key: str
    doc: str
    kind: str
    lang: str
    first: tuple[str, str]
    second: tuple[str, str]

    @property
    def is_alike(self) -> bool:
        """Whether both decided alike."""
        return self.first[1] == self.second[1]


def looks_of(project: Project) -> list[Look]:
    """Every second look at a decision that still counts; a person's newest at each statement, and nobody's at their own."""
    decided = _decided(project)
    rows = View(project.alias).rows(models.Remark).filter(kind=models.RemarkKind.SECOND_LOOK)
    found: dict[tuple[int, str], Look] = {}
    for row in rows.select_related("statement__reading__document").defer("statement__reading__document__text"):
        first = decided.get(row.statement_id)
        if first is None or first[0] == row.who:
            continue
        document = row.statement.reading.document
        second = row.who, row.proposal["decision"]
        key = f"s{row.statement_id}"
        found[row.statement_id, row.who] = Look(
            key, document.doc, row.statement.kind, document.lang or "", first, second
        )
    return list(found.values())


def agreement_by(looks: list[Look], name: str) -> list[tuple[str, Agreement]]:
    """The agreement by `doc`, `kind` or `lang`, the most looked at first; by "" of all at once."""
    groups: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for look in looks:
        unit = groups[str(getattr(look, name)) if name else ""][look.key]
        unit.extend([look.second[1]] if unit else [look.first[1], look.second[1]])
    found = [(value, agreement(units.values())) for value, units in groups.items()]
    known = [(value, one) for value, one in found if one is not None]
    return sorted(known, key=lambda pair: (-pair[1].units, pair[0]))


def next_look(project: Project, name: str, readings: frozenset[int]) -> str | None:
    """The key of what somebody is to look at again: decided by another, never seen by them again, drawn by lot.

    The lot is a digest of name and number, so that it is the same however often the page is called.
    """
    seen = View(project.alias).rows(models.Remark).filter(kind=models.RemarkKind.SECOND_LOOK, who=name)
    known = set(seen.values_list("statement_id", flat=True))
    own = set(models.Judgement.objects.using(project.alias).filter(who=name).values_list("statement_id", flat=True))
    current = models.Statement.objects.using(project.alias).filter(pk__in=set(_decided(project)) - known - own)
    left = [pk for pk, reading in current.values_list("pk", "reading_id") if reading in readings]
    drawn = min(left, key=lambda pk: sha256(f"{name} {pk}".encode()).digest(), default=None)
    return None if drawn is None else f"s{drawn}"


def changed_by_others(project: Project, name: str) -> list[tuple[models.Judgement, models.Judgement]]:
    """Somebody's decisions that another person's took the place of, each with that one, the newest first."""
    rows = View(project.alias).rows(models.Judgement).filter(target=models.TargetKind.STATEMENT)
    before: dict[int, models.Judgement] = {}
    found = []
    for row in rows:
        old = before.get(row.statement_id)
        if (
            old is not None
            and old.who == name != row.who
            and (old.decision, old.replacement) != (row.decision, row.replacement)
        ):
            found.append((old, row))
        before[row.statement_id] = row
    return found[::-1]


def _decided(project: Project) -> Mapping[int, tuple[str, str]]:
    """Who decided what on each statement, by the newest judgement."""
    rows = View(project.alias).rows(models.Judgement).filter(target=models.TargetKind.STATEMENT)
    return {
        statement: (who, decision) for statement, who, decision in rows.values_list("statement_id", "who", "decision")
    }
