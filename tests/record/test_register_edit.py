"""The register edited entry by entry: as a version with who and why, refused whole, in turn, taken back however old."""

import pytest

from servanda.errors import DecidedMeanwhile, RegisterError, UsageError
from servanda.intake.register_edit import RegisterText
from servanda.record import models
from servanda.record.actions.edit_register import EntryEdit, edit_register, take_back_edit
from servanda.record.actions.judge import Reviewer
from servanda.record.database import close
from servanda.record.project import Project

EDITH = Reviewer("Edith", "Decree 4.")
REGISTER = """\
# The valley's register.
agreement: {id: valley, name: {en: Valley Accord}}
parties:
- {id: north, name: {en: Northland}}
bodies:
- id: roads     # founded 1990
  name: {en: Road Agency}
people:
- {id: anna, name: {en: Anna Berg}}
offices:
- {id: minister, name: {en: minister}, party: north}
items:
- id: plan
  level: plan
  name: {en: Plan}
  items:
  - {id: bridge, level: measure, name: {en: "Bridge"}, due: 2030-12-31, bodies: [roads]}
  - {id: court, level: measure, name: {en: Court}}
"""
ROWS = "id,parent,level,name,due,origin\nferry,plan,measure,Ferry,2031-01-31,plan.csv:2\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A project whose tables are made once; each test has a copy of it."""
    project = Project.create(tmp_path_factory.mktemp("edited") / "valley")
    (project.folder / "agreement.yaml").write_text(REGISTER)
    close(project.alias)
    return project.folder


@pytest.fixture
def project(tmp_path, made, copy_project):
    return Project.open(copy_project(made, tmp_path / "valley"))


def fields(project, kind, key):
    from servanda.record.register import register_files

    return RegisterText(register_files(project.folder)).fields(kind, key)


def edited(project, kind, key, seen=..., **changes):
    now = fields(project, kind, key)
    wanted = {name: text for name, text in ((now or {}) | changes).items() if text}
    return edit_register(project, [EntryEdit(kind, key, now if seen is ... else seen, wanted)], EDITH)


def item(project, key):
    return next(one for one in project.agreement.walk() if one.id == key)


def test_an_edit_changes_what_was_typed_and_nothing_else(project):
    edited(project, "items", "bridge", name="Long bridge", name_fr="Long pont", due="2031-06", bodies="")
    text = (project.folder / "agreement.yaml").read_text()
    assert item(project, "bridge").names == {"en": "Long bridge", "fr": "Long pont"}
    assert str(item(project, "bridge").due) == "2031-06-01/2031-06-30" and item(project, "bridge").bodies == ()
    kept = [line for line in REGISTER.splitlines() if "bridge" not in line]
    assert [line for line in text.splitlines() if "bridge" not in line] == [
        line.replace("     # founded", "     # founded") for line in kept
    ]
    row = models.RegisterEdit.objects.using(project.alias).get()
    assert (row.who, row.why, row.before["name"], row.after["name"]) == ("Edith", "Decree 4.", "Bridge", "Long bridge")
    assert [version.agreement.id for version in project.versions()] == ["valley", "valley"]


def test_rows_beside_it_are_edited_in_their_table(project):
    (project.folder / "activities.csv").write_text(ROWS)
    before = (project.folder / "agreement.yaml").read_text()
    edited(project, "items", "ferry", due="2032-02-28", name_ru="Паром")
    edited(project, "items", "quay", parent="ferry", level="part", name="Quay")
    assert str(item(project, "ferry").due.end) == "2032-02-28" and item(project, "ferry").names["ru"] == "Паром"
    assert [one.id for one in item(project, "ferry").items] == ["quay"]
    assert (project.folder / "agreement.yaml").read_text() == before
    with pytest.raises(UsageError, match=r"activities\.csv"):
        edited(project, "items", "court", parent="ferry")


def test_entries_are_added_moved_split_merged_dropped_and_taken_out(project):
    edited(project, "items", "road", parent="plan", level="measure", name="Road")
    edited(project, "items", "court", parent="road")
    assert [one.id for one in item(project, "road").items] == ["court"]
    edited(project, "items", "lane", parent="plan", level="measure", name="Lane", split_from="road")
    assert item(project, "lane").split_from == "road"
    edited(project, "items", "road", replaces="bridge")
    edited(project, "items", "bridge", dropped="2030-01-01")
    assert item(project, "bridge").replaced_by == ("road",) and item(project, "bridge").dropped
    edit_register(project, [EntryEdit("items", "lane", fields(project, "items", "lane"), None)], EDITH)
    assert "lane" not in {one.id for one in project.agreement.walk()}
    with pytest.raises(UsageError, match="below itself"):
        edited(project, "items", "road", parent="court")


