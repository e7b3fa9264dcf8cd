"""Readers' letters at the desk: seen by who judges, decided once, with what is likely unwanted last."""

import re

import pytest
from django.conf import settings

from servanda.site.models import Letter, LetterKind, LetterState, Word
from servanda.site.routing import make_readers_tables

WORDS = "The bridge was opened a year before that day."


@pytest.fixture
def tables(built, monkeypatch):
    """The tables of letters, made before the desk's transaction begins."""
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", built.folder)
    make_readers_tables()


@pytest.fixture
def letter(tables, desk):
    def write(kind=LetterKind.ERROR, family="programme", key="bridge", **more):
        number = Letter.objects.count()
        given = {"lang": "en", "text": WORDS, "token": f"token-{number}"} | more
        return Letter.objects.create(kind=kind, family=family, key=key, **given)

    return write


def test_without_any_letter_the_queue_is_empty_and_readers_do_not_see_it(desk, signed_in, body):
    assert "No letter waits." in body(signed_in("Vera").get("/en/desk/letters/"))
    assert signed_in("Rita").get("/en/desk/letters/").status_code == 403
    assert signed_in("Rolf").get("/en/desk/letters/").status_code == 403


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_a_decision_is_kept_with_its_name_and_told_to_the_next_who_comes(letter, signed_in, body, lang):
    one, vera = letter(), signed_in("Vera")
    page = body(vera.get(f"/{lang}/desk/letters/"))
    assert WORDS in page and "Bridge" in page
    way = f"/{lang}/desk/letters/{one.pk}/decide/"
    assert vera.get(way).status_code == 404
    assert vera.post(way, {"act": "mended"}).status_code == 400
    assert vera.post(way, {"act": "mended", "outcome": "The day is mended."}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.decided_by) == (LetterState.MENDED, "Vera")
    assert signed_in("Viktor").post(way, {"act": "upheld", "outcome": "No."}).status_code == 400
    assert "The day is mended." in body(vera.get(f"/{lang}/desk/letters/"))


def test_a_comment_is_taken_from_the_site_again(letter, signed_in, body):
    one, vera = letter(LetterKind.COMMENT, "document", "one", who="Ivo"), signed_in("Vera")
    vera.post(f"/en/desk/letters/{one.pk}/decide/", {"act": "published"})
    assert "Take from the site" in body(vera.get("/en/desk/letters/"))
    vera.post(f"/en/desk/letters/{one.pk}/withdraw/")
    one.refresh_from_db()
    assert one.state == LetterState.DECLINED


def test_what_is_likely_unwanted_comes_last(letter, signed_in, body):
    letter(text="cheap pills for you", is_suspect=None)
    letter(text="the treaty says otherwise")
    letter(text="suspected by a service", is_suspect=True)
    Word.objects.bulk_create(
        [Word(word="", spam=10, wanted=10), Word(word="pills", spam=9), Word(word="cheap", spam=9)]
    )
    page = body(signed_in("Vera").get("/en/desk/letters/"))
    order = [re.search(words, page).start() for words in ("the treaty", "cheap pills", "suspected by")]
    assert order == sorted(order)
    assert page.count("likely unwanted") == 2 and "99 of 100" in page
