"""`servanda relevance mark`: somebody decides whether documents bear on the agreement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, WhoOption, spoken


def run(
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Their names.")],
    relevant: Annotated[bool, typer.Option("--relevant/--not-relevant", help="Whether they bear on the agreement.")],
    who: WhoOption,
    why: Annotated[str, typer.Option(help="The reason.")] = "",
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Say of documents whether they bear on the agreement; the next scoring learns from it.

    Example: servanda relevance mark football-results --not-relevant --who "Anna Weber"
    """
    from servanda.record.project import Project, mark_documents

    batch = mark_documents(Project.open(project), documents, who, why, relevant=relevant)
    output.line(say("marked", spoken(lang), number=len(documents)))
    output.note(say("batch", spoken(lang), batch=batch))
