"""Tables of activities and assessments taken into the register: what is taken, refused, undone, and taken in again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.errors import UsageError
from servanda.exports.register import register_table
from servanda.record.actions import import_register_table
from servanda.record.project import Project

AGREEMENT = """\
agreement: {id: accord, name: {en: Accord}}
bodies:
  - {id: council, name: {en: Council, ru: Совет}, aliases: [the Board]}
  - {id: office, name: {en: Office}}
scales:
  - {id: marks, name: {en: Marks}, grades: [{id: poor, share: 0-20}, {id: good, share: 80}]}
assessors:
  - {id: watch, name: {en: Watch}, scale: marks}
items:
  - {id: plan, level: accord, name: {en: Plan}, items: [{id: roads, level: sector, name: {en: Roads}}]}
"""
TABLE = """\
Measures of the second quarter
No;Sector;Type;Measure;Deadline;Responsible;Partners;Weight;Cost;Status;Remarks
1;roads;activity;Bridge;30.06.2031;the Board; Office ;0,5;€ 1 500 000,50;ongoing;x
2;1;step;Pier;June 2031;Совет;;;;;
3;nowhere;activity;Tunnel;2031;;;;;;
4;roads;activity;Road;soon;;;;;;
5;roads;activity;Path;2031;Nobody;;;;;
6;roads;activity;Lane;2031;;;much;;;
7;roads;activity;Tram;2031;;;;;perhaps;
"""
CONSTANTS = {"as_of": "2030-06-30", "assessor": "government"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    return Project.open(tmp_path / "p")


def take(project, text, name="plan.csv", columns=None, constants=CONSTANTS, whole=False, trial=False):
    file = project.folder / name
    file.write_text(text, encoding="utf-8")
    return project.import_register_table(file, columns or {}, constants, whole=whole, trial=trial)


def entries(project):
    return {item.id: item for item in project.register()[1].walk()}


def test_rows_become_entries_and_others_are_refused_with_their_place(project):
    outcome = take(project, TABLE)
    assert outcome.columns.unknown == ("remarks",)
    assert sorted((one.line, one.value) for one in outcome.refused) == [
        (5, "nowhere"), (6, "soon"), (7, "Nobody"), (8, "much"), (9, "perhaps"),
    ]  # fmt: skip
    assert all(one.remedy and one.file.endswith("plan.csv") for one in outcome.refused)
    found = entries(project)
    assert found.keys() == {"plan", "roads", "1", "2"}
    bridge = found["1"]
    assert (str(bridge.due), bridge.bodies, bridge.cooperating) == ("2031-06-30", ("council",), ("office",))
    assert (str(bridge.weight), [(str(one.amount), one.currency) for one in bridge.budgets]) == (
        "1/2",
        [("3000001/2", "EUR")],
    )
    assert str(found["2"].due) == "2031-06-01/2031-06-30" and found["1"].items[0].id == "2"
    (told,) = project.register()[1].assessments
    assert (told.item, told.value, str(told.as_of), told.assessor) == ("1", "in progress", "2030-06-30", "government")
    assert "plan.csv:3" in (project.folder / "activities.csv").read_text(encoding="utf-8")


def test_statuses_have_evidence_and_what_has_none_a_reason(project):
    text = """\
