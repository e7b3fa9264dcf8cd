"""`servanda round take`: forms that came back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken
from servanda.errors import InputError, ServandaError


def run(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Forms as they came back, XLSX.")],
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Take filled forms in; a row that cannot be taken is refused with its place, the others are taken. Again is harmless.

    What changed in the register since the form was handed out is told. Nothing counts before it is approved.

    Example: servanda round take 2030-Q2-ministry-of-energy.xlsx
    """
    from servanda.record.project import Project, take_form

    opened, words, refused = Project.open(project), spoken(lang), list[ServandaError]()
    for file in files:
        try:
            taken = take_form(opened, file)
        except InputError as error:
            refused.append(error)
            continue
        counts = {"taken": taken.taken, "changed": taken.changed, "unchanged": taken.unchanged}
        told = say("form-taken", words, body=taken.body, period=taken.period, refused=len(taken.refused), **counts)
        output.line(" ".join((told, say("narrative-taken", words))) if taken.narrative else told)
        for one in taken.told:
            output.note(f"{file}: {one.told(words)}")
        if taken.batch is not None:
            output.note(say("batch", words, batch=taken.batch))
        refused += taken.refused
    output.end(refused, words)
