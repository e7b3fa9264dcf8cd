"""Several at once: bulk with a preview, merged, split, linked; and the rule that two people have to agree."""

import pytest
from django.conf import settings

from servanda.record import models

pytestmark = pytest.mark.usefixtures("fresh")


@pytest.fixture
def keys(desk):
    """The keys of all statements, in the order in which they were read."""
    return [f"s{pk}" for pk in models.Statement.objects.using(desk.alias).order_by("pk").values_list("pk", flat=True)]


def shares(desk):
    return sorted(int(claim.figure.quantity.value) for claim in desk.claims())


def judgements(desk):
    return list(models.Judgement.objects.using(desk.alias).order_by("pk").values_list("decision", "who", "batch_id"))


def test_the_ticked_are_shown_and_decided_as_one_step(desk, signed_in, keys, body):
    vera = signed_in("Vera")
    page = body(vera.get("/en/desk/together/", {"key": keys[:3]}))
    assert page.count('name="key"') == 3 and "61% is done" in page and "<script>" not in page
    form = {"key": keys[:3], "act": "reject", "why": "Copies."} | {f"seen-{key}": "0" for key in keys[:3]}
    assert vera.post("/en/desk/together/decide/", form).status_code == 302
    made = judgements(desk)
    assert len(made) == 3 and len({batch for _, _, batch in made}) == 1
    assert "3 rejected." in body(vera.get("/en/desk/queue/"))
    vera.post("/en/desk/steps/undo/")
    assert shares(desk) == [60, 61, 74]


def test_of_several_all_is_kept_or_nothing(desk, signed_in, keys):
    vera, viktor = signed_in("Vera"), signed_in("Viktor")
    viktor.post(f"/en/desk/items/{keys[1]}/decide/", {"seen": "0", "act": "accept"})
    form = {"key": keys[:3], "act": "reject"} | {f"seen-{key}": "0" for key in keys[:3]}
    vera.post("/en/desk/together/decide/", form)
    assert [one[:2] for one in judgements(desk)] == [("accepted", "Viktor")]


def test_what_somebody_else_has_open_is_not_decided_with_others(desk, signed_in, keys, body):
    vera, viktor = signed_in("Vera"), signed_in("Viktor")
    viktor.get(f"/en/desk/items/{keys[0]}/")
    form = {"key": keys[:2], "act": "accept"} | {f"seen-{key}": "0" for key in keys[:2]}
    page = body(vera.post("/en/desk/together/decide/", form))
    assert judgements(desk) == [] and page.count('name="key"') == 1


def test_alike_is_what_the_same_speaker_says_in_nearly_the_same_words(desk, signed_in, keys, body):
    page = body(signed_in("Vera").get("/en/desk/together/", {"like": keys[0]}))
    assert page.count('name="key"') == 1
    assert 'name="key"' not in body(signed_in("Vera").get("/en/desk/together/", {"like": "s0"}))


@pytest.mark.parametrize(
    "form", [{"act": "accept", "key": "s0"}, {"act": "drop", "key": "s1"}, {"act": "accept", "key": "' OR 1=1"}]
)
def test_hostile_bulk_forms_decide_nothing(desk, signed_in, form, body):
    body(signed_in("Vera").post("/en/desk/together/decide/", form), 404)
    assert judgements(desk) == []


def test_bulk_is_for_reviewers_and_by_form_alone(desk, signed_in, browser, keys):
    form = {"key": keys[0], "act": "accept", f"seen-{keys[0]}": "0"}
    for name in ("Rita", "Rolf"):
        client = signed_in(name)
        assert (
            client.get("/en/desk/together/").status_code
            == client.post("/en/desk/together/decide/", form).status_code
            == 403
        )
    assert signed_in("Vera", strict=True).post("/en/desk/together/decide/", form).status_code == 403
    assert signed_in("Vera").get("/en/desk/together/decide/", form).status_code == 404
    assert browser().post("/en/desk/together/decide/", form).status_code == 302
    assert judgements(desk) == []


