"""`servanda serve`: the public site, answered on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectsOption, spoken

AddressOption = Annotated[
    str, typer.Option("--address", envvar="SERVANDA_ADDRESS", metavar="URL", help="The address that the public calls.")
]


def run(
    project: ProjectsOption = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to answer at.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen at; 0.0.0.0 for all of this machine's.")
    ] = "127.0.0.1",
    address: AddressOption = "",
    lang: LangOption = None,
) -> None:
    """Answer the public site of a project, or of several, until it is interrupted. Behind a proxy, say with --address what the
    public calls. Of several projects each has its pages below its folder's name, and all have one search.

    Example: servanda serve --port 8080
    """
    from servanda.desk.worker import resume_work
    from servanda.site.serving import serve

    folders = project or [Path()]

    def told() -> None:
        from servanda.site.agreements import every

        for folder in every():
            resume_work(folder)
        output.note(say("serving", spoken(lang), address=f"http://{host}:{port}/"))

    serve(folders, host, port, address, told)
