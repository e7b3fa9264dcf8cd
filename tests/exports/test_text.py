"""The text report: what it says, in each language, plain or coloured, at any width."""

import re
from dataclasses import replace

import pytest

from servanda.exports.report import Coverage
from servanda.exports.text import render
from servanda.exports.wording import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plain_text_has_no_escape_codes(account, lang):
    text = render(account, lang, color=False, width=80)
    assert "\x1b" not in text
    assert text.endswith("\n")


def test_a_terminal_gets_colour(account):
    assert "\x1b[" in render(account, "en", color=True, width=80)


def test_an_escape_code_from_a_source_is_shown_not_sent(account):
    evil = replace(account.claims[3], speaker="\x1b[2JX", text="[bold]\x07")
    shown = render(replace(account, claims=(*account.claims[:3], evil), words={}), "en", color=False, width=80)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "[U+001B][2JX" in shown
    assert "[bold]" in shown


@pytest.mark.parametrize("width", [40, 80, 100, 300])
def test_no_line_is_wider_than_asked(account, width):
    text = render(account, "fr", color=False, width=width)
    assert max(map(len, text.splitlines())) <= min(width, 100)


def test_it_says_who_said_what_when_where_and_how_it_is_read(account):
    text = re.sub(r"[ \n]+", " ", render(account, "en", color=False, width=100))
    for part in (
        "Lake Accord",
        "As of 24\u00a0November 2026",
        "2\u00a0documents and 8\u00a0claims, by 2\u00a0speakers",
        "1\u00a0contradiction, 1\u00a0tension and 1\u00a0promise overdue",
        "12\u00a0programmes declared; named in the register: 1; assessed: 0; of unknown status: 12",
        "◆ Contradictions (1)",
        "A share of finished things cannot fall in a day.",
        "75 < x < 80",
        "Anna Novak, Prime Minister of Northland, 5\u00a0April 2023 [A]",
        "“that almost 80% of the activities had been carried out”",
        "Read as: 75–80% (5\u00a0April 2023)",
        "Cabinet meets <https://news.example/speech>",
        "promised by 31\u00a0December 2022",
        "scan.pdf: This is text in no encoding that is known here.",
        "Not compared: Completion: bridges (Jean Petit) – nothing in the register fits",
    ):
        assert part in text


def test_contradictions_come_before_tensions_and_overdue_promises(account):
    text = render(account, "en", color=False, width=100)
    assert text.index("◆ Contradictions") < text.index("▲ Tensions") < text.index("■ Overdue")


def test_no_break_spaces_hold(account):
    text = render(account, "fr", color=False, width=44)
    assert not [line for line in text.splitlines() if line.lstrip().startswith(("%", "»", ";"))]


def test_the_bar_of_a_share_stands_where_its_values_are(account):
    text = render(account, "en", color=False, width=100)
    (line,) = (line for line in text.splitlines() if line.startswith("Dec 2022"))
    bar = re.search("[·░█]+", line)[0]
    assert "░" in bar
    assert 1 <= bar.count("█") <= 2
    assert 0.55 < bar.index("█") / len(bar) < 0.62


def test_an_empty_account_says_that_nothing_was_read(account):
    empty = replace(account, documents=(), claims=(), findings=(), words={}, corridors=(), unlinked=())
    text = render(empty, "en", color=False, width=100)
    assert "No document has been read and no claim imported yet." in text
    assert "No findings." in text


@pytest.mark.parametrize(("lang", "words"), [("en", "this counts: "), ("fr", "compte ceci"), ("ru", "учитывается: ")])
def test_a_count_of_what_was_taken_in_is_set_beside_what_counts(account, lang, words):
    number = len(account.claims)
    day = account.coverage[0].day
    more = replace(account, coverage=(Coverage(day, documents=2, claims=number + 1),))
    same = replace(account, coverage=(Coverage(day, documents=2, claims=number),))
    assert words in " ".join(render(more, lang, color=False, width=200).split())
    assert words not in " ".join(render(same, lang, color=False, width=200).split())
