"""Numbers in digits and words, without their units."""

from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.numerals import numbers_in
from servanda.reading.recognition import recognise


@pytest.mark.parametrize(
    ("lang", "words", "value"),
    [
        ("en", "three hundred and nineteen", 319),
        ("en", "two million four hundred thousand and six", 2_400_006),
        ("en", "a dozen", 12),
        ("en", "two and a half million", Fraction(5, 2) * 10**6),
        ("en", "five million and a half", Fraction(11, 2) * 10**6),
        ("en", "three eighths", Fraction(3, 8)),
        ("en", "eleven and two sevenths", Fraction(79, 7)),
        ("en", "six point zero five", Fraction(605, 100)),
        ("en", "minus forty", -40),
        ("en", "7 1/2", Fraction(15, 2)),
        ("en", "4.5bn", Fraction(45, 10) * 10**9),
        ("fr", "soixante et onze", 71),
        ("fr", "quatre-vingt-treize", 93),
        ("fr", "deux mille trois cents", 2300),
        ("fr", "trois millions et demi", Fraction(7, 2) * 10**6),
        ("fr", "cinq virgule zéro deux", Fraction(502, 100)),
        ("fr", "quatre dixièmes", Fraction(4, 10)),
        ("fr", "1.250,5", Fraction(12505, 10)),
        ("ru", "сорока двух", 42),
        ("ru", "тремя тысячами пятьюстами", 3500),
        ("ru", "две целых семь десятых", Fraction(27, 10)),
        ("ru", "полтора миллиарда", Fraction(3, 2) * 10**9),
        ("ru", "три четверти", Fraction(3, 4)),
        ("ru", "12,5 тыс", 12500),
    ],
)
def test_one_number(lang, words, value):
    (found,) = numbers_in(words, lang)
    assert found.value == value
    assert words[found.start : found.end] == words


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("en", "between one hundred and two hundred", [100, 200]),
        ("en", "twenty, thirty", [20, 30]),
        ("en", "1, 250, 300", [1, 250, 300]),
        ("fr", "entre vingt et trente", [20, 30]),
        ("ru", "от пяти до десяти", [5, 10]),
    ],
)
def test_numbers_side_by_side_stay_apart(lang, text, values):
    assert [found.value for found in numbers_in(text, lang)] == values


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "the third"), ("en", "21st"), ("fr", "la deuxième"), ("fr", "3e"), ("ru", "пятый"), ("ru", "5-й")],
)
def test_ordinals_are_marked(lang, text):
    (found,) = numbers_in(text, lang)
    assert found.ordinal


@given(st.sampled_from(["en", "fr", "ru"]), st.integers(0, 10**13), st.integers(0, 3))
def test_what_babel_prints_is_read_back(lang, digits, places):
    value = Fraction(digits, 10**places)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    shown = format_decimal(value.numerator / value.denominator, format=pattern, locale=lang)
    if (
        Fraction(
            shown.replace("\u00a0", "")
            .replace("\u202f", "")
            .replace("," if lang == "en" else ".", "")
            .replace(",", ".")
        )
        == value
    ):
        (found,) = numbers_in(shown, lang)
        assert found.value == value
        assert found.step == Fraction(1, 10**places)


@given(st.sampled_from(["en", "fr", "ru", "xx"]), st.text(max_size=60))
def test_recognition_never_fails_and_its_offsets_hold(lang, text):
    for row in recognise(text, lang):
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert row["kind"] in ("number", "percentage", "currency", "date", "daterange", "duration")


def test_recognition_finds_shares_sums_and_dates():
    rows = recognise("On 5 May 2021 it paid $3.5 million, or 12 percent.", "en")
    found = {(row["kind"], row["value"]) for row in rows}
    assert {("date", "2021-05-05"), ("currency", "3500000"), ("percentage", "12")} <= found


def test_the_point_of_an_abbreviation_is_kept_and_that_of_a_sentence_is_not():
    assert [
        text[n.start : n.end]
        for text in ("12 млн. рублей", "12 млн. USD", "Всего 12 млн. Это много")
        for n in numbers_in(text, "ru")
    ] == [
        "12 млн.",
        "12 млн.",
        "12 млн",
    ]