Код;Статус;Подтверждение;Причина
plan;выполнено;Акт 12; ссылка
roads;;Письмо;отказано
plan;;;потому что
"""
    text = text.replace("Акт 12; ссылка", '"Акт 12; https://a.example";')
    outcome = take(project, text)
    assert [(one.line, one.value) for one in outcome.refused] == [(4, "потому что")]
    done, refused = project.register()[1].assessments
    assert (done.value, done.evidence, done.reason) == ("done", ("Акт 12", "https://a.example"), None)
    assert (refused.status.value, refused.evidence, refused.reason.value) == ("not assessed", ("Письмо",), "refused")
    assert (
        take(project, register_table(project.register()[1], assessments=True)[0], "again.csv", constants={}).batch
        is None
    )


def test_not_assessed_with_its_reason_can_be_said_on_any_scale(project):
    constants = {"as_of": "2030-06-30", "assessor": "watch"}
    assert take(project, "id,reason\nplan,not applicable\n", constants=constants).refused == []
    (told,) = project.register()[1].assessments
    assert (told.scale, told.status.value, told.reason.value) == ("marks", "not assessed", "not applicable")


def test_never_half_a_row_and_all_or_nothing(project):
    assert "7" not in entries(project)
    outcome = take(project, TABLE, whole=True)
    assert (outcome.taken, outcome.batch, len(outcome.refused)) == (0, None, 5)
    assert not (project.folder / "activities.csv").exists()


def test_a_dry_run_shows_and_writes_nothing(project):
    outcome = take(project, TABLE, trial=True)
    assert [(one.kind.value, one.item) for one in outcome.changes] == [("added", "1"), ("added", "2"), ("status", "1")]
    assert outcome.batch is None and not (project.folder / "activities.csv").exists()


def test_an_import_is_undone_and_done_again(project):
    outcome = take(project, TABLE)
    project.undo(outcome.batch)
    assert entries(project).keys() == {"plan", "roads"}
    project.redo(outcome.batch)
    assert entries(project).keys() == {"plan", "roads", "1", "2"}


def test_the_same_again_changes_nothing_and_the_next_quarter_keeps_the_last(project):
    take(project, TABLE)
    again = take(project, TABLE)
    assert (again.taken, again.changed, again.unchanged, again.batch) == (0, 0, 3, None)
    report = (
        "id,status,as_of,assessor\n1,done,2030-09-30,government\n1,good,2030-09-30,watch\n2,poor,2030-09-30,watch\n"
    )
    outcome = take(project, report, "q3.csv", constants={})
    assert (outcome.taken, outcome.changed) == (3, 0)
    told = {(one.assessor, str(one.as_of)): one.value for one in project.register()[1].assessments if one.item == "1"}
    assert told == {
        ("government", "2030-06-30"): "in progress", ("government", "2030-09-30"): "done", ("watch", "2030-09-30"): "good",
    }  # fmt: skip


def test_columns_are_what_the_user_says(project):
    table = "Code,Task,Note\na,roads,Bridge\n"
    outcome = take(project, table, columns={"Task": "parent", "note": "name"}, constants={"level": "task"})
    assert outcome.taken == 1 and entries(project)["a"].names == {"en": "Bridge"}
    with pytest.raises(UsageError):
        take(project, table, columns={"nothing": "name"})
    with pytest.raises(UsageError):
        take(project, table, columns={"note": "colour"})


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ("a,b,task,A\nb,a,task,B\n", {2}),
        ("a,roads,task,A\na,roads,task,Other\n", set()),
        (",roads,task,A\n", {2}),
        ("plan,roads,task,Plan\n", {2}),
        ("a,roads,,A\n", {2}),
        ("a,roads,task,\n", {2}),
    ],
)
def test_what_the_register_refuses_is_refused_in_the_table(project, rows, refused):
    outcome = take(project, "id,parent,level,name\n" + rows, constants={})
    assert {one.line for one in outcome.refused} >= refused
    assert project.register()[1].id == "accord"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0broken", b"a" * 100_000, b"\x00" * 50, b'id,name\n"open,1\n',
     b"id," + b"x," * 20_000 + b"name\n1\n", "id,name\nа,б\n".encode("utf-16") + b"\xff"],
)  # fmt: skip
def test_hostile_tables_are_refused_and_change_nothing(project, data):
    from servanda.errors import ServandaError

    file = project.folder / "plan.csv"
    file.write_bytes(data)
    try:
        outcome = project.import_register_table(file, {}, {}, whole=False, trial=False)
    except ServandaError as error:
        assert "plan.csv" in str(error) or error.remedy
    else:
        assert outcome.refused or outcome.taken == 0
    assert entries(project).keys() == {"plan", "roads"}


NAMES = st.text(st.sampled_from("abcé Я,;\"'-"), min_size=1, max_size=12).filter(lambda text: text.strip())
ROW = st.fixed_dictionaries(
    {"level": st.sampled_from(["task", "step"]), "name": NAMES},
    optional={
        "name_ru": NAMES, "due": st.sampled_from(["2031", "2031-06", "2031-06-30", "2031-Q2", "before 2032"]),
        "bodies": st.sampled_from(["council", "office; council"]), "weight": st.sampled_from(["1", "0.25", "1/3"]),
        "budget": st.just("12.50"), "source": NAMES,
    },
)  # fmt: skip


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROW, min_size=1, max_size=6))
def test_a_round_trip_changes_nothing(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("p")
    (folder / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    project = Project.open(folder)
    made = [
        {"id": f"e{n}", "parent": "roads", **({"currency": "EUR"} if "budget" in row else {}), **row}
        for n, row in enumerate(rows)
    ]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, sorted({name for row in made for name in row}), lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    first = take(project, out.getvalue(), constants={})
    assert (first.taken, first.refused) == (len(rows), [])
    before = project.register()[1]
    again = take(project, register_table(before)[0], "export.csv", constants={})
    assert (again.taken, again.changed, again.refused, again.batch) == (0, 0, [], None)
    assert project.register()[1] == before


TREATY = """\
Article 1
1. The Council shall build the bridge before 1 July 2031. 2. It shall report each year before 1 March.

