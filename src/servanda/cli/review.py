"""`servanda review`: the queue of what waits for a judgement."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, LangOption, ProjectOption, WhoOption, spoken

if TYPE_CHECKING:
    from servanda.cli.screen import Screen
    from servanda.document import Span
    from servanda.record.models import Statement
    from servanda.record.project import Project
    from servanda.record.review_queue import Waiting

_Form = Annotated[
    Format | None, typer.Option("--format", help="List the queue: text for people, json or jsonl for programs.")
]
_CHOICES = {"a": "key-accept", "c": "key-correct", "r": "key-reject", "s": "key-skip"}


def run(
    who: WhoOption = "",
    form: _Form = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Go through what waits for a judgement: accept it, correct its words, or reject it; each answer is kept at once.

    First come judgements whose words have changed, then statements that a sample found wrong, then duties of treaties that
    wait for the register (servanda import register FILE --from-treaty --to-review), then statements that nobody has judged, the
    least certain first. Where nobody can be asked, the queue is listed.

    Example: servanda review --who "Anna Weber"
    """
    from servanda.cli.screen import Screen, is_terminal
    from servanda.record.project import Project
    from servanda.record.review_queue import review_queue

    opened, words = Project.open(project), spoken(lang)
    queue = review_queue(opened)
    if form is None and queue and is_terminal():
        output.note(say("waits", words, number=len(queue)))
        output.note(say("kept", words, number=_go_through(opened, queue, who, Screen(words))))
    elif form in (None, Format.TEXT):
        _list(queue, words)
    else:
        output.data((_as_json(one) for one in queue), form or Format.JSONL)


def _list(queue: list[Waiting], words: str) -> None:
    if not queue:
        output.line(say("nothing-waits", words))
        return
    output.line(say("waits", words, number=len(queue)))
    for one in queue:
        output.line(f"{one.reason.told(words)} {_told(one)}")


def _told(one: Waiting) -> str:
    """What waits, in one line."""
    from servanda.exports.wording import printable

    if one.obligation is not None:
        return printable(
            f"{one.obligation.entry}: {one.obligation.row['due']}: {' '.join(one.obligation.text.split())}"
        )
    if one.statement is not None:
        document = one.statement.reading.document
        said = " ... ".join(document.text[start:end] for start, end in one.statement.content)
        return printable(f"{document.doc}: {', '.join(one.statement.speaker) or '-'}: {' '.join(said.split())}")
    return printable(one.claim.claim_id if one.claim is not None else "-")


def _as_json(one: Waiting) -> dict[str, Any]:
    row = one.statement
    return {
        "reason": one.reason.key,
        "settles": one.settles and one.settles.pk,
        "statement": row and row.pk,
        "claim": one.claim and one.claim.claim_id,
        "obligation": one.obligation and one.obligation.row,
        "doc": row and row.reading.document.doc,
        "source": row and row.source,
        "cue": row and row.cue,
        "content": row and row.content,
        "speaker": row and row.speaker,
        "confidence": row and row.noun.get("confidence"),
    }


def _go_through(project: Project, queue: list[Waiting], who: str, screen: Screen) -> int:
    """Ask for each in turn; gives how many judgements were kept."""
    from servanda.cli.screen import Back, Stop
    from servanda.record.review_queue import still_waits

    kept: list[tuple[int, int]] = []
    at = 0
    try:
        name = who or screen.ask(say("who-judges", screen.lang))
        while at < len(queue):
            if not still_waits(project, queue[at]):
                at += 1
                continue
            place = say("place-in-queue", screen.lang, number=at + 1, total=len(queue))
            try:
                batch = _ask(project, queue[at], name, screen, place)
            except Back:
                if kept:
                    at, batch = kept.pop()
                    project.undo(batch)
                continue
            if batch is not None:
                kept.append((at, batch))
            at += 1
    except Stop:
        pass
    return len(kept)


def _ask(project: Project, waiting: Waiting, who: str, screen: Screen, place: str) -> int | None:
    """One judgement, and the batch that it is; None where it is passed over."""
    from servanda.cli.judging import roles_of
    from servanda.cli.review_obligation import ask_obligation
    from servanda.record.actions.judge import Reviewer
    from servanda.record.models import Decision
    from servanda.record.review_queue import decide

    if waiting.obligation is not None:
        screen.heading(place, waiting.obligation.file)
        screen.note(waiting.reason.told(screen.lang))
        return ask_obligation(project, waiting.obligation, who, screen)
    row = waiting.statement
    screen.heading(place, row.reading.document.doc if row else "")
    screen.note(waiting.reason.told(screen.lang))
    if row is not None:
        screen.statement(row.reading.document.text, roles_of(row), row.speaker, screen.lang)
    else:
        screen.note(_told(waiting))
    choices = dict(_CHOICES)
    if row is None:
        choices.pop("c")
    if row is None and waiting.claim is None:
        choices = {"s": "key-skip"}
    match screen.choose(choices):
        case "a":
            return int(decide(project, waiting, Decision.ACCEPTED, Reviewer(who)).batch_id)
        case "r":
            return int(decide(project, waiting, Decision.REJECTED, Reviewer(who)).batch_id)
        case "c":
            assert row is not None  # noqa: S101 - the choice is not offered without it
            new = _corrected(row, screen)
            return int(decide(project, waiting, Decision.CORRECTED, Reviewer(who), new).batch_id)
    return None


def _corrected(row: Statement, screen: Screen) -> Any:
    """The statement with the words that the reviewer types; Enter leaves what is there."""
    from servanda.record.correction import corrected

    source, cue, content = (_words(row, role, screen) for role in ("source", "cue", "content"))
    names = screen.ask(say("keep-words", screen.lang, role=say("speaker", screen.lang), words=", ".join(row.speaker)))
    speaker = tuple(name.strip() for name in names.split(",")) if names else tuple(row.speaker)
    return corrected(row, source, cue, content, () if names == "-" else speaker)


def _words(row: Statement, role: str, screen: Screen) -> tuple[Span, ...]:
    """Where a role's words stand, as typed; "-" for none."""
    from servanda.errors import InputError
    from servanda.record.correction import placed

    text = row.reading.document.text
    names = {"source": "source", "cue": "cue", "content": "content"}
    shown = " ... ".join(text[start:end] for start, end in getattr(row, role))
    while True:
        try:
            return placed(
                row, role, screen.ask(say("keep-words", screen.lang, role=say(names[role], screen.lang), words=shown))
            )
        except InputError as error:
            screen.note(error.told(screen.lang))
