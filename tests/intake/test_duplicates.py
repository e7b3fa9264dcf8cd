"""Edits of one text are near copies, other texts are not, and what shares a band is found however much is held at once."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.intake import duplicates
from servanda.intake.duplicates import as_rows, bands_of, near_duplicates, sharing

LETTERS = st.lists(st.sampled_from("abcde"), min_size=1, max_size=12)


def test_near_duplicates_are_edits_not_other_texts() -> None:
    words = [f"word{number}" for number in range(200)]
    other = [f"other{number}" for number in range(200)]
    texts = {"one": " ".join(words), "two": " ".join([*words[:100], "edited", *words[101:]]), "three": " ".join(other)}
    assert near_duplicates(texts) == [("one", "two", Fraction(195, 201))], (
        "3 runs of 198 have the word in each of the two"
    )


@pytest.mark.parametrize("held", [1, 1_000_000])
@given(some=LETTERS, others=LETTERS)
def test_texts_that_share_a_band_are_found_among_all(some: list[str], others: list[str], held: int) -> None:
    kept, duplicates._MOST_HELD = duplicates._MOST_HELD, held
    try:
        found = list(sharing(as_rows(map(bands_of, some)), as_rows(map(bands_of, others))))
    finally:
        duplicates._MOST_HELD = kept
    assert found == [(one, two) for one, a in enumerate(some) for two, b in enumerate(others) if a == b]


def test_bands_of_no_texts_are_an_empty_table() -> None:
    assert list(sharing(as_rows([]), as_rows([bands_of("a")]))) == []
