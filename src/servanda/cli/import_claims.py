"""`servanda import claims`: a table of claims."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, XLSX or ODS with one claim a row.")],
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Take a table of claims in; again changes nothing, a changed row replaces the older one.

    Example: servanda import claims claims/reported.tsv
    """
    from servanda.record.project import Project

    outcome = Project.open(project).import_claims(file)
    counts = asdict(outcome) | {"refused": len(outcome.refused)}
    output.line(say("claims-imported", spoken(lang), **counts))
    if outcome.batch is not None:
        output.note(say("batch", spoken(lang), batch=outcome.batch))
    output.end(outcome.refused, spoken(lang))
