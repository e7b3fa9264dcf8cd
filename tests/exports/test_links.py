"""What the report says of links: why each claim is about its entry, and what keeps the others waiting for a person."""

import re
from dataclasses import replace

import pytest

from servanda.exports.json import account_as_json
from servanda.exports.telling import page_of
from servanda.exports.text import render_finding
from servanda.linking import Link, Reason
from servanda.message import Message


def link(key: str, name: str, *reasons: Reason) -> Link:
    return Link(key, "item", name, frozenset(), reasons, "")


NAMED = Reason(Message.of("link-named-in-subject", name="lake programmes"), 84)
NUMBERED = Reason(Message.of("link-number-declared", number="28"), 15)


@pytest.fixture(scope="module")
def told(account):
    """The account with a link for a claim of a document, and two rivals for one that waits."""
    waiting = replace(account.unlinked[0], missing=("subject",))
    rivals = (link("a", "Roads"), link("b", "Bridges"))
    links = {claim.id: link("p", "Lake programmes", NAMED, NUMBERED) for claim in account.claims}
    return replace(account, unlinked=(waiting,), links=links, rivals={waiting.id: rivals})


@pytest.mark.parametrize(
    ("lang", "score", "reason", "waits"),
    [
        ("en", "99 of 100, sure", "the number 28 is declared there (+15)", "it may be about Roads, Bridges: a person"),
        ("fr", "99 sur 100, sûr", "le nombre 28 y est déclaré (+15)", "il peut s’agir de Roads, Bridges"),
        ("ru", "99 из 100, уверенно", "число 28 заявлено именно там (+15)", "речь может идти о Roads, Bridges"),
    ],
)
def test_pages_say_why_and_how_surely(told, lang, score, reason, waits):
    page = page_of(told, lang)
    linked = [witness.linked for group in page.groups for one in group.findings for witness in one.witnesses]
    assert any(score in line and reason in line for line in linked)
    (line,) = (line for line in page.unread if waits in line)
    assert {"en": "what it is about", "fr": "ce sur quoi", "ru": "о чём это"}[lang] in line


def test_explaining_a_finding_shows_its_links(told):
    text = " ".join(re.split(r"\s+", render_finding(told, told.findings[0], "en", color=False, width=200)))
    assert "(99 of 100, sure): its own subject has 'lake programmes' (+84); the number 28" in text.replace("’", "'")


def test_json_has_points_that_add_up_and_the_candidates_of_what_waits(told):
    whole = account_as_json(told)
    linked = whole["claims"][0]["link"]
    assert (linked["key"], linked["points"]) == ("p", 99) == ("p", sum(one["points"] for one in linked["reasons"]))
    assert linked["score"]["fr"] == "99 sur 100, sûr"
    assert linked["reasons"][1]["ru"] == "число 28 заявлено именно там"
    waiting = whole["not_compared"][0]
    assert [one["key"] for one in waiting["candidates"]] == ["a", "b"]
    assert waiting["missing"] == ["subject"]
