"""Whole pages of different newsrooms, annotated before any rule was written for them: who says what in them."""

import attribution
import pytest

FLOORS = {"fr": 0.75, "ru": 0.85}
"""The attributed F1 that the half must reach on which rules were written; the other half is measured and judged by people."""


@pytest.mark.parametrize(("lang", "floor"), FLOORS.items())
def test_the_open_half(lang: str, floor: float) -> None:
    got = attribution.score(attribution.pages(lang, "open"))
    assert got.f1 >= floor, "\n".join(got.differences)


@pytest.mark.parametrize("lang", FLOORS)
def test_half_of_the_pages_is_held_back(lang: str) -> None:
    open_half, held = (attribution.pages(lang, half) for half in attribution.HALVES)
    assert len(open_half) == len(held) >= 5
    assert all(said["content"] for _, listed in (*open_half, *held) for said in listed)
