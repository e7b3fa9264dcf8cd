"""`servanda alerts`: the mails that are due to those who follow something."""

from __future__ import annotations

from pathlib import Path

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken
from servanda.cli.serve import AddressOption


def run(project: ProjectOption = Path(), address: AddressOption = "", lang: LangOption = None) -> None:
    """Send what is new to those who follow it by e-mail. Call it as often as mails may go out, every ten minutes for instance.

    Example: servanda alerts --address https://tracker.example/accord
    """
    from servanda.errors import UsageError
    from servanda.site.serving import prepare

    prepare(project, address=address)
    from servanda.site.alerts import send_due
    from servanda.site.mail import sends_mail
    from servanda.site.page import opened

    if not sends_mail():
        raise UsageError("mail-not-set-up", remedy="set-up-mail")
    found = send_due(opened(project.resolve()))
    output.line(say("alerts", spoken(lang), sent=found.sent, failed=found.failed))
    if found.failed:
        raise typer.Exit(1)
