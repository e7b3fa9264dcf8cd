"""Quotation marks of every style, nested, unclosed, and interrupted by their author."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.quotation import dialogue, find_quotations, interrupted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dit « oui » et “non”.", ["oui", "non"]),
        ("Er sagt „ja“ und „nein”.", ["ja", "nein"]),
        ('He says "yes" and "no".', ["yes", "no"]),
        ("She says ''yes'' and ``no''.", ["yes", "no"]),
        ("Il dit ‹ oui ›.", ["oui"]),
        ("«Завод «Маяк» работает»", ["Завод «Маяк» работает"]),
        ("«Работает завод «Маяк», — сказал он.", ["Работает завод «Маяк"]),
        ("« Sans fin, dit-on", ["Sans fin, dit-on"]),
        ("It's Ann's book.", []),
        ("l’État d’un côté", []),
    ],
)
def test_outermost_quotations(text: str, expected: list[str]) -> None:
    found = find_quotations(text, 0, len(text))
    assert [text[quotation.inner[0] : quotation.inner[1]] for quotation in found] == expected


def test_the_author_interrupts_a_russian_quotation() -> None:
    text = "«Мост готов, - сказал он. - Откроем завтра»."
    whole = find_quotations(text, 0, len(text))[0]
    parts = interrupted(text, whole, re.compile("сказал")).parts
    assert [text[start:end] for start, end in parts] == ["Мост готов", "Откроем завтра"]


def test_a_dash_that_is_no_interruption_stays() -> None:
    text = "«Минск - столица, - это известно»."
    whole = find_quotations(text, 0, len(text))[0]
    assert interrupted(text, whole, re.compile("сказал")).parts == whole.parts


def test_a_paragraph_that_begins_with_a_dash_is_dialogue() -> None:
    assert dialogue("— Bonjour.", 0, 10) is not None
    assert dialogue("Un mot — deux.", 0, 14) is None


@given(st.text(alphabet="ab «»“”\"'‘’„—.,", max_size=40))
def test_any_marks_give_spans_in_order_within_the_text(text: str) -> None:
    last = 0
    for quotation in find_quotations(text, 0, len(text)):
        assert last <= quotation.start <= quotation.inner[0] <= quotation.inner[1] <= quotation.end <= len(text)
        last = quotation.end
