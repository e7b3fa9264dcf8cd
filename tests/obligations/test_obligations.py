"""Obligations: invented articles in three languages, the annotated treaties, and what of them is never scheduled."""

from __future__ import annotations

import csv
import itertools
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.exports.obligations import obligation_as_json
from servanda.intake.treaty import read_treaty
from servanda.obligation import Force, Obligation, Schedule
from servanda.obligations import find_obligations
from servanda.obligations.lexicon import LANGUAGES, lexicon
from servanda.obligations.terms import terms_in
from servanda.period import later
from servanda.treaty import Article, Treaty

HERE = Path(__file__).parent
CASES = [
    pytest.param(lang, case, id=f"{lang}-{number}")
    for lang, cases in yaml.safe_load((HERE / "articles.yaml").read_text(encoding="utf-8")).items()
    for number, case in enumerate(cases, 1)
]


def found_in(text: str, lang: str) -> list[Obligation]:
    return find_obligations(Treaty("t", lang, (Article("1", text),), "", date(2030, 3, 15), date(2031, 1, 1)))


@pytest.mark.parametrize(("lang", "case"), CASES)
def test_an_invented_article_is_due_when_it_says(lang: str, case: dict[str, Any]) -> None:
    found = found_in(case["text"], lang)
    assert [one.due for one in found] == case["due"]
    assert all(case["text"][slice(*one.span)].split() == one.text.split() for one in found)


def test_each_language_has_the_same_lists() -> None:
    assert {frozenset(lexicon(lang)) for lang in LANGUAGES} == {frozenset(lexicon("en"))}
    assert LANGUAGES == ("en", "fr", "ru")


@pytest.mark.parametrize(
    ("text", "lang", "force"),
    [
        ("The Parties shall not raise duties before 1 May 2033.", "en", Force.BAN),
        ("The Parties shall endeavour to agree by 1 May 2033.", "en", Force.EFFORT),
        ("Les Parties doivent agir avant le 1er mai 2033.", "fr", Force.DUTY),
        ("La Commission agit avant le 1er mai 2033.", "fr", Force.PRESENT),
        ("Стороны обязаны до 1 мая 2033 года принять решение.", "ru", Force.DUTY),
        ("Комиссия принимает решение до 1 мая 2033 года.", "ru", Force.PRESENT),
    ],
)
def test_how_strongly_it_binds(text: str, lang: str, force: Force) -> None:
    assert [one.force for one in found_in(text, lang)] == [force]


def test_who_bears_it_and_what_is_to_be_done() -> None:
    (found,) = found_in("2. By 1 May 2033, unless war breaks out, the Joint Committee shall adopt its rules.", "en")
    assert (found.paragraph, found.bearer, found.action, found.object) == (
        "2",
        "the Joint Committee",
        "adopt",
        "its rules",
    )
    assert found.condition == "unless war breaks out"
    (passive,) = found_in("The list shall be drawn up by the Secretariat before 1 May 2033.", "en")
    assert passive.bearer == "the Secretariat"


def test_a_missing_year_is_flagged_and_never_guessed() -> None:
    (found,) = found_in("The Council shall approve the plan before 1 July, and shall publish it.", "en")
    assert (found.due, found.schedule) == ("--07-01", Schedule.PARTIAL)
    assert found.unresolved == "the year is missing from the text"


def test_a_treaty_with_no_day_of_its_own_resolves_nothing() -> None:
    text = "The Council shall meet within two months from the entry into force of this Treaty."
    (found,) = find_obligations(Treaty("t", "en", (Article("1", text),)))
    assert (found.due, found.unresolved) == (None, "the day of entry into force is not known")


def test_preamble_and_closing_bind_nobody() -> None:
    articles = (
        Article("", "The Parties shall remember what was agreed by 1 May 2033,"),
        Article("1", "They shall meet."),
        Article("", "Done at Oslo, to be sent by 1 May 2033."),
    )
    assert find_obligations(Treaty("t", "en", articles, "", date(2030, 3, 15))) == []


@given(
    st.text(alphabet="shall within 30 days by July 2033.,;\n()до в течение délai", max_size=200),
    st.sampled_from(LANGUAGES),
)
def test_any_text_is_read_and_no_two_terms_overlap(text: str, lang: str) -> None:
    terms = terms_in(text, lang)
    assert all(0 <= term.start < term.end <= len(text) for term in terms)
    assert all(one.end <= other.start for one, other in itertools.pairwise(terms))


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(0, 99))
def test_months_later_is_the_same_day_of_a_month_or_its_last(day: date, months: int) -> None:
    then = later(day, f"P{months}M")
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day == day.day or (then.day < day.day and (then.month != later(then, "P1D").month))


def test_the_annotated_articles(shared: Path, tmp_path: Path) -> None:
    """`obligations.jsonl` of the gold, with its own scorer: at least .85."""
    found = [one for file in sorted((shared / "treaties").glob("*.xml")) for one in find_obligations(read_treaty(file))]
    out = tmp_path / "found.jsonl"
    out.write_text("".join(json.dumps(obligation_as_json(one)) + "\n" for one in found), encoding="utf-8")
    scorer = shared / "benchmarks" / "score_obligations.py"
    told = subprocess.run(
        [sys.executable, str(scorer), str(shared / "gold" / "obligations.jsonl"), str(out)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert float(told.stdout.rsplit("f1 ", 1)[1]) >= 0.85


def test_articles_of_other_treaties(shared: Path) -> None:
    """Our own annotation of articles in other treaties (`treaties.tsv`; a row with no due date has nothing to schedule)."""
    rows = list(csv.DictReader((HERE / "treaties.tsv").open(encoding="utf-8"), delimiter="\t"))
    annotated = {(row["treaty"], row["article"]) for row in rows}
    want = Counter((row["treaty"], row["article"], row["due"]) for row in rows if row["due"])
    have: Counter[tuple[str, str, str]] = Counter()
    for name in sorted({row["treaty"] for row in rows}):
        for one in find_obligations(read_treaty(shared / "treaties" / f"{name}.xml")):
            if one.due and (one.treaty, one.article) in annotated:
                have[one.treaty, one.article, one.due] += 1
    hits = sum((want & have).values())
    assert hits / sum(want.values()) >= 0.85
    assert hits / sum(have.values()) >= 0.85


ROWS = re.findall(
    r"^\| (.+?) \| (en|fr|ru) \| ([^|]+?) \|",
    (HERE.parents[1] / "docs" / "obligations.md").read_text(encoding="utf-8"),
    flags=re.MULTILINE,
)


def test_the_page_shows_each_form() -> None:
    assert len(ROWS) == 12


@pytest.mark.parametrize(("text", "lang", "due"), ROWS)
def test_the_table_of_forms_is_true(text: str, lang: str, due: str) -> None:
    expected = {"–": [], "none": [None]}.get(due, due.split(", "))
    assert [one.due for one in found_in(text, lang)] == expected
