"""Take a form back in: row by row what a body says of its own entries, as one unit that waits to be approved.

A row is refused where it is of no entry of the body, says what the scale has not, or where somebody else has meanwhile said
something different of it; the others are taken. A row that was left as the form was handed out says nothing new, so that an old
copy does not put back what a newer one changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Scale, Status
from servanda.errors import InputError, ServandaError, TableError
from servanda.message import LANGUAGES, Message
from servanda.origin import Origin
from servanda.record import models
from servanda.record.actions.send_forms import as_shown
from servanda.record.batches import OpenBatch
from servanda.record.encoding import decode, encode
from servanda.record.folder import path_in
from servanda.record.rounds import Rounds, alone, scale_of
from servanda.record.view import View
from servanda.reporting import (
    REASON_WORDS,
    FilledForm,
    FormLine,
    Reporting,
    grade_told,
    listed_evidence,
    named_grade,
    named_reason,
    offered,
    same_said,
)

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["FormOutcome", "Received", "take_filled", "take_form"]

MOST_EVIDENCE = 50
LONGEST_EVIDENCE = 2_000


@dataclass(slots=True)
class FormOutcome:
    """What came of a form: whose it is, how many rows were taken, changed and already there, what was refused and remarked.

    `batch` is None where it says nothing new; `narrative` tells whether its text of the period is new.
    """

    period: str
    body: str
    batch: int | None = None
    taken: int = 0
    changed: int = 0
    unchanged: int = 0
    narrative: bool = False
    refused: list[ServandaError] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)


def take_form(project: Project, file: Path) -> FormOutcome:
    """Take a filled form in; again is harmless. Raises InputError where it is none of this project's open forms."""
    found: FilledForm = import_module("servanda.intake.form").read_form(file)
    digest = "sha256:" + hashlib.sha256(file.read_bytes()).hexdigest()
    return take_filled(project, found, Received(str(file), path_in(project.folder, file), digest))


@dataclass(frozen=True, slots=True)
class Received:
    """What a form came in as: how errors name it, how the record does, and the digest of its bytes.

    `who` filled it in, where that is known; `body` is the only one whose form it may be, where there is one.
    """

    name: str
    path: str
    digest: str
    who: str = ""
    body: str = ""


def take_filled(project: Project, found: FilledForm, received: Received) -> FormOutcome:
    """Take in what a form says, however it came; raises InputError where it is none of this project's open forms."""
    with alone(project):
        agreement = project.register_as_written()[1]
        rounds = Rounds(View(project.alias), agreement)
        form = _form(rounds, found.token, received)
        part = _part(rounds, form, received.name)
        rows = _Rows(agreement, part, form, received.name)
        said = dict(rows.new(found.lines))
        narrative = found.narrative if _is_new(found.narrative, form, part) else None
        outcome = FormOutcome(form.round.period, part.body.id, refused=rows.refused, told=rows.told)
        outcome.unchanged, outcome.changed = rows.unchanged, sum(item in part.said for item in said)
        outcome.taken, outcome.narrative = len(said) - outcome.changed, narrative is not None
        refused = [
            Message.of("row-refused", line=one.line or 0, found=one.found or "-", why=one.fault).as_data()
            for one in rows.refused
        ]
        last = rounds.sent[form.round_id, part.body.id].submissions[-1:]
        if said or narrative is not None or refused not in ([], *(one.refused for one in last)):
            inputs = [form.round.period, form.body, received.path, *filter(None, [received.who])]
            batch = OpenBatch(project.alias, models.BatchKind.SUBMISSION, inputs)
            with batch.unit() as row:
                models.Submission.objects.using(project.alias).create(
                    batch=row,
                    form=form,
                    file=received.path,
                    digest=received.digest,
                    said={item: encode(told) for item, told in said.items()},
                    narrative=narrative,
                    refused=refused,
                    told=[one.as_data() for one in rows.told],
                )
            batch.finish()
            outcome.batch = batch.id
    return outcome


def _form(rounds: Rounds, token: str, received: Received) -> models.Form:
    """The form as it was handed out; it must still count, and its round be open."""
    form: models.Form | None = (
        rounds.view.rows(models.Form).filter(token=token).select_related("round").first() if token else None
    )
    if form is None or form.round_id not in {row.pk for row in rounds.rows} or received.body not in ("", form.body):
        raise InputError("form-not-known", file=received.name, remedy="hand-out-form")
    if form.round_id in rounds.closings:
        raise InputError(
            "round-closed",
            file=received.name,
            value=form.round.period,
            remedy="undo-closing",
            batch=rounds.closed_by(form.round),
        )
    return form


def _part(rounds: Rounds, form: models.Form, file: str) -> Reporting:
    for body in rounds.agreement.bodies:
        if body.id == form.body:
            return rounds.part(form.round, body)
    raise InputError("body-not-in-register", file=file, value=form.body, remedy="see-bodies")


def _is_new(narrative: str, form: models.Form, part: Reporting) -> bool:
    """Whether the text was changed in the form and says something else than what the body has sent by now."""
    return narrative != form.narrative and narrative != part.narrative


