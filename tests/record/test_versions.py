"""The versions of a register as the record kept them, and the deadlines that moved between them."""

from datetime import date

import pytest

from servanda.errors import UnknownName, UsageError
from servanda.exports.register import register_table
from servanda.record import models, versions
from servanda.record.project import Project
from servanda.record.register import agreement_of

REGISTER = """\
agreement: {id: accord, name: {en: Peace accord}}
items:
  - {id: truth, level: provision, name: {en: Truth commission}, due: DUE}
"""


@pytest.fixture
def put(tmp_path, on):
    """Import the register on a day with a deadline; gives the project and what came of it."""
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "agreement.yaml").write_text(REGISTER.replace("DUE", "2030-06-30"))
    project = Project.open(folder)

    def call(month, due):
        on(2030, month, 1)
        file = tmp_path / f"{month}.yaml"
        file.write_text(REGISTER.replace("DUE", due))
        return project, project.import_register(file)

    return call


def test_each_move_names_its_day_and_import(put):
    put(1, "2030-06-30")
    put(2, "2030-09-30")
    project, outcome = put(5, "2031-06-30")
    (moved,) = project.moved_deadlines()
    assert (moved.item, moved.times, moved.days) == ("truth", 2, 365)
    assert [(str(one.day), one.days) for one in moved.moves] == [("2030-02-01", 92), ("2030-05-01", 273)]
    assert moved.moves[-1].batch == outcome.batch and moved.moves[-1].source.endswith("5.yaml")
    assert [one.times for one in project.moved_deadlines(date(2030, 3, 1))] == [1]
    assert project.moved_deadlines(date(2030, 1, 1)) == ()


def test_an_undone_import_moved_nothing(put):
    put(1, "2030-06-30")
    project, outcome = put(2, "2030-09-30")
    project.undo(outcome.batch)
    assert project.moved_deadlines() == ()
    project.redo(outcome.batch)
    assert len(project.moved_deadlines()) == 1


def test_an_edit_of_the_file_counts_before_it_is_recorded(put):
    project, _ = put(1, "2030-06-30")
    (project.folder / "agreement.yaml").write_text(REGISTER.replace("DUE", "2030-07-30"))
    (moved,) = project.moved_deadlines()
    assert (moved.days, moved.moves[0].batch, moved.moves[0].source) == (30, None, "agreement.yaml")


def test_a_history_is_found_by_id_or_name(put):
    put(1, "2030-06-30")
    project, outcome = put(2, "2030-09-30")
    history = project.history("truth COMMISSION")
    assert history == project.history("truth")
    assert [(one.kind, one.days, one.batch) for one in history.episodes][-1] == ("deadline moved", 92, outcome.batch)
    assert history.episodes[-1].inputs.endswith("2.yaml")
    assert project.history("truth", date(2030, 1, 31)).moved is None
    with pytest.raises(UnknownName) as refused:
        project.history("trush")
    assert "truth" in refused.value.remedy


REPLACED = """\
agreement: {id: accord, name: {en: Peace accord}}
items:
  - {id: hearings, level: provision, name: {en: Hearings}, replaces: [REPLACED]}
  - {id: report, level: provision, name: {en: Final report}, replaces: REPLACED}
"""


def test_an_entry_can_replace_one_of_an_earlier_version_and_no_other(put, tmp_path):
    project, _ = put(1, "2030-06-30")
    file = tmp_path / "new.yaml"
    file.write_text(REPLACED.replace("REPLACED", "truht"))
    refused = project.import_register(file).refused
    assert [(one.line, one.value) for one in refused] == [(3, "truht"), (4, "truht")]
    assert "`dropped`" in refused[0].remedy
    file.write_text(REPLACED.replace("REPLACED", "truth"))
    assert project.import_register(file).refused == []
    assert project.history("truth").episodes[-1].others == ("hearings", "report")


def test_rows_of_a_table_split_and_merge(put):
    project, _ = put(1, "2030-06-30")
    table = project.folder / "next.csv"
    table.write_text(
        "id;parent;level;name;взамен;dropped since\n"
        "a;truth;step;Hearings;;\nb;truth;step;Report;truth;\nc;truth;step;Archive;nothing;\nd;truth;step;Law;d;\n"
        "e;truth;step;Seat;;2030-05-01\n"
    )
    outcome = project.import_register_table(table, {}, {}, whole=False, trial=False)
    assert sorted((one.line, one.value) for one in outcome.refused) == [(4, "nothing"), (5, "d → d")]
    found = {item.id: item for item in project.register()[1].walk()}
    assert found.keys() == {"truth", "a", "b", "e"}
    assert (found["b"].replaces, found["truth"].replaced_by, str(found["e"].dropped)) == (
        ("truth",),
        ("b",),
        "2030-05-01",
    )
    again = project.folder / "again.csv"
    again.write_text(register_table(project.register()[1])[0])
    repeated = project.import_register_table(again, {}, {}, whole=False, trial=False)
    assert (repeated.batch, repeated.unchanged, repeated.refused) == (None, 4, [])


def test_a_spreadsheet_beside_the_register_is_kept_whole_and_comes_back(put, xlsx, tmp_path):
    project, _ = put(1, "2030-06-30")
    sheet = project.folder / "activities.xlsx"
    sheet.write_bytes(xlsx([["id", "parent", "level", "name"], ["s1", "truth", "step", "Hearings"]]))
    before = sheet.read_bytes()
    assert [item.id for item in project.register()[1].walk()] == ["truth", "s1"]
    table = tmp_path / "more.csv"
    table.write_text("id;parent;level;name\ns2;truth;step;Report\n")
    with pytest.raises(UsageError) as refused:
        project.import_register_table(table, {}, {}, whole=False, trial=False)
    assert refused.value.value == "activities.xlsx"
    _, outcome = put(3, "2031-06-30")
    assert not sheet.exists()
    project.undo(outcome.batch)
    assert sheet.read_bytes() == before
    assert project.history("s1").episodes[0].kind == "first named"


