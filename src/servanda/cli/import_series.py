"""`servanda import series`: a table of official statistics."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, XLSX or ODS with one value a row.")],
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Take official statistics in, against which claims are checked; a value published anew stands beside the older one.

    Columns: series (an id), measure, subject, unit, period, value, published, source, definition, qualifiers.

    Example: servanda import series series/trade.csv
    """
    from servanda.record.project import Project

    outcome = Project.open(project).import_series(file)
    counts = asdict(outcome) | {"refused": len(outcome.refused)}
    output.line(say("series-imported", spoken(lang), **counts))
    if outcome.batch is not None:
        output.note(say("batch", spoken(lang), batch=outcome.batch))
    output.end(outcome.refused, spoken(lang))
