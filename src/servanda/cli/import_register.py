"""`servanda import register`: the register of the agreement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    file: Annotated[Path, typer.Argument(help="A register such as agreement.yaml.")],
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Check a register and make it the project's; one with a fault changes nothing, and all its faults are told.

    Example: servanda import register agreement.yaml
    """
    from servanda.record.project import Project

    outcome = Project.open(project).import_register(file)
    name = "register-unchanged" if outcome.unchanged else "register-imported"
    if outcome.refused:
        name = "register-refused"
    output.line(say(name, spoken(lang), refused=len(outcome.refused)))
    output.end(outcome.refused, spoken(lang))
