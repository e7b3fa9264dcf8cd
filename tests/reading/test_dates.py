"""Days, stretches and lengths of time, in three languages."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.quantity import Comparator, MomentKind
from servanda.reading.dates import find_moments, is_in_passing, time_rows

DAY = date(2023, 4, 6)


@pytest.mark.parametrize(
    ("lang", "text", "words", "value"),
    [
        ("en", "signed on 2 April 1997 in Minsk", "2 April 1997", "1997-04-02"),
        ("en", "signed on April 2, 1997 in Minsk", "April 2, 1997", "1997-04-02"),
        ("en", "signed in April 1997", "April 1997", "1997-04"),
        ("en", "in the second quarter of 2019", "second quarter of 2019", "2019-Q2"),
        ("en", "in the first half of 2019", "first half of 2019", "2019-H1"),
        ("en", "the first seven months of 2019", "first seven months of 2019", "2019-01-01/2019-08-01"),
        ("en", "over the last 12 years", "last 12 years", "P12Y"),
        ("en", "they met on Tuesday", "Tuesday", "XXXX-WXX-2"),
        ("ru", "во 2 квартале 2026 года", "2 квартале 2026 года", "2026-Q2"),
        ("ru", "за 2 квартала 2026 года", "2 квартала 2026 года", "2026-01-01/2026-07-01"),
        ("ru", "2 полугодие 2026 г.", "2 полугодие 2026 г", "2026-H2"),
        ("fr", "signé le 2 avril 1997", "2 avril 1997", "1997-04-02"),
        ("fr", "signé en avril 1997", "avril 1997", "1997-04"),
        ("fr", "au deuxième trimestre 2019", "deuxième trimestre 2019", "2019-Q2"),
        ("fr", "les sept premiers mois de 2019", "sept premiers mois de 2019", "2019-01-01/2019-08-01"),
        ("fr", "ces 12 dernières années", "12 dernières années", "P12Y"),
        ("fr", "ils se sont vus mardi", "mardi", "XXXX-WXX-2"),
        ("ru", "подписан 2 апреля 1997 года", "2 апреля 1997 года", "1997-04-02"),
        ("ru", "подписан 2 апреля", "2 апреля", "XXXX-04-02"),
        ("ru", "во втором квартале 2019 года", "втором квартале 2019 года", "2019-Q2"),
        ("ru", "за семь месяцев 2019 года", "семь месяцев 2019 года", "2019-01-01/2019-08-01"),
        ("ru", "двухмесячный срок", "двухмесячный", "P2M"),
    ],
)
def test_one_moment(lang, text, words, value):
    (found,) = find_moments(text, lang)
    assert (found.text, found.value) == (words, value)


@pytest.mark.parametrize(
    ("lang", "text", "period", "limit"),
    [
        ("en", "before 2025", "../2024-12-31", Comparator.LESS),
        ("en", "by the end of 2022", "../2022-12-31", Comparator.AT_MOST),
        ("en", "since May 2020", "2020-05-01/..", Comparator.AT_LEAST),
        ("en", "after 2020", "2021-01-01/..", Comparator.MORE),
        ("fr", "avant 2025", "../2024-12-31", Comparator.LESS),
        ("fr", "avant la fin de l'année 2022", "../2022-12-31", Comparator.LESS),
        ("fr", "d'ici à la fin de 2022", "../2022-12-31", Comparator.AT_MOST),
        ("fr", "depuis mai 2020", "2020-05-01/..", Comparator.AT_LEAST),
        ("ru", "до 2025 года", "../2024-12-31", Comparator.LESS),
        ("ru", "до конца 2022 года", "../2022-12-31", Comparator.LESS),
        ("ru", "с мая 2020 года", "2020-05-01/..", Comparator.AT_LEAST),
        ("ru", "к 2025 году", "../2025-12-31", Comparator.AT_MOST),
    ],
)
def test_limits_open_one_end(lang, text, period, limit):
    (found,) = find_moments(text, lang)
    assert (str(found.period), found.limit) == (period, limit)


@pytest.mark.parametrize(
    ("lang", "text", "period"),
    [
        ("en", "from January to October 2022", "2022-01-01/2022-10-31"),
        ("en", "between 2015 and 2018", "2015-01-01/2018-12-31"),
        ("en", "from 5 to 17 May 2022", "2022-05-05/2022-05-17"),
        ("fr", "de janvier à octobre 2022", "2022-01-01/2022-10-31"),
        ("fr", "entre 2015 et 2018", "2015-01-01/2018-12-31"),
        ("ru", "с января по октябрь 2022 года", "2022-01-01/2022-10-31"),
        ("ru", "2015–2018 годы", "2015-01-01/2018-12-31"),
    ],
)
def test_ranges_include_both_ends(lang, text, period):
    (found,) = find_moments(text, lang)
    assert (str(found.period), found.kind) == (period, MomentKind.RANGE)


@pytest.mark.parametrize(
    ("lang", "text", "period"),
    [
        ("en", "yesterday", "2023-04-05"),
        ("en", "Tuesday", "2023-04-04"),
        ("en", "last year", "2022-01-01/2022-12-31"),
        ("en", "two months ago", "2023-02-06"),
        ("en", "next month", "2023-05-01/2023-05-31"),
        ("fr", "hier", "2023-04-05"),
        ("fr", "le trimestre dernier", "2023-01-01/2023-03-31"),
        ("fr", "il y a deux mois", "2023-02-06"),
        ("ru", "вчера", "2023-04-05"),
        ("ru", "в прошлом году", "2022-01-01/2022-12-31"),
        ("ru", "два месяца назад", "2023-02-06"),
        ("ru", "в ноябре прошлого года", "2022-11-01/2022-11-30"),
    ],
)
def test_relative_times_are_reckoned_from_the_day_of_publication(lang, text, period):
    (found,) = find_moments(text, lang, DAY)
    assert str(found.period) == period


@pytest.mark.parametrize(("lang", "text"), [("en", "last year"), ("fr", "hier"), ("ru", "в четверг")])
def test_without_a_day_to_reckon_from_they_stay_open(lang, text):
    (found,) = find_moments(text, lang)
    assert found.period is None
    assert "X" in found.value


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "it may march on"),
        ("en", "2022 people came"),
        ("en", "paragraph 3.2.1"),
        ("en", "30 February 2021"),
        ("fr", "1 850 personnes"),
        ("ru", "2100 человек"),
    ],
)
def test_what_only_looks_like_a_date_has_no_period(lang, text):
    assert [found.period for found in find_moments(text, lang) if found.period] == []


PIECES = st.sampled_from(
    [
        "from",
        "to",
        "between",
        "and",
        "before",
        "after",
        "by",
        "since",
        "the end of",
        "last",
        "next",
        "week",
        "year",
        "months",
        "three",
        "5",
        "31",
        "29/2",
        "2020-02-30",
        "May",
        "lundi",
        "de",
        "à",
        "avant la fin de",
        "janvier",
        "années",
        "2023",
        "99",
        "в",
        "до конца",
        "января",
        "года",
        "прошлого",
        "через",
        "два",
        "-",
        "–",
        ",",
        "ago",
        "il y a",
        "99999",
        "9999",
        "0",
    ]
)


@settings(max_examples=300)
@given(
    st.sampled_from(["en", "fr", "ru"]),
    st.one_of(st.lists(PIECES, max_size=12).map(" ".join), st.text(max_size=60)),
    st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2150, 1, 1))),
)
def test_any_text_is_read_without_an_error(lang, text, reference):
    for found in find_moments(text, lang, reference):
        assert text[found.start : found.end] == found.text
        if found.period and found.period.start and found.period.end:
            assert found.period.start <= found.period.end


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_an_iso_day_is_read_back_in_every_language(day):
    for lang in ("en", "fr", "ru"):
        (found,) = find_moments(day.isoformat(), lang)
        assert found.period is not None
        assert found.period.start == found.period.end == day


@pytest.mark.parametrize("text", ["the plan of 2021-2025", "le plan 2021-2025", "план 2021–2025 годов"])
def test_years_with_a_dash_are_one_range(text):
    lang = {"t": "en", "l": "fr"}.get(text[0], "ru")
    assert [str(found.period) for found in find_moments(text, lang)] == ["2021-01-01/2025-12-31"]


@pytest.mark.parametrize(
    ("lang", "text", "period"),
    [
        ("en", "until the end of October", "../2024-10-31"),
        ("fr", "avant la fin du mois d'octobre", "../2024-10-31"),
        ("ru", "до конца октября", "../2024-10-31"),
        ("en", "by the end of February", "../2024-02-29"),
    ],
)
def test_a_limit_long_past_is_the_next_one(lang, text, period):
    assert [str(found.period) for found in find_moments(text, lang, date(2024, 4, 10))] == [period]


def test_a_comparison_is_no_limit():
    (found,) = find_moments("по сравнению с 2017 годом", "ru")
    assert (found.text, found.limit) == ("2017 годом", Comparator.EQUAL)


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "now"), ("fr", "à ce jour"), ("fr", "c'est un jour clair"), ("ru", "сейчас")]
)
def test_now_is_named_in_passing(lang, text):
    (found,) = find_moments(text, lang, date(2024, 4, 10))
    assert is_in_passing(found, lang)


@pytest.mark.parametrize(
    ("text", "lang", "period"),
    [
        ("before the summer of 2021", "en", "../2021-05-31"),
        ("au printemps 2019", "fr", "2019-03-01/2019-05-31"),
        ("осенью 2020 года", "ru", "2020-09-01/2020-11-30"),
        ("in the winter of 2020", "en", "2020-12-01/2021-02-28"),
        ("sur l'ensemble de l'année", "fr", "2020-01-01/2020-12-31"),
        ("over the whole year", "en", "2020-01-01/2020-12-31"),
    ],
)
def test_seasons_and_whole_years(text: str, lang: str, period: str) -> None:
    (moment,) = find_moments(text, lang, date(2020, 10, 15))
    assert str(moment.period) == period


def test_a_quarter_of_things_is_no_time() -> None:
    assert find_moments("a quarter of the projects, three quarters of them", "en") == []
    assert [moment.value for moment in find_moments("it lasted a quarter", "en")] == ["P3M"]


@pytest.mark.parametrize(
    ("lang", "text", "words", "period"),
    [
        ("en", "It opened at Easter 2021.", "Easter 2021", "2021-04-04"),
        ("en", "It will open next Christmas.", "next Christmas", "2023-12-25"),
        ("en", "the second Sunday of March 2020", "the second Sunday of March 2020", "2020-03-08"),
        ("en", "They meet on the last Friday in April.", "the last Friday in April", "2023-04-28"),
        ("en", "They return on the 15th of next month.", "the 15th of next month", "2023-05-15"),
        ("en", "It was signed more than two years ago.", "more than two years ago", "../2021-04-05"),
        ("en", "the rest of the year", "the rest of the year", "2023-04-06/2023-12-31"),
        ("en", "the 2022/23 budget year", "2022/23 budget year", "2022-07-01/2023-06-30"),
        ("en", "since the 20th century", "since the 20th century", "1900-01-01/.."),
        ("en", "in the nineties", "the nineties", "1990-01-01/1999-12-31"),
        ("en", "in two thousand eighteen", "two thousand eighteen", "2018-01-01/2018-12-31"),
        ("en", "He came last winter.", "last winter", "2022-12-01/2023-02-28"),
        ("en", "April of '87", "April of '87", "1987-04-01/1987-04-30"),
        ("fr", "le lundi de Pâques 2021", "lundi de Pâques 2021", "2021-04-05"),
        ("fr", "Il ouvrira à Noël prochain.", "Noël prochain", "2023-12-25"),
        ("fr", "le deuxième dimanche de mars 2020", "le deuxième dimanche de mars 2020", "2020-03-08"),
        ("fr", "le dernier vendredi d'avril", "le dernier vendredi d'avril", "2023-04-28"),
        ("fr", "le 15 du mois prochain", "le 15 du mois prochain", "2023-05-15"),
        ("fr", "le reste de l'année", "le reste de l'année", "2023-04-06/2023-12-31"),
        ("fr", "l'exercice 2022/23", "exercice 2022/23", "2022-07-01/2023-06-30"),
        ("fr", "au XXe siècle", "XXe siècle", "1900-01-01/1999-12-31"),
        ("fr", "en deux mille dix-huit", "deux mille dix-huit", "2018-01-01/2018-12-31"),
        ("fr", "le vingt-deux juin 2022", "vingt-deux juin 2022", "2022-06-22"),
        ("fr", "l'hiver dernier", "hiver dernier", "2022-12-01/2023-02-28"),
        ("fr", "depuis mai jusqu'à octobre 2022", "depuis mai jusqu'à octobre 2022", "2022-05-01/2022-10-31"),
        ("ru", "в День Победы 2020 года", "День Победы 2020 года", "2020-05-09"),
        ("ru", "во второе воскресенье марта 2020 года", "второе воскресенье марта 2020 года", "2020-03-08"),
        ("ru", "15-го числа следующего месяца", "15-го числа следующего месяца", "2023-05-15"),
        ("ru", "более двух лет назад", "более двух лет назад", "../2021-04-05"),
        ("ru", "в остаток года", "остаток года", "2023-04-06/2023-12-31"),
        ("ru", "2022/23 финансовый год", "2022/23 финансовый год", "2022-07-01/2023-06-30"),
        ("ru", "в XX веке", "XX веке", "1900-01-01/1999-12-31"),
        ("ru", "в девяностых годах", "девяностых годах", "1990-01-01/1999-12-31"),
        ("ru", "прошлой зимой", "прошлой зимой", "2022-12-01/2023-02-28"),
        ("ru", "Пасха 2021 года", "Пасха 2021 года", "2021-05-02"),
    ],
)  # fmt: skip
def test_days_with_names_and_parts_of_years(lang, text, words, period):
    (found,) = find_moments(text, lang, DAY)
    assert (found.text, str(found.period)) == (words, period)


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "half a year", "P0.5Y"), ("en", "a couple of days", "P2D"), ("en", "1 1/2 years", "P1.5Y"),
        ("fr", "une demi-journée", "P0.5D"), ("fr", "une dizaine d'années", "P10Y"), ("fr", "deux ans et demi", "P2.5Y"),
        ("ru", "полгода", "P0.5Y"), ("ru", "пара дней", "P2D"), ("ru", "полтора года", "P1.5Y"),
    ],
)  # fmt: skip
def test_lengths_in_parts_and_pairs(lang, text, value):
    (found,) = find_moments(text, lang)
    assert (found.text, found.value) == (text, value)


def test_a_list_of_times_is_no_range():
    assert [found.text for found in find_moments("au XXe siècle, au XXIe siècle", "fr")] == [
        "XXe siècle",
        "XXIe siècle",
    ]


@pytest.mark.parametrize("text", ["Christmas trees stood there", "Easter Island", "the two of them may spring forward"])
def test_names_with_a_holiday_in_them_are_no_days(text):
    assert find_moments(text, "en", DAY) == []


def test_hours_to_come_are_a_length_even_with_a_day_to_reckon_from():
    assert time_rows("in the next 24 hours", "en", DAY) == [(7, 20, "duration", "86400")]


def conventions():
    """Language, words and days of every example of times in docs/method.md."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
    section = page.split("## How times are read\n")[1].split("\n## ")[0]
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if cells[0].startswith("`"):
            yield cells[1], cells[0].strip("`"), cells[2]


@pytest.mark.parametrize(("lang", "words", "days"), list(conventions()))
def test_each_convention_of_times_in_the_documentation(lang, words, days):
    (found,) = find_moments(words, lang, DAY)
    assert str(found.period) == days


def test_the_conventions_of_times_have_examples_in_every_language():
    assert {lang for lang, _, _ in conventions()} == {"en", "fr", "ru"}
