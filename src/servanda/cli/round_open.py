"""`servanda round open`: a period that bodies report on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import ByOption, LangOption, ProjectOption, spoken


def run(
    period: Annotated[str, typer.Argument(help="The days to report on: 2030-Q2, 2030-06, 2030, 2030-01/2030-06.")],
    by: ByOption = "",
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Open a reporting round for a period; statuses hold as of its last day.

    Example: servanda round open 2030-Q2 --by "Anna Weber"
    """
    from servanda.record.project import Project, open_round

    kept = open_round(Project.open(project), period, by)
    output.line(say("round-opened", spoken(lang), period=kept.period, start=kept.start, end=kept.end))
    output.note(say("batch", spoken(lang), batch=kept.batch_id))
