"""A sample is drawn from what was read, judged in any order and in any way, and tells how good the reading is."""

import csv
import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from servanda import errors
from servanda.cli.judging import judge_sample
from servanda.cli.screen import Screen
from servanda.errors import UsageError
from servanda.evaluation import Choice, Fault, Outcome, Verdict
from servanda.exports.judging_sheet import COLUMNS, judging_rows, verdict_words
from servanda.exports.spreadsheet import write_table
from servanda.exports.training import training_lines
from servanda.record import models
from servanda.record.actions.correct import correct
from servanda.record.actions.draw_sample import draw_sample
from servanda.record.actions.give_verdict import give_verdict
from servanda.record.actions.import_judgements import import_judgements
from servanda.record.actions.judge import Reviewer
from servanda.record.actions.reject import reject
from servanda.record.encoding import decode
from servanda.record.evaluation import evaluation_of
from servanda.record.review_queue import review_queue
from servanda.statement import Statement

ANNA = Reviewer("Anna")
RIGHT, NONE, UNSURE = (Verdict(Choice(outcome)) for outcome in (Outcome.RIGHT, Outcome.NONE, Outcome.UNSURE))
WRONG_SOURCE = Verdict(Choice.wrong(Fault.SOURCE))
PAGE = (
    "Anna says: 74% of it is done.\n\nIt rained in the hills, Boris told us. Carl says: it was cold.\n\nNobody spoke."
)
BORIS = (PAGE.index("Boris"), PAGE.index("Boris") + 5)


@pytest.fixture
def read(world):
    """A project with one page of three passages; the reader finds a statement in the first and one in the second."""
    world.write("a.txt", PAGE)
    world.project.ingest()
    return world


def items(world):
    return evaluation_of(world.project).items


def judge(world, item, verdict, claims=()):
    return give_verdict(world.project, item, verdict, ANNA, claims)


def whole_sample(world):
    draw_sample(world.project, 2, 3, seed=1)
    found = {(item.kind, item.start): item for item in items(world)}
    first, second = sorted(key for key in found if key[0] == "statement")
    places = sorted(key for key in found if key[0] == "passage")
    return [found[first], found[second], *(found[place] for place in places)]


def test_without_a_reading_there_is_nothing_to_draw(world):
    with pytest.raises(UsageError, match="nothing to judge"):
        draw_sample(world.project, 10, 5)
    with pytest.raises(UsageError, match="No sample has been drawn"):
        evaluation_of(world.project)
    with pytest.raises(UsageError, match="at least one"):
        draw_sample(world.project, 0, 0)


def test_the_same_seed_draws_the_same_again(world):
    for number in range(30):
        world.write(f"{number}.txt", f"Anna says: {number}% of it is done.\n\nIt rained on day {number}.")
    world.project.ingest()

    def drawn(seed, count):
        draw_sample(world.project, count, 0, seed)
        return [item.document.doc for item in items(world)]

    assert drawn(5, 10) == drawn(5, 10) == drawn(5, 20)[:10]
    assert drawn(6, 10) != drawn(5, 10)


def test_a_passage_comes_behind_the_statements_in_it(read):
    draw_sample(read.project, 0, 3, seed=1)
    kinds = [(item.kind, item.passage_id is not None) for item in items(read)]
    assert sorted(kinds) == [("passage", False)] * 3 + [("statement", True)] * 2
    for item in items(read):
        if item.passage_id:
            assert item.number < item.passage.number


def test_precision_and_recall_are_those_of_the_judged(read):
    first, second, one, two, three = whole_sample(read)
    judge(read, first, RIGHT)
    judge(read, second, WRONG_SOURCE)
    judge(read, one, Verdict(missed=0))
    judge(read, two, Verdict(missed=1))
    judge(read, three, Verdict(missed=0))
    told = evaluation_of(read.project).estimates()
    assert told.attributed.precision.value == 0.5
    assert told.found.precision.value == 1
    assert told.attributed.recall.value == pytest.approx(1 / 3)
    assert told.found.recall.value == pytest.approx(2 / 3)
    assert told.attributed.f1.value == pytest.approx(0.4)
    assert told.faults == {"source": 1, "content": 0, "none": 0}


def test_what_is_right_is_accepted_and_what_is_wrong_leaves_the_account(read):
    first, second, *_ = whole_sample(read)
    judge(read, first, RIGHT)
    verdict = judge(read, second, NONE)
    assert [one.speaker for one in read.project.statements()] == [("Anna",)]
    read.project.undo(verdict.batch_id)
    assert len(read.project.statements()) == 2
    waiting = [item.pk for item in evaluation_of(read.project).open]
    assert second.pk in waiting and first.pk not in waiting


def test_being_unsure_changes_nothing_and_is_not_counted(read):
    first, second, *_ = whole_sample(read)
    judge(read, first, RIGHT)
    judge(read, second, UNSURE)
    told = evaluation_of(read.project).estimates()
    assert (told.attributed.precision.judged, told.unsure) == (1, 1)
    assert len(read.project.statements()) == 2


