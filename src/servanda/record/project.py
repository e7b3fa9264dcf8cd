"""A project: a folder with its register, its documents and its record, and all that is asked of it.

Takes a folder; gives documents, readings, claims, progress and findings as nouns, and calls the verbs of `actions`. The
register is read from the folder each time that its files have changed, so that an edit counts at once.
"""

# ruff: noqa: E402 - models can be imported only once Django is started
from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from servanda.record.start import start

start()

from servanda.agreement import Agreement
from servanda.claim import Claim, Measure
from servanda.document import Document
from servanda.errors import ProjectNotFound
from servanda.finding import Finding
from servanda.message import Message
from servanda.record import models, summaries
from servanda.record.actions.accept_obligations import accept_obligations, reject_obligation
from servanda.record.actions.annotate import annotate
from servanda.record.actions.answer import answer
from servanda.record.actions.approve import approve
from servanda.record.actions.check import Problem, check
from servanda.record.actions.close_round import close_round
from servanda.record.actions.dismiss import dismiss, restore
from servanda.record.actions.draw_aside import draw_aside
from servanda.record.actions.draw_sample import draw_sample
from servanda.record.actions.edit_register import EntryEdit, edit_register, take_back_edit
from servanda.record.actions.fetch import fetch
from servanda.record.actions.import_claims import import_claims
from servanda.record.actions.import_judgements import import_judgements
from servanda.record.actions.import_record import Copied, import_record
from servanda.record.actions.import_register import import_register
from servanda.record.actions.import_register_table import TableOutcome, import_obligations, import_register_table
from servanda.record.actions.import_series import import_series
from servanda.record.actions.ingest import Input, Progress, ingest
from servanda.record.actions.mark_documents import mark_documents
from servanda.record.actions.merge import merge
from servanda.record.actions.open_round import open_round
from servanda.record.actions.propose_obligations import propose_obligations
from servanda.record.actions.put_note import put_note
from servanda.record.actions.score_documents import score_documents
from servanda.record.actions.send_back import send_back
from servanda.record.actions.send_forms import send_forms
from servanda.record.actions.sign import sign
from servanda.record.actions.take_form import take_form
from servanda.record.actions.translate import translate
from servanda.record.actions.undo import redo, undo
from servanda.record.backup import Backup, make_backup
from servanda.record.counted import counted_readings
from servanda.record.coverage import coverage_in
from servanda.record.database import connect, named_faults
from servanda.record.evaluation import evaluation_of
from servanda.record.folder import is_project, make_folder
from servanda.record.linked import LinkedClaims
from servanda.record.links import Linker
from servanda.record.nouns import document_noun, notes_of
from servanda.record.originals import Originals
from servanda.record.outcome import Outcome, Summary
from servanda.record.people import Entry, entries
from servanda.record.register import agreement_in, agreement_of, digest_of, register_files
from servanda.record.releases import FOLDER as RELEASES
from servanda.record.releases import faults_in_releases
from servanda.record.relevance import Relevant, Unseen, relevance_in, unseen_in
from servanda.record.restoring import restore_backup
from servanda.record.reviewed import review_of
from servanda.record.rewritings import rewritings_in
from servanda.record.rounds import Rounds, with_approved
from servanda.record.series import FOLDER, faults_in_folder, series_of
from servanda.record.settings import DATABASE_NAME
from servanda.record.standing import Standing, Standings
from servanda.record.versions import history_in, register_faults, unrecorded, versions_of, versions_of_entries
from servanda.record.view import View
from servanda.reporting import RoundAccount
from servanda.rewriting import Rewriting
from servanda.series import Series
from servanda.statement import Reading, Statement

if TYPE_CHECKING:
    from servanda.fetching import Manners, SourceCoverage
    from servanda.linking import Link
    from servanda.progress import History, MovedDeadline, Version
    from servanda.reconciliation import Background, Memory
    from servanda.reconciliation import Outcome as Reconciled

__all__ = [
    "EntryEdit",
    "Project",
    "accept_obligations",
    "annotate",
    "answer",
    "approve",
    "close_round",
    "dismiss",
    "draw_aside",
    "draw_sample",
    "edit_register",
    "evaluation_of",
    "import_judgements",
    "mark_documents",
    "merge",
    "open_round",
    "propose_obligations",
    "put_note",
    "reject_obligation",
    "restore",
    "score_documents",
    "send_back",
    "send_forms",
    "sign",
    "take_back_edit",
    "take_form",
    "translate",
]

Given = ParamSpec("Given")
Result = TypeVar("Result")


