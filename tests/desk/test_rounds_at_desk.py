"""A body's correspondent fills in the form of its own entries and sees nothing else; editors approve it or send it back."""

import pytest

from servanda.desk.models import Account
from servanda.record import models
from servanda.record.project import close_round, open_round


@pytest.fixture
def opened(desk):
    """A round that is open."""
    return open_round(desk, "2030-Q2", "Edith")


@pytest.fixture
def page(opened, body):
    """The page of the form as somebody sees it, and the words by which it is known."""

    def called(client, lang="en"):
        text = body(client.get(f"/{lang}/desk/rounds/{opened.pk}/"))
        return text, text.split('name="token" value="')[1].split('"')[0]

    return called


def filled(token, status="", reason="", evidence="", item="bridge", **more):
    return {"token": token, "item-0": item, "status-0": status, "reason-0": reason, "evidence-0": evidence} | more


def said(desk):
    rows = models.Submission.objects.using(desk.alias).order_by("pk")
    return [(row.form.body, {item: told["value"] for item, told in row.said.items() if told}) for row in rows]


def test_a_correspondent_comes_to_the_rounds_and_sees_its_own_entries_alone(desk, opened, signed_in, page, body):
    rolf = signed_in("Rolf")
    assert rolf.get("/en/desk/")["Location"] == "rounds/"
    assert "Ministry of Justice" not in body(rolf.get("/en/desk/rounds/"))
    text, _ = page(rolf)
    assert "Bridge" in text and "Court" not in text and "Road Agency" in text


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_what_is_filled_in_counts_once_it_is_approved(desk, opened, signed_in, page, body, lang):
    rolf, edith = signed_in("Rolf"), signed_in("Edith")
    _, token = page(rolf, lang)
    answer = rolf.post(
        f"/{lang}/desk/rounds/{opened.pk}/",
        filled(token, "done", evidence="Act 12\nhttps://n.example/act", narrative="All well."),
    )
    assert answer.status_code == 302
    assert said(desk) == [("roads", {"bridge": "done"})]
    assert not any(one.item == "bridge" for one in desk.agreement.assessments)
    assert 'value="done" selected' in page(rolf, lang)[0]
    seen = body(edith.get(f"/{lang}/desk/rounds/{opened.pk}/roads/")).split('name="seen" value="')[1].split('"')[0]
    edith.post(f"/{lang}/desk/rounds/{opened.pk}/roads/decide/", {"act": "approve", "seen": seen})
    [counted] = [one for one in desk.register()[1].assessments if one.item == "bridge"]
    assert counted.evidence == ("Act 12", "https://n.example/act")


def test_calling_the_page_again_hands_out_no_other_form(desk, opened, signed_in, page):
    rolf = signed_in("Rolf")
    first, second = page(rolf)[1], page(rolf, "fr")[1]
    assert first == second and models.Form.objects.using(desk.alias).count() == 1
    rolf.post(f"/en/desk/rounds/{opened.pk}/", filled(first, "in progress"))
    assert page(rolf)[1] != first
    rolf.post(f"/en/desk/rounds/{opened.pk}/", filled(page(rolf)[1], "done"))
    assert said(desk)[-1] == ("roads", {"bridge": "done"})


def test_what_two_say_at_the_same_time_is_not_written_over(desk, opened, signed_in, page, body):
    first, second = signed_in("Rolf"), signed_in("Rolf")
    token = page(first)[1]
    assert token == page(second)[1]
    first.post(f"/en/desk/rounds/{opened.pk}/", filled(token, "done"))
    text = body(second.post(f"/en/desk/rounds/{opened.pk}/", filled(token, "in progress")), 400)
    assert "Bridge:" in text and said(desk)[0] == ("roads", {"bridge": "done"})
    assert all(one[1].get("bridge") != "in progress" for one in said(desk))


@pytest.mark.parametrize(
    "form",
    [
        {"status": "finished"},
        {"status": "done", "reason": "not applicable"},
        {"evidence": "Act 12"},
        {"reason": "because"},
        {"status": "<script>alert(1)</script>"},
    ],
)
def test_rows_that_cannot_be_taken_are_told(desk, opened, signed_in, page, body, form):
    rolf = signed_in("Rolf")
    text = body(rolf.post(f"/en/desk/rounds/{opened.pk}/", filled(page(rolf)[1], **form)), 400)
    assert "These rows are not kept" in text and "<script>" not in text
    assert all(not told for _, told in said(desk))


