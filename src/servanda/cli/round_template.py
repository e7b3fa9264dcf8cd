"""`servanda round template`: the built-in template of a round's report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, spoken


def run(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The template: .docx or .xlsx.")],
    lang: LangOption = None,
) -> None:
    """Write the built-in template of a round's report with all its placeholders, to be made the office's own.

    Example: servanda round template office.docx --lang fr
    """
    from servanda.exports.round_file import write_template

    write_template(spoken(lang), to)
    output.note(say("written", spoken(lang), file=to))