def test_a_register_in_json_takes_the_place_of_the_one_in_yaml(put, tmp_path):
    project, _ = put(1, "2030-06-30")
    file = tmp_path / "from-another-program.json"
    provision = '{"id": "truth", "level": "provision", "name": {"en": "Truth commission"}, "due": "2030-12-31"}'
    file.write_text('{"agreement": {"id": "accord", "name": {"en": "Peace accord"}}, "items": [' + provision + "]}")
    assert project.import_register(file).changed == 1
    assert project.import_register(file).unchanged == 1
    assert project.moved_deadlines()[0].days == 184
    assert (project.folder / "agreement.yaml").read_text().startswith("agreement:\n  id: accord\n")
    file.write_text(file.read_text().replace("level", "levle"))
    refused = project.import_register(file).refused
    assert [one.value for one in refused] == ["levle", None] and refused[0].file == str(file)


def test_rows_in_json_are_taken_as_a_tables_rows(put, tmp_path):
    project, _ = put(1, "2030-06-30")
    file = tmp_path / "rows.json"
    file.write_text(
        '[{"id": "s1", "parent": "truth", "level": "step", "name": {"en": "Hearings", "fr": "Auditions"}, "due": "June 2030"},\n'
        ' {"id": "s2", "parent": "nowhere", "level": "step", "name": "Report"},\n'
        ' {"id": "s3", "parent": "truth", "level": "step", "name": "Seat", "due": {"day": 1}}]'
    )
    outcome = project.import_register_table(file, {}, {}, whole=False, trial=False)
    assert sorted((one.line, one.value) for one in outcome.refused) == [(2, "nowhere"), (3, "a mapping")]
    (step,) = project.register()[1].items[0].items
    assert (dict(step.names), str(step.due)) == ({"en": "Hearings", "fr": "Auditions"}, "2030-06-01/2030-06-30")


def test_a_history_shows_file_row_and_text_as_typed(put, tmp_path):
    project, _ = put(1, "2030-06-30")
    for name, due in (("q1.csv", "30.06.2031"), ("q2.csv", "30.09.2031")):
        table = tmp_path / name
        table.write_text(f"id;parent;level;name;due\n\ns1;truth;step;Hearings;{due}\n")
        project.import_register_table(table, {}, {}, whole=False, trial=False)
    named, due, moved = project.history("s1").episodes
    assert (named.place, named.typed) == ("q1.csv:3", "")
    assert (due.place, due.typed, due.after) == ("q1.csv:3", "30.06.2031", "2031-06-30")
    assert (moved.place, moved.typed, moved.days) == ("q2.csv:3", "30.09.2031", 92)
    exported = tmp_path / "register.csv"
    exported.write_text(register_table(project.register()[1])[0])
    assert '""due"": [""q2.csv:3"", ""30.09.2031""]' in exported.read_text()
    again = project.import_register_table(exported, {}, {}, whole=False, trial=False)
    assert (again.batch, again.unchanged, again.columns.unknown) == (None, 2, ())


def test_check_tells_what_is_left_out_of_the_register(put):
    project, _ = put(1, "2030-06-30")
    assert project.check() == []
    (project.folder / "activities.csv").write_text(
        "id,parent,level,name,replaces\na,truth,step,Hearings,hearing\nb,nowhere,step,Report,\nc,truth,step,Seat,truth\n"
    )
    problems = project.check()
    assert [(one.what.line, one.what.value) for one in problems] == [(2, "hearing"), (3, "nowhere")]
    assert all(str(one).startswith("the register’s files: ") for one in problems)


def test_imports_of_statuses_leave_the_entries_read_once(tmp_path, on, monkeypatch):
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "agreement.yaml").write_text(REGISTER.replace("DUE", "2030-06-30"))
    project, given = Project.open(folder), {"assessor": "office", "status": "in progress"}
    for month in (1, 2, 3):
        on(2030, month, 1)
        table = tmp_path / "statuses.csv"
        table.write_text(f"id,as_of\ntruth,2030-0{month}-01\n")
        project.import_register_table(table, {}, given, whole=True, trial=False)
    read = []
    monkeypatch.setattr(versions, "agreement_of", lambda files: read.append(sorted(files)) or agreement_of(files))
    assert project.moved_deadlines() == ()
    assert read == [["agreement.yaml"]]
    assert [len(one.agreement.assessments) for one in project.versions()] == [0, 1, 2, 3]


def test_each_assessment_of_a_version_is_a_row_of_the_record_with_its_batch_and_day(put):
    project, _ = put(1, "2030-06-30")
    told = "assessments:\n  - {item: truth, status: done, as_of: 2030-02-28, assessor: KNOMAD, source: Report № 3}\n"
    file = project.folder.parent / "told.yaml"
    file.write_text(REGISTER.replace("DUE", "2030-06-30") + told)
    batch = project.import_register(file).batch
    (row,) = models.Assessment.objects.using(project.alias).all()
    assert (row.batch_id, row.item, row.status, row.as_of) == (batch, "truth", "done", date(2030, 2, 28))
    assert (row.assessor, row.source, row.version) == ("KNOMAD", "Report № 3", row.register.version)
    assert row.recorded.date() == row.register.recorded.date() == date(2030, 1, 1)
