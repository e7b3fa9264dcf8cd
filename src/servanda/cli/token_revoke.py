"""`servanda token revoke`: the end of a program's token."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(
    name: Annotated[str, typer.Argument(help="The token, by the name that it was made with.")],
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """End a token at once; its name stays in the list and is not given again.

    Example: servanda token revoke "Office dashboard"
    """
    from servanda.site.serving import prepare

    prepare(project)
    from servanda.api.tokens import revoke_token

    output.line(say("token-revoked", spoken(lang), who=revoke_token(name).name))
