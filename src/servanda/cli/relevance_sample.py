"""`servanda relevance sample`: documents drawn at random from those set aside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    number: Annotated[int, typer.Argument(metavar="N", help="How many to draw.")],
    seed: Annotated[int | None, typer.Option(help="Draw as another call with this number did.")] = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Draw from what is set aside, to be marked in this order: `servanda relevance status` then tells how much is unseen.

    Example: servanda relevance sample 100
    """
    from servanda.record.project import Project, draw_aside

    opened, words = Project.open(project), spoken(lang)
    sample = draw_aside(opened, number, seed)
    named = {one.id: one.doc for one in opened.relevance()}
    for one in sample.documents:
        output.line(named[one])
    output.note(say("aside-drawn", words, drawn=len(sample.documents), aside=sample.aside))
    output.note(say("batch", words, batch=sample.batch_id))