def test_undoing_a_sample_leaves_its_judgements(read):
    sample = draw_sample(read.project, 2, 0, seed=1)
    for item in items(read):
        judge(read, item, NONE)
    read.project.undo(sample.batch_id)
    with pytest.raises(UsageError, match="No sample"):
        evaluation_of(read.project)
    assert read.project.statements() == []


def test_what_was_judged_before_is_not_asked_again(read):
    rows = models.Statement.objects.using(read.project.alias).order_by("start")
    reject(read.project.alias, rows[0], ANNA)
    better = replace(decode(Statement, rows[1].noun), source=(BORIS,), speaker=("Boris",))
    correct(read.project.alias, rows[1], better, ANNA)
    draw_sample(read.project, 2, 0, seed=1)
    evaluation = evaluation_of(read.project)
    assert evaluation.open == ()
    assert sorted(one.answer.outcome for one in evaluation.statements()) == ["none", "wrong"]


def test_a_newer_reading_of_the_same_words_is_not_asked_again(read):
    draw_sample(read.project, 2, 0, seed=1)
    for item in items(read):
        judge(read, item, RIGHT)
    read.use(read.rooms.Reader("small 2"))
    read.project.ingest()
    sample = draw_sample(read.project, 2, 0, seed=1)
    assert sample.readers == ["small 2"]
    assert evaluation_of(read.project).open == ()


def test_a_sample_does_not_change_when_documents_come_in(read):
    draw_sample(read.project, 2, 3, seed=1)
    before = [item.pk for item in items(read)]
    read.write("b.txt", "Dora says: 10% of it is done.")
    read.project.ingest()
    assert [item.pk for item in items(read)] == before


def screen(keys, lines=()):
    """A screen on which a judge presses these keys and types these lines, and then stops."""
    pressed, typed = iter([*keys, "q"]), iter([*lines])
    return Screen("en", key=lambda: next(pressed), line=lambda question: next(typed, "q"))


def test_going_through_a_sample_keeps_each_answer_at_once(read, capsys):
    draw_sample(read.project, 2, 0, seed=1)
    assert judge_sample(read.project, evaluation_of(read.project), ANNA, screen("r")) == 1
    again = evaluation_of(read.project)
    assert len(again.open) == 1
    assert "Press one of the keys" not in capsys.readouterr().out
    assert judge_sample(read.project, again, ANNA, screen("zкrr")) == 1
    assert evaluation_of(read.project).open == ()
    assert "Press one of the keys" in capsys.readouterr().out


def test_going_back_asks_the_one_before_again(read):
    draw_sample(read.project, 2, 0, seed=1)
    without_claims = "n"
    kept = judge_sample(read.project, evaluation_of(read.project), ANNA, screen([without_claims, "b", "u", "u"]))
    assert kept == 2
    assert {one.answer.outcome for one in evaluation_of(read.project).statements()} == {Outcome.UNSURE}
    assert len(read.project.statements()) == 2


def test_claims_are_judged_with_their_statement(read):
    first, *_ = whole_sample(read)
    evaluation = evaluation_of(read.project)
    [claim] = evaluation.claims[first.statement_id]
    wrong = Verdict(Choice(Outcome.RIGHT), (Choice.wrong(Fault.VALUE),))
    judge(read, first, wrong, [claim])
    told = evaluation_of(read.project).estimates().claims
    assert {name: share.value for name, share in told.items()} == {"right": 0, "value": 0, "period": 1, "link": 1}
    assert read.project.claims() == []
    assert len(read.project.statements()) == 2


def test_words_that_were_missed_become_training_data(read):
    whole_sample(read)
    lines = ["0", "1", "boris | told | in the moon", "boris | told | it rained in the hills", "0"]
    keys = {"Anna": "rr", "Carl": "r"}
    pressed = [key for item in items(read) if item.statement for key in keys[item.statement.speaker[0]]]
    order = [item.start for item in items(read) if item.kind == "passage"]
    counts = {0: lines[:1], 31: lines[1:4], 95: lines[4:]}
    typed = [line for start in order for line in counts[min(counts, key=lambda at: abs(at - start))]]
    judge_sample(read.project, evaluation_of(read.project), ANNA, screen(pressed, typed))
    assert evaluation_of(read.project).open == ()
    rows = {row["text"]: row for row in training_lines(read.project)}
    assert len(rows) == 3 and all(row["complete"] for row in rows.values())
    middle = next(row for text, row in rows.items() if text.startswith("It rained"))
    said = [
        tuple("".join(middle["text"][a:b] for a, b in one[role]) for role in ("source", "cue", "content"))
        for one in middle["attributions"]
    ]
    assert said == [("Boris", "told", "It rained in the hills"), ("Carl", "says", "it was cold")]
    assert next(row for text, row in rows.items() if text == "Nobody spoke.")["attributions"] == []


