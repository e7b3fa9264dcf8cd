"""The command line: one file a command, each a thin call of the library.

Text for people and data for programs go to standard output, progress and warnings to standard error. Exit status: 0 done;
1 done, but some inputs were refused; 2 the call was wrong; 3 the record is damaged or locked; 130 interrupted.
"""

from __future__ import annotations

import io
import sys

import typer

from servanda.cli import (
    annotate,
    answer,
    batches,
    changes,
    check,
    dismiss,
    evaluate,
    export,
    history,
    import_claims,
    import_judgements,
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
    report,
    review,
    search,
    serve,
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
    "search": search,
    "annotate": annotate,
    "progress": progress,
    "changes": changes,
    "history": history,
    "reconcile": reconcile,
    "what-if": what_if,
    "dismiss": dismiss,
    "answer": answer,
    "review": review,
    "evaluate": evaluate,
    "people": people,
    "merge": merge,
    "report": report,
    "export": export,
    "serve": serve,
    "publish": publish,
    "batches": batches,
    "undo": undo,
    "redo": redo,
    "check": check,
}
IMPORTS = {
    "register": import_register,
    "claims": import_claims,
    "series": import_series,
    "judgements": import_judgements,
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
_imports = typer.Typer(
    help="Take a table or a register into the project.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=_SETTINGS,
)
for _name, _command in COMMANDS.items():
    app.command(_name)(_command.run)
for _name, _command in IMPORTS.items():
    _imports.command(_name)(_command.run)
app.add_typer(_imports, name="import")


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