def test_no_form_takes_an_entry_of_another_body(desk, opened, signed_in, page):
    rolf = signed_in("Rolf")
    rolf.post(f"/en/desk/rounds/{opened.pk}/", filled(page(rolf)[1], "done", item="court"))
    rolf.post(f"/en/desk/rounds/{opened.pk}/", filled(page(rolf)[1], "done", item="bridge' OR 1=1"))
    assert said(desk) == []


def test_the_form_of_another_body_is_refused(desk, opened, signed_in, page, body):
    account = Account.objects.get(name="Rolf")
    rolf = signed_in("Rolf")
    token = page(rolf)[1]
    account.body = "justice"
    account.save()
    body(rolf.post(f"/en/desk/rounds/{opened.pk}/", filled(token, "done")), 400)
    assert "Bridge" not in page(rolf)[0] and said(desk) == []


def test_a_closed_round_takes_nothing(desk, opened, signed_in, page, body):
    rolf = signed_in("Rolf")
    token = page(rolf)[1]
    close_round(desk, "2030-Q2", "Edith")
    body(rolf.post(f"/en/desk/rounds/{opened.pk}/", filled(token, "done")), 404)
    body(rolf.get(f"/en/desk/rounds/{opened.pk}/"), 404)


def test_what_was_sent_since_is_not_approved_unseen(desk, opened, signed_in, page, body):
    rolf, edith = signed_in("Rolf"), signed_in("Edith")
    rolf.post(f"/en/desk/rounds/{opened.pk}/", filled(page(rolf)[1], "in progress"))
    seen = body(edith.get(f"/en/desk/rounds/{opened.pk}/roads/")).split('name="seen" value="')[1].split('"')[0]
    rolf.post(f"/en/desk/rounds/{opened.pk}/", filled(page(rolf)[1], "done"))
    body(edith.post(f"/en/desk/rounds/{opened.pk}/roads/decide/", {"act": "approve", "seen": seen}), 400)
    assert not models.Approval.objects.using(desk.alias).exists()


def test_what_is_sent_back_says_why_on_the_form(desk, opened, signed_in, page, body):
    rolf, edith = signed_in("Rolf"), signed_in("Edith")
    rolf.post(f"/en/desk/rounds/{opened.pk}/", filled(page(rolf)[1], "done"))
    seen = body(edith.get(f"/en/desk/rounds/{opened.pk}/roads/")).split('name="seen" value="')[1].split('"')[0]
    way = f"/en/desk/rounds/{opened.pk}/roads/decide/"
    body(edith.post(way, {"act": "send-back", "seen": seen}), 400)
    assert edith.post(way, {"act": "send-back", "seen": seen, "note": "Which act?"}).status_code == 302
    assert "Which act?" in page(rolf)[0]


def test_each_address_is_for_those_who_may(desk, opened, signed_in, browser):
    own, others = f"/en/desk/rounds/{opened.pk}/", f"/en/desk/rounds/{opened.pk}/roads/"
    for name in ("Rita", "Vera"):
        client = signed_in(name)
        assert {client.get(path).status_code for path in ("/en/desk/rounds/", own, others)} == {403}
        assert {client.post(path).status_code for path in (own, f"{others}decide/")} == {403}
    assert signed_in("Edith").get(own).status_code == 403
    rolf = signed_in("Rolf")
    assert {rolf.get(others).status_code, rolf.post(f"{others}decide/", {"act": "approve"}).status_code} == {403}
    stranger = browser()
    assert {stranger.get(path).status_code for path in ("/en/desk/rounds/", own, others)} == {302}
    assert signed_in("Rolf", strict=True).post(own, filled("x", "done")).status_code == 403
    assert signed_in("Edith", strict=True).post(f"{others}decide/", {"act": "approve"}).status_code == 403
    edith = signed_in("Edith")
    for path in ("/en/desk/rounds/999/roads/", f"/en/desk/rounds/{opened.pk}/nobody/"):
        assert edith.get(path).status_code == 404
        assert edith.post(f"{path}decide/", {"act": "approve"}).status_code == 404
