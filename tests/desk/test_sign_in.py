"""Signing in: who may, what a wrong password meets, sessions that end, the code beside the password."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from servanda.desk.models import Failure, SignIn
from servanda.desk.sessions import IDLE
from servanda.desk.signing_in import MOST_OF_PLACE

WORDS = "seven tall herons wade"
OWN = ("account/", "account/password/", "account/code/")


def attempt(client, name, password, **more):
    return client.post("/en/desk/sign-in/", {"name": name, "password": password, **more})


def test_name_and_password_lead_to_the_desk(signed_in, body):
    client = signed_in("Vera")
    assert "Vera" in body(client.get("/en/desk/account/"))


def test_names_are_known_whatever_their_capitals(desk, browser):
    assert attempt(browser(), " vera ", WORDS).status_code == 302


@pytest.mark.parametrize("path", [*OWN, "", "people/", "account/code/remove/"])
def test_who_is_not_signed_in_is_led_to_the_form_and_back(desk, browser, path):
    client = browser()
    answer = client.get(f"/en/desk/{path}")
    assert answer.status_code == 302 and "sign-in/?next=%2Fen%2Fdesk%2F" in answer["Location"]


def test_after_signing_in_the_page_that_was_asked_for_comes(desk, browser):
    answer = attempt(browser(), "Vera", WORDS, next="/en/desk/account/password/")
    assert answer["Location"] == "../account/password/"


@pytest.mark.parametrize(
    "where",
    [
        "https://evil.example/",
        "//evil.example/en/desk/",
        "/en/desk/../../evil/",
        "/en/desk//evil",
        "/en/desk/\\evil",
        "/fr/desk/",
        "/en/desk/sign-in/http:evil.example",
        "/en/desk/sign-in/javascript:alert(1)",
    ],
)
def test_signing_in_leads_nowhere_else(desk, browser, where):
    assert attempt(browser(), "Vera", WORDS, next=where)["Location"] == "../"


def test_a_wrong_name_and_a_wrong_password_are_told_alike(desk, browser, body):
    wrong_name = body(attempt(browser(), "Nobody", "x" * 12), 403)
    wrong_word = body(attempt(browser(), "Vera", "x" * 12), 403)
    assert "Name and password do not go together." in wrong_name
    assert wrong_name.replace("Nobody", "Vera").split("csrf")[0] == wrong_word.split("csrf")[0]


def test_who_has_a_session_cannot_try_old_passwords_at_will(signed_in, body):
    here = signed_in("Vera")
    form = {"new_password1": "nine calm otters swim", "new_password2": "nine calm otters swim"}
    for number in range(5):
        here.post("/en/desk/account/password/", form | {"old_password": f"wrong {number}"})
    refused = body(here.post("/en/desk/account/password/", form | {"old_password": WORDS}))
    assert "15 minutes" in refused
    assert here.post("/en/desk/account/password/", form | {"old_password": WORDS}).status_code == 200


@pytest.mark.parametrize("name", ["Vera", "Nobody"])
def test_five_failures_lock_a_name_for_a_quarter_of_an_hour(desk, browser, name):
    client = browser()
    assert [attempt(client, name, "wrong").status_code for _ in range(6)] == [403] * 5 + [429]
    assert attempt(client, name, WORDS).status_code == 429
    Failure.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert attempt(client, name, WORDS).status_code == (302 if name == "Vera" else 403)


def test_a_stranger_keeps_nobody_out_of_where_he_works(desk, browser, signed_in):
    signed_in("Vera")
    stranger, at_work = browser(), browser()
    far = {"REMOTE_ADDR": "203.0.113.9"}

    def tried(client, password, **where):
        return client.post("/en/desk/sign-in/", {"name": "Vera", "password": password}, **where).status_code

    assert [tried(stranger, "wrong", **far) for _ in range(6)] == [403] * 5 + [429]
    assert tried(stranger, WORDS, REMOTE_ADDR="198.51.100.7") == 429, "other strange places have no attempts more"
    assert tried(at_work, WORDS) == 302
    assert tried(stranger, WORDS, **far) == 429, "the owner's success gives strangers no further attempts"
    assert [tried(browser(), "wrong") for _ in range(6)] == [403] * 5 + [429]


def test_what_a_stranger_says_of_his_address_counts_for_nothing(desk, browser, signed_in):
    signed_in("Vera")
    far = {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}
    form = {"name": "Vera", "password": "wrong"}
    assert [browser().post("/en/desk/sign-in/", form, **far).status_code for _ in range(6)] == [403] * 5 + [429]
    assert attempt(browser(), "Vera", WORDS).status_code == 302


def test_one_password_tried_on_many_names_ends_at_fifty(desk, browser, signed_in):
    signed_in("Viktor")
    answers = [attempt(browser(), f"name {number}", "wrong").status_code for number in range(MOST_OF_PLACE + 1)]
    assert answers == [403] * MOST_OF_PLACE + [429]
    assert attempt(browser(), "Vera", WORDS).status_code == 429, "she has never signed in from here"
    assert attempt(browser(), "Viktor", WORDS).status_code == 302, "he has"


def test_signing_in_forgets_failures(desk, browser, failures):
    client = browser()
    attempt(client, "Vera", "wrong")
    assert failures("Vera") == 1
    attempt(client, "Vera", WORDS)
    assert failures("Vera") == 0


def test_a_closed_account_stays_outside(desk, browser, person, signed_in):
    client = signed_in("Vera")
    account = person("Vera")
    account.is_active = False
    account.save()
    assert client.get("/en/desk/account/").status_code == 302
    assert attempt(browser(), "Vera", WORDS).status_code == 403


def test_the_session_has_a_new_key_and_its_cookie_no_script_sees(desk, browser):
    client = browser()
    attempt(client, "Vera", WORDS)
    first = client.cookies["servanda"]
    assert first["httponly"] and first["samesite"] == "Lax"
    key = first.value
    attempt(client, "Vera", WORDS)
    assert client.cookies["servanda"].value != key


def test_signing_out_ends_the_session(signed_in):
    client = signed_in("Vera")
    assert client.get("/en/desk/sign-out/").status_code == 404
    client.post("/en/desk/sign-out/")
    assert client.get("/en/desk/account/").status_code == 302
    assert not SignIn.objects.filter(ended=None).exists()


def test_a_session_that_nobody_uses_ends(signed_in):
    client = signed_in("Vera")
    SignIn.objects.update(seen=timezone.now() - IDLE - timedelta(seconds=1))
    assert client.get("/en/desk/account/").status_code == 302
    SignIn.objects.update(seen=timezone.now())
    assert client.get("/en/desk/account/").status_code == 302


def test_sessions_are_listed_and_ended(signed_in, body):
    here, there = signed_in("Vera"), signed_in("Vera")
    other = SignIn.objects.exclude(session=here.session.session_key).get()
    assert body(here.get("/en/desk/account/")).count("/end/") == 1
    here.post(f"/en/desk/account/sessions/{other.pk}/end/")
    assert there.get("/en/desk/account/").status_code == 302
    assert here.get("/en/desk/account/").status_code == 200


def test_nobody_ends_anothers_session_but_an_administrator(signed_in, with_code):
    vera, viktor = signed_in("Vera"), signed_in("Viktor")
    row = SignIn.objects.get(account__name="Vera")
    assert viktor.post(f"/en/desk/account/sessions/{row.pk}/end/").status_code == 404
    assert vera.get("/en/desk/account/").status_code == 200
    ada = with_code("Ada")
    assert ada.post(f"/en/desk/account/sessions/{row.pk}/end/").status_code == 302
    assert vera.get("/en/desk/account/").status_code == 302


@pytest.mark.parametrize("name", ["Rita", "Vera", "Edith", "Rolf"])
def test_accounts_are_for_administrators(signed_in, name):
    assert signed_in(name).get("/en/desk/people/").status_code == 403


def test_another_password_ends_the_other_sessions(signed_in, browser):
    here, there = signed_in("Vera"), signed_in("Vera")
    new = "eleven slow herons wade"
    form = {"old_password": WORDS, "new_password1": new, "new_password2": new}
    assert here.post("/en/desk/account/password/", form | {"old_password": "x"}).status_code == 200
    assert here.post("/en/desk/account/password/", form).status_code == 302
    assert here.get("/en/desk/account/").status_code == 200
    assert there.get("/en/desk/account/").status_code == 302
    assert attempt(browser(), "Vera", new).status_code == 302


@pytest.mark.parametrize(
    "weak", ["eleven char", "qwertyuiop123", "Vera", "Servanda2026!", "Valley Peace Accord", "Accord-Vera-1"]
)
def test_weak_passwords_are_refused(signed_in, weak):
    form = {"old_password": WORDS, "new_password1": weak, "new_password2": weak}
    assert signed_in("Vera").post("/en/desk/account/password/", form).status_code == 200


@pytest.mark.parametrize(
    "strong", ["839201748263748", "nine calm valley otters", "п" * 6 + " " + "ж" * 6, "x" * 90 + "y" * 60]
)
def test_a_password_may_be_made_of_anything_else(signed_in, strong):
    form = {"old_password": WORDS, "new_password1": strong, "new_password2": strong}
    assert signed_in("Vera").post("/en/desk/account/password/", form).status_code == 302


def code_of(name):
    device = TOTPDevice.objects.get(user__name=name)
    return f"{totp(device.bin_key):06d}"


@pytest.fixture
def with_code(signed_in):
    """The browser of somebody who signed in and began with codes."""

    def enter(name):
        client = signed_in(name)
        client.post("/en/desk/account/code/", {"password": WORDS})
        assert client.post("/en/desk/account/code/", {"code": code_of(name)}).status_code == 302
        return client

    return enter


def test_a_code_is_asked_for_where_the_account_has_one_and_counts_once(with_code, browser, monkeypatch):
    with_code("Vera")
    client = browser()
    assert attempt(client, "Vera", WORDS)["Location"] == "code/"
    assert client.get("/en/desk/account/").status_code == 302
    assert client.post("/en/desk/sign-in/code/", {"code": code_of("Vera")}).status_code == 403
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 60)
    monkeypatch.setattr("django_otp.oath.time", time.time)
    TOTPDevice.objects.update(throttling_failure_timestamp=None)
    assert client.post("/en/desk/sign-in/code/", {"code": code_of("Vera")}).status_code == 302
    assert client.get("/en/desk/account/").status_code == 200


def test_the_code_page_knows_nobody_without_a_password(desk, browser):
    assert browser().get("/en/desk/sign-in/code/")["Location"] == "../"


def test_wrong_codes_lock_the_name(with_code, browser):
    with_code("Vera")
    client = browser()
    attempt(client, "Vera", WORDS)
    answers = [client.post("/en/desk/sign-in/code/", {"code": "000000"}).status_code for _ in range(6)]
    assert answers == [403] * 5 + [429]
    assert attempt(client, "Vera", WORDS).status_code == 429


def test_an_administrator_does_nothing_without_a_code(signed_in, with_code):
    client = signed_in("Ada")
    assert client.get("/en/desk/people/")["Location"] == "../account/code/"
    client = with_code("Ada")
    assert client.get("/en/desk/people/").status_code == 200
    assert client.post("/en/desk/account/code/remove/", {"password": WORDS}).status_code == 404


def test_the_key_of_the_codes_is_shown_once_and_behind_the_password(signed_in, body):
    client, path = signed_in("Vera"), "/en/desk/account/code/"
    assert "otp-key" not in body(client.get(path)) and not TOTPDevice.objects.exists()
    assert "not your password" in body(client.post(path, {"password": "wrong"})) and not TOTPDevice.objects.exists()
    assert client.post(path, {"code": "000000"})["Location"] == "./"
    assert "otp-key" in body(client.post(path, {"password": WORDS}))
    first = TOTPDevice.objects.get().key
    assert "otp-key" not in body(client.get(path))
    refused = body(client.post(path, {"code": "000000"}))
    assert "otp-key" not in refused and "not shown again" in refused
    client.post(path, {"password": WORDS})
    assert TOTPDevice.objects.get(confirmed=False).key != first


def test_a_reviewer_may_do_without_again(with_code):
    client = with_code("Vera")
    assert client.post("/en/desk/account/code/remove/", {"password": "wrong"}).status_code == 200
    assert client.post("/en/desk/account/code/remove/", {"password": WORDS}).status_code == 302
    assert not TOTPDevice.objects.exists()


def test_forms_that_the_desk_did_not_give_are_refused(signed_in, browser, body):
    client = signed_in("Vera", strict=True)
    for path in ("sign-in/", "sign-out/", "account/password/", "account/sessions/1/end/", "account/code/"):
        assert "cannot be taken" in body(client.post(f"/en/desk/{path}", {"name": "Vera"}), 403)


def test_pages_have_their_policy_and_are_kept_by_nobody(signed_in):
    answer = signed_in("Vera").get("/en/desk/account/")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer["Cache-Control"] == "no-store" and answer["X-Robots-Tag"] == "noindex"
    assert answer["X-Frame-Options"] == "DENY"


def test_the_public_site_takes_no_forms_and_sets_no_cookie(desk, browser):
    client = browser()
    assert client.post("/en/", {}).status_code == 405
    assert client.put("/en/desk/", {}).status_code == 405
    answer = client.get("/en/method/")
    policy = answer["Content-Security-Policy"]
    assert answer.status_code == 200 and not answer.cookies and "script-src 'self'" in policy and "unsafe" not in policy


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_names_are_escaped(desk, browser, body, lang):
    page = body(browser().post(f"/{lang}/desk/sign-in/", {"name": '"><script>', "password": "x"}), 403)
    assert "<script>" not in page
