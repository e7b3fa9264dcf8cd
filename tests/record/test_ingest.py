"""Documents come in once, whole, and again without harm."""

import sys

from servanda.errors import EmptyInput, InputError
from servanda.record import models


def rows(project):
    return {
        model.__name__: list(model.objects.using(project.alias).order_by("pk").values())
        for model in (
            models.Batch,
            models.BatchEvent,
            models.Document,
            models.Receipt,
            models.Reading,
            models.Statement,
            models.Claim,
            models.Link,
            models.Refusal,
            models.RegisterVersion,
            models.NearDuplicate,
        )
    }


def test_what_comes_in_is_what_is_asked_for(world):
    world.write("a.txt", "Anna says: 74% of it is done. Nothing else.")
    outcome = world.project.ingest()
    assert (outcome.taken, outcome.changed, outcome.unchanged, outcome.refused) == (1, 0, 0, [])
    [reading] = world.project.readings()
    [statement] = reading.statements
    assert reading.document.text[slice(*statement.content[0])] == "74% of it is done"
    assert statement.speaker == ("Anna",)
    [claim] = world.project.claims()
    assert claim.subject == "Programmes 2021-2023"
    assert str(claim.figure.quantity.literal) == "[73.5, 74.5)"
    assert world.project.documents() == [reading.document]
    assert world.project.check() == []


def test_twice_changes_nothing(world):
    world.write("a.txt", "Anna says: 74% is done.")
    world.write("empty.txt", "")
    world.project.ingest()
    before = rows(world.project)
    again = world.project.ingest()
    assert again.batch is None
    assert (again.taken, again.unchanged) == (0, 1)
    assert [type(error) for error in again.refused] == [EmptyInput]
    assert rows(world.project) == before
    assert world.reader.calls == 1


def test_what_another_process_took_meanwhile_leaves_no_batch(world, monkeypatch):
    world.write("a.txt", "Anna says: 74% is done.")
    world.project.ingest()
    before = rows(world.project)
    monkeypatch.setattr("servanda.record.shelf.Shelf.has_all", lambda *_: False)
    again = world.project.ingest()
    assert (again.batch, again.unchanged) == (None, 1)
    assert rows(world.project) == before


def test_the_same_bytes_under_two_names_are_one_document(world):
    for name in ("a.txt", "b.txt"):
        world.write(name, "Anna says: 74% is done.")
    world.project.ingest()
    assert len(world.project.documents()) == 1
    assert len(world.project.claims()) == 1
    assert world.project.ingest().unchanged == 2


def test_two_documents_of_one_name_get_names_apart(world):
    for folder, share in (("en", 74), ("fr", 60)):
        (world.project.folder / "documents" / folder).mkdir()
        world.write(f"{folder}/page.txt", f"Anna says: {share}% is done.")
    world.project.ingest()
    assert sorted(document.doc for document in world.project.documents()) == ["documents/fr/page", "page"]
    assert len({claim.id for claim in world.project.claims()}) == 2


def test_a_newer_version_of_a_page_takes_the_place_of_the_older(world):
    world.write("a.txt", "Anna says: 60% is done.")
    world.project.ingest()
    world.write("a.txt", "Anna says: 74% is done.")
    assert world.project.ingest().changed == 1
    assert [claim.figure.quantity.value for claim in world.project.claims()] == [74]
    assert models.Document.objects.using(world.project.alias).count() == 2
    world.write("a.txt", "Anna says: 60% is done.")
    world.project.ingest()
    assert [claim.figure.quantity.value for claim in world.project.claims()] == [60]


def test_a_newer_reader_reads_again_and_the_older_statements_stay(world, rooms):
    world.write("a.txt", "Anna says: 74% is done.")
    world.project.ingest()
    newer = world.use(rooms.Reader("small 2"))
    assert world.project.ingest().changed == 1
    assert newer.calls == 1
    assert [reading.reader for reading in world.project.readings()] == ["small 2"]
    assert models.Statement.objects.using(world.project.alias).count() == 2


def test_what_cannot_be_taken_is_refused_and_the_others_go_on(world, rooms):
    world.use(rooms.Reader(broken="trouble"))
    world.write("a.txt", "")
    world.write("b.txt", "Anna says: trouble.")
    world.write("c.txt", "Anna says: 74% is done.")
    outcome = world.project.ingest([world.project.folder / "documents", world.project.folder / "none.txt"])
    assert outcome.taken == 1
    assert [error.file.rpartition("/")[2] for error in outcome.refused] == ["a.txt", "b.txt", "none.txt"]
    assert all(isinstance(error, InputError) and error.remedy for error in outcome.refused)
    assert len(world.project.refusals()) == 3
    assert len(world.project.claims()) == 1


def test_progress_is_told_step_by_step(world):
    for name in ("a.txt", "b.txt"):
        world.write(name, f"Anna says: {name}.")
    steps = []
    world.project.ingest(progress=lambda *step: steps.append(step))
    assert steps == [(1, 2, "a.txt"), (2, 2, "b.txt")]


def test_a_faulty_register_does_not_keep_documents_out(world):
    (world.project.folder / "agreement.yaml").write_text("agreement: [")
    world.write("a.txt", "Anna says: 74% is done.")
    outcome = world.project.ingest()
    assert outcome.taken == 1
    assert [error.id for error in outcome.refused] == ["register"]
    assert len(world.project.documents()) == 1


def test_claims_that_the_register_does_not_know_wait(world, rooms, monkeypatch):
    monkeypatch.setattr(sys.modules["servanda.linking"], "link", lambda *_: None)
    world.write("a.txt", "Anna says: 74% is done.")
    world.project.ingest()
    assert world.project.claims() == []
    assert [claim.speaker for claim in world.project.unlinked()] == ["Anna"]


LONG = "The ministry met the press in the old hall and spoke for an hour about the year that had passed. " * 2


def test_a_reprint_is_no_second_voice(world):
    world.write("a.txt", f"{LONG}Anna says: 74% is done. Boris says: 30% is paid.")
    world.write("b.txt", f"{LONG}Anna says: 74% is done. Boris says: 40% is paid.")
    world.write("c.txt", "Anna says: 74% is done.")
    world.project.ingest()
    assert [(claim.source, int(claim.figure.quantity.value)) for claim in world.project.claims()] == [
        ("a", 74),
        ("a", 30),
        ("b", 40),
        ("c", 74),
    ]
    [pair] = models.NearDuplicate.objects.using(world.project.alias).all()
    assert (pair.document.doc, pair.other.doc) == ("b", "a")
    assert 0.75 <= pair.similarity < 1


def test_what_a_document_says_again_was_said_once(world):
    world.write("a.txt", "Anna says: 74% is done. Later Anna says: 74% is done. Boris says: 74% is done.")
    world.project.ingest()
    assert [claim.speaker for claim in world.project.claims()] == ["Anna", "Boris"]


def test_a_link_that_leads_nowhere_is_refused_and_the_rest_taken(world):
    world.write("a.txt", "Anna says: 74% is done.")
    (world.project.folder / "documents" / "dead.txt").symlink_to(world.project.folder / "gone.txt")
    outcome = world.project.ingest()
    assert outcome.taken == 1
    [error] = outcome.refused
    assert error.file.endswith("dead.txt") and "no such file" in str(error)
