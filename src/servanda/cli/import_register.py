"""`servanda import register`: the register of the agreement, whole or row by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import output
from servanda.cli.changes import told
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken
from servanda.errors import UsageError

if TYPE_CHECKING:
    from servanda.record.actions.import_register_table import TableOutcome
    from servanda.record.project import Project

_Map = Annotated[
    list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD", help="What a column is; COLUMN= leaves it out.")
]
_Value = Annotated[
    list[str] | None,
    typer.Option("--value", metavar="FIELD=TEXT", help="What every row has, such as as_of=2030-06-30."),
]


def run(
    file: Annotated[Path, typer.Argument(help="agreement.yaml, JSON, a table (CSV, TSV, XLSX, ODS), IATI, a treaty.")],
    from_treaty: Annotated[bool, typer.Option("--from-treaty", help="The file is a treaty: its dated duties.")] = False,
    article: Annotated[list[str] | None, typer.Option("--article", metavar="N", help="Only this article's.")] = None,
    to_review: Annotated[
        bool, typer.Option("--to-review", help="They wait in `servanda review` for a reviewer.")
    ] = False,
    columns: _Map = None,
    value: _Value = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")] = False,
    all_or_nothing: Annotated[bool, typer.Option("--all-or-nothing", help="One refused row refuses all.")] = False,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Check a register and make it the project's; one with a fault changes nothing, and all its faults are told.

    A table of activities or assessments goes beside it, row by row: its columns are proposed from the header in English, French
    or Russian, what cannot be taken is refused with its place, and a row with a known id replaces the older.

    Of a treaty, the duties with a date come in below the entry that --value parent names, each with its article and words; with
    --to-review a reviewer takes them in one by one or by article.

    Example: servanda import register quarterly.xlsx --map "Remarks=" --value as_of=2030-06-30 --dry-run
    """
    from servanda.intake.register import is_whole
    from servanda.record.project import Project

    opened, words = Project.open(project), spoken(lang)
    if from_treaty and to_review:
        _propose(opened, file, article or (), _pairs(value), words)
        return
    if from_treaty or not is_whole(file):
        if from_treaty:
            outcome = opened.import_obligations(file, article or (), _pairs(value), trial=dry_run)
        else:
            outcome = opened.import_register_table(
                file, _pairs(columns), _pairs(value), whole=all_or_nothing, trial=dry_run
            )
        _tell(outcome, words, dry_run)
        output.end(outcome.refused, words)
        return
    taken = opened.import_register(file)
    name = "register-unchanged" if taken.unchanged else "register-imported"
    if taken.refused:
        name = "register-refused"
    output.line(say(name, words, refused=len(taken.refused)))
    output.end(taken.refused, words)


def _propose(project: Project, file: Path, articles: Sequence[str], constants: dict[str, str], words: str) -> None:
    from servanda.record.project import propose_obligations

    kept = propose_obligations(project, file, articles, constants)
    output.line(say("obligations-wait", words, taken=kept.taken, changed=kept.changed, unchanged=kept.unchanged))
    if kept.batch is not None:
        output.note(say("batch", words, batch=kept.batch))


def _pairs(given: list[str] | None) -> dict[str, str]:
    """What stands before and behind the last equals sign of each."""
    found = {}
    for one in given or ():
        name, sign, text = one.rpartition("=")
        if not sign:
            raise UsageError("no-equals-sign", value=one, remedy="write-name-equals")
        found[name.strip()] = text.strip()
    return found


def _tell(outcome: TableOutcome, words: str, dry_run: bool) -> None:
    """What the columns were taken for, what changes, and how many rows were taken."""
    from servanda.intake.register_bodies import bodies_as_yaml

    if outcome.columns is not None:
        for column, name in outcome.columns.fields.items():
            output.note(say("column-is", words, column=column, field=name))
        for column in outcome.columns.unknown:
            output.note(say("column-unknown", words, column=column))
    for one in outcome.changes:
        output.line("\t".join((one.item, *told(one, words), one.assessor)).rstrip())
    counts = {"taken": outcome.taken, "changed": outcome.changed, "unchanged": outcome.unchanged}
    name = "rows-would-be-taken" if dry_run else "rows-taken"
    output.line(say(name, words, refused=outcome.refused_rows, **counts))
    if outcome.unknown_bodies:
        output.note(say("bodies-unknown", words))
        output.note(bodies_as_yaml(outcome.unknown_bodies, words))
    if outcome.batch is not None:
        output.note(say("batch", words, batch=outcome.batch))