def test_people_offices_and_tenures(project):
    edited(project, "people", "boris", name="Boris Roth", name_ru="Борис Рот", aliases="B. Roth; Roth", party="north")
    tenure = {
        "person": "boris",
        "office": "minister",
        "from": "2029-01-01",
        "to": "2030",
        "source": "https://n.example/",
    }
    tenure["accessed"] = "2030-02-01"
    edit_register(project, [EntryEdit("tenures", "boris~minister~2029-01-01", None, tenure)], EDITH)
    [held] = project.agreement.tenures
    assert held.person == "boris" and project.agreement.people[1].aliases == ("B. Roth", "Roth")
    assert fields(project, "tenures", "boris~minister~2029-01-01") == tenure


@pytest.mark.parametrize(
    ("kind", "key", "changes", "words"),
    [
        ("items", "bridge", {"due": "soon"}, "soon"),
        ("items", "bridge", {"bodies": "nobody"}, "nobody"),
        ("items", "bridge", {"replaces": "nothing"}, "nothing"),
        ("items", "plan", {"name": ""}, "name"),
        ("tenures", "x~y~z", {"person": "x", "office": "y", "from": "z"}, "source"),
    ],
)
def test_what_makes_no_register_changes_nothing(project, kind, key, changes, words):
    before = (project.folder / "agreement.yaml").read_text()
    with pytest.raises(RegisterError, match=words):
        edited(project, kind, key, **changes)
    assert (project.folder / "agreement.yaml").read_text() == before
    assert not models.RegisterEdit.objects.using(project.alias).exists()


def test_who_looked_earlier_writes_over_nothing(project):
    seen = fields(project, "items", "bridge")
    edited(project, "items", "bridge", due="2031")
    with pytest.raises(DecidedMeanwhile):
        edited(project, "items", "bridge", seen=seen, due="2032")
    assert str(item(project, "bridge").due.end) == "2031-12-31"
    edited(project, "items", "court", due="2032")
    with pytest.raises(DecidedMeanwhile):
        edit_register(project, [EntryEdit("items", "court", None, {"level": "measure", "name": "Court"})], EDITH)


def test_an_edit_needs_who_and_why_and_something_to_change(project):
    wanted = EntryEdit("items", "bridge", fields(project, "items", "bridge"), {"level": "measure", "name": "B"})
    for reviewer in (Reviewer("Edith", " "), Reviewer("", "why")):
        with pytest.raises(UsageError):
            edit_register(project, [wanted], reviewer)
    with pytest.raises(UsageError):
        edited(project, "items", "bridge")


def test_an_old_edit_is_taken_back_beside_what_came_since(project):
    first = edited(project, "items", "bridge", due="2031")
    edited(project, "items", "bridge", name="Long bridge")
    edited(project, "items", "court", due="2032")
    take_back_edit(project, first.pk, EDITH)
    bridge = item(project, "bridge")
    assert str(bridge.due) == "2030-12-31" and bridge.names["en"] == "Long bridge"
    assert str(item(project, "court").due.end) == "2032-12-31"
    with pytest.raises(DecidedMeanwhile):
        take_back_edit(project, first.pk, EDITH)


def test_an_added_entry_is_taken_back_unless_it_was_changed(project):
    added = edited(project, "items", "road", parent="plan", level="measure", name="Road")
    take_back_edit(project, added.pk, EDITH)
    assert "road" not in {one.id for one in project.agreement.walk()}


def test_an_undone_edit_brings_the_files_back(project):
    batch = edited(project, "items", "bridge", due="2031")
    project.undo(batch.pk)
    assert (project.folder / "agreement.yaml").read_text() == REGISTER


def test_a_fault_while_it_is_kept_leaves_the_files_as_they_were(project, monkeypatch):
    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("servanda.record.actions.edit_register._keep", broken)
    with pytest.raises(OSError, match="space"):
        edited(project, "items", "bridge", due="2031")
    assert (project.folder / "agreement.yaml").read_text() == REGISTER
    assert not models.RegisterVersion.objects.using(project.alias).exists()
