"""`servanda account change`: another role, or the door closed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    name: Annotated[str, typer.Argument(help="The account.")],
    role: Annotated[str | None, typer.Option("--role", metavar="ROLE", help="Its role from now on.")] = None,
    body: Annotated[str | None, typer.Option("--body", metavar="BODY", help="The body it reports for.")] = None,
    active: Annotated[bool | None, typer.Option("--open/--close", help="Let it sign in, or not any more.")] = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Give an account another role or body, close it or open it again. Its sessions end. What it decided stays.

    Example: servanda account change "Anna Weber" --close
    """
    from servanda.site.serving import prepare

    prepare(project)
    from servanda.desk.accounts import change_account

    kept = change_account(name, role, body, active)
    output.line(say("account-changed", spoken(lang), who=kept.name, role=kept.role))
