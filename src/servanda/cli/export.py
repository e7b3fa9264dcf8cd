"""`servanda export`: the project's data for other programs."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken
from servanda.errors import UsageError
from servanda.message import reason


class Exported(StrEnum):
    """What can be exported."""

    TRAINING = "training"
    REGISTER = "register"
    ASSESSMENTS = "assessments"


def run(
    what: Annotated[
        Exported,
        typer.Argument(
            metavar="FORMAT",
            help="training: judgements, to train a reader on; register, assessments: tables to be taken in again.",
        ),
    ],
    to: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A file; standard output otherwise.")
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Also passages in which only some statements were judged.")
    ] = False,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Write what was judged as training data, one passage a line: doc, lang, text, attributions with source, cue, content.

    The register's entries and assessments are written as CSV; `servanda import register` takes them in again and finds
    nothing new.

    Example: servanda export training --output judged.jsonl
    """
    from servanda.exports.register import register_table
    from servanda.exports.training import training_lines
    from servanda.record.project import Project

    opened = Project.open(project)
    if what is Exported.TRAINING:
        rows = list(training_lines(opened, partial=partial))
        shown, number = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), len(rows)
    else:
        shown, number = register_table(opened.register()[1], assessments=what is Exported.ASSESSMENTS)
    if to is None:
        sys.stdout.write(shown)
    else:
        try:
            to.write_text(shown, encoding="utf-8", errors="surrogatepass")
        except OSError as error:
            raise UsageError("cannot-be-written", value=str(to), remedy="choose-file", reason=reason(error)) from error
        output.note(say("exported", spoken(lang), number=number))
    if what is Exported.TRAINING:
        output.note(say("own-copy", spoken(lang)))
