"""What was remarked on things that wait, by their key: whether one is postponed, doubted, or somebody's to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from servanda.record.models import Remark, RemarkKind
from servanda.record.project import Project
from servanda.record.view import View

__all__ = ["Marks", "marks_of"]


@dataclass(frozen=True, slots=True)
class Marks:
    """What counts of the remarks on one thing: `until` when it waits, who was `unsure`, `to` whom it is given, with a `note`,
    and who `proposed` a decision last.
    """

    until: date | None = None
    unsure: str = ""
    to: str = ""
    note: str = ""
    proposed: str = ""

    @property
    def waits(self) -> bool:
        """Whether it is not to be shown yet.

        >>> Marks(date(2001, 1, 1)).waits, Marks(date(9999, 1, 1)).waits
        (False, True)
        """
        return self.until is not None and self.until > datetime.now(UTC).date()


def marks_of(project: Project) -> Mapping[str, Marks]:
    """The marks of everything that was remarked on, by key; a comment leaves none."""
    found: dict[str, Marks] = {}
    rows = View(project.alias).rows(Remark).exclude(kind__in=(RemarkKind.COMMENT, RemarkKind.SECOND_LOOK))
    fields = ("statement_id", "claim_id", "obligation_id", "judgement_id", "kind", "who", "to", "until", "text")
    for statement, claim, duty, judgement, kind, who, to, until, text in rows.values_list(*fields):
        key = next(
            f"{letter}{pk}" for letter, pk in zip("scoj", (statement, claim, duty, judgement), strict=True) if pk
        )
        old = found.get(key, Marks())
        match kind:
            case RemarkKind.POSTPONED:
                found[key] = replace(old, until=until)
            case RemarkKind.UNSURE:
                found[key] = replace(old, until=None, unsure=who, note=text or old.note)
            case RemarkKind.PROPOSED:
                found[key] = replace(old, until=None, proposed=who)
            case _:
                found[key] = replace(old, until=None, to=to, note=text, proposed="")
    return found
