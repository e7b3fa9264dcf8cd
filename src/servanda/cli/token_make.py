"""`servanda token make`: a token by which a program is known to the interface."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, day, spoken

UntilOption = Annotated[
    datetime | None,
    typer.Option("--until", formats=["%Y-%m-%d"], metavar="DAY", help="Its last day; a year from today otherwise."),
]


def run(
    name: Annotated[str, typer.Argument(help="Which program it is for.")],
    scope: Annotated[
        list[str] | None,
        typer.Option(
            "--scope",
            metavar="SCOPE",
            help="internal: also names of documents that are kept back; findings: answer findings and set them aside.",
        ),
    ] = None,
    until: UntilOption = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Make a token for a program and print it, this once: only a digest of it is kept. With it a program may call more often.

    Example: servanda token make "Office dashboard" --scope internal --until 2027-06-30
    """
    from servanda.site.serving import prepare

    prepare(project)
    from servanda.api.tokens import make_token

    kept, secret = make_token(name, scope or [], day(until))
    output.line(secret)
    output.note(say("token-made", spoken(lang), who=kept.name, until=kept.until))
