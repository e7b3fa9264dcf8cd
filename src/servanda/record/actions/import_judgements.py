"""Take a judged sample back in from a table: row by row what was judged, what has changed, what cannot be taken.

The table is one that `servanda.exports.judging_sheet` wrote; of its columns `sample` and `item` say what a row is about, and
`verdict`, `missed`, `missed_words`, `why` and `who` hold what was judged. Rows in which nothing was filled in wait on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from servanda.errors import InputError, ServandaError, TableError, UsageError
from servanda.evaluation import CHOICES, Choice, Fault, Missed, Verdict, choice_of, missed_in
from servanda.record import models
from servanda.record.actions.give_verdict import add_verdict
from servanda.record.actions.judge import Reviewer
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.evaluation import Evaluation, evaluation_of
from servanda.record.folder import path_in
from servanda.record.outcome import Outcome as Taken
from servanda.record.settings import DATABASE_NAME

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["COLUMNS", "import_judgements"]

COLUMNS = ("sample", "item", "verdict", "missed", "missed_words")
_STATEMENT_FAULTS = frozenset({Fault.SOURCE, Fault.CONTENT})


class Row(Protocol):
    """A row of a table, as intake gives it."""

    @property
    def number(self) -> int:
        """Where it stands in the file."""

    @property
    def cells(self) -> dict[str, str]:
        """Its cells by column."""


def import_judgements(project: Project, file: Path, who: str = "") -> Taken:
    """Take the rows of a judged sample in as one unit; `who` judged where the table's column does not say so."""
    evaluation = evaluation_of(project)
    faulty: list[ServandaError] = []
    rows = import_module("servanda.intake.table").read_rows(file, faulty)
    sheet = _Sheet(evaluation, str(file), who)
    outcome = Taken()
    batch = OpenBatch(project.alias, models.BatchKind.IMPORT_JUDGEMENTS, [path_in(project.folder, file)])
    taken = list(sheet.verdicts(rows))
    with named_faults(project.folder / DATABASE_NAME):
        if taken:
            with batch.unit() as row:
                for item, verdict, reviewer, claims in taken:
                    add_verdict(row, item, verdict, reviewer, claims)
        batch.finish()
    outcome.batch, outcome.unchanged, outcome.changed = batch.id, sheet.unchanged, sheet.changed
    outcome.taken = len(taken) - sheet.changed
    outcome.refused = [*faulty, *sheet.refused]
    return outcome


class _Sheet:
    """The rows of a judged sample on their way to verdicts."""

    def __init__(self, evaluation: Evaluation, file: str, who: str) -> None:
        self.evaluation = evaluation
        self.file = file
        self.who = who
        self.items = {item.number: item for item in evaluation.items}
        self.refused: list[ServandaError] = []
        self.unchanged = self.changed = 0

    def verdicts(
        self, rows: Iterable[Row]
    ) -> Iterable[tuple[models.SampleItem, Verdict, Reviewer, list[models.Claim]]]:
        """What each item's rows say, where they say something new."""
        listed = list(rows)
        if listed and (missing := [name for name in COLUMNS if name not in listed[0].cells]):
            raise InputError("no-judging-sheet", file=self.file, remedy="write-sheet-first", columns=", ".join(missing))
        claims = self._claims(listed)
        seen: set[int] = set()
        for row in listed:
            if "." in row.cells["item"]:
                continue
            try:
                item = self._item(row, seen)
                if not row.cells["verdict"] and not row.cells["missed"]:
                    continue
                verdict, about = self._verdict(row, item, claims.get(item.number, {}))
                reviewer = Reviewer(self._who(row), row.cells.get("why", ""))
            except (InputError, UsageError) as error:
                self.refused.append(self._placed(error, row))
                continue
            before = self.evaluation.judged.get(item.pk)
            if before is not None and before.verdict == verdict and before.claims == tuple(one.pk for one in about):
                self.unchanged += 1
                continue
            self.changed += before is not None
            yield item, verdict, reviewer, about

    def _placed(self, error: ServandaError, row: Row) -> ServandaError:
        return TableError(error.fault, file=self.file, line=row.number, value=error.found, remedy=error.advice)

    def _item(self, row: Row, seen: set[int]) -> models.SampleItem:
        if row.cells["sample"] != str(self.evaluation.sample.pk):
            raise InputError("other-sample", value=row.cells["sample"], remedy="write-sheet-first")
        name = row.cells["item"]
        number = int(name) - 1 if re.fullmatch(r"\d{1,9}", name) else -1
        if number not in self.items:
            raise InputError("no-such-item", value=name, remedy="leave-item-numbers")
        if number in seen:
            raise InputError("item-twice", value=name, remedy="leave-item-numbers")
        seen.add(number)
        return self.items[number]

    def _who(self, row: Row) -> str:
        who = row.cells.get("who", "") or self.who
        if not who.strip():
            raise UsageError("judgement-needs-name", remedy="say-who-judged")
        return who

    def _verdict(self, row: Row, item: models.SampleItem, claims: dict[int, Row]) -> tuple[Verdict, list[models.Claim]]:
        if item.statement is None:
            return self._passage(row, item), []
        answer = self._choice(row, _STATEMENT_FAULTS)
        kept = self.evaluation.claims.get(item.statement_id, [])
        about: list[models.Claim] = []
        found: list[Choice] = []
        for number, claim in enumerate(kept, start=1):
            if number in claims and claims[number].cells["verdict"]:
                try:
                    found.append(self._choice(claims[number], frozenset(Fault) - _STATEMENT_FAULTS))
                    about.append(claim)
                except InputError as error:
                    self.refused.append(self._placed(error, claims[number]))
        return Verdict(answer, tuple(found)), about

    def _choice(self, row: Row, faults: frozenset[Fault]) -> Choice:
        words = row.cells["verdict"]
        choice = choice_of(words)
        if choice is None or choice.faults - faults:
            fitting = [message for choice, message in CHOICES.items() if choice.faults <= faults]
            known = ", ".join(str(message) for message in fitting)
            raise InputError("no-such-verdict", value=words, remedy="choose-one-of", known=known)
        return choice

    def _passage(self, row: Row, item: models.SampleItem) -> Verdict:
        missed, words = row.cells["missed"], row.cells["missed_words"]
        if not re.fullmatch(r"\d{1,4}", missed):
            raise InputError("missed-no-number", value=missed or row.cells["verdict"], remedy="count-missed")
        lines = [line for line in re.split(r"[\r\n]+|;;", words) if line.strip()]
        found: list[Missed] = [missed_in(line, item.document.text, (item.start, item.end)) for line in lines]
        if len(found) > int(missed):
            raise InputError("more-words-than-missed", value=missed, remedy="count-missed")
        return Verdict(missed=int(missed), attributions=tuple(found))

    def _claims(self, rows: Iterable[Row]) -> dict[int, dict[int, Row]]:
        """The rows of claims, by the item and their number in it."""
        found: dict[int, dict[int, Row]] = {}
        for row in rows:
            place = re.fullmatch(r"(\d{1,9})\.(\d{1,4})", row.cells["item"])
            if place:
                found.setdefault(int(place[1]) - 1, {})[int(place[2])] = row
        return found
