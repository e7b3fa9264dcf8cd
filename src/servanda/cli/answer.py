"""`servanda answer`: put a named body's answer, or a correction, beside a finding."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


class Kind(StrEnum):
    """What is put beside the finding."""

    ANSWER = "answer"
    CORRECTION = "correction"


def run(
    finding: Annotated[str, typer.Argument(metavar="ID", help="The finding's id, or its beginning.")],
    who: Annotated[str, typer.Option(help="Who answers or corrects.")],
    text: Annotated[str, typer.Option(help="The words of the answer.")],
    kind: Annotated[Kind, typer.Option(help="An answer, or a notice of correction.")] = Kind.ANSWER,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Keep what a named body answers to a finding, or a correction of what it rests on; both stay beside it.

    Example: servanda answer contradiction-66d7 --who "Ministry of Works" --text "We count finished tasks."
    """
    from servanda.record.project import Project, answer

    kept = answer(Project.open(project), finding, who, text, kind.value)
    output.line(say("answered", spoken(lang), finding=kept.finding))
    output.note(say("batch", spoken(lang), batch=kept.batch_id))
