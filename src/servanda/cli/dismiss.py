"""`servanda dismiss`: set a finding aside with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    finding: Annotated[str, typer.Argument(metavar="ID", help="The finding's id, or its beginning.")],
    who: Annotated[str, typer.Option(help="Who decides.")],
    why: Annotated[str, typer.Option(help="The reason, which the report shows.")],
    again: Annotated[bool, typer.Option("--restore", help="Take a dismissed finding up again.")] = False,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Set a finding aside until one of its claims changes; it is listed apart, with the reason.

    Example: servanda dismiss tension-8e85 --who "Anna Weber" --why "One counts goods, the other goods and services."
    """
    from servanda.record.project import Project, dismiss, restore

    kept = (restore if again else dismiss)(Project.open(project), finding, who, why)
    output.line(say("restored" if again else "dismissed", spoken(lang), finding=kept.finding))
    output.note(say("batch", spoken(lang), batch=kept.batch_id))
