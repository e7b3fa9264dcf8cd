"""What was set aside: listed at the desk, marked there by who may judge, last in the queue, and counted."""

import pytest

from servanda.desk import queue, ranking
from servanda.record import models
from servanda.record.project import draw_aside, score_documents
from servanda.record.view import View

pytestmark = pytest.mark.usefixtures("fresh")


def number_of(desk, doc):
    return models.Document.objects.using(desk.alias).get(doc=doc).pk


def aside(desk):
    return {one.doc for one in desk.relevance() if one.is_aside}


def test_before_scoring_the_page_says_how_to_score(desk, signed_in, body):
    assert "servanda relevance score" in body(signed_in("Rita").get("/en/desk/aside/"))


def test_what_is_set_aside_is_listed_with_its_first_words(desk, signed_in, body):
    score_documents(desk)
    page = body(signed_in("Rita").get("/en/desk/aside/"))
    assert "Preface. Clara says" in page and "Boris says" in page


@pytest.mark.parametrize(("lang", "word"), [("fr", "Mis de côté"), ("ru", "Отложено"), ("en", "Set aside")])
def test_the_page_speaks_the_languages(desk, signed_in, body, lang, word):
    assert f"<h1>{word}</h1>" in body(signed_in("Vera").get(f"/{lang}/desk/aside/"))


def test_a_reviewer_takes_a_document_back(desk, signed_in, body):
    score_documents(desk)
    client = signed_in("Vera")
    client.post(f"/en/desk/aside/{number_of(desk, 'three')}/mark/", {"act": "yes", "page": "1"})
    assert "three" not in aside(desk)
    assert [row.who for row in View(desk.alias).rows(models.Mark)] == ["Vera"]


@pytest.mark.parametrize("name", ["Rita", "Rolf"])
def test_who_may_not_judge_marks_nothing(desk, signed_in, body, name):
    body(signed_in(name).post(f"/en/desk/aside/{number_of(desk, 'one')}/mark/", {"act": "no"}), 403)
    assert not View(desk.alias).rows(models.Mark).exists()


def test_a_mark_is_made_by_a_form_on_a_document_that_is_there(desk, signed_in, body):
    client = signed_in("Vera")
    body(client.get(f"/en/desk/aside/{number_of(desk, 'one')}/mark/"), 404)
    body(client.post("/en/desk/aside/999999/mark/", {"act": "no"}), 404)
    body(client.post(f"/en/desk/aside/{number_of(desk, 'one')}/mark/", {"act": "perhaps"}), 404)


def test_a_sample_is_marked_here_and_the_estimate_told(desk, signed_in, body):
    score_documents(desk)
    (only,) = draw_aside(desk, 1, seed=1).documents
    client = signed_in("Vera")
    assert f'id="document-{only}-drawn"' in body(client.get("/en/desk/aside/"))
    client.post(f"/en/desk/aside/{only}/mark/", {"act": "no"})
    page = body(client.get("/en/desk/aside/"))
    assert "1 were looked at in their order, and 0 bear on the agreement" in page and "-drawn" not in page


def test_the_queue_sorted_by_relevance_ends_with_what_is_set_aside(desk, signed_in):
    score_documents(desk)
    signed_in("Vera").post(f"/en/desk/aside/{number_of(desk, 'three')}/mark/", {"act": "yes"})
    snapshot = queue.snapshot_of(desk)
    found = queue.chosen(snapshot.entries.values(), "relevance", ranking.ranking_of(desk), {})
    assert [one.doc for one in found][:2] == ["three", "three"]
