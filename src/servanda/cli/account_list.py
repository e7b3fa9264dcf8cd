"""`servanda account list`: who may sign in at the review desk."""

from __future__ import annotations

from pathlib import Path

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, FormatOption, LangOption, ProjectOption, spoken


def run(
    form: FormatOption = Format.TEXT,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """List the accounts of the review desk: role, body, whether it is open, whether it signs in with a code.

    Example: servanda account list
    """
    from servanda.site.serving import prepare

    prepare(project)
    from servanda.desk.accounts import accounts

    rows = [
        {"name": one.name, "role": one.role, "body": one.body, "open": one.is_active, "code": has_code}
        for one, has_code in accounts()
    ]
    if form is not Format.TEXT:
        output.data(rows, form)
    for row in rows if form is Format.TEXT else ():
        told = [row["role"], row["body"], "" if row["open"] else say("account-closed", spoken(lang))]
        output.line(f"{row['name']}: {', '.join(filter(None, told))}")
    if not rows:
        output.note(say("no-accounts", spoken(lang)))
