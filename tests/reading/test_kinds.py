"""Commitment, progress, indicator or position."""

import pytest

from servanda.reading.kinds import kind_of


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
