"""`servanda init`: a new project folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, spoken


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    example: Annotated[str | None, typer.Option(help="Fill it with an example, such as union-state.")] = None,
    lang: LangOption = None,
) -> None:
    """Make a new project folder, empty or from an example.

    Example: servanda init accord --example union-state
    """
    from servanda.record.project import Project

    Project.create(folder, example)
    output.note(say("made", spoken(lang), folder=folder))
