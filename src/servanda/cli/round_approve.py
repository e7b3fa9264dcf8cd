"""`servanda round approve`: what a body sent counts from now on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import ByOption, LangOption, PeriodOption, ProjectOption, spoken


def run(
    body: Annotated[str, typer.Argument(metavar="BODY", help="Its id, or a name or alias in any language.")],
    by: ByOption = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A remark that is kept with it.")] = "",
    period: PeriodOption = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Approve what a body has sent; its statuses count in every account from now on, until this is undone.

    Example: servanda round approve ministry-of-energy --by "Anna Weber"
    """
    from servanda.record.project import Project, approve

    kept = approve(Project.open(project), body, by, note, period)
    output.line(say("round-approved", spoken(lang), body=kept.submission.form.body, by=kept.who))
    output.note(say("batch", spoken(lang), batch=kept.batch_id))
