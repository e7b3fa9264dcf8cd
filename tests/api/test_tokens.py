"""Tokens: made by who runs the site, kept as digests, with scopes, an end, and a way to end them sooner."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from typer.testing import CliRunner

from servanda.api.models import Token
from servanda.api.tokens import make_token, revoke_token
from servanda.cli import app
from servanda.errors import UnknownName, UsageError

TODAY = datetime.now(UTC).date()


@pytest.fixture
def with_token(own, get):
    """What stands at an address, as a program with a token of some scopes reads it."""

    def asked(path, *scopes, status=200):
        secret = make_token(f"{path} {Token.objects.count()}", scopes)[1]
        return get(path, status, authorization=f"Bearer {secret}")

    return asked


def test_a_token_is_kept_as_a_digest_alone(own):
    row, secret = make_token("Press room", [])
    assert row.digest == sha256(secret.encode()).hexdigest() and secret.startswith("servanda_") and len(secret) == 52
    kept = str(list(Token.objects.values_list())).encode() + b"".join(
        file.read_bytes() for file in own.glob("servanda.db*")
    )
    assert secret.encode() not in kept and row.digest.encode() in kept


def test_with_one_a_program_may_call_more_often(own, program):
    secret = make_token("Press room", [])[1]
    response = program.get("/api/v1/claims", headers={"authorization": f"Bearer {secret}"})
    assert response["RateLimit-Policy"] == '"token";q=1200;w=60' and response["Cache-Control"] == "private, no-cache"
    assert "Authorization" in response["Vary"]
    assert program.get("/api/v1/claims")["RateLimit-Policy"] == '"open";q=120;w=60'


@pytest.mark.parametrize(
    "sent", ["Bearer x", "Bearer servanda_" + "x" * 43, "Basic YTpi", "Bearer", "", "bearer " + "x" * 3000]
)
def test_what_is_no_token_is_refused(own, program, sent):
    refused = program.get("/api/v1/claims", headers={"authorization": sent})
    assert refused.status_code == 401 and "invalid_token" in refused["WWW-Authenticate"]
    assert json.loads(refused.content)["type"] == "urn:servanda:problem:token"


def test_one_that_was_revoked_or_has_run_out_is_refused(own, get):
    row, secret = make_token("Press room", [], TODAY)
    get("claims", authorization=f"Bearer {secret}")
    Token.objects.filter(pk=row.pk).update(until=TODAY - timedelta(days=1))
    get("claims", 401, authorization=f"Bearer {secret}")
    Token.objects.filter(pk=row.pk).update(until=TODAY)
    get("claims", authorization=f"Bearer {secret}")
    revoke_token("Press room")
    get("claims", 401, authorization=f"Bearer {secret}")


def test_guessing_is_limited_by_address(own, program):
    answers = [program.get("/api/v1/claims", headers={"authorization": "Bearer x"}).status_code for _ in range(121)]
    assert answers == [401] * 120 + [429]


def test_a_token_without_scopes_sees_what_everybody_sees(with_token, get):
    assert with_token("documents") == get("documents")


def test_internal_names_what_is_kept_back_and_gives_no_word_of_it(with_token, get):
    documents = {one["id"]: one for one in with_token("documents", "internal")["items"]}
    assert set(documents) - {one["id"] for one in get("documents")["items"]} == {"minutes-2031"}
    assert documents["minutes-2031"]["shown"] == "link"
    (claim,) = (one for one in with_token("claims", "internal")["items"] if one["speaker"] == "Zeno")
    assert (claim["document"], claim["is_source_shown"], claim["words"], claim["text"]) == (
        "minutes-2031",
        True,
        None,
        "",
    )
    for name in ("documents/minutes-2031", "statements?document=minutes-2031", "claims", "findings", "changes"):
        told = json.dumps(with_token(name, "internal"))
        assert "A secret" not in told and "80% is done" not in told and "Nobody else" not in told
    assert "minutes-2031" in json.dumps(with_token("changes", "internal"))
    assert "minutes-2031" not in json.dumps([get("claims"), get("changes"), get("documents")])


def test_the_mark_of_an_answer_tells_who_may_see_more(own, program):
    secret = make_token("Office", ["internal"])[1]
    mark = program.get("/api/v1/claims")["ETag"]
    response = program.get("/api/v1/claims", headers={"authorization": f"Bearer {secret}", "if-none-match": mark})
    assert response.status_code == 200 and response["ETag"] != mark


@pytest.mark.parametrize(
    ("name", "scopes", "until", "error"),
    [
        (" ", [], None, UsageError),
        ("x" * 151, [], None, UsageError),
        ("Office", ["everything"], None, UnknownName),
        ("Office", [], TODAY - timedelta(days=1), UsageError),
    ],
)
def test_what_cannot_be_is_refused(own, name, scopes, until, error):
    with pytest.raises(error):
        make_token(name, scopes, until)


def test_a_name_is_given_once(own):
    make_token("Office", [])
    revoke_token("Office")
    with pytest.raises(UsageError):
        make_token("Office", [])
    with pytest.raises(UnknownName):
        revoke_token("Nobody")


def test_the_commands_make_list_and_revoke(own, monkeypatch):
    monkeypatch.setenv("SERVANDA_PROJECT", "")
    monkeypatch.setenv("SERVANDA_ADDRESS", "")

    def called(*words):
        result = CliRunner().invoke(app, ["token", *words, "--project", str(own), "--lang", "en"])
        assert result.exit_code == 0, result.output
        return result

    assert "no tokens yet" in called("list").stderr
    secret = called("make", "Office", "--scope", "internal", "--until", "2099-01-01").stdout.strip()
    assert secret.startswith("servanda_")
    (row,) = json.loads(called("list", "--format", "json").stdout)
    assert row == {"name": "Office", "scopes": ["internal"], "until": "2099-01-01", "revoked": False, "valid": True}
    assert "Office is revoked" in called("revoke", "Office").stdout
    listed = called("list").stdout
    assert "revoked" in listed and secret not in listed
