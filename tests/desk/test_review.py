"""What a reviewer does with an item: kept with who, when and why, taken back, and never written over another's decision."""

import pytest

from servanda.desk.models import Account
from servanda.desk.worklist import Worklist
from servanda.errors import DecidedMeanwhile
from servanda.record import models
from servanda.record.actions.judge import Reviewer
from servanda.record.review_queue import decide, review_queue

pytestmark = pytest.mark.usefixtures("fresh")


@pytest.fixture
def key_of(desk):
    """The key of the statement of a document."""
    rows = models.Statement.objects.using(desk.alias).order_by("pk")
    return lambda doc: f"s{rows.filter(reading__document__doc=doc)[0].pk}"


@pytest.fixture
def act(desk):
    """What somebody does with an item, as its page lets them."""

    def do(client, key, act, **form):
        page = client.get(f"/en/desk/items/{key}/").content.decode()
        seen = page.split('name="seen" value="')[1].split('"')[0]
        return client.post(f"/en/desk/items/{key}/decide/", {"seen": seen, "act": act} | form)

    return do


def shares(desk):
    return sorted(int(claim.figure.quantity.value) for claim in desk.claims())


def judgements(desk):
    return list(models.Judgement.objects.using(desk.alias).order_by("pk").values_list("decision", "who", "why"))


def test_accepting_and_rejecting_are_what_the_terminal_does(desk, signed_in, act, key_of):
    vera = signed_in("Vera")
    answer = act(vera, key_of("two"), "reject", why="Said of last year.")
    assert answer.status_code == 302 and "/items/" in vera.get("/en/desk/queue/begin/")["Location"] + "/items/"
    assert shares(desk) == [60, 61]
    act(vera, key_of("one"), "accept")
    assert judgements(desk) == [("rejected", "Vera", "Said of last year."), ("accepted", "Vera", "")]
    assert models.Anchor.objects.using(desk.alias).filter(role="content", exact="74% is done").exists()


def test_after_a_decision_comes_the_next_that_was_loaded_ahead(desk, signed_in, act):
    vera = signed_in("Vera")
    first, second = [one.key for one in Worklist(desk, Account.objects.get(name="Vera"), {"by": "document"}).entries][
        :2
    ]
    answer = vera.post(f"/en/desk/items/{first}/decide/?by=document", {"seen": "0", "act": "accept"})
    assert answer["Location"] == f"../../{second}/?by=document"
    assert "Accepted." in vera.get(f"/en/desk/items/{second}/?by=document").content.decode()


def test_words_speaker_and_figure_are_corrected(desk, signed_in, act, key_of, body):
    vera, key = signed_in("Vera"), key_of("two")
    assert (
        act(
            vera, key, "correct", source="A journal", speaker="Boris Lang", **{"keep-0": "on", "value-0": "47%"}
        ).status_code
        == 302
    )
    [statement] = [one for one in desk.statements() if one.speaker == ("Boris Lang",)]
    assert statement.source == ((0, 9),)
    assert shares(desk) == [47, 60, 61]
    assert [claim.speaker for claim in desk.claims() if claim.figure.quantity.value == 47] == ["Boris Lang"]
    assert 'value="47%"' in body(vera.get(f"/en/desk/items/{key}/"))
    assert act(vera, key, "correct", speaker="Boris Lang", **{"value-0": "47%"}).status_code == 302
    assert shares(desk) == [60, 61]


