"""`servanda undo`: leave out what a batch brought in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    batch: Annotated[int, typer.Argument(help="The batch's number, as `servanda batches` gives it.")],
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Undo a batch: what it brought in stays in the record and counts no more.

    Example: servanda undo 3
    """
    from servanda.record.project import Project

    Project.open(project).undo(batch)
    output.line(say("undone", spoken(lang), batch=batch))
