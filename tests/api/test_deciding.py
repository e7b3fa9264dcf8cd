"""What a token with the scope findings may write: by the actions of the command line, under its own name."""

import json

import pytest

from servanda.api.deciding import ANSWER, RULING
from servanda.api.tokens import make_token
from servanda.record.models import Answer, Batch, Dismissal
from servanda.record.project import Project


@pytest.fixture
def send(own, program):
    """Sends an object to an address, with a token of some scopes."""
    made = {}

    def sent(path, given, *scopes, status=201, content_type="application/json"):
        if scopes and scopes not in made:
            made[scopes] = make_token(f"Desk {len(made)}", scopes)[1]
        secret = made.get(scopes)
        body = given if isinstance(given, str) else json.dumps(given)
        headers = {"authorization": f"Bearer {secret}"} if secret else {}
        response = program.post(f"/api/v1/{path}", body, content_type, headers=headers)
        assert response.status_code == status, response.content.decode()
        return json.loads(response.content)

    return sent


@pytest.fixture
def finding(own, get):
    return get("findings")["items"][0]["id"]


def test_an_answer_stands_beside_its_finding_until_it_is_undone(send, get, own, finding):
    kept = send(
        f"findings/{finding}/answers", {"kind": "answer", "who": "Lake Council", "text": "It is <so>."}, "findings"
    )
    (told,) = get(f"findings/{finding}")["answers"]
    assert (told["who"], told["kind"], told["text"]) == ("Lake Council", "answer", "It is <so>.")
    Project.open(own).undo(kept["batch"])
    assert get(f"findings/{finding}")["answers"] == []


def test_a_finding_is_set_aside_and_taken_up_under_the_tokens_name(send, get, finding):
    send(f"findings/{finding}/rulings", {"ruling": "dismissed", "why": "One of them was misread."}, "findings")
    aside = get(f"findings/{finding}")
    assert aside["state"] == "set aside" and aside["dismissed"]["who"] == "Desk 0"
    again = send(f"findings/{finding}/rulings", {"ruling": "dismissed", "why": "x"}, "findings", status=409)
    assert again["type"] == "urn:servanda:problem:conflict" and "servanda.db" not in json.dumps(again)
    send(f"findings/{finding}/rulings", {"ruling": "restored", "why": "It was not."}, "findings")
    assert get(f"findings/{finding}")["state"] == "open"


@pytest.mark.parametrize(("scopes", "status", "name"), [((), 401, "token-needed"), (("internal",), 403, "scope")])
def test_nobody_else_may(send, own, finding, scopes, status, name):
    before = Batch.objects.using(str(own)).count()
    for path, given in (
        ("answers", {"kind": "answer", "who": "x", "text": "x"}),
        ("rulings", {"ruling": "dismissed", "why": "x"}),
    ):
        told = send(f"findings/{finding}/{path}", given, *scopes, status=status)
        assert told["type"] == f"urn:servanda:problem:{name}"
    assert Batch.objects.using(str(own)).count() == before


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"kind": "answer", "who": " ", "text": "x"}, {"who"}),
        ({"kind": "praise", "who": "x"}, {"kind", "text"}),
        ({"kind": "answer", "who": "x" * 201, "text": "x" * 10_001}, {"who", "text"}),
        ({"kind": "answer", "who": "x", "text": 1, "more": {}}, {"text", "more"}),
        ({"kind": ["answer"], "who": None, "text": {"a": 1}}, {"kind", "who", "text"}),
    ],
)
def test_every_fault_is_told_at_once(send, finding, given, faults):
    told = send(f"findings/{finding}/answers", given, "findings", status=400)
    assert {one["parameter"] for one in told["errors"]} == faults


@pytest.mark.parametrize("body", ["[]", '"x"', "{", "[" * 40_000, json.dumps({"text": "x" * 60_000}), "\x00"])
def test_what_is_no_small_object_is_refused(send, finding, body):
    assert send(f"findings/{finding}/answers", body, "findings", status=400)["type"] == "urn:servanda:problem:no-object"


def test_what_could_be_sent_from_a_form_is_refused(send, finding):
    given = json.dumps({"ruling": "dismissed", "why": "x"})
    send(f"findings/{finding}/rulings", given, "findings", status=415, content_type="text/plain")


def test_only_findings_that_are_there_can_be_answered_and_only_by_post(send, program, finding):
    given = {"ruling": "dismissed", "why": "x"}
    send("findings/contradiction-0000000000/rulings", given, "findings", status=404)
    refused = program.get(f"/api/v1/findings/{finding}/rulings")
    assert refused.status_code == 405 and refused["Allow"] == "POST"
    assert json.loads(refused.content)["detail"] == "Allowed here: POST."
    send("claims/x/rulings", given, "findings", status=405)


def test_no_other_site_may_write(program, finding):
    asked = program.options(f"/api/v1/findings/{finding}/rulings", headers={"origin": "https://n.example"})
    assert "POST" not in asked["Access-Control-Allow-Methods"]


def test_texts_are_no_longer_than_the_record_keeps_them():
    for model, fields in ((Answer, ANSWER), (Dismissal, RULING)):
        for field in fields:
            assert field.longest <= (model._meta.get_field(field.name).max_length or 10_000) or field.choices