def test_of_words_that_stand_twice_the_nearest_to_what_was_marked_counts(desk, signed_in, act, key_of):
    text = "Preface. Clara says: 61% is done. Clara says: it is raining. Postface."
    at = text.rindex("Clara")
    act(
        signed_in("Vera"),
        key_of("three"),
        "correct",
        speaker="Clara",
        source="Clara",
        **{"near-source": str(at), "value-0": ""},
    )
    assert ((at, at + 5),) in [one.source for one in desk.statements()]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"source": "A newspaper"}, "A newspaper"),
        ({"content": "-"}, "text"),
        ({"keep-0": "on", "value-0": "many"}, "not one figure"),
        ({"keep-0": "on", "value-0": "40% and 50%"}, "not one figure"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_was_typed(desk, signed_in, act, key_of, body, form, words):
    page = body(act(signed_in("Vera"), key_of("two"), "correct", why="My reason <b>", **form), 400)
    assert words in page and "My reason &lt;b&gt;" in page and 'role="alert"' in page
    assert judgements(desk) == []


def test_the_second_to_decide_sees_the_firsts_decision_and_overwrites_nothing(desk, signed_in, key_of, body):
    """Both opened it; the first's reservation has run out meanwhile."""
    from servanda.desk.models import Reservation

    vera, viktor, key = signed_in("Vera"), signed_in("Viktor"), key_of("one")
    for client in (vera, viktor):
        client.get(f"/en/desk/items/{key}/")
        Reservation.objects.all().delete()
    vera.post(f"/en/desk/items/{key}/decide/", {"seen": "0", "act": "accept", "why": "I heard it."})
    answer = viktor.post(f"/en/desk/items/{key}/decide/", {"seen": "0", "act": "reject"})
    assert answer.status_code == 302
    page = body(viktor.get(f"/en/desk/items/{key}/"))
    assert "Somebody else has decided this" in page and "I heard it." in page
    assert judgements(desk) == [("accepted", "Vera", "I heard it.")]
    newest = models.Judgement.objects.using(desk.alias).get().pk
    viktor.post(f"/en/desk/items/{key}/decide/", {"seen": str(newest), "act": "reject", "why": "It was somebody else."})
    assert [one[:2] for one in judgements(desk)] == [("accepted", "Vera"), ("rejected", "Viktor")]


def test_decide_refuses_what_was_not_seen(desk):
    waiting = review_queue(desk)[0]
    decide(desk, waiting, models.Decision.ACCEPTED, Reviewer("Vera"), seen=0)
    with pytest.raises(DecidedMeanwhile, match="Somebody else"):
        decide(desk, waiting, models.Decision.REJECTED, Reviewer("Viktor"), seen=0)
    assert len(judgements(desk)) == 1


def test_a_form_that_says_nothing_of_what_was_seen_decides_nothing(desk, signed_in, key_of):
    signed_in("Vera").post(f"/en/desk/items/{key_of('one')}/decide/", {"act": "accept"})
    assert judgements(desk) == []


def test_remarks_are_kept_and_decide_nothing(desk, signed_in, act, key_of, body):
    vera, key = signed_in("Vera"), key_of("one")
    act(vera, key, "comment", why="See page 4.")
    act(vera, key, "unsure", why="Which plan?")
    act(vera, key, "postpone", until="9999-01-01")
    act(signed_in("Edith"), key, "assign", to="Viktor", why="You know it.")
    kept = models.Remark.objects.using(desk.alias).order_by("pk").values_list("kind", "who", "text", "to")
    assert list(kept) == [
        ("comment", "Vera", "See page 4.", ""),
        ("unsure", "Vera", "Which plan?", ""),
        ("postponed", "Vera", "", ""),
        ("assigned", "Edith", "You know it.", "Viktor"),
    ]
    page = body(signed_in("Viktor").get(f"/en/desk/items/{key}/"))
    assert all(words in page for words in ("See page 4.", "Which plan?", "You know it.", "given to Viktor"))
    assert judgements(desk) == []


@pytest.mark.parametrize(
    ("act_of", "form"),
    [
        ("comment", {}),
        ("postpone", {"until": "2001-01-01"}),
        ("postpone", {"until": "soon"}),
        ("assign", {"to": "Rita"}),
    ],
)
def test_remarks_that_say_too_little_are_refused(desk, signed_in, act, key_of, body, act_of, form):
    body(act(signed_in("Edith"), key_of("one"), act_of, **form), 400)
    assert not models.Remark.objects.using(desk.alias).exists()


def test_what_is_sent_back_waits_again_for_who_decided_it(desk, signed_in, act, key_of, body):
    vera, edith, key = signed_in("Vera"), signed_in("Edith"), key_of("two")
    act(vera, key, "reject")
    assert shares(desk) == [60, 61]
    body(act(edith, key, "send-back"), 400)
    act(edith, key, "send-back", why="It is of this year.")
    assert shares(desk) == [60, 61, 74]
    assert "It is of this year." in body(vera.get("/en/desk/queue/?state=mine"))
    body(act(edith, key, "send-back", why="Again."), 400)


def test_a_step_is_taken_back_and_done_again(desk, signed_in, act, key_of, body):
    vera, key = signed_in("Vera"), key_of("two")
    act(vera, key, "reject")
    answer = vera.post("/en/desk/steps/undo/")
    assert answer["Location"] == f"../../items/{key}/" and shares(desk) == [60, 61, 74]
    page = body(vera.get("/en/desk/steps/"))
    assert "Do it again" in page
    batch = models.Judgement.objects.using(desk.alias).get().batch_id
    vera.post(f"/en/desk/steps/{batch}/undo/")
    assert shares(desk) == [60, 61]
    assert "taken back" not in body(vera.get(f"/en/desk/items/{key}/")).split("What was decided")[1]


def test_nobody_takes_back_anothers_step_but_an_editor_who_takes_back_anything(desk, signed_in, act, key_of, body):
    vera, viktor, edith = (signed_in(name) for name in ("Vera", "Viktor", "Edith"))
    act(vera, key_of("two"), "reject")
    batch = models.Judgement.objects.using(desk.alias).get().batch_id
    ingest = models.Batch.objects.using(desk.alias).filter(kind="ingest").get().pk
    for number in (batch, ingest, 999999):
        body(viktor.post(f"/en/desk/steps/{number}/undo/"), 404)
    assert shares(desk) == [60, 61]
    edith.post(f"/en/desk/steps/{batch}/undo/")
    assert shares(desk) == [60, 61, 74]
    assert "documents taken in" in body(edith.get("/en/desk/steps/?all=1"))
    assert "documents taken in" not in body(viktor.get("/en/desk/steps/?all=1"))
    edith.post(f"/en/desk/steps/{ingest}/undo/")
    assert desk.documents() == []
    edith.post(f"/en/desk/steps/{ingest}/undo/")
    assert len(desk.documents()) == 3


WRITES = ("items/{key}/decide/", "items/{key}/take/", "steps/undo/", "steps/{batch}/undo/")
READS = ("queue/", "queue/begin/", "items/{key}/")


def paths(desk, some, key):
    batch = models.Batch.objects.using(desk.alias).order_by("pk")[0].pk
    return [f"/en/desk/{path.format(key=key, batch=batch)}" for path in some]


def test_each_address_is_for_those_who_may(desk, signed_in, browser, key_of):
    key = key_of("one")
    form = {"seen": "0", "act": "accept"}
    for name in ("Rolf", "Rita"):
        client = signed_in(name)
        assert {client.post(path, form).status_code for path in paths(desk, WRITES, key)} == {403}
    rolf = signed_in("Rolf")
    assert {rolf.get(path).status_code for path in paths(desk, (*READS, "steps/"), key)} == {403}
    stranger = browser()
    every = paths(desk, (*READS, *WRITES, "steps/"), key)
    assert {stranger.get(path).status_code for path in every} == {302}
    assert {stranger.post(path, form).status_code for path in every} == {302}
    vera = signed_in("Vera")
    for act_of in ("assign", "send-back"):
        assert vera.post(f"/en/desk/items/{key}/decide/", form | {"act": act_of, "to": "Vera"}).status_code == 403
    assert vera.post(f"/en/desk/items/{key}/take/").status_code == 403
    assert judgements(desk) == [] and not models.Remark.objects.using(desk.alias).exists()


def test_each_form_has_to_come_from_the_desk(desk, signed_in, key_of):
    client = signed_in("Edith", strict=True)
    for path in paths(desk, WRITES, key_of("one")):
        assert client.post(path, {"seen": "0", "act": "accept"}).status_code == 403
    assert {client.get(path).status_code for path in paths(desk, WRITES, key_of("one"))} == {404}
    assert judgements(desk) == []


@pytest.mark.parametrize("key", ["s0", "s999999999999999999", "x1", "s1-", "c1", "o1", "j1", "s", "12", "s-1"])
def test_what_is_not_there_is_told_so(desk, signed_in, body, key):
    client = signed_in("Edith")
    body(client.get(f"/en/desk/items/{key}/"), 404)
    body(client.post(f"/en/desk/items/{key}/decide/", {"seen": "0", "act": "accept"}), 404)
    assert client.get("/en/desk/items/../../etc/passwd").status_code == 404


@pytest.mark.parametrize("act_of", ["", "delete", "accept' OR 1=1", "ACCEPT"])
def test_unknown_acts_do_nothing(desk, signed_in, key_of, body, act_of):
    body(signed_in("Edith").post(f"/en/desk/items/{key_of('one')}/decide/", {"seen": "0", "act": act_of}), 404)


@pytest.mark.parametrize("seen", ["-1", "9" * 30, "0; DROP TABLE record_judgement", "\x00"])
def test_hostile_forms_change_nothing(desk, signed_in, key_of, seen):
    client = signed_in("Vera")
    answer = client.post(
        f"/en/desk/items/{key_of('one')}/decide/",
        {"seen": seen, "act": "accept", "near-source": "9" * 40, "why": "x" * 20000},
    )
    assert answer.status_code == 302 and judgements(desk) == []


def test_what_people_write_is_shown_as_they_wrote_it_and_runs_nowhere(desk, signed_in, act, key_of, body):
    vera, key = signed_in("Vera"), key_of("one")
    act(vera, key, "comment", why="<img src=x onerror=alert(1)>\n{{ 7|add:7 }}")
    for path in (f"items/{key}/", "steps/"):
        page = body(vera.get(f"/en/desk/{path}"))
        assert "<img" not in page and "14" not in page.split("onerror")[-1][:40]


def test_older_steps_are_a_page_further(desk, signed_in, act, key_of, body, monkeypatch):
    monkeypatch.setattr("servanda.desk.views.steps._A_PAGE", 1)
    vera = signed_in("Vera")
    act(vera, key_of("one"), "accept")
    act(vera, key_of("two"), "reject")
    page = body(vera.get("/en/desk/steps/"))
    assert "74% is done" in page and "60% is done" not in page
    older = page.split('href="./?before=')[1].split('"')[0]
    page = body(vera.get(f"/en/desk/steps/?before={older}"))
    assert "60% is done" in page and "74% is done" not in page
