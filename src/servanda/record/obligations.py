"""The dated duties of a treaty as rows of the register, and those of them that wait for a reviewer.

Takes a treaty's file, or a view of the record; gives rows of activities.csv with the article and words that each comes from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from servanda.record import models
from servanda.record.view import View

__all__ = ["Duty", "duties_in", "has_year", "waiting_obligations"]


class Duty(NamedTuple):
    """A duty as the row that it would be in the register, and where it stands."""

    article: str
    text: str
    row: dict[str, str]


def duties_in(file: Path, articles: Sequence[str], constants: Mapping[str, str]) -> list[Duty]:
    """The duties with a date of the named articles, or of all; `constants` are what every row has, such as its parent.

    A date without a year is among them, as `--07-01`. A procedure, and what comes again from no day, is for people to enter.
    """
    treaty = import_module("servanda.intake.treaty").read_treaty(file)
    found, numbers = [], dict[str, int]()
    for duty in import_module("servanda.obligations").find_obligations(treaty):
        numbers[duty.article] = numbers.get(duty.article, 0) + 1
        if duty.due is None or (articles and duty.article not in articles):
            continue
        name = "name" if treaty.lang == "en" else f"name_{treaty.lang}"
        what = " ".join(filter(None, (duty.bearer, duty.action, duty.object))) or duty.text
        row = {"id": f"{duty.treaty}-{duty.article}-{numbers[duty.article]}", name: what, "due": duty.due}
        row |= {"source": f"{file.name}, {duty.article}: {duty.text}", "origin": f"{file.name}:{duty.span[0]}"}
        found.append(Duty(duty.article, duty.text, {**constants, **row}))
    return found


def has_year(row: Mapping[str, str]) -> bool:
    """Whether the row's date has its year.

    >>> has_year({"due": "2033-07-01"}), has_year({"due": "--07-01"})
    (True, False)
    """
    return not row.get("due", "").startswith("--")


def waiting_obligations(view: View) -> list[models.Obligation]:
    """The duties that nobody has accepted or rejected yet, in the order in which they came."""
    newest = {row.entry: row for row in view.rows(models.Obligation)}
    judged = set(view.rows(models.ObligationJudgement).values_list("obligation_id", flat=True))
    return sorted((row for row in newest.values() if row.pk not in judged), key=lambda row: row.pk)
