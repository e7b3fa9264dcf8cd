"""An account for everybody has no word, name or address of what the register keeps back, and still all its findings."""

from dataclasses import replace
from datetime import date

import pytest

from servanda.disclosure import Disclosure, Source
from servanda.exports import html
from servanda.exports.disclosed import disclosed

TODAY = date(2026, 11, 24)
WORDS = "almost 80% of the activities had been carried out"


def page(account, shown):
    return html.render(disclosed(account, [Source("news.example", shown)], TODAY).account, "en")


@pytest.mark.parametrize("shown", [Disclosure.QUOTATION, Disclosure.FULL])
def test_quoted_sources_are_shown_as_they_are(account, shown):
    assert WORDS in page(account, shown)


def test_of_a_linked_source_title_and_address_are_shown_and_no_word(account):
    told = page(account, Disclosure.LINK)
    assert WORDS not in told and "almost 80%" not in told
    assert "Cabinet meets" in told and "https://news.example/speech" in told


def test_of_a_source_that_is_kept_back_nothing_is_shown_but_its_claims_count(account):
    found = disclosed(account, [Source("news.example", Disclosure.NOTHING)], TODAY)
    told = html.render(found.account, "en")
    assert "news.example" not in told and "Cabinet meets" not in told and WORDS not in told
    assert [one.id for one in found.account.findings] == ["f-c", "f-t", "f-o"]
    assert "A share of finished things cannot fall in a day." in told
    assert len(found.hidden) == 2 and found.documents_hidden == 1
    assert all(id.startswith("not-shown-") for id in found.hidden)
    assert set(found.by_document) == {"bilan.txt"}


def test_an_id_that_names_its_document_is_masked_wherever_it_stands(account):
    finding = replace(account.findings[0], arithmetic=("a3: 75 < x", "a4: x < 71"))
    named = replace(account, findings=(finding,))
    found = disclosed(named, [Source("news.example", Disclosure.NOTHING)], TODAY).account.findings[0]
    (masked,) = set(found.claims) - {"a4"}
    assert masked.startswith("not-shown-") and found.arithmetic == (f"{masked}: 75 < x", "a4: x < 71")


def test_a_refused_file_that_is_kept_back_is_not_named(account):
    assert "scan.pdf" not in html.render(disclosed(account, [Source("sc*", Disclosure.NOTHING)], TODAY).account, "en")
    assert "scan.pdf" in page(account, Disclosure.NOTHING)


def test_without_a_rule_all_is_quoted(account):
    found = disclosed(account, [], TODAY)
    assert found.account == account and set(found.by_document.values()) == {Disclosure.QUOTATION}
