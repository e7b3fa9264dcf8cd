"""`servanda account password`: for who has forgotten it, or lost the telephone that shows the codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken
from servanda.cli.password import password_asked


def run(
    name: Annotated[str, typer.Argument(help="The account.")],
    forget_code: Annotated[bool, typer.Option("--forget-code", help="Let it sign in without a code again.")] = False,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Give an account a new password, which is asked for or read from standard input. Its sessions end, a lock is lifted.

    Example: servanda account password "Anna Weber"
    """
    from servanda.site.serving import prepare

    prepare(project)
    from servanda.desk.accounts import account_named, set_password

    account_named(name)
    kept = set_password(name, password_asked(spoken(lang)), forget_code=forget_code)
    output.line(say("account-password", spoken(lang), who=kept.name))
