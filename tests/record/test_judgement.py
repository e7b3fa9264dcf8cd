"""Judgements hold at their words: they follow them where unchanged, wait where not, and are never dropped or moved."""

import re
from dataclasses import replace

import pytest

from servanda.errors import UsageError
from servanda.record import models
from servanda.record.actions.accept import accept
from servanda.record.actions.correct import correct
from servanda.record.actions.judge import Reviewer
from servanda.record.actions.reject import reject
from servanda.record.encoding import decode
from servanda.statement import Statement

ANNA = Reviewer("anna", "seen on the page")
FIRST = "The council met on Monday in the old hall. Boris says: 74% of it is done. Then it rained for a while."
"""The words stand far from what the tests change."""


def statement(world, number=0):
    return (
        models.Statement.objects.using(world.project.alias).select_related("reading__document").order_by("-pk")[number]
    )


def shares(world):
    return sorted(int(claim.figure.quantity.value) for claim in world.project.claims())


@pytest.fixture
def judged(world):
    """A project with one statement by Boris."""
    world.write("a.txt", FIRST)
    world.project.ingest()
    return world


def reader(world, name, pattern):
    return world.use(world.rooms.Reader(name, re.compile(pattern)))


SAME = r"(?P<source>Boris) (?P<cue>says): (?P<content>[^.\n]+)"
NARROWER = r"(?P<source>Boris) (?P<cue>says): (?P<content>[^.\n]+?) is"
OTHER_SOURCE = r"(?P<source>council) met.{20,40}(?P<cue>says): (?P<content>[^.\n]+)"


def test_a_rejected_statement_takes_its_claims_with_it(judged):
    assert shares(judged) == [74]
    judgement = reject(judged.project.alias, statement(judged), ANNA)
    assert shares(judged) == []
    assert judged.project.statements() == []
    judged.project.undo(judgement.batch_id)
    assert shares(judged) == [74]


def test_a_corrected_statement_counts_as_corrected(judged):
    row = statement(judged)
    better = replace(
        decode(Statement, row.noun),
        speaker=("Boris Ivanov",),
        claims=(judged.rooms.claim("", 47, speaker="Boris Ivanov"),),
    )
    correct(judged.project.alias, row, better, ANNA)
    assert shares(judged) == [47]
    [claim] = judged.project.claims()
    assert claim.id
    assert [found.speaker for found in judged.project.statements()] == [("Boris Ivanov",)]


def test_a_corrected_claim_keeps_its_id(judged):
    row = models.Claim.objects.using(judged.project.alias).get()
    correct(judged.project.alias, row, judged.rooms.claim("x", 47), ANNA)
    assert [(claim.id, int(claim.figure.quantity.value)) for claim in judged.project.claims()] == [("a:0", 47)]
    reject(judged.project.alias, row, Reviewer("boris"))
    assert shares(judged) == []
    accept(judged.project.alias, row, Reviewer("anna"))
    assert shares(judged) == [74]


def test_words_outside_the_document_are_refused(judged):
    row = statement(judged)
    with pytest.raises(UsageError, match="outside the document"):
        correct(judged.project.alias, row, replace(decode(Statement, row.noun), content=((0, 999),)), ANNA)
    with pytest.raises(UsageError, match="name of who"):
        accept(judged.project.alias, row, Reviewer(" "))
    assert not models.Judgement.objects.using(judged.project.alias).exists()


def test_anchors_are_web_annotation_selectors(judged):
    accept(judged.project.alias, statement(judged), ANNA)
    anchor = models.Anchor.objects.using(judged.project.alias).get(role="content")
    position, quoted = anchor.as_selectors()
    assert FIRST[position["start"] : position["end"]] == quoted["exact"] == "74% of it is done"
    assert FIRST.endswith(quoted["suffix"]) or FIRST.find(quoted["exact"] + quoted["suffix"]) > 0
    assert FIRST.find(quoted["prefix"] + quoted["exact"]) > 0


def test_a_rejection_follows_into_a_newer_reading(judged):
    reject(judged.project.alias, statement(judged), ANNA)
    reader(judged, "small 2", SAME)
    judged.project.ingest()
    assert shares(judged) == []
    assert judged.project.waiting() == ()


def test_a_rejection_does_not_fall_on_another_source(judged):
    reject(judged.project.alias, statement(judged), ANNA)
    reader(judged, "small 2", OTHER_SOURCE)
    judged.project.ingest()
    assert shares(judged) == [74]
    [waiting] = judged.project.waiting()
    assert waiting.reason == "the newer reading does not find the same statement"


