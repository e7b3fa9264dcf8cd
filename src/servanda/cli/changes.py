"""`servanda changes`: what changed in the register between two days."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, FormatOption, LangOption, ProjectOption, spoken

if TYPE_CHECKING:
    from servanda.progress import Change


def run(
    first: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], metavar="FROM", help="A day.")],
    last: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], metavar="TO", help="A later day.")],
    project: ProjectOption = Path(),
    form: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Tell what changed in the register from one day to another: entries, names, deadlines, statuses.

    Each side is the register as the record knew it at the end of that day, with the statuses as of it, so that the same two days
    give the same answer for ever.

    Example: servanda changes 2023-03-31 2023-06-30
    """
    from servanda.exports.changes import change_as_json
    from servanda.record.project import Project

    opened = Project.open(project)
    found = opened.changes(first.date(), last.date())
    if form is not Format.TEXT:
        output.data(map(change_as_json, found), form)
        return
    words = spoken(lang)
    head = [say(name, words) for name in ("change", "entry", "before", "after", "days", "assessor")]
    output.table(head, (_row(one, words) for one in found))


def _row(one: Change, words: str) -> list[str]:
    what, before, after = told(one, words)
    return [what, one.item, before, after, "" if one.days is None else f"{one.days:+d}", one.assessor]


def told(one: Change, words: str) -> tuple[str, str, str]:
    """What happened to an entry, and what it was before and after, in a language."""
    from servanda.progress import ChangeKind
    from servanda.reporting import status_told

    before, after = one.before, one.after
    if one.kind is ChangeKind.STATUS:
        before, after = status_told(before, words), status_told(after, words)
    return say(f"change-{one.kind.name}", words), before, after
