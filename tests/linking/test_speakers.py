"""Who speaks, in the register's terms: spellings, namesakes, offices over time, in three languages."""

from datetime import date

import pytest

from servanda.agreement import Agreement, Party, Person
from servanda.linking import index_of
from servanda.linking.speakers import Speakers
from servanda.period import Period
from servanda.tenure import Office, Tenure

LOOKED_UP = date(2026, 1, 5)


def tenure(person: str, office: str, first: str, last: str | None) -> Tenure:
    until = Period.parse(last) if last else None
    return Tenure(person, office, Period.parse(first), until, "https://norland.example/", LOOKED_UP)


REGISTER = Agreement(
    "accord",
    {"en": "Accord"},
    parties=(
        Party(
            "norland",
            {"en": "Norland", "fr": "Norlande", "ru": "Норландия"},
            ("norlandais", "норландский", "Norlandic"),
        ),
        Party("sudland", {"en": "Sudland", "fr": "Sudlande", "ru": "Судландия"}, ("sudlandais", "судландский")),
    ),
    people=(
        Person("roy", {"en": "Dmitry Royenko"}, party="norland"),
        Person("berg", {"en": "Jan Berg", "ru": "Ян Берг"}, party="norland"),
        Person("old-hill", {"en": "Ann Hill"}, party="norland"),
        Person("young-hill", {"en": "Ann Hill"}, party="sudland"),
    ),
    offices=(
        Office(
            "pm",
            {
                "en": "Prime Minister of Norland",
                "fr": "Première ministre de la Norlande",
                "ru": "премьер-министр Норландии",
            },
            ("Premier ministre de la Norlande", "head of government of Norland"),
            "norland",
        ),
        Office("mayor", {"en": "Mayor of Sudland"}, party="sudland"),
        Office("secretary", {"en": "Secretary of the Joint Council"}),
    ),
    tenures=(
        tenure("roy", "pm", "2019-03-05", "2022-06-30"),
        tenure("berg", "pm", "2022-07-01", None),
        tenure("old-hill", "secretary", "2001", "2005"),
        tenure("young-hill", "mayor", "2020", None),
    ),
)


def speakers() -> Speakers:
    return index_of(REGISTER).speakers


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        ("the Norlandic prime minister", "2020-05-01", "roy"),
        ("the Norlandic prime minister", "2024-05-01", "berg"),
        ("le premier ministre norlandais", "2020-05-01", "roy"),
        ("le premier ministre norlandais", "2024-05-01", "berg"),
        ("премьер-министр Норландии", "2020-05-01", "roy"),
        ("премьер-министра Норландии", "2024-05-01", "berg"),
        ("Norland's head of government", "2024-05", "berg"),
        ("the Secretary of the Joint Council", "2003-02-01", "old-hill"),
        # Nobody: between two, before any, after the day of looking up, another office, another country.
        ("the Norlandic prime minister", "2022", None),
        ("the Norlandic prime minister", "2001-05-01", None),
        ("the Norlandic prime minister", "2026-02-01", None),
        ("the Norlandic deputy prime minister", "2020-05-01", None),
        ("the former Norlandic prime minister", "2020-05-01", None),
        ("the Sudland prime minister", "2020-05-01", None),
        ("the French prime minister", "2020-05-01", None),
        ("the prime minister", "2020-05-01", None),
    ],
)
def test_an_office_is_who_held_it_on_the_day(words: str, day: str, expected: str | None) -> None:
    found = speakers().who(words, Period.parse(day))
    assert found.key == expected
    assert (found.tenure is None) == (expected is None)


def test_the_country_of_the_document_tells_whose_office_it_is() -> None:
    here, day = speakers(), Period.parse("2020-05-01")
    assert here.who("the prime minister", day, here.party_of("NORLAND CITY, May 1")).key == "roy"
    assert here.who("the French prime minister", day, "norland").key is None


@pytest.mark.parametrize("name", ["Dmitri Royenko", "Dmitriy Roïenko", "Дмитрий Роенко", "Royenko", "Роенко"])
def test_every_spelling_is_one_person(name: str) -> None:
    assert speakers().who(name).key == "roy"


def test_a_surname_with_another_given_name_is_somebody_else() -> None:
    assert speakers().who("Igor Royenko").key is None


def test_whoever_belongs_to_someone_is_not_that_someone() -> None:
    assert speakers().who("the spokesman of Jan Berg").key is None
    assert speakers().who("Prime Minister Jan Berg").key == "berg"


def test_namesakes_are_told_apart_by_what_they_held_on_the_day() -> None:
    assert speakers().who("Ann Hill").key is None
    assert speakers().who("Ann Hill", Period.parse("2003-02-01")).key == "old-hill"
    assert speakers().who("Ann Hill", Period.parse("2022-02-01")).key == "young-hill"
