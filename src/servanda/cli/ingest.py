"""`servanda ingest`: documents into the record."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.inputs import meant_by
from servanda.cli.loading import tell_of_loading
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken
from servanda.cli.progress_bar import progress_bar


def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, their addresses (s3://...), - (standard input); documents/ otherwise."),
    ] = None,
    project: ProjectOption = Path(),
    workers: Annotated[
        int | None, typer.Option(min=0, help="Processes that read beside this one; one for each processor otherwise.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="tcp://HOST:PORT of a Dask cluster, whose workers read.")
    ] = None,
    lang: LangOption = None,
) -> None:
    """Take documents into the record and read them; again is harmless, and finishes what was cut short.

    Example: servanda ingest documents/2024-06-20-visit.html
    """
    from servanda.record.hands import cores
    from servanda.record.project import Project

    spoken_lang = spoken(lang)
    opened = Project.open(project)
    tell_of_loading(spoken_lang)
    with progress_bar(say("reading-progress", spoken_lang)) as step:
        given = meant_by(paths) if paths else None
        outcome = opened.ingest(given, step, cores() if workers is None else workers, scheduler)
    counts = asdict(outcome) | {"refused": len(outcome.refused)}
    is_nothing = not (paths or outcome.taken or outcome.changed or outcome.unchanged or outcome.refused)
    output.note(say("no-documents" if is_nothing else "ingested", spoken_lang, **counts))
    if outcome.batch is not None:
        output.note(say("batch", spoken_lang, batch=outcome.batch))
    output.end(outcome.refused, spoken_lang)
