"""`servanda relevance status`: how many documents are set aside, and how many of these bear on the agreement all the same."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, FormatOption, LangOption, ProjectOption, spoken


def run(project: ProjectOption = Path(), form: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Count what is kept and set aside, and estimate by the newest sample how many relevant documents are still unseen.

    The interval is exact (Clopper and Pearson), with a level of 95 %.

    Example: servanda relevance status --format json
    """
    from servanda.record.project import Project

    opened, words = Project.open(project), spoken(lang)
    found, unseen = opened.relevance(), opened.unseen()
    aside = sum(one.is_aside for one in found)
    if form is not Format.TEXT:
        told = asdict(unseen.told) | {"drawn": unseen.drawn} if unseen else None
        output.whole({"documents": len(found), "aside": aside, "unseen": told}, form)
        return
    output.line(say("aside-count", words, documents=len(found), aside=aside))
    if unseen is None:
        output.line(say("aside-no-sample", words))
        return
    told_of = asdict(unseen.told)
    output.line(say("aside-unseen", words, drawn=unseen.drawn, **told_of))
    named = {one.id: one.doc for one in found}
    if unseen.left:
        output.line(say("aside-next", words, document=named.get(unseen.left[0], str(unseen.left[0]))))
