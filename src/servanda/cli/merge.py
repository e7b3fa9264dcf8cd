"""`servanda merge`: two entries of one person or body become one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    one: Annotated[str, typer.Argument(metavar="ONE", help="The key or name that goes.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The key or name that stays.")],
    who: Annotated[str, typer.Option(help="Who decides.")],
    why: Annotated[str, typer.Option(help="The reason.")],
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Show what one person or body said under another's entry; `servanda undo BATCH` splits them again.

    Example: servanda merge trade-ministry ministry-of-trade --who "Anna Weber" --why "One ministry under two names."
    """
    from servanda.record.project import Project, merge

    kept = merge(Project.open(project), one, other, who, why)
    output.line(say("merged", spoken(lang), one=kept.one, other=kept.other))
    output.note(say("batch", spoken(lang), batch=kept.batch_id))
