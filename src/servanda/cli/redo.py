"""`servanda redo`: count what an undone batch brought in again."""

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
    """Do an undone batch again: what it brought in counts again.

    Example: servanda redo 3
    """
    from servanda.record.project import Project

    Project.open(project).redo(batch)
    output.line(say("redone", spoken(lang), batch=batch))
