"""`servanda export`: the project's data for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


class Exported(StrEnum):
    """What can be exported."""

    JSONL = "jsonl"
    CSVW = "csvw"
    PARQUET = "parquet"
    XLSX = "xlsx"
    SQLITE = "sqlite"
    RDF = "rdf"
    SDMX = "sdmx"
    IATI = "iati"
    REGISTER = "register"
    ASSESSMENTS = "assessments"
    TRAINING = "training"


_OWN = {Exported.JSONL: "own-record", Exported.TRAINING: "own-copy"}
"""What holds texts of others."""
_SHOWN = 20
"""How many entries that are left out are named."""


def run(
    what: Annotated[
        Exported,
        typer.Argument(
            metavar="FORMAT",
            help="jsonl: the whole record, to be taken in again; csvw, parquet, xlsx, sqlite, rdf: tables of what may be shown; "
            "sdmx: statistics; iati: the register as activities; register, assessments: tables to be taken in again; training: "
            "judgements, for a reader.",
        ),
    ],
    to: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A file; standard output otherwise.")
    ] = None,
    since: Annotated[
        int,
        typer.Option(
            "--since",
            metavar="N",
            min=0,
            help="jsonl: only what came after version N (--public: of a release).",
        ),
    ] = 0,
    public: Annotated[
        bool,
        typer.Option("--public", help="jsonl: only what may be shown to everybody, as tables."),
    ] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="training: also passages in which only some statements were judged.")
    ] = False,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Write the project's data to a file, which is there whole or not at all.

    The record as JSON Lines loses nothing: `servanda import record` makes the same record of it in a new project, and brings
    a copy up to date with what came since its version. CSV with metadata (csvw), Parquet (both a ZIP), XLSX, SQLite, RDF
    (N-Triples), SDMX-CSV and IATI activities (2.03) hold what may be shown to everybody, as the register says of its sources.
    The register's entries and assessments are written as CSV; `servanda import register` takes them in again and finds
    nothing new.

    Example: servanda export jsonl --output accord.jsonl
    """
    from servanda.exports.formats import Asked, write
    from servanda.exports.target import target
    from servanda.record.project import Project

    with target(to) as out:
        written = write(Project.open(project), what.value, out, Asked(since, public, partial))
    if to is not None:
        output.note(say("exported", spoken(lang), number=written.number))
    if written.left_out:
        left_out = ", ".join(written.left_out[:_SHOWN])
        told = "without-end" if what is Exported.SDMX else "without-start"
        output.note(say(told, spoken(lang), number=len(written.left_out), entries=left_out))
    if what in _OWN and not public:
        output.note(say(_OWN[what], spoken(lang)))
