"""Quantities in sentences of three languages, and the table of conventions."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.quantity import Comparator, Quantity, QuantityKind
from servanda.reading.quantities import find_quantities

TABLE = Path(__file__).resolve().parents[2] / "docs" / "method.md"


def examples():
    """Language, words, literal and usual reading of every example in docs/method.md."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        lang = cells[1] if len(cells) > 1 and cells[1] in ("fr", "ru") else "en"
        readings = [cell for cell in cells[1:] if re.match(r"[\[(][-\d]", cell)]
        if len(cells) >= 4 and cells[0].startswith("`") and len(readings) == 2:
            yield lang, cells[0].strip("`"), readings[0], readings[1]


@pytest.mark.parametrize(("lang", "words", "literal", "usual"), list(examples()))
def test_each_convention_in_the_documentation(lang, words, literal, usual):
    (found,) = find_quantities(words, lang)
    assert [str(found.literal), str(found.usual)] == [literal, usual]


def one(text: str, lang: str) -> Quantity:
    (found,) = find_quantities(text, lang)
    return found


@pytest.mark.parametrize(
    ("lang", "text", "words", "unit"),
    [
        ("en", "They opened more than 300 new workshops there.", "more than 300 new workshops", "workshop"),
        ("en", "It costs some 12 million roubles.", "some 12 million roubles", "RUB"),
        ("en", "They paid $5m for it.", "$5m", "USD"),
        ("fr", "Ils ont signé douze accords à Minsk.", "douze accords", "agreement"),
        ("fr", "Plus de 1 500 emplois sont prévus.", "Plus de 1 500 emplois", "job"),
        ("fr", "On a réalisé 61 % des mesures prévues.", "61 % des mesures", "per cent"),
        ("ru", "Открыли свыше трёхсот предприятий.", "свыше трёхсот предприятий", "enterprise"),
        ("ru", "Выделено 2,4 млрд рублей.", "2,4 млрд рублей", "RUB"),
        ("ru", "Приняты двадцать пять законов.", "двадцать пять законов", "law"),
    ],
)
def test_span_covers_hedge_and_noun(lang, text, words, unit):
    found = one(text, lang)
    assert (found.text, found.unit) == (words, unit)


def test_percentage_with_a_verb_of_change_is_a_change():
    rise = one("Exports grew by 12 %.", "en")
    assert (rise.kind, rise.value, rise.unit) == (QuantityKind.CHANGE, Fraction(112, 100), None)
    level = one("The share grew to 12 %.", "en")
    assert (level.kind, level.value, level.unit) == (QuantityKind.PERCENTAGE, 12, "per cent")
    fall = one("Импорт сократился на 12 %.", "ru")
    assert (fall.kind, fall.value) == (QuantityKind.CHANGE, Fraction(88, 100))


def test_both_numbers_of_a_part_of_a_whole_are_found_with_their_noun():
    for lang, text in (
        ("en", "They carried out 17 of 52 tasks."),
        ("fr", "Ils ont accompli 17 tâches sur 52."),
        ("ru", "Выполнено 17 из 52 задач."),
    ):
        assert [(found.value, found.unit) for found in find_quantities(text, lang)] == [(17, "task"), (52, "task")]


def test_a_sum_without_its_currency_takes_that_of_the_sum_beside_it():
    first, second = find_quantities("Заплатили 3,2 млрд рублей вместо 5 млрд", "ru")
    assert (second.unit, second.value, first.kind) == ("RUB", 5 * 10**9, second.kind)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Article 12 of the treaty was signed on 8 December 1999."),
        ("en", "The meeting began at 10:30, room 12."),
        ("en", "One of them spoke about COVID-19 and the S-400."),
        ("fr", "L'article 12 a été signé le 8 décembre 1999 à 10h30."),
        ("fr", "Rue de la Loi, 75008 Paris"),
        ("ru", "Статья 12 подписана 8 декабря 1999 года в 10:30."),
        ("ru", "220030, Минск"),
    ],
)
def test_dates_times_and_names_are_no_quantities(lang, text):
    assert [found.text for found in find_quantities(text, lang)] == []


def test_rising_from_one_number_to_another_is_no_range():
    values = [found.value for found in find_quantities("Trade rose from 70 to 80 billion dollars.", "en")]
    assert values[-1] == 80 * 10**9
    assert len(values) == 2


GROUPS = {"en": [",", "\u00a0", "\u202f"], "fr": ["\u00a0", "\u202f", " ", "."], "ru": ["\u00a0", "\u202f", " "]}
NOUNS = {"en": "measures", "fr": "mesures", "ru": "мер"}


@given(st.sampled_from(["en", "fr", "ru"]), st.integers(1000, 10**12), st.integers(0, 99), st.booleans(), st.data())
def test_a_number_printed_in_any_locale_is_read_back(lang, whole, hundredths, decimals, data):
    group = data.draw(st.sampled_from(GROUPS[lang]))
    shown = f"{whole:,}".replace(",", group)
    value = Fraction(whole)
    if decimals:
        point = "." if lang == "en" else ","
        shown += f"{point}{hundredths:02}"
        value += Fraction(hundredths, 100)
    found = one(f"{shown} {NOUNS[lang]}", lang)
    assert found.value == value
    assert found.unit == "measure"


@given(st.sampled_from(["en", "fr", "ru", "de"]), st.text(max_size=80))
def test_any_text_is_read_without_an_error(lang, text):
    check(find_quantities(text, lang), text)


