"""`servanda people`: who speaks, under all names, with offices and statements."""

from __future__ import annotations

from pathlib import Path

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, FormatOption, LangOption, ProjectOption, spoken


def run(project: ProjectOption = Path(), form: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """List the people and bodies that documents quote, with all their names, offices and number of statements.

    A number in brackets counts those in which an office alone stands: who held it then is told by the register's tenures.

    Example: servanda people --format jsonl
    """
    from servanda.exports.people import entry_as_json
    from servanda.record.project import Project

    found = Project.open(project).people()
    if form is not Format.TEXT:
        output.data((entry_as_json(entry) for entry in found), form)
        return
    words = spoken(lang)
    head = [say(name, words) for name in ("key", "name", "other-names", "offices", "statements")]
    rows = []
    for entry in found:
        others = ", ".join(name for name in entry.names if name != entry.name)
        held = ", ".join(f"{tenure.office} {tenure.since}–{tenure.until or ''}" for tenure in entry.tenures)
        number = f"{entry.statements} ({entry.by_office})" if entry.by_office else str(entry.statements)
        rows.append((entry.key, entry.name, others, held, number))
    output.table(head, rows)
