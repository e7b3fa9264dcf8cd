"""`servanda import judgements`: a sample that was judged in a spreadsheet."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, WhoOption, spoken


def run(
    file: Annotated[Path, typer.Argument(help="The file that `servanda evaluate --output` wrote, filled in.")],
    who: WhoOption = "",
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Take a judged sample back in; again changes nothing, rows that are not filled in wait on.

    Example: servanda import judgements sample.xlsx --who "Anna Weber"
    """
    from servanda.record.project import Project, import_judgements

    outcome = import_judgements(Project.open(project), file, who)
    output.line(say("judgements-imported", spoken(lang), **asdict(outcome) | {"refused": len(outcome.refused)}))
    if outcome.batch is not None:
        output.note(say("batch", spoken(lang), batch=outcome.batch))
    output.end(outcome.refused, spoken(lang))
