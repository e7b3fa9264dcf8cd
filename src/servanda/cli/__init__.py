"""The command line: one file a command, each a thin call of the library.

Text for people and data for programs go to standard output, progress and warnings to standard error. Exit status: 0 done;
1 done, but some inputs were refused; 2 the call was wrong; 3 the record is damaged or locked; 130 interrupted.
"""

from __future__ import annotations

import io
import sys
from typing import Any

import typer

from servanda.cli import (
    account_add,
    account_change,
    account_list,
    account_password,
    alerts,
    annotate,
    answer,
    backup,
    batches,
    changes,
    check,
    dismiss,
    evaluate,
    export,
    fetch,
    history,
    import_claims,
    import_judgements,
    import_record,
    import_register,
    import_series,
    ingest,
    init,
    merge,
    obligations,
    people,
    progress,
    publish,
    quantities,
    read,
    reconcile,
    redo,
    release,
    relevance_list,
    relevance_mark,
    relevance_sample,
    relevance_score,
    relevance_status,
    report,
    restore,
    review,
    round_approve,
    round_close,
    round_forms,
    round_open,
    round_report,
    round_send_back,
    round_status,
    round_take,
    round_template,
    search,
    serve,
    sign,
    token_list,
    token_make,
    token_revoke,
    translate,
    undo,
    what_if,
)
from servanda.cli.options import asked
from servanda.errors import ServandaError

__all__ = ["app", "main"]

COMMANDS = {
    "init": init,
    "read": read,
    "quantities": quantities,
    "obligations": obligations,
    "ingest": ingest,
    "fetch": fetch,
    "search": search,
    "annotate": annotate,
    "progress": progress,
    "changes": changes,
    "history": history,
    "reconcile": reconcile,
    "what-if": what_if,
    "dismiss": dismiss,
    "answer": answer,
    "sign": sign,
    "translate": translate,
    "review": review,
    "evaluate": evaluate,
    "people": people,
    "merge": merge,
    "report": report,
    "export": export,
    "release": release,
    "serve": serve,
    "publish": publish,
    "alerts": alerts,
    "batches": batches,
    "undo": undo,
    "redo": redo,
    "check": check,
    "backup": backup,
    "restore": restore,
}
IMPORTS = {
    "register": import_register,
    "claims": import_claims,
    "series": import_series,
    "judgements": import_judgements,
    "record": import_record,
}
ROUNDS = {
    "open": round_open,
    "forms": round_forms,
    "take": round_take,
    "status": round_status,
    "approve": round_approve,
    "send-back": round_send_back,
    "report": round_report,
    "template": round_template,
    "close": round_close,
}
RELEVANCE = {
    "score": relevance_score,
    "list": relevance_list,
    "mark": relevance_mark,
    "sample": relevance_sample,
    "status": relevance_status,
}
ACCOUNTS = {
    "add": account_add,
    "change": account_change,
    "password": account_password,
    "list": account_list,
}
TOKENS = {
    "make": token_make,
    "list": token_list,
    "revoke": token_revoke,
}
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

app = typer.Typer(
    name="servanda",
    help="Who said what about an agreement between states, and which sayings cannot all be true.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings=_SETTINGS,
)


def _group(told: str, commands: dict[str, Any]) -> typer.Typer:
    """Commands under one word."""
    group = typer.Typer(help=told, no_args_is_help=True, rich_markup_mode=None, context_settings=_SETTINGS)
    for name, command in commands.items():
        group.command(name)(command.run)
    return group


for _name, _command in COMMANDS.items():
    app.command(_name)(_command.run)
app.add_typer(_group("Take a table or a register into the project.", IMPORTS), name="import")
app.add_typer(_group("Ask bodies for their reports on a period, and make the report of it.", ROUNDS), name="round")
app.add_typer(_group("Tell which documents bear on the agreement.", RELEVANCE), name="relevance")
app.add_typer(_group("Say who may sign in at the review desk, and as what.", ACCOUNTS), name="account")
app.add_typer(_group("Say which programs may call more often, or see more, by tokens.", TOKENS), name="token")


def main() -> None:
    """Run the command that the program was called with; what is wrong is said in one line, with what to do."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except ServandaError as error:
        print(f"servanda: {error.told(asked(sys.argv[1:]))}", file=sys.stderr)
        sys.exit(error.exit_status)
