"""`servanda account add`: somebody who may sign in at the review desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken
from servanda.cli.password import password_asked

RoleOption = Annotated[
    str, typer.Option("--role", help="reader, reviewer, editor, correspondent or administrator.", metavar="ROLE")
]
BodyOption = Annotated[
    str, typer.Option("--body", help="The body that a correspondent reports for, by its id.", metavar="BODY")
]


def run(
    name: Annotated[str, typer.Argument(help="What the record keeps of who decided.")],
    role: RoleOption = "reviewer",
    body: BodyOption = "",
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Make an account for the review desk; the password is asked for, or read from standard input.

    Example: servanda account add "Anna Weber" --role reviewer
    """
    from servanda.site.serving import prepare

    prepare(project)
    from servanda.desk.accounts import add_account

    kept = add_account(name, role, password_asked(spoken(lang)), body)
    output.line(say("account-made", spoken(lang), who=kept.name, role=kept.role))
