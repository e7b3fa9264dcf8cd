"""What readers write: kept until a moderator decides, shown only then, erased on request; caught where programs write it."""

import re

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test import Client

from servanda.record.corrections import corrections_in
from servanda.record.project import Project
from servanda.record.view import View
from servanda.site import akismet, facts, forms, letters, routing, spam
from servanda.site.limits import LIMITS
from servanda.site.models import Letter, LetterState, Word

ABOUT = "programmes/roads/"
WORDS = "The day of this entry is wrong: page 4 of the law says May 2021."


@pytest.fixture
def open_site(site, folder, monkeypatch):
    """The site, whose tables are as before after the test, and whose clock of forms is past the two seconds."""
    monkeypatch.setattr(forms, "_SOONEST", 0)
    LIMITS.forget()
    alias = routing.make_readers_tables()
    with transaction.atomic(using=alias):
        yield site
        transaction.set_rollback(True, using=alias)
    connections[alias].close()
    facts._facts.clear()


def stamp(page):
    return re.search(r'name="shown" value="([^"]+)"', page)[1]


@pytest.fixture
def sent(open_site):
    """Send a letter as a reader does; gives the answer."""

    def send(kind="error", about=ABOUT, lang="en", **more):
        page = open_site.get(f"/{lang}/write/{kind}/{about}").content.decode()
        form = {"text": WORDS, "shown": stamp(page), "website": ""} | more
        return open_site.post(f"/{lang}/write/{kind}/{about}", form)

    return send


def test_a_reported_error_waits_unseen_and_its_outcome_is_in_the_log(open_site, sent, folder, text):
    answer = sent()
    assert answer.status_code == 302
    one = Letter.objects.get()
    assert (one.family, one.key, one.state, one.text) == ("programme", "roads", "waiting", WORDS)
    place = f"/en/letters/{one.token}/"
    assert "waits for a moderator" in text(place) and "page 4" in text(place)
    assert "page 4" not in text("/en/programmes/roads/") + text("/en/corrections/")
    letters.decide(Project.open(folder), one, letters.Decided("mended", "Vera", "The day is May 2021 now."))
    assert "The day is May 2021 now." in text("/en/programmes/roads/") and "page 4" not in text("/en/programmes/roads/")
    assert "reported error mended" in text("/en/corrections/") and 'href="../programmes/roads/"' in text(
        "/en/corrections/"
    )
    assert "The day is May 2021 now." in text(place)
    assert corrections_in(View(str(folder)))[0].kind.value == "mended"


def test_nobody_decides_twice_or_without_words(sent, folder):
    sent()
    one, project = Letter.objects.get(), Project.open(folder)
    for wrong in (("mended", ""), ("published", "x"), ("erased", "x")):
        with pytest.raises(letters.UsageError):
            letters.decide(project, one, letters.Decided(wrong[0], "Vera", wrong[1]))
    letters.decide(project, one, letters.Decided("upheld", "Vera", "It stands."))
    with pytest.raises(letters.UsageError):
        letters.decide(project, one, letters.Decided("mended", "Viktor", "No."))


def test_the_answer_of_a_body_stands_beside_a_finding_and_beside_any_item(sent, folder, text, site):
    finding = re.search(r'href="\./([^"/]+)/"|href="([a-z]+-[0-9a-f]+)/"', text("/en/findings/"))
    key = finding[1] or finding[2]
    for about in (f"findings/{key}/", "people/anna/"):
        sent("answer", about, who="Lake Council", email="press@council.example")
    project = Project.open(folder)
    for one in Letter.objects.all():
        assert one.email
        letters.decide(project, one, letters.Decided("published", "Vera"))
    assert {one.email for one in Letter.objects.all()} == {""}
    for page in (f"/en/findings/{key}/", "/en/people/anna/"):
        assert "Answer of Lake Council" in text(page) and "page 4 of the law" in text(page)
    assert sent("answer", who="Nobody known", email="a@b.example").status_code == 400
    assert sent("answer", who="Lake Council").status_code == 400


def test_comments_are_off_unless_they_are_asked_for_and_moderated_then(open_site, sent, folder, text, monkeypatch):
    about = "documents/one/"
    assert open_site.get(f"/en/write/comment/{about}").status_code == 404
    assert "Comments of readers" not in text("/en/documents/one/")
    monkeypatch.setattr(settings, "SERVANDA_COMMENTS", True)
    assert open_site.get(f"/en/write/comment/{ABOUT}").status_code == 404  # documents and findings alone
    sent("comment", about, who="Ivo", text="<b>Well</b> put, and a good deal too late.")
    assert "good deal" not in text("/en/documents/one/")
    one = Letter.objects.get()
    letters.decide(Project.open(folder), one, letters.Decided("published", "Vera"))
    page = text("/en/documents/one/")
    assert "&lt;b&gt;Well&lt;/b&gt; put" in page and "<b>Well" not in page and "Ivo" in page
    open_site.post(f"/en/letters/{one.token}/delete/")
    assert "Ivo" not in text("/en/documents/one/")
    one.refresh_from_db()
    assert (one.text, one.who, one.email, one.state) == ("", "", "", LetterState.ERASED)


