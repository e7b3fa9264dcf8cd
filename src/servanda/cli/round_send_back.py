"""`servanda round send-back`: what a body sent does not count, and it is told why."""

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
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; the body reads it in its next form.")] = "",
    period: PeriodOption = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Send back what a body has sent, with a note; write its next form with: servanda round forms DIR --body BODY

    Example: servanda round send-back ministry-of-energy --by "Anna Weber" --note "Name the act of measure 4."
    """
    from servanda.record.project import Project, send_back

    kept = send_back(Project.open(project), body, by, note, period)
    output.line(say("round-sent-back", spoken(lang), body=kept.submission.form.body, by=kept.who))
    output.note(say("batch", spoken(lang), batch=kept.batch_id))
