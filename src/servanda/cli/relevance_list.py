"""`servanda relevance list`: the documents by how likely they bear on the agreement."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, FormatOption, LangOption, ProjectOption, spoken


def run(
    aside: Annotated[bool, typer.Option("--aside", help="Those set aside alone.")] = False,
    project: ProjectOption = Path(),
    form: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """List the documents, the most likely first, with their score and what of the register each names.

    Example: servanda relevance list --aside
    """
    from servanda.record.project import Project

    found = [one for one in Project.open(project).relevance() if one.is_aside or not aside]
    if form is not Format.TEXT:
        output.data((asdict(one) | {"aside": one.is_aside} for one in found), form)
        return
    words = spoken(lang)
    rows = []
    for one in found:
        state = "state-aside" if one.is_aside else "state-kept"
        score = "" if one.score is None else f"{one.score:.3f}"
        rows.append((one.doc, score, say(state, words), ", ".join(one.names), one.title))
    output.table([say(name, words) for name in ("document", "score", "state", "names", "title")], rows)
