"""Who may call, how often, and what is told when something is wrong."""

import json

import pytest
from django.conf import settings
from django.test import Client

from servanda.errors import RecordLocked
from servanda.site.limits import LIMITS, OPEN


def problem(response, status):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told = json.loads(response.content)
    assert told["status"] == status
    return told


def test_what_has_not_changed_is_not_sent_again(program):
    first = program.get("/api/v1/claims")
    again = program.get("/api/v1/claims", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and again.content == b"" and again["ETag"] == first["ETag"]
    other = program.get("/api/v1/claims?limit=1", headers={"if-none-match": first["ETag"]})
    assert other.status_code == 200 and other["ETag"] != first["ETag"]
    assert problem(program.get("/api/v1/claims", headers={"if-match": '"x"'}), 412)


def test_nothing_is_made_for_who_has_it_already(program, monkeypatch):
    mark = program.get("/api/v1/claims")["ETag"]
    monkeypatch.setattr("servanda.api.views._listed", lambda *_: pytest.fail("made again"))
    assert program.get("/api/v1/claims", headers={"if-none-match": mark}).status_code == 304


def test_pages_of_other_sites_may_read_and_no_cookie_is_set(program):
    response = program.get("/api/v1/claims", headers={"origin": "https://n.example"})
    assert response["Access-Control-Allow-Origin"] == "*" and "Access-Control-Allow-Credentials" not in response
    assert not response.cookies and response["X-Content-Type-Options"] == "nosniff"
    asked = program.options("/api/v1/claims", headers={"origin": "https://n.example"})
    assert asked.status_code == 204 and asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Origin" not in program.get("/en/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(program, method):
    refused = getattr(program, method)("/api/v1/claims")
    assert problem(refused, 405)["type"] == "urn:servanda:problem:method-not-allowed"
    assert "GET" in refused["Allow"]


def test_a_head_has_no_body(program):
    response = program.head("/api/v1/claims")
    assert response.status_code == 200 and response.content == b"" and response["ETag"]


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("limit=0", {"limit"}),
        ("limit=1001", {"limit"}),
        ("limit=٣", {"limit"}),
        ("limit=1&limit=2", {"limit"}),
        ("said_from=2031-02-30", {"said_from"}),
        ("known_on=yesterday", {"known_on"}),
        ("entry=", {"entry"}),
        ("no_such=1&limit=x", {"no_such", "limit"}),
        ("cursor=" + "x" * 801, {"cursor"}),
    ],
)
def test_every_fault_of_the_parameters_is_told_at_once(program, query, faults):
    told = problem(program.get(f"/api/v1/claims?{query}"), 400)
    assert {one["parameter"] for one in told["errors"]} == faults


def test_a_value_that_cannot_be_is_told_with_those_that_can(program):
    told = problem(program.get("/api/v1/findings?verdict=wrong"), 400)
    assert told["errors"][0]["detail"] == "“wrong” is none of: contradiction, tension, overdue, consistent."


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Not in the account"),
        ("fr, en;q=0.5", "Absent du compte"),
        ("ru-RU", "В отчёте этого нет"),
        ("de", "Not in the account"),
    ],
)
def test_problems_are_told_in_the_readers_language(program, lang, title):
    response = program.get("/api/v1/claims/no-such", headers={"accept-language": lang})
    assert problem(response, 404)["title"] == title
    assert response["Content-Language"] == lang[:2].replace("de", "en") and "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(
    ("path", "status", "name"),
    [
        ("no-such", 404, "not-found"),
        ("claims/x/y/z", 404, "not-in-account"),
        ("claims?known_on=1999-01-01", 404, "no-such-day"),
        ("claims?known_on=2999-01-01", 404, "no-such-day"),
        ("claims?entry=" + "x" * 4000, 414, "address-too-long"),
    ],
)
def test_what_is_not_there_is_a_problem(program, path, status, name):
    assert problem(program.get(f"/api/v1/{path}"), status)["type"] == f"urn:servanda:problem:{name}"


def test_another_host_is_refused(program):
    told = problem(Client(headers={"host": "evil.example"}).get("/api/v1/claims"), 400)
    assert "evil" not in json.dumps(told)


def test_a_locked_record_is_told_as_such(program, monkeypatch):
    def locked(*_, **__):
        raise RecordLocked("record-in-use", file="/secret/servanda.db", remedy="wait-and-call-again")

    monkeypatch.setattr("servanda.api.answers.facts_of", locked)
    response = program.get("/api/v1/claims")
    assert "secret" not in json.dumps(problem(response, 503)) and response["Retry-After"] == "60"


def test_a_fault_of_the_program_is_told_without_what_it_was(program, monkeypatch):
    def fault(*_, **__):
        raise ValueError("secret")

    monkeypatch.setattr("servanda.api.answers.facts_of", fault)
    program.raise_request_exception = False
    assert "secret" not in json.dumps(problem(program.get("/api/v1/claims"), 500))


def test_who_calls_too_often_is_told_when_to_call_again(program):
    for _ in range(OPEN.calls):
        response = program.get("/api/v1/no-such")
    assert response["RateLimit-Policy"] == '"open";q=120;w=60'
    refused = program.get("/api/v1/no-such")
    assert problem(refused, 429)["type"] == "urn:servanda:problem:too-many-requests"
    assert int(refused["Retry-After"]) >= 1 and refused["RateLimit"].startswith('"open";r=0')
    assert program.get("/api/v1/no-such", REMOTE_ADDR="203.0.113.5").status_code == 404
    assert program.get("/en/").status_code == 200


def test_an_earlier_day_costs_more(program):
    left = [program.get(f"/api/v1/agreement{query}")["RateLimit"] for query in ("?known_on=1999-01-01", "")]
    assert [one.split(";")[1] for one in left] == ["r=110", "r=109"]
    LIMITS.forget()


def test_the_site_of_a_public_address_names_it(program, monkeypatch):
    monkeypatch.setattr(settings, "SERVANDA_ADDRESS", "https://t.example/accord")
    told = json.loads(program.get("/api/v1/entries/water").content)
    assert told["page"] == "https://t.example/accord/en/programmes/water/"
    spoken = json.loads(program.get("/api/v1/entries/water", headers={"accept-language": "fr"}).content)
    assert spoken["page"] == "https://t.example/accord/fr/programmes/water/"
