"""`servanda relevance score`: how likely each document bears on the agreement."""

from __future__ import annotations

from pathlib import Path

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(project: ProjectOption = Path(), lang: LangOption = None) -> None:
    """Score all documents by the names in the register and by what reviewers decided so far; call it again after more decisions.

    Nothing is left out for its score: it orders the queue and lists what may wait.

    Example: servanda relevance score
    """
    from servanda.record.project import Project, score_documents

    found, words = score_documents(Project.open(project)), spoken(lang)
    output.line(say("scored", words, documents=found.documents, changed=found.changed, decided=found.decided))
    if found.batch is not None:
        output.note(say("batch", words, batch=found.batch))
