"""The Markdown report: the same account, with nothing in it that a source could use as markup."""

from dataclasses import replace

import pytest

from servanda.exports.markdown import render
from servanda.exports.wording import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_tables_and_quotations(account, lang):
    text = render(account, lang)
    assert text.startswith("# ")
    assert "\n> " in text
    assert "\n| --- |" in text
    assert "[Cabinet meets](<https://news.example/speech>)" in text


def test_tables_keep_their_columns_whatever_a_cell_holds(account):
    claims = tuple(replace(claim, speaker="a | b\nc") for claim in account.claims)
    text = render(replace(account, claims=claims), "en")
    rows = [line for line in text.splitlines() if line.startswith("|") and "harbour" in line]
    assert rows
    assert all(row.replace("\\|", "").count("|") == 8 for row in rows)


def test_markup_from_a_source_is_escaped(account):
    evil = "<script>x</script> [a](javascript:alert(1)) *b* `c`"
    document = replace(account.documents[0], title=evil, address="https://x.example/a b>)<c")
    text = render(replace(account, documents=(document,)), "en")
    assert "<script" not in text.replace("\\<", "")
    assert "[a](javascript" not in text
    assert "<https://x.example/a%20b%3E)%3Cc>" in text
