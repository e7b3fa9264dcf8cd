"""`servanda round forms`: a form for each body."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, PeriodOption, ProjectOption, spoken


def run(
    folder: Annotated[Path, typer.Argument(help="Where the forms are written; one there already is left alone.")],
    body: Annotated[list[str] | None, typer.Option("--body", metavar="BODY", help="Only this body's.")] = None,
    period: PeriodOption = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Write a form (XLSX) for each body, with the entries that it alone is responsible for, in its own language.

    A body that has sent something gets it back in its next form, with the note where it was sent back.

    Example: servanda round forms forms/
    """
    from servanda.exports.form import write_form
    from servanda.record.project import Project, send_forms
    from servanda.reporting import BlankForm

    written: list[Path] = []

    def write(form: BlankForm, spoken_there: str) -> Path:
        written.append(write_form(folder, form, spoken_there))
        return written[-1]

    batch = send_forms(Project.open(project), body or (), spoken(lang), write, period)
    for file in written:
        output.line(str(file))
    output.note(say("batch", spoken(lang), batch=batch.pk))
