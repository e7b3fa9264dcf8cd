"""Tables of claims and registers come in row by row, again without harm, with every fault told."""

import hashlib

import pytest

from servanda.errors import InputError
from servanda.record import models

TABLE = "id\tvalue\tscope\nr1\t40\tprogrammes\nr2\t50\troads\n"


def table(world, text, name="t.tsv"):
    file = world.project.folder / "claims" / name
    file.write_text(text)
    return file


def test_rows_are_taken_linked_where_known_and_kept_where_not(world):
    outcome = world.project.import_claims(table(world, TABLE))
    assert (outcome.taken, outcome.refused) == (2, [])
    assert [(claim.id, claim.subject) for claim in world.project.claims()] == [
        ("r1", "Programmes 2021-2023"),
        ("r2", "roads"),
    ]
    reasons = models.Link.objects.using(world.project.alias).values_list("claim__claim_id", "key", "reason")
    assert list(reasons) == [("r1", "p", "its subject is named"), ("r2", "", "nothing in the register fits")]


def test_again_changes_nothing(world):
    file = table(world, TABLE + "r3\tmany\troads\n")
    world.project.import_claims(file)
    again = world.project.import_claims(file)
    assert (again.batch, again.taken, again.changed, again.unchanged, len(again.refused)) == (None, 0, 0, 2, 1)
    assert len(world.project.batches()) == 1


def test_a_changed_row_takes_the_place_of_the_older(world):
    world.project.import_claims(table(world, TABLE))
    outcome = world.project.import_claims(table(world, TABLE.replace("40", "45"), "newer.tsv"))
    assert (outcome.taken, outcome.changed, outcome.unchanged) == (0, 1, 1)
    assert [int(claim.figure.quantity.value) for claim in world.project.claims()] == [45, 50]
    assert models.Claim.objects.using(world.project.alias).count() == 3


def test_an_id_may_be_longer_than_a_key_of_an_index(world):
    id = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(60))
    file = table(world, TABLE.replace("r1", id))
    world.project.import_claims(file)
    assert world.project.claims()[0].id == id
    assert world.project.import_claims(file).unchanged == 2


def test_a_refused_row_names_its_line_and_the_rest_comes_in(world):
    outcome = world.project.import_claims(table(world, TABLE + "r3\tmany\troads\n"))
    assert outcome.taken == 2
    assert [(error.line, error.value) for error in outcome.refused] == [(4, "many")]
    [refusal] = world.project.refusals()
    assert (refusal.input, refusal.line) == ("claims/t.tsv", 4)


def test_a_table_that_is_not_there(world):
    with pytest.raises(InputError, match="cannot be opened"):
        world.project.import_claims(world.project.folder / "none.tsv")


def test_a_register_is_checked_put_in_place_and_claims_are_linked_to_it(world, tmp_path):
    world.project.import_claims(table(world, TABLE))
    file = tmp_path / "pact.yaml"
    file.write_text("agreement:\n  id: pact\n  name: {en: Pact}\n")
    assert world.project.import_register(file).changed == 1
    assert world.project.agreement.id == "pact"
    assert (world.project.folder / "agreement.yaml").read_text() == file.read_text()
    assert models.Link.objects.using(world.project.alias).values("register").distinct().count() == 2
    again = world.project.import_register(file)
    assert (again.unchanged, again.batch) == (1, None)


def test_a_faulty_register_changes_nothing(world, tmp_path):
    before = (world.project.folder / "agreement.yaml").read_text()
    file = tmp_path / "bad.yaml"
    file.write_text("agreement:\n  id: pact\n  name: {en: Pact}\n  signed: soon\nitems:\n  - id: a\n")
    outcome = world.project.import_register(file)
    assert len(outcome.refused) >= 2
    assert all(error.line for error in outcome.refused)
    assert (world.project.folder / "agreement.yaml").read_text() == before
    assert world.project.batches() == []


def test_an_edit_of_the_register_counts_at_once_and_is_kept_at_the_next_import(world):
    world.project.import_claims(table(world, TABLE))
    register = world.project.folder / "agreement.yaml"
    register.write_text(register.read_text() + "  source: https://accord.example\n")
    assert world.project.agreement.source == "https://accord.example"
    world.project.import_claims(table(world, TABLE.replace("40", "41")))
    assert models.RegisterVersion.objects.using(world.project.alias).count() == 2
