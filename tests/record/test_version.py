"""The record's version grows with each batch and each undoing, and stays where nothing is added."""

from servanda.record.version import mark_of, version_of
from servanda.record.view import View


def version(project):
    return version_of(View(project.alias))


def test_the_version_grows_with_what_is_added_and_undone(world):
    assert version(world.project) == 0
    world.write("a.txt", "Anna says: 60% is done.")
    batch = world.project.ingest().batch
    assert version(world.project) == 2  # begun and finished
    world.project.ingest()
    world.project.claims()
    assert version(world.project) == 2
    world.project.undo(batch)
    assert version(world.project) == 3


def test_the_mark_changes_when_a_row_is_added_and_not_by_reading(world):
    first = mark_of(world.project)
    world.write("a.txt", "Anna says: 60% is done.")
    world.project.ingest()
    second = mark_of(world.project)
    world.project.claims()
    assert first != second == mark_of(world.project)
