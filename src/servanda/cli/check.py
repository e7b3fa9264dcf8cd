"""`servanda check`: whether the record agrees with itself."""

from __future__ import annotations

from pathlib import Path

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, FormatOption, LangOption, ProjectOption, spoken


def run(project: ProjectOption = Path(), form: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Verify the record: the database, digests, offsets, quoted words, references; status 3 where something is wrong.

    Example: servanda check
    """
    from servanda.record.project import Project

    problems = Project.open(project).check()
    if form is not Format.TEXT:
        output.data(({"where": str(one.where), "what": str(one.what)} for one in problems), form)
    elif problems:
        for problem in problems:
            output.line(problem.told(spoken(lang)))
    else:
        output.line(say("sound", spoken(lang)))
    if problems:
        raise typer.Exit(3)
