"""A backup is all of a project as of one moment, made while others write; what comes back is that or nothing."""

import gzip
import io
import json
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from servanda.errors import ProjectNotFound, UsageError
from servanda.record import backup, models
from servanda.record.project import Project
from servanda.record.restoring import restore_backup
from servanda.record.view import View

pytestmark = pytest.mark.sqlite
WRITER = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("small_rooms", sys.argv[1])
rooms = importlib.util.module_from_spec(spec)
sys.modules["small_rooms"] = rooms
spec.loader.exec_module(rooms)
import servanda.intake.register
from pathlib import Path
from servanda.record.project import Project
rooms.install(sys.modules.__setitem__, rooms.Reader())
project = Project.open(sys.argv[2])
for number in range(10_000):
    place = project.folder / "documents" / f"{sys.argv[3]}-{number}.txt"
    place.write_text(f"Anna says: {number % 100}% is done.")
    project.ingest([place])
    print(number, flush=True)
"""


@pytest.fixture
def filled(world):
    """A project with two documents, something kept back and something that is not for a backup."""
    world.write("a.txt", "Anna says: 74% is done.")
    world.write("b.txt", "Boris says: 60% is done.")
    world.project.ingest()
    (world.project.folder / ".secret-key").write_text("a key")
    (world.project.folder / "old.servanda.tar.gz").write_bytes(b"an older backup")
    return world


@pytest.fixture
def made(filled, tmp_path):
    """Its backup."""
    return filled.project.backup(tmp_path / "made.tar.gz").file


def test_what_comes_back_is_what_was_there(filled, made, tmp_path):
    assert Project.bring_back(made, tmp_path / "back") > 5
    back = Project.open(tmp_path / "back")
    assert filled.answers(back) == filled.answers() and back.check() == []
    assert View(back.alias).rows(models.Statement).count() == 2


def test_it_goes_on_from_there(filled, made, tmp_path):
    restore_backup(made, tmp_path / "back")
    back = Project.open(tmp_path / "back")
    (back.folder / "documents" / "c.txt").write_text("Clara says: 80% is done.")
    assert back.ingest().taken == 1 and len(back.claims()) == len(filled.project.claims()) + 1


def test_secrets_older_backups_and_links_are_not_in_it(filled, tmp_path):
    (filled.project.folder / "documents" / "link").symlink_to("/etc/passwd")
    done = filled.project.backup(tmp_path / "made.tar.gz")
    with tarfile.open(done.file) as archive:
        names = archive.getnames()
    assert done.links == ("documents/link",) and done.members == len(names) - 1
    assert not {".secret-key", "old.servanda.tar.gz", "documents/link", "servanda.db-wal"} & set(names)
    assert {"agreement.yaml", "documents/a.txt", "servanda.db", "backup.json"} <= set(names)


def test_nobody_else_reads_it_or_what_comes_back(made, tmp_path):
    restore_backup(made, tmp_path / "back")
    files = [made, *(one for one in (tmp_path / "back").rglob("*") if one.is_file())]
    assert {file.stat().st_mode & 0o077 for file in files} == {0}


def test_nothing_is_left_beside_it(filled, tmp_path, monkeypatch):
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr(backup, "_snapshot", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(UsageError, match="cannot be written"):
        filled.project.backup(tmp_path / "made.tar.gz")
    assert sorted(tmp_path.iterdir()) == before


def test_no_file_is_overwritten(filled, made):
    with pytest.raises(UsageError, match="already"):
        filled.project.backup(made)


def test_while_two_write_each_backup_is_a_moment_of_the_record(world, tmp_path):
    command = [sys.executable, "-c", WRITER, str(Path(__file__).with_name("rooms.py")), str(world.project.folder)]
    writers = [subprocess.Popen([*command, name], stdout=subprocess.PIPE, text=True) for name in "xy"]
    try:
        for writer in writers:
            writer.stdout.readline()
        known = []
        for number in range(4):
            known.append(world.project.backup(tmp_path / f"{number}.gz").file)
            time.sleep(0.3)
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    numbers = []
    for place in known:
        restore_backup(place, tmp_path / place.stem)
        back = Project.open(tmp_path / place.stem)
        assert back.check() == []
        rows = {
            model: View(back.alias).rows(model).count() for model in (models.Document, models.Statement, models.Claim)
        }
        assert len(set(rows.values())) == 1, "a document comes with its statement and claim or not at all"
        numbers.append(rows[models.Document])
        later = View(world.project.alias).rows(models.Document).order_by("pk").values_list("pk", "digest")
        assert list(View(back.alias).rows(models.Document).order_by("pk").values_list("pk", "digest")) == list(
            later[: numbers[-1]]
        )
    assert numbers == sorted(numbers) and numbers[0] < numbers[-1]


def test_a_register_that_changes_meanwhile_is_looked_at_again(filled, tmp_path, monkeypatch):
    snapshot, seen = backup._snapshot, []

    def changed(project, scratch):
        found = snapshot(project, scratch)
        if not seen:
            with (project.folder / "agreement.yaml").open("a") as register:
                register.write("# a note\n")
        seen.append(1)
        return found

    monkeypatch.setattr(backup, "_snapshot", changed)
    restore_backup(filled.project.backup(tmp_path / "made.tar.gz").file, tmp_path / "back")
    assert len(seen) == 2 and (tmp_path / "back" / "agreement.yaml").read_text().endswith("# a note\n")


def rewritten(made, change):
    """The backup with its members changed by name: None takes one away, a pair of member and bytes puts it there."""
    members = {}
    with tarfile.open(made) as archive:
        for member in archive:
            members[member.name] = member, archive.extractfile(member).read()
    changed = made.with_name("changed.tar.gz")
    with tarfile.open(changed, "w:gz") as archive:
        for member, data in change(members).values():
            member.size = len(data) if member.isreg() else 0
            archive.addfile(member, io.BytesIO(data) if member.isreg() else None)
    return changed


def plain(name, data=b"x", **more):
    member = tarfile.TarInfo(name)
    for key, value in more.items():
        setattr(member, key, value)
    return member, data


def told(members, **more):
    member, data = members["backup.json"]
    return members | {"backup.json": (member, json.dumps(json.loads(data) | more).encode())}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda members: members | {"x": plain("../../outside")}, "member-not-taken"),
        (lambda members: members | {"x": plain("/outside")}, "member-not-taken"),
        (lambda members: members | {"x": plain("documents/./a")}, "member-not-taken"),
        (lambda members: members | {"x": plain("link", type=tarfile.SYMTYPE, linkname="/etc")}, "member-not-taken"),
        (
            lambda members: members | {"x": plain("hard", type=tarfile.LNKTYPE, linkname="servanda.db")},
            "member-not-taken",
        ),
        (lambda members: members | {"x": plain("pipe", type=tarfile.FIFOTYPE)}, "member-not-taken"),
        (lambda members: members | {"x": plain("folder", type=tarfile.DIRTYPE)}, "member-not-taken"),
        (lambda members: members | {"x": plain("agreement.yaml")}, "member-not-taken"),
        (lambda members: members | {"x": plain("documents/put-in.txt")}, "backup-changed"),
        (
            lambda members: members | {"documents/a.txt": plain("documents/a.txt", b"Anna says: 75% is done.")},
            "backup-changed",
        ),
        (lambda members: {name: one for name, one in members.items() if name != "documents/a.txt"}, "backup-changed"),
        (lambda members: {name: one for name, one in members.items() if name != "backup.json"}, "no-backup"),
        (lambda members: told(members, format="servanda backup 9"), "no-backup"),
        (lambda members: told(members, files=7), "no-backup"),
        (lambda members: told(members, migrations=["record.9999_later"]), "backup-of-later-release"),
        (lambda members: told(members, database="postgresql"), "backup-of-other-database"),
        (lambda members: {"backup.json": plain("backup.json", b"[" * 100_000)}, "no-backup"),
    ],
)
def test_an_archive_that_is_not_as_it_was_written_changes_nothing(made, tmp_path, change, fault):
    changed = rewritten(made, change)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError) as error:
        restore_backup(changed, tmp_path / "back")
    assert error.value.fault.key == fault
    assert sorted(tmp_path.rglob("*")) == before and not Path("/outside").exists()


@pytest.mark.parametrize("data", [b"", b"no archive", gzip.compress(b"no archive" * 1000, mtime=0)])
def test_a_file_that_is_no_archive_is_refused(tmp_path, data):
    (tmp_path / "made.tar.gz").write_bytes(data)
    with pytest.raises(UsageError, match="no whole backup"):
        restore_backup(tmp_path / "made.tar.gz", tmp_path / "back")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_backup_that_was_cut_is_refused(made, tmp_path, part):
    data = made.read_bytes()
    made.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(UsageError, match="no whole backup"):
        restore_backup(made, tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_what_the_disk_has_no_room_for_is_not_written(made, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 1000, 1000))
    with pytest.raises(UsageError, match="no room left"):
        restore_backup(made, tmp_path / "back")


def test_a_folder_with_something_in_it_is_left_alone(made, tmp_path):
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="Something is in this folder"):
        restore_backup(made, tmp_path / "back")
    assert [one.name for one in (tmp_path / "back").iterdir()] == ["mine.txt"]


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ProjectNotFound, match=r"none\.gz"):
        restore_backup(tmp_path / "none.gz", tmp_path / "back")


@pytest.mark.parametrize(
    ("lang", "written", "back"),
    [("en", "Written:", "Files brought back"), ("fr", "Écrit", "rétablis"), ("ru", "Записано", "Возвращено")],
)
def test_by_the_command_line(filled, tmp_path, lang, written, back):
    def servanda(*words):
        call = [sys.executable, "-m", "servanda", *words, "--lang", lang]
        return subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert written in servanda("backup", "--project", str(filled.project.folder)).stdout
    [made] = tmp_path.glob("project-*.servanda.tar.gz")
    assert back in servanda("restore", made.name, "--project", "back").stdout
    assert Project.open(tmp_path / "back").check() == []
