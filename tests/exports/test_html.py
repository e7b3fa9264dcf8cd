"""The page: well-formed, complete without any other file, in each language, and safe whatever the sources hold."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from servanda.document import Document
from servanda.errors import UnknownName
from servanda.exports.html import render
from servanda.exports.report import Words, words_of
from servanda.exports.wording import LANGUAGES
from servanda.message import Message

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Checker(HTMLParser):
    """Every start tag has its end tag; ids are unique; links and languages are collected."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.tags, self.texts = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        assert len(values) == len(attrs), f"an attribute stands twice in <{tag}>"
        self.tags.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"])
        if "href" in values:
            self.links.append(values)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append(data)


def parsed(page):
    checker = Checker()
    checker.feed(page)
    checker.close()
    assert checker.open == []
    return checker


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request, account):
    return request.param, render(account, request.param)


def test_the_page_is_well_formed_and_says_its_language(page):
    lang, text = page
    found = parsed(text)
    assert ("html", {"lang": lang}) in found.tags
    assert len(found.ids) == len(set(found.ids))
    targets = [link["href"][1:] for link in found.links if link["href"].startswith("#")]
    assert set(targets) <= set(found.ids)


def test_references_to_labels_exist(page):
    found = parsed(page[1])
    named = [values["aria-labelledby"] for _, values in found.tags if "aria-labelledby" in values]
    assert named
    assert set(named) <= set(found.ids)


def test_the_page_asks_nobody_for_anything(page):
    _, text = page
    found = parsed(text)
    assert not {"script", "img", "link", "iframe", "object", "embed"} & {tag for tag, _ in found.tags}
    assert not any("src" in values or "style" in values for _, values in found.tags)
    assert "url(" not in text
    assert "@import" not in text
    assert "xlink" not in text


def test_links_go_to_web_addresses_and_give_nothing_away(page):
    outward = [link for link in parsed(page[1]).links if not link["href"].startswith("#")]
    assert outward
    for link in outward:
        assert re.match("https?://", link["href"])
        assert "noopener" in link["rel"]


def test_each_chart_has_a_caption_and_a_table(page):
    tags = [tag for tag, _ in parsed(page[1]).tags]
    assert tags.count("figure") == tags.count("figcaption") == 2
    assert tags.count("table") >= 4
    assert tags.count("svg") == 4


def test_findings_stand_beside_the_words_they_rest_on(page):
    _, text = page
    assert '<blockquote lang="fr"' in text
    assert "<mark>Nous avons achevé 70 % des activités prévues</mark>" in text
    assert "75 &lt; x &lt; 80" in text
    assert "https://presse.example/bilan" in text


def test_disputes_are_marked_by_shape_as_well_as_colour(page):
    text = page[1]
    assert "var(--wrong)" in text
    assert "◆" in text
    assert "▲" in text


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Lake Accord"), ("fr", "Accord du Lac"), ("ru", "Озёрное соглашение")]
)
def test_names_of_the_register_are_those_of_the_language(account, lang, words):
    assert words in render(account, lang)


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202egnp.exe\u2066\x1b[31m{{ 7|add:1 }}"


@pytest.fixture(scope="module")
def hostile(account):
    document = Document("evil", HOSTILE, 'en" onclick="x', title=HOSTILE, title_lang="<b>", address="javascript:alert(3)",
                        publisher=HOSTILE, notes=(Message.of("as-recorded", text=HOSTILE),))  # fmt: skip
    claims = tuple(replace(claim, speaker=HOSTILE, office=HOSTILE, text=HOSTILE, subject=HOSTILE, measure=HOSTILE,
                           source="javascript:alert(4)") for claim in account.claims)  # fmt: skip
    words = {claim.id: Words(HOSTILE, HOSTILE, HOSTILE, '"><script>', HOSTILE) for claim in claims[:3]}
    return replace(account, documents=(document,), claims=claims, words=words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_hostile_gets_out_of_its_place(hostile, lang):
    text = render(hostile, lang)
    found = parsed(text)
    assert "<script" not in text
    assert "<img" not in text
    assert not any(name.startswith("on") for _, values in found.tags for name in values)
    assert not any("javascript" in link["href"] for link in found.links)
    assert "<script>alert(1)</script>" in "".join(found.texts)
    assert "{{ 7|add:1 }}" in "".join(found.texts)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x1b"])
def test_characters_that_hide_or_turn_text_are_shown(hostile, sign):
    text = render(hostile, "en")
    assert sign not in text
    assert f"[U+{ord(sign):04X}]" in text


def test_an_unknown_language_is_refused(account):
    with pytest.raises(UnknownName, match="en, fr, ru"):
        render(account, "eo")


def test_an_account_of_nothing_is_still_a_page(account):
    empty = replace(account, documents=(), claims=(), findings=(), words={}, progress=None, refusals=(), coverage=(),
                    unlinked=(), versions=())  # fmt: skip
    assert parsed(render(empty, "fr")).tags


def test_words_are_found_in_their_sentence(account):
    words = words_of(account.claims, account.documents)
    assert set(words) == {"a3", "a4"}
    assert words["a3"].before == "Anna Novak said "
    assert words["a3"].after.endswith("thanked everyone.")
    assert words["a4"].lang == "fr"