def test_a_passage_with_something_unknown_is_no_training_data_until_it_is_corrected(read):
    _, second, _, two, _ = whole_sample(read)
    judge(read, second, WRONG_SOURCE)
    judge(read, two, Verdict(missed=0))
    assert list(training_lines(read.project)) == []
    [partial] = training_lines(read.project, partial=True)
    assert (partial["complete"], partial["attributions"], len(partial["rejected"])) == (False, [], 1)
    assert [one.reason.key for one in review_queue(read.project)] == ["found-wrong", "not-judged-yet-with-claims"]
    better = replace(decode(Statement, second.statement.noun), source=(BORIS,), speaker=("Boris",))
    correct(read.project.alias, second.statement, better, ANNA)
    [line] = training_lines(read.project)
    [one] = line["attributions"]
    assert [line["text"][a:b] for a, b in one["source"]] == ["Boris"]
    assert [one.reason.key for one in review_queue(read.project)] == ["not-judged-yet-with-claims"]


@pytest.fixture
def real_tables(monkeypatch):
    """The program's own reader of tables, in the place of the small rooms' one."""
    spec = importlib.util.spec_from_file_location("real_table", Path(errors.__file__).parent / "intake" / "table.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "servanda.intake.table", module)


def written(world, file, fill):
    """Write the sample with cells filled in as a judge would."""
    rows = list(judging_rows(evaluation_of(world.project), "en", {}))
    for row in rows:
        row.update(fill(row))
    write_table(file, COLUMNS, rows, {"verdict": verdict_words("en")})
    return rows


def test_a_sample_is_judged_in_a_spreadsheet(read, tmp_path, real_tables):
    whole_sample(read)
    for ending in (".csv", ".xlsx"):
        file = tmp_path / f"sample{ending}"

        def fill(row):
            if row["what"] == "passage":
                return {"missed": "1", "missed_words": "Boris | told | It rained"} if "Boris" in row["text"] else {}
            if row["what"] == "claim":
                return {"verdict": "wrong value, wrong period"}
            return {"verdict": "right" if row["speaker"] == "Anna" else "Mauvaise source"}

        written(read, file, fill)
        outcome = import_judgements(read.project, file, "Anna")
        assert outcome.refused == []
        assert (outcome.taken, outcome.unchanged) == ((3, 0) if ending == ".csv" else (0, 3))
    told = evaluation_of(read.project).estimates()
    assert (told.attributed.precision.value, told.claims["value"].value, told.claims["link"].value) == (0.5, 0, 1)
    assert len(evaluation_of(read.project).open) == 2


def test_rows_that_cannot_be_taken_are_refused_one_by_one(read, tmp_path, real_tables):
    whole_sample(read)
    file = tmp_path / "sample.csv"

    def fill(row):
        if row["what"] == "passage":
            return {"missed": "many"} if "Boris" in row["text"] else {"missed": "1", "missed_words": "a | b | c"}
        return {"verdict": "perhaps" if row["speaker"] == "Anna" else "right"} if row["what"] == "statement" else {}

    rows = written(read, file, fill)
    outcome = import_judgements(read.project, file, "Anna")
    assert outcome.taken == 1
    told = sorted(str(error) for error in outcome.refused)
    assert len(told) == 4
    assert any("This is no verdict. Found 'perhaps'. Choose one of right, wrong source" in one for one in told)
    assert any("How many attributions were missed" in one and "'many'" in one for one in told)
    assert sum("These words are not in the passage. Found 'c'" in one for one in told) == 2
    assert sum("many" in error.value for error in outcome.refused) == 1
    assert all(error.line for error in outcome.refused) and len(rows) == 6


def test_a_sheet_of_another_sample_is_refused(read, tmp_path, real_tables):
    whole_sample(read)
    file = tmp_path / "sample.csv"
    written(read, file, lambda row: {"verdict": "right"} if row["what"] == "statement" else {})
    draw_sample(read.project, 1, 0, seed=9)
    outcome = import_judgements(read.project, file, "Anna")
    assert (outcome.taken, outcome.batch) == (0, None)
    assert {error.message for error in outcome.refused} == {"This row belongs to another sample than the open one."}


def test_words_of_a_page_are_no_formula_in_a_spreadsheet(tmp_path):
    file = tmp_path / "s.csv"
    write_table(file, ["text"], [{"text": '=HYPERLINK("http://x")'}, {"text": "plain"}], {})
    assert list(csv.reader(file.open(encoding="utf-8-sig"))) == [["text"], ['\'=HYPERLINK("http://x")'], ["plain"]]
    with pytest.raises(UsageError, match=r"Choose one of \.csv, \.tsv, \.xlsx"):
        write_table(tmp_path / "s.pdf", ["text"], [], {})
