"""`servanda publish`: the public site as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectsOption, spoken
from servanda.cli.serve import AddressOption


def run(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to write to; what publish wrote there before is replaced.")
    ],
    project: ProjectsOption = None,
    address: AddressOption = "",
    lang: LangOption = None,
) -> None:
    """Write the public site of a project, or of several, as files that any web host serves; with --address also its feeds,
    calendar and map.

    Example: servanda publish public --address https://tracker.example/accord
    """
    from servanda.site.publishing import publish

    pages = publish(project or [Path()], folder, address)
    output.note(say("published", spoken(lang), pages=pages, folder=folder))
