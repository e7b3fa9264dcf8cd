"""`servanda backup`: the whole project as one file, made while the site runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    file: Annotated[
        Path | None, typer.Argument(help="The file to write; one with the folder's name and the moment otherwise.")
    ] = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Write the record, the register, all originals, accounts and letters to one file, as of one moment.

    The site and the desk go on meanwhile. `servanda restore` brings it back.

    Example: servanda backup /var/backups/accord.servanda.tar.gz --project accord
    """
    from servanda.record.project import Project

    made, words = Project.open(project).backup(file), spoken(lang)
    output.line(say("backed-up", words, file=made.file, size=-(-made.size // 1000), files=made.members))
    if made.links:
        output.note(say("backup-links", words, names=", ".join(made.links)))
    output.note(say("backup-secret", words))
