"""Constructions of reported speech, by name, in three languages: the pages of phenomena.yaml, whose head says how to read it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.document import Document
from servanda.reading.attribution import find_statements
from servanda.statement import Statement

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "phenomena.yaml").read_text(encoding="utf-8"))
LANGUAGES = ("en", "fr", "ru")
STYLES = ("« »", "«»", "“”", "„“", "„”", '""', "‹›", "“ ”")
WORD = re.compile(r"\w+")
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
MODES = {"direct", "indirect", "mixed"}


def pages(failing: bool = True) -> list[Any]:
    """Every page of every language with what is said in it; with `failing` those that a reader is known to fail have to."""
    found = []
    for case in CASES:
        for lang in LANGUAGES:
            row = case[lang]
            styles = STYLES if case.get("marks") == "all" else ("",)
            for style in styles:
                fails = failing and "known" in row
                marks = [pytest.mark.xfail(reason=row["known"], strict=True)] if fails else []
                page = row["page"].replace("⟦", style[:-1]).replace("⟧", style[1:])
                name = f"{case['id']}-{lang}" + (f" {style}" if style else "")
                found.append(pytest.param(lang, page, row["said"], id=name, marks=marks))
    return found


def words(text: str) -> str:
    return " ".join(WORD.findall(text))


def told(text: str, statement: Statement) -> str:
    """A statement as a line of the file has it, in words alone."""
    roles = (statement.source, statement.cue, statement.content)
    return " | ".join(words(" ".join(text[a:b] for a, b in spans)) for spans in roles)


def facts(statement: Statement, asked: set[str]) -> set[str]:
    """What holds of a statement beside its words, as far as it is asked."""
    found = {"negated"} if statement.negated else set()
    found |= {"second hand"} if statement.second_hand else set()
    found |= {str(statement.mode)} if asked & MODES else set()
    by = {f"by {' and '.join(statement.speaker) or 'nobody'}"}
    return found | (by if any(fact.startswith("by ") for fact in asked) else set())


@pytest.mark.parametrize(("lang", "page", "said"), pages())
def test_who_said_what(lang: str, page: str, said: str) -> None:
    lines = [[part.strip() for part in line.split("|")] for line in said.splitlines()]
    found = find_statements(Document("page", page, lang))
    assert [told(page, each) for each in found] == [" | ".join(words(part) for part in line[:3]) for line in lines]
    for line, statement in zip(lines, found, strict=True):
        asked = {fact.strip() for fact in "".join(line[3:]).split(";") if fact.strip()}
        assert facts(statement, asked) == asked


WITH_APOSTROPHES = [page for page in pages(failing=False) if APOSTROPHE.search(page.values[1])]


@pytest.mark.parametrize(("lang", "page", "said"), WITH_APOSTROPHES)
def test_an_apostrophe_reads_the_same_curly_or_straight(lang: str, page: str, said: str) -> None:
    other = APOSTROPHE.sub(lambda sign: "’" if sign.group() == "'" else "'", page)
    first, second = (find_statements(Document("page", text, lang)) for text in (page, other))
    assert [told(page, each) for each in first] == [told(other, each) for each in second]
    assert [each.source + each.content for each in first] == [each.source + each.content for each in second]
