"""`servanda batches`: ingests and imports as units."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, FormatOption, LangOption, ProjectOption, spoken


def run(project: ProjectOption = Path(), form: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """List all ingests and imports with what they brought in and whether they count.

    Example: servanda batches --format json
    """
    from servanda.record.project import Project

    found = Project.open(project).batches()
    if form is not Format.TEXT:
        output.data((asdict(batch) for batch in found), form)
        return
    words = spoken(lang)
    if not found:
        output.line(say("no-batches", words))
        return
    names = ("number", "what", "started", "documents", "statements", "claims", "observations", "refused", "state")
    rows = []
    for batch in found:
        state = "undone" if batch.undone else "finished" if batch.finished else "unfinished"
        counts = (batch.documents, batch.statements, batch.claims, batch.observations, batch.refused)
        kind = say(f"batch-{batch.kind}", words)
        rows.append(
            (str(batch.id), kind, batch.started, *(str(count) for count in counts), say(f"state-{state}", words))
        )
    output.table([say(name, words) for name in names], rows)