class _Rows:
    """The rows of a form on their way to what they say."""

    def __init__(self, agreement: Agreement, part: Reporting, form: models.Form, file: str) -> None:
        self.part = part
        self.form = form
        self.file = file
        self.scale: Scale = scale_of(agreement, part.assessor)
        self.items = {item.id: item for item in part.entries}
        self.refused: list[ServandaError] = []
        self.told: list[Message] = []
        self.unchanged = 0

    def new(self, lines: tuple[FormLine, ...]) -> Iterator[tuple[str, Assessment | None]]:
        """What each row says that was not said yet."""
        seen: set[str] = set()
        for line in lines:
            try:
                if line.item not in self.items:
                    raise TableError("not-own-entry", value=line.item, remedy="leave-entries")
                if line.item in seen:
                    raise TableError("entry-twice", value=line.item, remedy="leave-entries")
                seen.add(line.item)
                told = self._said(line)
                is_new = self._is_new(line.item, told)
            except TableError as error:
                self.refused.append(
                    TableError(error.fault, file=self.file, line=line.line, value=error.found, remedy=error.advice)
                )
                continue
            if is_new:
                self._tell_changes(line.item)
                yield line.item, told

    def _said(self, line: FormLine) -> Assessment | None:
        evidence = listed_evidence(line.evidence)
        if len(evidence) > MOST_EVIDENCE or any(len(one) > LONGEST_EVIDENCE for one in evidence):
            raise TableError(
                "too-much-evidence", remedy="shorten-evidence", limit=MOST_EVIDENCE, length=LONGEST_EVIDENCE
            )
        if line.status and line.reason:
            raise TableError("status-and-reason", value=line.reason, remedy="leave-one-empty")
        if evidence and not line.status and not line.reason:
            raise TableError("evidence-of-nothing", value=evidence[0], remedy="say-status-or-reason")
        place = f"{Path(self.file).name}:{line.line}"
        told: dict[str, Any] = {
            "item": line.item, "as_of": self.form.round.end, "assessor": self.part.assessor.id, "scale": self.scale.id,
            "source": place, "evidence": evidence, "origins": {"": Origin(place)},
        }  # fmt: skip
        if line.status:
            grade = named_grade(self.scale, line.status)
            if grade is None:
                raise self._no_grade(line.status)
            if line.status != grade.id:
                told["origins"] |= {"status": Origin(place, line.status)}
            return Assessment(status=grade.status, value=grade.id, share=grade.share, **told)
        if line.reason:
            reason = named_reason(line.reason)
            if reason is None:
                known = ", ".join(word.told(self._lang) for word in REASON_WORDS.values())
                raise TableError("no-such-reason", value=line.reason, remedy="choose-one-of", known=known)
            return Assessment(status=Status.NOT_ASSESSED, value=Status.NOT_ASSESSED.value, reason=reason, **told)
        return None

    @property
    def _lang(self) -> str:
        return self.form.lang if self.form.lang in LANGUAGES else "en"

    def _no_grade(self, text: str) -> TableError:
        if self.scale.per_cent:
            return TableError("no-percentage", value=text, remedy="write-percentage")
        known = ", ".join(grade_told(self.scale.id, one.id, one.names, self._lang) for one in offered(self.scale))
        return TableError("not-on-scale", value=text, remedy="choose-one-of", known=known)

    def _is_new(self, item: str, told: Assessment | None) -> bool:
        """Whether the row was filled in anew; raises TableError where somebody else has filled it in otherwise meanwhile."""
        kept = self.form.entries.get(item, {}).get("said")
        before = decode(Assessment, kept) if kept else None
        now = self.part.said.get(item)
        if same_said(told, before) or same_said(told, now):
            self.unchanged += told is not None
            return False
        if not same_said(now, before):
            said = Message.of("said-nothing") if now is None else _in_words(now)
            by = now.source if now else "-"
            raise TableError("said-otherwise-meanwhile", value=said, remedy="hand-out-form-again", by=by)
        return True

    def _tell_changes(self, item: str) -> None:
        """Remark on what of the entry has changed in the register since the form was handed out."""
        was: Mapping[str, Any] = self.form.entries.get(item, {})
        now = as_shown(self.items[item], self.part.before.get(item))
        if not was:
            return
        if was["names"] != now["names"]:
            before, after = (next(iter(one.values()), "") for one in (was["names"], now["names"]))
            self.told.append(Message.of("renamed-meanwhile", entry=item, before=before, after=after))
        if was["due"] != now["due"]:
            before, after = was["due"] or "-", now["due"] or "-"
            self.told.append(Message.of("due-moved-meanwhile", entry=item, before=before, after=after))
        if was["last"] != now["last"]:
            before, after = was["last"] or "-", now["last"] or "-"
            self.told.append(Message.of("status-changed-meanwhile", entry=item, before=before, after=after))


def _in_words(told: Assessment) -> Message:
    if told.reason is not None:
        return REASON_WORDS[told.reason]
    return Message.of("as-recorded", text=told.value or told.status.value)
