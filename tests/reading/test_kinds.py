"""Commitment, progress, indicator or position."""

from pathlib import Path

import pytest
import yaml

from servanda.reading.kinds import kind_of, kind_under
from servanda.statement import Kind

SAYINGS = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text(encoding="utf-8"))
TUNED = [(lang, one) for lang, halves in SAYINGS.items() for one in halves["tuned"]]
HELD = [(lang, one) for lang, halves in SAYINGS.items() for one in halves["held"]]
HELD_RIGHT = 45
"""How many of the sayings that were not looked at are read right; a later change must not read fewer."""


def read_kind(lang: str, saying: dict[str, str]) -> str:
    return kind_of(saying["said"], lang, saying.get("sort", "speech"), saying.get("pattern", "clause"))


@pytest.mark.parametrize(("lang", "saying"), TUNED, ids=[one["said"][:40] for _, one in TUNED])
def test_by_the_word_that_comes_first(lang: str, saying: dict[str, str]) -> None:
    assert read_kind(lang, saying) == saying["kind"]


def test_sayings_held_back() -> None:
    right = [one for lang, one in HELD if read_kind(lang, one) == one["kind"]]
    assert len(right) >= HELD_RIGHT


@pytest.mark.parametrize(
    ("cue", "lang", "kind"),
    [
        ("proposed", "en", "position"), ("doubt", "en", "position"), ("promised", "en", "commitment"),
        ("a proposé", "fr", "position"), ("a promis", "fr", "commitment"),
        ("предложила", "ru", "position"), ("пообещала", "ru", "commitment"),
    ],
)  # fmt: skip
def test_a_proposal_is_no_commitment(cue: str, lang: str, kind: str) -> None:
    assert kind_under(Kind.COMMITMENT, cue, lang) == kind


@pytest.mark.parametrize(
    ("content", "lang", "kind"),
    [
        ("The road will be built by 2030", "en", "commitment"),
        ("40 % of the works have been completed", "en", "progress"),
        ("Exports rose by 6 %", "en", "indicator"),
        ("The neighbours are good friends", "en", "position"),
        ("Le tunnel sera ouvert au printemps", "fr", "commitment"),
        ("Les équipes ont achevé 40 % des travaux", "fr", "progress"),
        ("Les exportations ont augmenté de 6 %", "fr", "indicator"),
        ("Nos voisins sont nos amis", "fr", "position"),
        ("Дорога будет построена к 2030 году", "ru", "commitment"),
        ("Выполнено 40 % работ", "ru", "progress"),
        ("Экспорт вырос на 6 %", "ru", "indicator"),
        ("Наши соседи — наши друзья", "ru", "position"),
    ],
)
def test_by_the_words(content: str, lang: str, kind: str) -> None:
    assert kind_of(content, lang) == kind


@pytest.mark.parametrize(("sort", "pattern", "kind"), [
    ("commitment", "infinitive", "commitment"),
    ("order", "object", "commitment"),
    ("demand", "infinitive", "commitment"),
    ("evaluation", "object", "position"),
])  # fmt: skip
def test_by_the_cue(sort: str, pattern: str, kind: str) -> None:
    assert kind_of("the neighbours", "en", sort, pattern) == kind


def test_a_year_is_no_figure() -> None:
    assert kind_of("the trade fair of 1996 was good", "en") == "position"
