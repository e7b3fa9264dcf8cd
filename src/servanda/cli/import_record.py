"""`servanda import record`: a copy of a record, or what came to it since."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    file: Annotated[Path, typer.Argument(help="The file that `servanda export jsonl` wrote.")],
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Take a copy of a record into a new project, or bring an older copy up to date; again changes nothing.

    All of it is taken or, where a line has a fault or the record here is another, nothing.

    Example: servanda import record accord.jsonl --project copy
    """
    from servanda.record.project import Project

    copied = Project.open(project).import_record(file)
    counts = {"taken": copied.taken, "unchanged": copied.unchanged, "version": copied.version}
    output.line(say("record-imported", spoken(lang), **counts))
