"""Scores lie with the documents, move with decisions, and take nothing away; what is unseen is estimated from what was drawn."""

import pytest

from servanda.errors import UnknownName, UsageError
from servanda.record import models
from servanda.record.actions.accept import accept
from servanda.record.actions.draw_aside import draw_aside
from servanda.record.actions.judge import Reviewer
from servanda.record.actions.mark_documents import mark_documents
from servanda.record.actions.reject import reject
from servanda.record.actions.score_documents import score_documents
from servanda.record.actions.undo import undo
from servanda.record.relevance import decided_in
from servanda.record.view import View

REGISTER = """\
agreement: {id: lake, name: {en: Lake Protocol}}
parties: [{id: north, name: {en: Northland}}]
"""
OURS = "Northland signed the Lake Protocol. Anna says: 60% is done."
FOOTBALL = "Our keeper saved the penalty before the whistle. Boris says: 74% is done."


@pytest.fixture
def read(world):
    (world.project.folder / "agreement.yaml").write_text(REGISTER)
    world.write("ours.txt", OURS)
    for number in range(4):
        world.write(f"football{number}.txt", f"{FOOTBALL} Round {number}.")
    world.project.ingest()
    return world.project


def scores(project):
    return {one.doc: one.score for one in project.relevance()}


def aside(project):
    return sorted(one.doc for one in project.relevance() if one.is_aside)


def only_statement(project, doc):
    return models.Statement.objects.using(project.alias).get(reading__document__doc=doc)


def test_before_scoring_nothing_is_set_aside(read):
    assert aside(read) == [] and set(scores(read).values()) == {None}


def test_documents_that_name_nothing_are_set_aside_and_listed(read):
    score_documents(read)
    assert aside(read) == [f"football{number}" for number in range(4)]


def test_a_score_tells_what_the_document_names(read):
    score_documents(read)
    assert read.relevance()[0].names == ("agreement lake", "party north")


def test_nothing_that_is_set_aside_is_left_out_of_the_account(world, read):
    before = world.answers()
    score_documents(read)
    mark_documents(read, ["football0"], "Anna", relevant=False)
    assert world.answers() == before


def test_scoring_again_writes_nothing(read):
    first, again = score_documents(read), score_documents(read)
    assert (first.changed, again.changed, again.batch) == (5, 0, None)


def test_a_mark_goes_before_the_score(read):
    score_documents(read)
    mark_documents(read, ["football1"], "Anna", relevant=True)
    mark_documents(read, ["ours"], "Anna", relevant=False)
    assert aside(read) == ["football0", "football2", "football3", "ours"]


def test_marks_teach_documents_like_it(read):
    score_documents(read)
    before = scores(read)["football2"]
    mark_documents(read, ["football0", "football1"], "Anna", relevant=True)
    score_documents(read)
    assert scores(read)["football2"] > before


def test_an_undone_mark_is_no_decision(read):
    batch = mark_documents(read, ["football0"], "Anna", relevant=True)
    undo(read, batch)
    assert decided_in(View(read.alias)) == {}


def test_accepted_and_rejected_statements_are_decisions_on_their_documents(read):
    accepted, rejected = only_statement(read, "ours"), only_statement(read, "football0")
    accept(read.alias, accepted, Reviewer("Anna"))
    reject(read.alias, rejected, Reviewer("Anna", "a match"))
    assert decided_in(View(read.alias)) == {
        accepted.reading.document_id: (True, 1.0),
        rejected.reading.document_id: (False, 0.5),
    }


def test_a_mark_goes_before_what_was_decided_on_statements(read):
    rejected = only_statement(read, "football0")
    reject(read.alias, rejected, Reviewer("Anna", "misread"))
    mark_documents(read, ["football0"], "Anna", relevant=True)
    assert decided_in(View(read.alias)) == {rejected.reading.document_id: (True, 1.0)}


def test_a_mark_needs_a_name_and_a_document(read):
    with pytest.raises(UsageError):
        mark_documents(read, ["ours"], " ", relevant=True)
    with pytest.raises(UnknownName):
        mark_documents(read, ["theirs"], "Anna", relevant=True)


def test_without_a_sample_nothing_is_told_of_the_unseen(read):
    score_documents(read)
    assert read.unseen() is None


def test_a_sample_is_drawn_from_what_is_set_aside_alone(read):
    score_documents(read)
    drawn = set(draw_aside(read, 10, seed=1).documents)
    assert drawn == {one.id for one in read.relevance() if one.doc != "ours"}


def test_only_what_was_looked_at_in_the_order_of_drawing_counts(read):
    score_documents(read)
    sample = draw_aside(read, 3, seed=1)
    named = {one.id: one.doc for one in read.relevance()}
    first, second, third = (named[one] for one in sample.documents)
    mark_documents(read, [first], "Anna", relevant=False)
    mark_documents(read, [third], "Anna", relevant=True)
    told = read.unseen()
    assert (told.told.judged, told.told.relevant, told.left) == (1, 0, (sample.documents[1],))
    mark_documents(read, [second], "Anna", relevant=False)
    told = read.unseen().told
    assert (told.aside, told.judged, told.relevant, told.unseen, told.low, told.high) == (4, 3, 1, 0, 0, 1)


def test_there_is_nothing_to_draw_where_nothing_is_set_aside(read):
    with pytest.raises(UsageError):
        draw_aside(read, 3)
