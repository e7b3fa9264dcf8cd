"""Corrections: what people changed in what was read and found, in the order in which they did."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.api.resource import Days, Filter, Resource, Told
from servanda.period import Period
from servanda.record.corrections import Correction, CorrectionKind, corrections_in
from servanda.record.view import View
from servanda.site.facts import Facts

__all__ = ["CORRECTIONS"]


@dataclass(frozen=True)
class _Numbered:
    """A correction by its number, the oldest first."""

    number: int
    made: Correction

    @property
    def id(self) -> str:
        return f"{self.number:06d}"


def _rows(facts: Facts) -> list[_Numbered]:
    """Those that may be told: not of documents that are kept back."""
    made = reversed(corrections_in(View(facts.project.alias, facts.known_on)))
    kept_back = facts.project_documents - set(facts.documents)
    return [_Numbered(number, one) for number, one in enumerate(made, start=1) if one.document not in kept_back]


def _told(facts: Facts, numbered: _Numbered) -> Told:
    one = numbered.made
    return {
        "id": numbered.id,
        "day": one.day.isoformat(),
        "kind": one.kind.value,
        "who": one.who or None,
        "why": one.why or None,
        "about": one.name or None,
        "finding": one.finding if one.finding in facts.findings else None,
        "claim": one.claim if one.claim in facts.claims else None,
        "document": one.document if one.document in facts.documents else None,
        "batch": one.batch,
    }


CORRECTIONS = Resource[_Numbered](
    "corrections",
    "Correction",
    rows=_rows,
    key=lambda numbered: numbered.id,
    told=_told,
    page=lambda _: ("corrections",),
    filters=(
        Filter("kind", lambda _, numbered: (numbered.made.kind.value,), tuple(kind.value for kind in CorrectionKind)),
        Filter("finding", lambda facts, numbered: (_told(facts, numbered)["finding"],)),
        Filter("document", lambda facts, numbered: (_told(facts, numbered)["document"],)),
    ),
    days=(Days("made", lambda _, numbered: Period.day(numbered.made.day)),),
)
