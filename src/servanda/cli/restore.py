"""`servanda restore`: a project from the file that `servanda backup` wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    file: Annotated[Path, typer.Argument(help="The file that `servanda backup` wrote.")],
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Bring a project back into a folder that is empty or not there yet.

    Each file is held against its digest before anything is in its place.

    Example: servanda restore /var/backups/accord.servanda.tar.gz --project accord
    """
    from servanda.record.project import Project

    files = Project.bring_back(file, project)
    output.line(say("brought-back", spoken(lang), folder=project, files=files))
