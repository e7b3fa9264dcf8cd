"""Accounts: made, changed and closed by a command, each refusal with what to do."""

import json

import pytest
from typer.testing import CliRunner

from servanda.cli import app
from servanda.desk.accounts import accounts, add_account, change_account, set_password
from servanda.desk.models import Account
from servanda.errors import ServandaError, UnknownName, UsageError

WORDS = "nine small otters row"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("VERA", "reviewer", WORDS), "already"),
        ((" ", "reviewer", WORDS), "needs a name"),
        (("Olga", "king", WORDS), "reader, reviewer, editor, correspondent, administrator"),
        (("Olga", "correspondent", WORDS), "for one body"),
        (("Olga", "editor", WORDS, "roads"), "for one body"),
        (("Olga", "correspondent", WORDS, "nobody"), "roads, justice"),
        (("Olga", "reviewer", "short"), "at least 12"),
        (("Olga Karpenko", "reviewer", "olga karpenko"), "similar"),
    ],
)
def test_what_cannot_be_is_refused(desk, given, words):
    with pytest.raises(ServandaError, match=words):
        add_account(*given)
    assert not Account.objects.filter(name__startswith="Olga").exists()


def test_a_closed_account_keeps_its_name(desk):
    change_account("Vera", active=False)
    assert [one.is_active for one, _ in accounts() if one.name == "Vera"] == [False]
    with pytest.raises(UsageError, match="never another's"):
        add_account("vera", "reviewer", WORDS)


def test_what_an_account_was_does_not_stay_open(signed_in):
    client = signed_in("Vera")
    change_account("Vera", "reader")
    assert client.get("/en/desk/account/").status_code == 302
    client = signed_in("Viktor")
    set_password("Viktor", WORDS)
    assert client.get("/en/desk/account/").status_code == 302
    with pytest.raises(UnknownName, match="account list"):
        set_password("Nobody", WORDS)


def test_the_commands(desk):
    def call(*args, typed=""):
        return CliRunner().invoke(app, ["account", *args, "--project", str(desk.folder)], input=typed)

    assert call("add", "Olga", "--role", "editor", typed=WORDS + "\n").exit_code == 0
    assert Account.objects.get(name="Olga").check_password(WORDS)
    assert call("change", "Olga", "--close", "--lang", "fr").exit_code == 0
    assert "Olga: editor, fermé" in call("list", "--lang", "fr").output
    rows = json.loads(call("list", "--format", "json").output)
    assert {"name": "Rolf", "role": "correspondent", "body": "roads", "open": True, "code": False} in rows
    assert call("password", "Olga", typed="ten small otters row\n").exit_code == 0
    assert Account.objects.get(name="Olga").check_password("ten small otters row")
    assert isinstance(call("add", "Olga", typed=WORDS).exception, UsageError)
