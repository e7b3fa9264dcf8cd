"""`servanda round report`: the report of a round in the office's own template."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import KnownOn, LangOption, PeriodOption, ProjectOption, day, spoken


def run(
    to: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The report: .docx or .xlsx.")],
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", help="The office's own, .docx or .xlsx; the built-in otherwise."),
    ] = None,
    period: PeriodOption = None,
    known_on: KnownOn = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Write the report of a round: totals with what they leave out, each body's entries, statuses and text, what is missing.

    Only what is approved is in it. Start an office's own template with: servanda round template FILE

    Example: servanda round report --template office.docx --output 2030-Q2.docx
    """
    from servanda.exports.round_file import write_report
    from servanda.record.project import Project

    write_report(Project.open(project).round(period, day(known_on)), spoken(lang), to, template)
    output.note(say("written", spoken(lang), file=to))