PIECES = st.sampled_from(
    [
        "more than",
        "plus de",
        "более",
        "from",
        "to",
        "до",
        "entre",
        "et",
        "and",
        "half",
        "two",
        "thirds",
        "cent",
        "mille",
        "двадцать",
        "пять",
        "тысяч",
        "%",
        "$",
        "€",
        "рублей",
        "euros",
        "rose by",
        "вырос на",
        "times",
        "fois",
        "раза",
        "doubled",
        "вдвое",
        "doublé",
        "12",
        "1 250",
        "0",
        "4,5",
        "3.5",
        "1/3",
        "2024",
        "-",
        "–",
        ",",
        ".",
        "of",
        "de",
        "из",
        "million",
        "млрд",
        "divided by",
        "multiplié par",
        "percentage points",
        "tens of thousands",
        "or more",
        "12/0",
        "5e99",
        "1^9",
        "0,0",
        "000",
        "measures",
        "мер",
    ]
)


@settings(max_examples=300)
@given(st.sampled_from(["en", "fr", "ru"]), st.lists(PIECES, max_size=12))
def test_any_sequence_of_number_words_is_read_without_an_error(lang, pieces):
    text = " ".join(pieces)
    check(find_quantities(text, lang), text)


def check(found: list[Quantity], text: str) -> None:
    """What must hold of all quantities of any text."""
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        assert quantity.usual.intersection(quantity.literal) == quantity.usual
        if quantity.value is not None and quantity.comparator in (Comparator.EQUAL, Comparator.ABOUT):
            assert quantity.value in quantity.literal


def test_the_figures_of_the_first_page_are_read(shared):
    text = (shared / "documents" / "000_dbc88e7f93c49182.txt").read_text(encoding="utf-8")
    found = {quantity.text: quantity for quantity in find_quantities(text, "fr")}
    assert found["multiplié par plus de 4,5"].comparator is Comparator.MORE
    assert found["plus de 8 000 entreprises"].unit == "enterprise"
    assert any(quantity.value == 74 and quantity.unit == "per cent" for quantity in found.values())
    assert any(quantity.value == 28 and quantity.unit == "sector" for quantity in found.values())


def test_known_things_are_not_counted_again():
    assert find_quantities("The two countries and the three presidents met.", "en") == []
    assert find_quantities("Les deux pays se sont entendus.", "fr") == []


def test_a_change_by_a_part_is_a_change():
    found = one("Экспорт снизился на треть.", "ru")
    assert (found.kind, found.value) == (QuantityKind.CHANGE, Fraction(2, 3))


@pytest.mark.parametrize(
    ("lang", "text", "literal"),
    [
        ("fr", "Ils ont achevé au moins 40 % des travaux.", "[40, 100]"),
        ("fr", "40 % ou moins", "[0, 40]"),
        ("fr", "Il fait moins 5 degrés.", "[-5.5, -4.5)"),
        ("fr", "Un peu moins de 80 % des écoles ont rouvert.", "(75, 80)"),
        ("en", "Just below 80 % of the schools have reopened.", "(75, 80)"),
    ],
)
def test_a_hedge_is_no_sign(lang, text, literal):
    assert str(one(text, lang).literal) == literal


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("ru", "Страны собираются довести поставки до 8 млрд евро.", "8 млрд евро"),
        ("fr", "Il faut porter les ventes à 8 milliards d'euros.", "8 milliards d'euros"),
        ("en", "They want to raise sales to $8 billion.", "$8 billion"),
    ],
)
def test_to_after_a_verb_of_raising_is_a_target(lang, text, words):
    found = one(text, lang)
    assert (found.text, found.comparator) == (words, Comparator.EQUAL)


def test_part_and_whole_each_have_their_span():
    found = find_quantities("Ils ont appliqué quatre des sept mesures.", "fr")
    assert [(quantity.text, quantity.unit) for quantity in found] == [
        ("quatre", "measure"),
        ("sept mesures", "measure"),
    ]


def test_names_may_stand_between_a_number_and_its_noun():
    assert (one("Five Red Sea ports reopened.", "en").text, one("Five Red Sea ports reopened.", "en").unit) == (
        "Five Red Sea ports", "port",
    )  # fmt: skip


def test_both_is_no_count():
    assert find_quantities("Обе делегации согласны.", "ru") == []


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "The fares will double soon.", "double"),
        ("ru", "Сбор зерна увеличился в 1,4 раза.", "увеличился в 1,4 раза"),
    ],
)
def test_a_factor_with_its_verb(lang, text, words):
    assert one(text, lang).text == words


@pytest.mark.parametrize(
    ("lang", "text", "unit"),
    [
        ("en", "Trade rose from 33.1 to 36.8 billion dollars.", "USD"),
        ("fr", "Le commerce est passé de 33,1 à 36,8 milliards de dollars.", "USD"),
        ("ru", "Товарооборот вырос с 33,1 до 36,8 млрд долларов.", "USD"),
    ],
)
def test_what_moved_from_one_amount_to_another_has_both(lang, text, unit):
    values = [(found.value, found.unit) for found in find_quantities(text, lang)]
    assert values == [(33_100_000_000, unit), (36_800_000_000, unit)]


@pytest.mark.parametrize(
    ("lang", "text", "literal"),
    [
        ("en", "They have not finished even 40 % of it.", "[0, 40)"),
        ("fr", "Même pas la moitié des écoles a rouvert.", "[0, 50)"),
        ("ru", "Не выполнено и половины мероприятий.", "[0, 50)"),
        ("ru", "Не построено даже 40 % дорог.", "[0, 40)"),
    ],
)
def test_not_even_so_much_is_less(lang, text, literal):
    assert str(one(text, lang).literal) == literal


def test_a_rise_by_a_range_is_a_change_in_french():
    assert str(one("une hausse de 12 à 15 %", "fr").literal) == "[1.12, 1.15]"
    assert [str(found.literal) for found in find_quantities("La part est passée de 12 à 15 %.", "fr")] == [
        "[11.5, 12.5)", "[14.5, 15.5)",
    ]  # fmt: skip
