"""`servanda evaluate`: how good the reading is on the project's own documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, LangOption, ProjectOption, WhoOption, spoken

if TYPE_CHECKING:
    from servanda.record.evaluation import Evaluation
    from servanda.record.project import Project

_Form = Annotated[
    Format | None, typer.Option("--format", help="Give the figures: text for people, json or jsonl for programs.")
]


def run(
    sample: Annotated[
        int | None, typer.Option(metavar="N", help="Draw N statements, and half as many passages, to be judged.")
    ] = None,
    passages: Annotated[int | None, typer.Option(metavar="N", help="Draw so many passages instead.")] = None,
    seed: Annotated[int | None, typer.Option(metavar="S", help="Draw the same sample again.")] = None,
    output_file: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Write the sample to be judged as .csv, .tsv or .xlsx."),
    ] = None,
    compare: Annotated[
        str | None, typer.Option(metavar="READER", help="Hold another reader against what was judged.")
    ] = None,
    who: WhoOption = "",
    form: _Form = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Judge a random sample of what was read, and tell how good the reading is on this project's own documents.

    A sample is drawn once (--sample). Without options an open sample is gone through in the terminal, statement by
    statement and passage by passage; each answer is kept at once, and the next call goes on where you stopped. What is
    right is accepted in the account with it, what is wrong leaves it until somebody corrects it (servanda review). Then, or where
    nobody can be asked, the figures are shown: precision, recall and F1 with 95% intervals.

    Example: servanda evaluate --sample 100
    """
    from servanda.record.project import Project, evaluation_of

    opened, words = Project.open(project), spoken(lang)
    if sample is not None or passages is not None:
        number = sample or 0
        _draw(opened, number, (number + 1) // 2 if passages is None else passages, seed, words)
    elif output_file is not None:
        _write(opened, evaluation_of(opened), output_file, words)
    elif compare is not None:
        _compare(opened, compare, form, words)
    else:
        evaluation = evaluation_of(opened)
        if form is None and _judge(opened, evaluation, who, words):
            evaluation = evaluation_of(opened)
        _show(evaluation, form, words)


def _draw(project: Project, statements: int, passages: int, seed: int | None, words: str) -> None:
    from servanda.record.project import draw_sample, evaluation_of

    drawn = draw_sample(project, statements, passages, seed)
    items = evaluation_of(project).items
    counts = {
        "statements": sum(item.kind == "statement" and not item.passage_id for item in items),
        "passages": sum(item.kind == "passage" for item in items),
        "items": len(items),
    }
    output.line(say("sample-drawn", words, seed=drawn.seed, **counts))
    output.note(say("batch", words, batch=drawn.batch_id))
    output.note(say("judge-it", words))


def _write(project: Project, evaluation: Evaluation, file: Path, words: str) -> None:
    from servanda.exports.judging_sheet import COLUMNS, judging_rows, verdict_words
    from servanda.exports.spreadsheet import write_table

    names = project.agreement.names_by_form()
    write_table(file, COLUMNS, judging_rows(evaluation, words, names), {"verdict": verdict_words(words)})
    output.note(say("written", words, file=file))


def _compare(project: Project, name: str, form: Format | None, words: str) -> None:
    from servanda.cli.figures import show_rivals
    from servanda.exports.evaluation import comparison_as_json
    from servanda.record.rivals import rivals_of

    rivals = rivals_of(project, name)
    if form in (None, Format.TEXT):
        show_rivals(rivals, words)
    else:
        output.whole(comparison_as_json(rivals), form or Format.JSON)
    output.end(rivals.refused, words)


def _judge(project: Project, evaluation: Evaluation, who: str, words: str) -> int:
    """Go through what is open, where somebody can be asked; gives how many verdicts were kept."""
    from servanda.cli.judging import judge_sample
    from servanda.cli.screen import Screen, Stop, is_terminal
    from servanda.record.actions.judge import Reviewer

    if not evaluation.open or not is_terminal():
        return 0
    screen = Screen(words)
    try:
        name = who or screen.ask(say("who-judges", words))
    except Stop:
        return 0
    kept = judge_sample(project, evaluation, Reviewer(name), screen)
    output.note(say("kept", words, number=kept))
    return kept


def _show(evaluation: Evaluation, form: Format | None, words: str) -> None:
    from servanda.cli import figures
    from servanda.exports.evaluation import evaluation_as_json

    if form in (None, Format.TEXT):
        figures.show(evaluation, words)
    else:
        output.whole(evaluation_as_json(evaluation), form or Format.JSON)