def _named(method: Callable[Concatenate[Project, Given], Result]) -> Callable[Concatenate[Project, Given], Result]:
    """The method, with faults of the database named as errors of the record."""

    @functools.wraps(method)
    def call(self: Project, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        with named_faults(self.folder / DATABASE_NAME):
            return method(self, *args, **kwargs)

    return call


@dataclass
class Project:
    """An open project; make one with `Project.open` or `Project.create`. `alias` is Django's name for its database."""

    folder: Path
    alias: str
    _register: tuple[str, Agreement] | None = field(default=None, repr=False, compare=False)
    _memory: Memory | None = field(default=None, repr=False, compare=False)
    _linked: LinkedClaims = field(default_factory=LinkedClaims, repr=False, compare=False)

    @classmethod
    def create(cls, folder: Path | str, example: str | None = None) -> Project:
        """Lay out a new project folder, empty or as one of the examples, and open it."""
        make_folder(Path(folder), example)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path | str) -> Project:
        """Open the project in a folder; its record is made where it is not there yet."""
        place = Path(folder).resolve()
        if not is_project(place):
            raise ProjectNotFound("folder-no-project", value=str(folder), remedy="name-project")
        return cls(place, connect(place))

    @staticmethod
    def bring_back(file: Path, folder: Path) -> int:
        """Restore a backup into a folder that is empty or not there yet; gives how many files came back."""
        return restore_backup(file, folder)

    @property
    def agreement(self) -> Agreement:
        """The register as it lies in the folder; raises RegisterError where it has a fault."""
        return self.register()[1]

    @_named
    def register(self, known_on: date | None = None) -> tuple[str, Agreement]:
        """The register's digest and the register, as it lies in the folder or as the record had it on a day.

        What approved forms of reporting rounds came to stands among its assessments.
        """
        digest, agreement = self.register_as_written(known_on)
        return digest, with_approved(agreement, View(self.alias, known_on))

    def register_as_written(self, known_on: date | None = None) -> tuple[str, Agreement]:
        """The same with nothing but what its files say; without entries on a day before the first version."""
        files = register_files(self.folder)
        if known_on is not None:
            newest = View(self.alias, known_on).rows(models.RegisterVersion).last()
            if newest is not None and newest.digest != digest_of(files):
                return newest.digest, agreement_of(newest.files)
            first = None if newest else View(self.alias).rows(models.RegisterVersion).first()
            if first is not None:
                return "", replace(agreement_of(first.files), items=(), assessments=())
        digest = digest_of(files)
        if self._register is None or self._register[0] != digest:
            self._register = digest, agreement_in(self.folder)
        return self._register

    @_named
    def ingest(
        self,
        paths: Iterable[Input] | None = None,
        progress: Progress | None = None,
        workers: int = 0,
        scheduler: str | None = None,
    ) -> Outcome:
        """Take documents in: these files and folders, or the project's `documents/`; again is harmless, and ends what was cut.

        With `workers` so many processes read beside this one, with `scheduler` (tcp://...) the workers of a Dask cluster; the
        record is the same.
        """
        return ingest(self, paths, progress, workers, scheduler)

    @_named
    def fetch(
        self, addresses: Sequence[str] = (), manners: Manners | None = None, progress: Progress | None = None
    ) -> Outcome:
        """Fetch these addresses and feeds, or those that the register watches; again keeps each version."""
        return fetch(self, addresses, manners, progress)

    @_named
    def coverage(self, as_of: date | None = None, known_on: date | None = None) -> tuple[SourceCoverage, ...]:
        """Which days of each source that is fetched were read, through a day, and what about it needs a look."""
        return coverage_in(View(self.alias, known_on), as_of or datetime.now(UTC).date())

    @_named
    def rewritings(self, known_on: date | None = None) -> tuple[Rewriting, ...]:
        """Which pages changed under one address, with the sentences in which their versions differ."""
        return rewritings_in(View(self.alias, known_on))

    @_named
    def relevance(self, known_on: date | None = None) -> list[Relevant]:
        """The current documents with how likely they bear on the agreement, the most likely first."""
        return relevance_in(View(self.alias, known_on))

    @_named
    def unseen(self, known_on: date | None = None) -> Unseen | None:
        """How many relevant documents are unseen among those set aside, by the newest sample."""
        return unseen_in(View(self.alias, known_on))

    @_named
    def import_claims(self, file: Path) -> Outcome:
        """Take a table of claims in."""
        return import_claims(self, file)

    @_named
    def import_register(self, file: Path) -> Outcome:
        """Make a file the project's register."""
        return import_register(self, file)

    @_named
    def import_register_table(
        self, file: Path, columns: Mapping[str, str], constants: Mapping[str, str], *, whole: bool, trial: bool
    ) -> TableOutcome:
        """Take a table of activities or assessments into the register."""
        return import_register_table(self, file, columns, constants, whole=whole, trial=trial)

    @_named
    def import_obligations(
        self, file: Path, articles: Sequence[str], constants: Mapping[str, str], *, trial: bool
    ) -> TableOutcome:
        """Take the dated duties of a treaty into the register."""
        return import_obligations(self, file, articles, constants, trial=trial)

    @_named
    def import_series(self, file: Path) -> Outcome:
        """Take a table of official statistics in."""
        return import_series(self, file)

    @_named
    def import_record(self, file: Path) -> Copied:
        """Take a copy of a record in."""
        return import_record(self, file)

    @_named
    def documents(self, known_on: date | None = None) -> list[Document]:
        """The current version of each page, by name."""
        view = View(self.alias, known_on)
        notes = dict(view.rows(models.Reading).values_list("document_id", "notes"))
        return [
            replace(document_noun(row), notes=notes_of(notes[row.pk])) if row.pk in notes else document_noun(row)
            for row in view.document_rows()
        ]

    @_named
    def readings(self, known_on: date | None = None) -> list[Reading]:
        """Each current document with the statements that count."""
        return list(counted_readings(View(self.alias, known_on)))

    def statements(self, known_on: date | None = None) -> list[Statement]:
        """The statements that count, of all current documents."""
        return [statement for reading in self.readings(known_on) for statement in reading.statements]

    @_named
    def claims(self, known_on: date | None = None) -> list[Claim]:
        """The claims that count, in the register's terms: all of tables, and of documents those that the register knows.

        A claim that a near copy of a page repeats counts once.
        """
        return [one.claim for one in self._linked.claims(self, known_on) if one.counts]

    @_named
    def links(self, known_on: date | None = None) -> dict[str, Link]:
        """What each claim that has a link is about, with the reasons and their points, by the claim's id."""
        return {one.claim.id: one.link for one in self._linked.claims(self, known_on) if one.link is not None}

    @_named
    def rivals(self, known_on: date | None = None) -> dict[str, tuple[Link, ...]]:
        """The entries among which a person has to choose for a claim, by its id."""
        digest, agreement = self.register(known_on)
        linker = Linker(agreement, digest)
        waiting = [one for one in self._linked.claims(self, known_on) if not one.counts]
        found = {one.claim.id: linker.rivals(one.claim, one.document, self.alias) for one in waiting}
        return {id: rivals for id, rivals in found.items() if rivals}

    @_named
    def unlinked(self, known_on: date | None = None) -> list[Claim]:
        """Claims of documents in which nothing of the register was found: they wait for a person and are not compared.

        Without mere statuses: that something or other was opened or signed is no news of the agreement.
        """
        waiting = (one.claim for one in self._linked.claims(self, known_on) if not one.counts)
        return [claim for claim in waiting if claim.figure.measure is not Measure.STATUS]

    @_named
    def earlier_claims(self, known_on: date | None = None) -> list[Claim]:
        """Claims of earlier versions of the current pages, in the register's terms; they do not count any more."""
        return [one.claim for one in self._linked.claims(self, known_on, earlier=True) if one.counts]

    @_named
    def series(self, known_on: date | None = None) -> list[Series]:
        """The official statistics that claims are held against, in the register's terms."""
        return list(series_of(self, known_on))

    @_named
    def people(self, known_on: date | None = None) -> list[Entry]:
        """Who speaks: the people and bodies of the register and of the documents, one entry each."""
        return entries(View(self.alias, known_on), self.register(known_on)[1])

    def findings(self, as_of: date | None = None, known_on: date | None = None) -> list[Finding]:
        """Which claims contradict, strain or confirm each other, and which commitments are overdue on a day.

        Without those that a reviewer dismissed; `servanda.record.reviewed.review_of` gives both.
        """
        return list(review_of(self, as_of, known_on).open)

    def examine(self, as_of: date | None = None, known_on: date | None = None) -> Reconciled:
        """The findings, with what was left out of the comparison, and where the answer is partial."""
        room = import_module("servanda.reconciliation")
        if self._memory is None:
            self._memory = room.Memory()
        claims = self.claims(known_on)
        found: Reconciled = room.examine(claims, as_of, self.background(claims, known_on), self._memory)
        return found

    def background(self, claims: Iterable[Claim], known_on: date | None = None) -> Background:
        """What these claims are held against beside each other: statistics, roll-ups, names, earlier versions of pages."""
        room, agreement = import_module("servanda.reconciliation"), self.register(known_on)[1]
        beside: Background = room.Background(
            series=tuple(self.series(known_on)),
            roll_ups=import_module("servanda.progress").roll_ups(agreement, claims),
            earlier=tuple(self.earlier_claims(known_on)),
            names=agreement.names_by_form(),
            parties={room.folded(form): party.id for party in agreement.parties for form in party.forms},
        )
        return beside

    def progress(self, as_of: date | None = None, known_on: date | None = None, **how: Any) -> Any:
        """What is declared, listed, assessed and claimed, as of a day, as the record knew it on a day.

        `how` may name what it is told `by` and the `method` or methods of counting.
        """
        roll_up = import_module("servanda.progress").roll_up
        return roll_up(self.register(known_on)[1], self.claims(known_on), as_of, **how)

    @_named
    def outlooks(self, method: str, as_of: date | None = None, known_on: date | None = None) -> Any:
        """When the entries of the register will be done at their pace so far."""
        return import_module("servanda.progress").outlooks(self.register(known_on)[1], method, as_of)

    @_named
    def changes(self, first: date, last: date) -> Any:
        """What changed in the register between what was known on one day and on another."""
        between = import_module("servanda.progress").changes_between
        return between(self.register(first)[1], self.register(last)[1], first, last)

    def versions(self, known_on: date | None = None) -> Iterator[Version]:
        """The versions of the register that count, oldest first; last an edit of its files that is not recorded yet."""
        yield from self._versions(versions_of, known_on)

    def _versions(self, recorded: Callable[[View], Iterator[Version]], known_on: date | None) -> Iterator[Version]:
        yield from recorded(View(self.alias, known_on))
        if known_on is None and (edited := unrecorded(self)) is not None:
            yield edited

    @_named
    def history(self, entry: str, known_on: date | None = None) -> History:
        """The whole life of an entry, by its id or one of its names; raises UnknownName where no version has it."""
        return history_in(self, entry, known_on)

    @_named
    def moved_deadlines(self, known_on: date | None = None) -> tuple[MovedDeadline, ...]:
        """The deadlines that moved between the versions of the register: how often, how far, by which import."""
        known = self.register_as_written(known_on)
        versions = self._versions(lambda view: versions_of_entries(view, known), known_on)
        found: tuple[MovedDeadline, ...] = import_module("servanda.progress").deadline_moves(versions)
        return found

    @_named
    def round(self, period: str | None = None, known_on: date | None = None) -> RoundAccount:
        """A reporting round as it stands, or stood on a day: that of a period, or the only open one, or the newest."""
        rounds = Rounds(View(self.alias, known_on), self.register_as_written(known_on)[1])
        return rounds.account(rounds.named(period))

    @_named
    def batches(self) -> list[Summary]:
        """All ingests and imports, oldest first, with what they brought in and where they stand."""
        return summaries.batches(self.alias)

    @_named
    def refusals(self) -> list[models.Refusal]:
        """Inputs that were refused and that have not been taken since."""
        return summaries.refusals(View(self.alias))

    @_named
    def undo(self, batch: int) -> None:
        """Leave out what a batch brought in."""
        undo(self, batch)

    @_named
    def redo(self, batch: int) -> None:
        """Count what an undone batch brought in again."""
        redo(self, batch)

    @_named
    def waiting(self) -> tuple[Standing, ...]:
        """The queue: judgements whose words, or what is read in them, have changed."""
        return Standings(View(self.alias)).waiting()

    @_named
    def backup(self, file: Path | None = None) -> Backup:
        """Write the whole project to one file, as of one moment, while others go on writing to it."""
        return make_backup(self, file)

    @_named
    def check(self) -> list[Problem]:
        """All that does not agree in the record, or cannot be taken from the folder; an empty list where all is sound."""
        in_folder = (Problem(Message.of("where-folder", folder=FOLDER), fault) for fault in faults_in_folder(self))
        in_register = (Problem(Message.of("where-files"), fault) for fault in register_faults(self))
        in_releases = (
            Problem(Message.of("where-folder", folder=RELEASES), fault) for fault in faults_in_releases(self.folder)
        )
        return [*check(self.alias, Originals(self.folder)), *in_folder, *in_register, *in_releases]