@pytest.mark.parametrize("pattern", [NARROWER, r"(?P<source>nobody)(?P<cue>) (?P<content>x)"])
def test_what_was_accepted_stays_where_a_newer_reader_misses_it_and_waits(judged, pattern):
    accept(judged.project.alias, statement(judged), ANNA)
    reader(judged, "small 2", pattern)
    judged.project.ingest()
    assert shares(judged) == [74]
    [kept] = judged.project.statements()
    assert FIRST[slice(*kept.content[0])] == "74% of it is done"
    assert len(judged.project.waiting()) == 1


def test_a_correction_follows_its_words_into_a_newer_version(judged):
    row = statement(judged)
    correct(judged.project.alias, row, replace(decode(Statement, row.noun), speaker=("Boris Ivanov",)), ANNA)
    judged.write("a.txt", "A new line on top.\n" + FIRST)
    judged.project.ingest()
    [reading] = judged.project.readings()
    [found] = reading.statements
    assert found.speaker == ("Boris Ivanov",)
    assert reading.document.text[slice(*found.content[0])] == "74% of it is done"
    [figure] = found.quantities
    assert reading.document.text[figure.start : figure.end] == "74%"
    assert judged.project.waiting() == ()


@pytest.mark.parametrize(
    "text",
    [
        FIRST.replace("74%", "47%"),
        FIRST.replace("done. Then", "done, so he says. Then"),
        "It met again. " + FIRST + "\n" + FIRST,
        "Nothing is left of it.",
    ],
    ids=["other words", "other context", "twice", "gone"],
)
def test_changed_words_put_the_judgement_in_the_queue(judged, text):
    judgement = reject(judged.project.alias, statement(judged), ANNA)
    judged.write("a.txt", text)
    judged.project.ingest()
    waiting = judged.project.waiting()
    assert [(one.judgement.pk, one.reason) for one in waiting] == [(judgement.pk, "the words have changed")]
    assert len(judged.project.statements()) == text.count("says:")


def test_a_waiting_judgement_leaves_the_queue_when_it_is_settled(judged):
    first = reject(judged.project.alias, statement(judged), ANNA)
    judged.write("a.txt", FIRST.replace("74%", "47%"))
    judged.project.ingest()
    reject(judged.project.alias, statement(judged), Reviewer("anna", settles=first.pk))
    assert judged.project.waiting() == ()
    assert shares(judged) == []
    judged.write("a.txt", FIRST)
    judged.project.ingest()
    assert len(judged.project.waiting()) == 1


def test_a_judged_row_of_a_table_follows_its_words(world):
    table = world.project.folder / "claims" / "t.tsv"
    table.write_text("id\tvalue\tscope\nr1\t40\tprogrammes\nr2\t50\tprogrammes\n")
    world.project.import_claims(table)
    row = models.Claim.objects.using(world.project.alias).get(claim_id="r1")
    reject(world.project.alias, row, ANNA)
    assert shares(world) == [50]
    table.write_text("id\tvalue\tscope\nr1\t45\tprogrammes\nr2\t50\tprogrammes\n")
    world.project.import_claims(table)
    assert shares(world) == [45, 50]
    assert [one.reason for one in world.project.waiting()] == ["the row of the table has changed"]
    table.write_text("id\tvalue\tscope\nr1\t40\tprogrammes\nr2\t50\tprogrammes\n")
    world.project.import_claims(table)
    assert shares(world) == [50]
    assert world.project.waiting() == ()


def test_a_judgement_survives_undoing_and_ingesting_again(judged):
    reject(judged.project.alias, statement(judged), ANNA)
    judged.project.undo(1)
    assert judged.project.waiting() == ()
    judged.project.ingest()
    assert shares(judged) == []


def test_a_claim_judgement_waits_where_the_newer_reader_finds_another_claim(judged, monkeypatch):
    row = models.Claim.objects.using(judged.project.alias).get()
    correct(judged.project.alias, row, judged.rooms.claim("x", 47), ANNA)
    newer = reader(judged, "small 2", SAME)
    plain = newer.read

    def rounding(document):
        reading = plain(document)
        [found] = reading.statements
        return replace(reading, statements=(replace(found, claims=(judged.rooms.claim("a:0", 70, start=1, end=2),)),))

    monkeypatch.setattr(newer, "read", rounding)
    judged.use(newer)
    judged.project.ingest()
    assert shares(judged) == [47]
    assert [one.reason for one in judged.project.waiting()] == ["the newer reading finds another claim in these words"]
