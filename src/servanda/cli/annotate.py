"""`servanda annotate`: mark a statement by hand in a document, read or not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    doc: Annotated[str, typer.Argument(metavar="DOC", help="The document's name, as `servanda search` gives it.")],
    content: Annotated[str, typer.Option(help="The words that were said, as they stand there.")],
    who: Annotated[str, typer.Option(help="Who annotates.")],
    source: Annotated[str, typer.Option(help="The words for who said them.")] = "",
    cue: Annotated[str, typer.Option(help="The words of saying.")] = "",
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Keep a statement that you mark by its words; it counts beside what the reader found.

    Example: servanda annotate visit --source "Уряд" --cue "повідомив" --content "міст добудовано" --who "Anna Weber"
    """
    from servanda.record.project import Project, annotate

    words = {"content": content, "source": source, "cue": cue}
    kept = annotate(Project.open(project), doc, words, who)
    output.line(say("annotated", spoken(lang), doc=doc))
    output.note(say("batch", spoken(lang), batch=kept.batch_id))
