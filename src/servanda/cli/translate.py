"""`servanda translate`: put a person's translation beside quoted words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    document: Annotated[str, typer.Argument(metavar="DOC", help="The document's name.")],
    words: Annotated[str, typer.Argument(help="The words as they stand in it, ' ... ' where others stand between.")],
    into: Annotated[str, typer.Option(metavar="LANG", help="The language of the translation: en, fr, ru.")],
    text: Annotated[str, typer.Option(help="The translation.")],
    who: Annotated[str, typer.Option(help="Who translated.")],
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Keep a person's translation of quoted words. It is shown beside them, marked as such, and never searched or counted.

    Example: servanda translate report-7 "60% is done" --into fr --text "60 % est fait" --who "Anna Weber"
    """
    from servanda.record.project import Project, translate

    kept = translate(Project.open(project), document, words, into, text, who)
    output.line(say("translated", spoken(lang), document=kept.document))