def test_what_is_kept_back_cannot_be_written_about_nor_told_from_what_is_not_there(open_site):
    kept_back = open_site.get("/en/write/error/documents/minutes-2031/")
    not_there = open_site.get("/en/write/error/documents/nothing-2031/")
    assert kept_back.status_code == not_there.status_code == 404
    same = [one.content.decode().replace("minutes", "nothing") for one in (kept_back, not_there)]
    assert same[0] == same[1]


def test_a_form_that_was_not_given_or_comes_too_fast_or_too_often_is_refused(open_site, sent, monkeypatch):
    assert sent(shown="forged:1:2").status_code == 400
    monkeypatch.setattr(forms, "_SOONEST", 2)
    assert sent().status_code == 400
    monkeypatch.setattr(forms, "_SOONEST", 0)
    assert sent(text="x" * 5001).status_code == 400 and sent(text="\u202e\u202e   \n\n\n   .").status_code == 400
    answers = [sent().status_code for _ in range(11)]
    assert answers == [302] * 10 + [400]
    assert Letter.objects.count() == 10


def test_a_program_that_fills_every_field_is_suspected(sent):
    sent(website="https://pills.example")
    assert Letter.objects.get().is_suspect is True


def test_a_letter_needs_the_token_of_its_form(open_site):
    strict = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    page = strict.get(f"/en/write/error/{ABOUT}").content.decode()
    form = {"text": WORDS, "shown": stamp(page)}
    assert strict.post(f"/en/write/error/{ABOUT}", form).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    assert strict.post(f"/en/write/error/{ABOUT}", form | {"csrfmiddlewaretoken": token}).status_code == 302
    assert open_site.get("/en/programmes/roads/").cookies == {}


def test_the_filter_learns_from_decisions_and_spam_leaves_no_words(sent, folder):
    project = Project.open(folder)
    assert spam.chances(["buy pills"]) == [None]
    for number in range(6):
        for words in ("Buy cheap pills at https://pills.example/now", "The law of May says otherwise, see its page"):
            LIMITS.forget()
            sent(text=f"{words} {number}")
            state = "spam" if "pills" in words else "declined"
            letters.decide(project, Letter.objects.latest("pk"), letters.Decided(state, "Vera"))
    bad, good = spam.chances(["cheap pills https://pills.example", "see the law of May"])
    assert bad > 0.9 and good < 0.1
    assert {one.text for one in Letter.objects.filter(state="spam")} == {""}
    assert Word.objects.get(word="pills").spam == 6


def test_akismet_is_asked_only_with_a_key_and_its_silence_is_no_verdict(sent, monkeypatch, text, open_site):
    asked = []

    class Answer:
        def __init__(self, said):
            self.said = said

        def request(self, method, path, body, headers):
            asked.append(body)
            if self.said is None:
                raise OSError

        def getresponse(self):
            return self

        def read(self, most):
            return self.said

        def close(self):
            pass

    said = iter([b"true", b"false", None, b"invalid"])
    monkeypatch.setattr(akismet, "_connection", lambda: Answer(next(said)))
    sent()
    assert asked == [] and "Akismet" not in text(f"/en/write/error/{ABOUT}")
    monkeypatch.setattr(settings, "SERVANDA_AKISMET_KEY", "0123456789ab")
    assert "Akismet" in text(f"/en/write/error/{ABOUT}")
    for _ in range(4):
        sent()
    assert [one.is_suspect for one in Letter.objects.order_by("pk")] == [None, True, False, None, None]
    assert "user_ip=127.0.0.1" in asked[0] and "comment_content=The+day" in asked[0]


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_every_form_speaks_the_language_and_says_what_happens(open_site, lang, parsed):
    for kind in ("error", "answer"):
        answer = open_site.get(f"/{lang}/write/{kind}/{ABOUT}")
        page = parsed(answer.content.decode())
        assert page.lang == lang and "textarea" in page.tags and answer["Cache-Control"] == "no-store"
        assert 'id="notice"' in answer.content.decode()


def test_files_of_the_site_have_no_forms(site):
    page = site.get("/en/programmes/roads/", **{"servanda.static": True}).content.decode()
    assert "write/error" not in page
    assert "write/error" in site.get("/en/programmes/roads/").content.decode()
