"""Second looks: without the first decision in sight, changing nothing, and counted as agreement."""

import pytest

from servanda.desk.quality import agreement_by, looks_of
from servanda.record import models

pytestmark = pytest.mark.usefixtures("fresh")


@pytest.fixture
def decided(desk, signed_in):
    """Vera accepted three statements and rejected the fourth, each with a reason."""
    keys = [f"s{pk}" for pk in models.Statement.objects.using(desk.alias).order_by("pk").values_list("pk", flat=True)]
    vera = signed_in("Vera")
    for place, key in enumerate(keys):
        act = "reject" if place == 3 else "accept"
        vera.post(f"/en/desk/items/{key}/decide/", {"seen": "0", "act": act, "why": "Because of Vera."})
    return keys


def test_a_second_look_is_blind_and_changes_nothing(desk, decided, signed_in, body):
    viktor = signed_in("Viktor")
    claims = desk.claims()
    for act in ("accept", "accept", "reject", "correct"):
        way = viktor.get("/en/desk/quality/begin/")["Location"]
        key = way.strip("./")
        page = body(viktor.get(f"/en/desk/quality/{key}/"))
        assert "Vera" not in page and "accepted" not in page and "rejected" not in page
        viktor.post(f"/en/desk/quality/{key}/keep/", {"act": act})
    assert desk.claims() == claims
    assert viktor.get("/en/desk/quality/begin/")["Location"] == "../"
    assert len(looks_of(desk)) == 4
    [(_, whole)] = agreement_by(looks_of(desk), "")
    alike = sum(one.is_alike for one in looks_of(desk))
    assert whole.units == 4 and whole.alike * 4 == alike
    assert "4 statements looked at twice" in body(viktor.get("/en/desk/quality/"))
    assert sum(one.units for _, one in agreement_by(looks_of(desk), "doc")) == 4


def test_nobody_looks_again_at_their_own(desk, decided, signed_in, body):
    vera = signed_in("Vera")
    assert vera.get("/en/desk/quality/begin/")["Location"] == "../"
    body(vera.get(f"/en/desk/quality/{decided[0]}/"), 404)
    body(vera.post(f"/en/desk/quality/{decided[0]}/keep/", {"act": "accept"}), 404)


def test_who_decided_first_sees_what_others_changed(desk, decided, signed_in, body):
    newest = models.Judgement.objects.using(desk.alias).order_by("pk").first().pk
    signed_in("Viktor").post(
        f"/en/desk/items/{decided[0]}/decide/", {"seen": str(newest), "act": "reject", "why": "It was a <b>joke</b>."}
    )
    page = body(signed_in("Vera").get("/en/desk/quality/"))
    assert "It was a &lt;b&gt;joke&lt;/b&gt;." in page
    assert "joke" not in body(signed_in("Viktor").get("/en/desk/quality/"))


def test_judgements_of_the_desk_are_training_data(desk, decided):
    from servanda.exports.training import training_lines

    lines = list(training_lines(desk, partial=True))
    assert sum(len(line["attributions"]) for line in lines) == 3 and sum(len(line["rejected"]) for line in lines) == 1


def test_each_address_is_for_those_who_may(desk, decided, signed_in, browser):
    paths = ("quality/", "quality/begin/", f"quality/{decided[0]}/", f"quality/{decided[0]}/keep/")
    for name in ("Rita", "Rolf"):
        client = signed_in(name)
        assert {client.get(f"/en/desk/{path}").status_code for path in paths} == {403}
    assert {browser().get(f"/en/desk/{path}").status_code for path in paths} == {302}
    strict = signed_in("Viktor", strict=True)
    assert strict.post(f"/en/desk/{paths[3]}", {"act": "accept"}).status_code == 403
    viktor = signed_in("Viktor")
    for key, act in ((decided[0], "x' OR 1=1"), ("s0", "accept"), ("c1", "accept"), ("o1", "accept")):
        assert viktor.post(f"/en/desk/quality/{key}/keep/", {"act": act}).status_code == 404
    assert looks_of(desk) == []
