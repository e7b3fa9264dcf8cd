"""`servanda history`: the whole life of one entry of the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, FormatOption, KnownOn, LangOption, ProjectOption, day, spoken

if TYPE_CHECKING:
    from servanda.progress import Episode


def run(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="An entry of the register: its id, or a name of it.")],
    project: ProjectOption = Path(),
    form: FormatOption = Format.TEXT,
    known_on: KnownOn = None,
    lang: LangOption = None,
) -> None:
    """Tell the whole life of an entry: first named, renamed, moved, its deadline, bodies and statuses, split, merged, dropped.

    Each line has the day on which it was recorded, what was before and after, the import that brought it, with file, sheet and
    row, and the text as it was typed there where the register keeps another.

    Example: servanda history heavy-vehicles --lang ru
    """
    from servanda.exports.history import history_as_json
    from servanda.exports.wording import wording
    from servanda.record.project import Project

    found = Project.open(project).history(entry, day(known_on))
    if form is not Format.TEXT:
        output.whole(history_as_json(found), form)
        return
    words = spoken(lang)
    output.line(f"{found.item}: {wording(words).name(found.names, found.item)}")
    head = [
        say(name, words)
        for name in ("recorded", "what", "before", "after", "days", "number", "inputs", "typed", "source")
    ]
    output.table(head, (_row(one, words) for one in found.episodes))
    if found.moved:
        days = "?" if found.moved.days is None else f"{found.moved.days:+d}"
        output.line(say("moved-in-all", words, times=found.moved.times, days=days))


def _row(one: Episode, words: str) -> list[str]:
    from servanda.reporting import status_told

    what = say(f"episode-{one.kind.name}", words)
    if one.assessor:
        what = f"{what}, {one.assessor}, {one.as_of}"
    elif one.field:
        what = f"{what}: {say(f'field-{one.field}', words)}"
    elif one.others:
        what = f"{what}: {', '.join(one.others)}"
    before, after = one.before, one.after
    if one.assessor:
        before, after = (status_told(text, words) for text in (before, after))
    days = "" if one.days is None else f"{one.days:+d}"
    number = "" if one.batch is None else str(one.batch)
    return [str(one.day), what, before, after, days, number, one.place or one.inputs, one.typed, one.source]
