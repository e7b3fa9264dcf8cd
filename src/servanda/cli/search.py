"""`servanda search`: words in the documents of a project."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, FormatOption, LangOption, ProjectOption, spoken


def run(
    words: Annotated[list[str], typer.Argument(help="Words, or their beginnings, that a document must have.")],
    project: ProjectOption = Path(),
    form: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Find documents by their words, in any language, read or not.

    Example: servanda search міст угод
    """
    from servanda.exports.wording import printable
    from servanda.record.project import Project
    from servanda.record.search import search

    hits = list(search(Project.open(project).documents(), words))
    if form is not Format.TEXT:
        output.data(map(asdict, hits), form)
    elif not hits:
        output.note(say("no-hits", spoken(lang)))
    for hit in hits if form is Format.TEXT else ():
        output.line(f"{printable(hit.doc)} ({hit.lang or '?'}) {hit.start}: {printable(hit.text)}")