def test_two_statements_are_merged_and_one_is_split_as_one_step(desk, signed_in, keys, body):
    vera = signed_in("Vera")
    rows = models.Statement.objects.using(desk.alias).filter(reading__document__doc="three").order_by("start")
    first, second = (f"s{row.pk}" for row in rows)
    vera.post(f"/en/desk/items/{first}/decide/", {"seen": "0", "act": "merge", "other": second})
    [whole] = [one for one in desk.statements() if len(one.content) == 2]
    assert len(desk.statements()) == 3 and whole.speaker == ("Clara",)
    vera.post("/en/desk/steps/undo/")
    assert len(desk.statements()) == 4
    page = body(
        vera.post(f"/en/desk/items/{keys[0]}/decide/", {"seen": "0", "act": "split", "content": "60% is done"}), 400
    )
    assert "only one part" in page
    body(vera.post(f"/en/desk/items/{first}/decide/", {"seen": "0", "act": "merge", "other": keys[0]}), 400)
    vera.post(
        f"/en/desk/items/{keys[0]}/decide/", {"seen": "0", "act": "split", "content": "60% is done | <script>alert"}
    )
    said = [one for one in desk.statements() if one.speaker == ("Anna",)]
    assert len(said) == 2 and len({batch for _, _, batch in judgements(desk)[-2:]}) == 1


def test_a_claim_is_linked_by_the_registers_name(desk, signed_in, keys):
    form = {"seen": "0", "act": "correct", "speaker": "Anna", "keep-0": "on", "value-0": "", "subject-0": "Bridge"}
    signed_in("Vera").post(f"/en/desk/items/{keys[0]}/decide/", form)
    [kept] = models.Judgement.objects.using(desk.alias).values_list("replacement", flat=True)
    assert [claim["subject"] for claim in kept["claims"]] == ["Bridge"]


@pytest.fixture
def two_people(monkeypatch):
    monkeypatch.setattr(settings, "SERVANDA_TWO_PEOPLE", True)


def test_a_decision_counts_once_a_second_person_agrees(desk, two_people, signed_in, keys, body):
    vera, viktor = signed_in("Vera"), signed_in("Viktor")
    vera.post(f"/en/desk/items/{keys[1]}/decide/", {"seen": "0", "act": "reject", "why": "Old news."})
    assert shares(desk) == [60, 61, 74] and judgements(desk) == []
    proposal = models.Remark.objects.using(desk.alias).get()
    page = body(viktor.get(f"/en/desk/items/{keys[1]}/"))
    assert "Vera proposes: rejected." in page and "Old news." in page
    agree = {"seen": "0", "act": "agree", "proposal": str(proposal.pk)}
    assert 'value="agree"' not in body(vera.get(f"/en/desk/items/{keys[1]}/")).split("proposes")[1][:900]
    vera.post(f"/en/desk/items/{keys[1]}/decide/", agree)
    viktor.get(f"/en/desk/items/{keys[1]}/")
    viktor.post(f"/en/desk/items/{keys[1]}/decide/", agree | {"proposal": "0"})
    assert judgements(desk) == []
    from servanda.desk.models import Reservation

    Reservation.objects.all().delete()
    viktor.post(f"/en/desk/items/{keys[1]}/decide/", agree)
    assert [one[:2] for one in judgements(desk)] == [("rejected", "Viktor")] and len(shares(desk)) == 2


def test_who_disagrees_proposes_something_else(desk, two_people, signed_in, keys):
    from servanda.desk.models import Reservation

    for name, form in (
        ("Vera", {"act": "accept"}),
        ("Viktor", {"act": "correct", "speaker": "Anna Lind", "keep-0": "on", "value-0": ""}),
    ):
        signed_in(name).post(f"/en/desk/items/{keys[0]}/decide/", {"seen": "0"} | form)
        Reservation.objects.all().delete()
    newest = models.Remark.objects.using(desk.alias).order_by("pk").last()
    signed_in("Vera").post(
        f"/en/desk/items/{keys[0]}/decide/", {"seen": "0", "act": "agree", "proposal": str(newest.pk)}
    )
    assert [one[:2] for one in judgements(desk)] == [("corrected", "Vera")]
    assert ("Anna Lind",) in [one.speaker for one in desk.statements()]


def test_under_the_rule_nothing_is_decided_in_bulk(desk, two_people, signed_in, keys, body):
    form = {"key": keys[:2], "act": "accept"} | {f"seen-{key}": "0" for key in keys[:2]}
    body(signed_in("Vera").post("/en/desk/together/decide/", form), 400)
    body(
        signed_in("Vera").post(
            f"/en/desk/items/{keys[0]}/decide/", {"seen": "0", "act": "split", "content": "60% | is done"}
        ),
        400,
    )
    assert judgements(desk) == []
