"""Following by e-mail: nothing before it is confirmed, each news once, never what is kept back, stopped by one click."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from servanda.record.project import Project
from servanda.site import facts, forms, matches, routing
from servanda.site.alerts import Sent, send_due
from servanda.site.following import UNCONFIRMED
from servanda.site.limits import LIMITS
from servanda.site.models import Following
from servanda.site.page import Shown

HERE = "https://tracker.example"


@pytest.fixture
def posted(site, folder, monkeypatch):
    """A site that sends mail, with its tables as before after the test."""
    monkeypatch.setattr(settings, "SERVANDA_ADDRESS", HERE)
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    monkeypatch.setattr(forms, "_SOONEST", 0)
    mail.outbox = []
    LIMITS.forget()
    alias = routing.make_readers_tables()
    with transaction.atomic(using=alias):
        yield site
        transaction.set_rollback(True, using=alias)
    connections[alias].close()


@pytest.fixture
def follow(posted):
    """Ask to follow something, and confirm it; gives the row."""

    def ask(about, email="reader@post.example", frequency="at once", lang="en", confirmed=True):
        page = posted.get(f"/{lang}/follow/{about}").content.decode()
        shown = re.search(r'name="shown" value="([^"]+)"', page)[1]
        answer = posted.post(
            f"/{lang}/follow/{about}", {"email": email, "frequency": frequency, "shown": shown, "website": ""}
        )
        assert answer.status_code == 200
        one = Following.objects.latest("pk")
        if confirmed:
            assert posted.post(f"/{lang}/following/{one.token}/").status_code == 302
            one.refresh_from_db()
        return one

    return ask


@pytest.fixture
def forget():
    """Take something out of what was told, as if it had come since."""

    def strike(one):
        Following.objects.filter(pk=one.pk).update(told=[])

    return strike


def due(folder, later=timedelta(0)):
    return send_due(Project.open(folder), timezone.now() + later)


def test_nothing_is_asked_where_no_mail_goes_out(site):
    assert site.get("/en/follow/people/anna/").status_code == 404
    assert "Follow by e-mail" not in site.get("/en/people/anna/").content.decode()


def test_a_mail_asks_first_and_opening_its_address_confirms_nothing(posted, follow, forget, folder):
    one = follow("people/anna/", confirmed=False)
    (asked,) = mail.outbox
    assert asked.to == ["reader@post.example"] and f"{HERE}/en/following/{one.token}/" in asked.body
    assert "Confirm" in posted.get(f"/en/following/{one.token}/").content.decode()
    forget(one)
    assert due(folder) == Sent(0, 0)
    posted.post(f"/en/following/{one.token}/")
    assert due(folder) == Sent(0, 0)  # what was there before is not new
    forget(one)
    assert due(folder) == Sent(1, 0) and due(folder) == Sent(0, 0)


def test_a_mail_has_the_words_in_context_and_stops_by_one_click(posted, follow, forget, folder):
    one = follow("people/anna/")
    forget(one)
    due(folder)
    told = mail.outbox[-1]
    assert "Anna says: *60% is done, and <script>alert(1)</script> more*." in told.body
    assert f"{HERE}/en/statements/one/" in told.body and "Anna" in told.subject
    stop = told.extra_headers["List-Unsubscribe"].strip("<>")
    assert told.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    way = stop.removeprefix(HERE)
    posted.get(way)
    assert Following.objects.count() == 1  # opened by a program that looks at links
    strict = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    assert strict.post(way, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Following.objects.count() == 0
    assert posted.get(f"/en/following/{one.token}/").status_code == 404


@pytest.mark.parametrize("about", ["search/?q=done", "statements/", "people/anna/", "programmes/plan/", "documents/"])
def test_what_is_kept_back_is_in_no_mail(posted, follow, forget, folder, about):
    one = follow(about)
    forget(one)
    assert due(folder) == Sent(1, 0)
    told = mail.outbox[-1].body
    assert "minutes-2031" not in told and "secret" not in told and "Words that stay away" not in told
    assert "62% is done" not in told.replace("62 %", "62%") or about == "programmes/plan/"


def test_a_list_is_followed_with_its_filter_and_a_search_with_its_words(posted, follow, forget, folder):
    for about, has, has_not in (
        ("claims/?speaker=Boris", "74", "60 %"),
        ("search/?q=чистая", "Чистая вода", "Roads"),
        ("deadlines/?state=ahead", "Clean water", "Roads"),
    ):
        one = follow(about)
        forget(one)
        assert due(folder) == Sent(1, 0)
        assert has in mail.outbox[-1].body and has_not not in mail.outbox[-1].body
        posted.post(f"/en/following/{one.token}/stop/")
    assert posted.get("/en/follow/search/").status_code == 404
    assert posted.get("/en/follow/method/").status_code == 404
    assert posted.get("/en/follow/documents/minutes-2031/").status_code == 404


def test_a_deadline_is_told_when_it_is_set_and_once_it_has_passed(posted, folder):
    shown = Shown(facts.facts_of(Project.open(folder)), "en", "/en/")
    keys = [
        one.key for one in matches.matches_of(shown, "programme", "plan", {}) if "due " in one.key or "past" in one.key
    ]
    assert keys == ["due water 2099-05-01", "due roads 2020-05-01", "past roads 2020-05-01"]


def test_how_often_is_kept_to_and_can_be_changed(posted, follow, forget, folder):
    one = follow("people/anna/", frequency="daily")
    for later, sent in ((timedelta(0), 1), (timedelta(hours=20), 0), (timedelta(hours=25), 1)):
        forget(one)
        assert due(folder, later) == Sent(sent, 0)
    posted.post(f"/en/following/{one.token}/", {"frequency": "weekly"})
    assert due(folder, timedelta(days=4)) == Sent(0, 0)
    assert due(folder, timedelta(days=9)) == Sent(0, 0)  # nothing new
    forget(one)
    assert due(folder, timedelta(days=9)) == Sent(1, 0)


def test_a_mail_that_did_not_go_out_is_sent_by_the_next_call_under_the_same_name(
    posted, follow, forget, folder, monkeypatch
):
    one = follow("people/anna/")
    forget(one)
    names = []

    def refused(self, messages):
        names.extend(message.extra_headers["Message-ID"] for message in messages)
        raise OSError("no way")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refused)
        assert due(folder) == Sent(0, 1)
    assert due(folder) == Sent(1, 0)
    assert names == [mail.outbox[-1].extra_headers["Message-ID"]]


def test_a_call_that_was_killed_is_made_good_later_and_two_at_once_send_one_mail(
    posted, follow, forget, folder, monkeypatch
):
    one = follow("people/anna/")
    forget(one)

    def killed(self, messages):
        assert due(folder) == Sent(0, 0)  # another call meanwhile
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", killed)
        with pytest.raises(KeyboardInterrupt):
            due(folder)
    assert due(folder, timedelta(minutes=1)) == Sent(0, 0)
    assert due(folder, timedelta(minutes=16)) == Sent(1, 0)


def test_nobody_is_flooded_and_what_is_not_confirmed_is_forgotten(posted, follow, folder):
    for _ in range(5):
        follow("people/anna/", confirmed=False)
    assert len(mail.outbox) == Following.objects.count() == 3
    Following.objects.update(made=timezone.now() - UNCONFIRMED - timedelta(hours=1))
    due(folder)
    assert Following.objects.count() == 0


@pytest.mark.parametrize("lang", ["fr", "ru"])
def test_mail_speaks_the_language_in_which_it_was_asked_for(posted, follow, forget, folder, lang):
    one = follow("programmes/plan/", lang=lang)
    forget(one)
    due(folder)
    words = {"fr": "Nouveau dans", "ru": "Новое в"}[lang]
    assert words in mail.outbox[-1].body and f"{HERE}/{lang}/following/" in mail.outbox[-1].body
