"""The versions of a register as the record kept them, and the deadlines that moved between them."""

from datetime import date

import pytest

from servanda.record.project import Project

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
