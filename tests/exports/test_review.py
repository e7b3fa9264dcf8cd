"""What reviewers and named bodies said stands in the report, and so does what could not be compared."""

from dataclasses import replace
from datetime import date

import pytest

from servanda.exports import html, markdown, text
from servanda.exports.json import account_as_json
from servanda.finding import Origin
from servanda.reconciliation import LeftOut, speaker_records
from servanda.review import Answered, Dismissed

DAY = date(2026, 11, 20)


@pytest.fixture
def reviewed(account):
    """The account with its tension dismissed, its contradiction answered and corrected, and two things left out."""
    clash, tension, overdue = account.findings
    clash = replace(clash, origins=(Origin("Anna Novak", ("a3",), ("x.html", "y.html")), Origin("Jean Petit", ("a4",))))
    return replace(
        account,
        findings=(clash, overdue),
        dismissed=(Dismissed(tension, "Clara <b>", "Goods are compared with goods and services.", DAY),),
        answers={
            "f-c": (
                Answered("f-c", "answer", "Ministry of Works", "We count finished tasks.", DAY),
                Answered("f-c", "correction", "Northland Daily", "It was 70.", DAY),
            )
        },
        answers_alone=(Answered("f-x", "answer", "Harbour board", "There are four.", DAY, "ducks counted", "harbour"),),
        left_out=(LeftOut("o1", 0, ("unit",)),),
        partial=(("Lake trade", "effort"),),
        records=speaker_records(account.claims, (clash, overdue)),
    )


def renderings(account, lang):
    return {
        "text": text.render(account, lang, color=False, width=100),
        "markdown": markdown.render(account, lang),
        "html": html.render(account, lang),
    }


def flat(shown):
    return " ".join(shown.replace("\\", "").replace("\u00a0", " ").split())


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_everything_is_said_in_each_format(reviewed, form):
    shown = flat(renderings(reviewed, "en")[form])
    for words in (
        "Dismissed findings",
        "on 20 November 2026: Goods are compared with goods and services.",
        "Answer of Ministry of Works, 20 November 2026: “We count finished tasks.”",
        "Correction by Northland Daily, 20 November 2026: “It was 70.”",
        "Answers to findings that are no longer made",
        "Answer of Harbour board, 20 November 2026: “There are four.”",
        "Not compared: Ducks counted: harbour (o1) – it has no unit",
        "The answer on Lake trade is partial – the solver gave up on one question",
        "2 independent origins: Anna Novak (2 sources) and Jean Petit.",
        "this is no verdict on anybody",
    ):
        assert words in shown, words
    assert "<b>" not in renderings(reviewed, "en")["html"].split("</style>")[1]


def test_a_dismissed_finding_is_not_among_the_open_ones(reviewed):
    page = html.render(reviewed, "en")
    assert page.count('id="f-t"') == 1
    assert page.index('id="dismissed"') < page.index('id="f-t"') < page.index('id="claims"')
    assert '<section id="tension"' not in page


def test_a_speaker_s_row_names_every_claim_and_finding(reviewed):
    shown = markdown.render(reviewed, "en")
    (row,) = [line for line in shown.splitlines() if line.startswith("| Jean Petit |")]
    assert [cell.strip() for cell in row.strip("|").split("|")][1:] == ["3 (a2, a4, t1)", "1 (f-c)", "0", "1 (a4)"]


def test_the_words_are_of_each_language(reviewed):
    assert "Écarté par Clara" in renderings(reviewed, "fr")["text"]
    assert "Поправка (Northland Daily" in renderings(reviewed, "ru")["text"]


def test_as_json_it_stands_apart(reviewed):
    shown = account_as_json(reviewed)
    assert [one["id"] for one in shown["findings"]] == ["f-c", "f-o"]
    (aside,) = shown["dismissed"]
    assert (aside["id"], aside["dismissed"]["why"], aside["dismissed"]["on"]) == (
        "f-t", "Goods are compared with goods and services.", "2026-11-20",
    )  # fmt: skip
    assert [one["kind"] for one in shown["findings"][0]["answers"]] == ["answer", "correction"]
    assert shown["answers_alone"][0]["who"] == "Harbour board"
    petit = next(one for one in shown["speakers"] if one["speaker"] == "Jean Petit")
    assert petit == {
        "speaker": "Jean Petit", "claims": ["a2", "a4", "t1"], "contradictions": ["f-c"], "tensions": [], "disputed": ["a4"],
    }  # fmt: skip
