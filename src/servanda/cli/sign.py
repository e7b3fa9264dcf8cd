"""`servanda sign`: stand for a finding by name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    finding: Annotated[str, typer.Argument(metavar="ID", help="The finding's id, or its beginning.")],
    who: Annotated[str, typer.Option(help="The reviewer who stands for it.")],
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Put a reviewer's name under a finding, until one of its claims changes. Search engines are told of signed findings.

    Example: servanda sign contradiction-66d7 --who "Anna Weber"
    """
    from servanda.record.project import Project, sign

    kept = sign(Project.open(project), finding, who)
    output.line(say("signed", spoken(lang), finding=kept.finding, who=kept.who))
    output.note(say("batch", spoken(lang), batch=kept.batch_id))