Article 2
The Office shall close the mine by 2032. A Party shall answer within 30 days of a request.

Done at Oslo on 3 May 2029.
"""


def take_treaty(project, articles=(), trial=False):
    file = project.folder / "accord.txt"
    file.write_text(TREATY, encoding="utf-8")
    return project.import_obligations(file, articles, {"parent": "plan", "level": "obligation"}, trial=trial)


def test_dated_duties_of_a_treaty_become_entries_by_article_or_all(project):
    assert take_treaty(project, trial=True).taken == 2 and entries(project).keys() == {"plan", "roads"}
    outcome = take_treaty(project, ["2"])
    assert (outcome.taken, outcome.refused) == (1, [])
    duty = entries(project)["accord-2-1"]
    assert (duty.level, str(duty.due), duty.names["en"]) == (
        "obligation",
        "2032-01-01/2032-12-31",
        "The Office close the mine",
    )
    assert duty.source == "accord.txt, 2: by 2032"
    assert take_treaty(project).taken == 1
    again = take_treaty(project)
    assert (again.taken, again.unchanged, again.batch) == (0, 2, None)
    project.undo(outcome.batch)
    assert "accord-2-1" in entries(project), "a later import stands on it"


def test_iati_activities_become_entries(project):
    text = (
        "<iati-activities version='2.03'><iati-activity xml:lang='en'><iati-identifier>X-1</iati-identifier>"
        "<title><narrative>Bridge</narrative></title><activity-status code='4'/>"
        "<activity-date type='3' iso-date='2031-06-30'/></iati-activity></iati-activities>"
    )
    constants = {"parent": "roads", "level": "activity", "as_of": "2031-07-01", "assessor": "publisher"}
    assert take(project, text, "activities.xml", constants=constants).taken == 2
    assert str(entries(project)["X-1"].due) == "2031-06-30"
    assert [one.value for one in project.register()[1].assessments] == ["done"]


def test_rows_that_fail_together_are_one_error_and_none_of_them_is_taken(project):
    head = "id;parent;level;name;weight;depends on\n"
    circles = "a;b;t;A;;\nb;a;t;B;;\nc;roads;t;C;;d\nd;roads;t;D;;c\ne;a;t;E;;\n"
    weights = "w;roads;t;W;1;\nw1;w;t;W1;0.4;\nw2;w;t;W2;0.4;\nx;roads;t;X;1;\nx1;x;t;X1;1/2;\nx2;x;t;X2;0,5;\n"
    outcome = take(project, head + circles + weights)
    assert sorted((one.line, one.value) for one in outcome.refused) == [
        (2, "a → b → a"), (4, "c → d → c"), (6, "a"), (9, "4/5"),
    ]  # fmt: skip
    assert "import" in outcome.refused[-1].remedy
    assert entries(project).keys() == {"plan", "roads", "w", "x", "x1", "x2"}


def test_a_table_with_many_faults_is_read_through_once_and_each_row_is_told_of(project, monkeypatch):
    read = []
    lines_of = import_register_table._rows_by_line
    monkeypatch.setattr(import_register_table, "_rows_by_line", lambda text: read.append(1) or lines_of(text))
    rows = "".join(f"n{number},nowhere,activity,Measure {number}\n" for number in range(400))
    outcome = take(project, f"id,parent,level,name\n{rows}good,roads,activity,Bridge\n")
    assert [fault.line for fault in outcome.refused] == list(range(2, 402))
    assert (outcome.taken, outcome.refused_rows, len(read)) == (1, 400, 1)
    assert "good" in entries(project) and "n0" not in entries(project)
