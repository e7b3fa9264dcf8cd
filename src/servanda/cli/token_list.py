"""`servanda token list`: the tokens of programs."""

from __future__ import annotations

from pathlib import Path

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, FormatOption, LangOption, ProjectOption, spoken


def run(form: FormatOption = Format.TEXT, project: ProjectOption = Path(), lang: LangOption = None) -> None:
    """List the tokens of programs, with what each allows and how long it holds. The tokens themselves are kept nowhere.

    Example: servanda token list
    """
    from servanda.site.serving import prepare

    prepare(project)
    from servanda.api.tokens import is_valid, tokens

    rows = [
        {"name": one.name, "scopes": one.scopes, "until": one.until.isoformat(), "revoked": one.revoked is not None,
         "valid": is_valid(one)}
        for one in tokens()
    ]  # fmt: skip
    if form is not Format.TEXT:
        output.data(rows, form)
        return
    words = spoken(lang)
    if not rows:
        output.note(say("no-tokens", words))
        return
    head = [say(name, words) for name in ("token-name", "token-scopes", "token-until", "token-state")]
    states = {True: say("token-is-revoked", words), False: say("token-has-run-out", words)}
    output.table(
        head,
        [
            (row["name"], ", ".join(row["scopes"]), row["until"], "" if row["valid"] else states[row["revoked"]])
            for row in rows
        ],
    )
