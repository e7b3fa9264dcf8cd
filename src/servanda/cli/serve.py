"""`servanda serve`: the public site, answered on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken

AddressOption = Annotated[
    str, typer.Option("--address", envvar="SERVANDA_ADDRESS", metavar="URL", help="The address that the public calls.")
]


def run(
    project: ProjectOption = Path(),
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to answer at.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen at; 0.0.0.0 for all of this machine's.")
    ] = "127.0.0.1",
    address: AddressOption = "",
    lang: LangOption = None,
) -> None:
    """Answer the public site of a project, until it is interrupted. Behind a proxy, say with --address what the public calls.

    Example: servanda serve --port 8080
    """
    from servanda.desk.worker import resume_work
    from servanda.site.serving import serve

    def told() -> None:
        resume_work(project.resolve())
        output.note(say("serving", spoken(lang), address=f"http://{host}:{port}/"))

    serve(project, host, port, address, told)
