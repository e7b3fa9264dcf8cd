"""Undoing a batch restores every answer of the record; redoing brings the batch back."""

import pytest

from servanda.errors import UsageError

TABLE = "id\tvalue\tscope\nr1\t40\tprogrammes\nr2\t50\troads\n"


def test_undo_and_redo_of_an_ingest(world):
    world.write("a.txt", "Anna says: 60% is done.")
    world.write("empty.txt", "")
    world.project.ingest()
    before = world.answers()
    world.write("a.txt", "Anna says: 74% is done.")
    world.write("b.txt", "Boris says: 80% is done.")
    world.write("bad.txt", " ")
    batch = world.project.ingest().batch
    after = world.answers()
    assert after != before
    world.project.undo(batch)
    assert world.answers() == before
    assert [summary.undone for summary in world.project.batches()] == [False, True]
    world.project.redo(batch)
    assert world.answers() == after


def test_undo_of_everything_leaves_nothing(world):
    before = world.answers()
    world.write("a.txt", "Anna says: 60% is done.")
    world.project.undo(world.project.ingest().batch)
    assert world.answers() == before
    assert world.project.ingest().taken == 1
    assert len(world.project.claims()) == 1


def test_undo_of_a_claims_import(world):
    table = world.project.folder / "claims" / "t.tsv"
    table.write_text(TABLE)
    world.project.import_claims(table)
    before = world.answers()
    table.write_text(TABLE.replace("40", "45") + "r3\tmany\troads\n")
    outcome = world.project.import_claims(table)
    assert (outcome.changed, outcome.unchanged, len(outcome.refused)) == (1, 1, 1)
    world.project.undo(outcome.batch)
    assert world.answers() == before


def test_undo_of_a_register_import_brings_the_earlier_file_back(world, tmp_path):
    before = (world.project.folder / "agreement.yaml").read_bytes(), world.answers()
    newer = tmp_path / "other.yaml"
    newer.write_text("agreement:\n  id: pact\n  name: {en: Pact}\n")
    outcome = world.project.import_register(newer)
    assert world.project.agreement.id == "pact"
    world.project.undo(outcome.batch)
    assert ((world.project.folder / "agreement.yaml").read_bytes(), world.answers()) == before
    world.project.redo(outcome.batch)
    assert world.project.agreement.id == "pact"


def test_undo_of_what_is_not_there(world):
    with pytest.raises(UsageError, match="no such batch"):
        world.project.undo(7)
    world.write("a.txt", "Anna says: 60% is done.")
    batch = world.project.ingest().batch
    with pytest.raises(UsageError, match="not undone"):
        world.project.redo(batch)
    world.project.undo(batch)
    with pytest.raises(UsageError, match="undone already"):
        world.project.undo(batch)
