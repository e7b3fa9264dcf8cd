"""Scores by the register's names and by decisions, and the estimate of what is unseen, against values worked out by hand."""

import math

import pytest

from servanda.agreement import Agreement, Body, Party, Person
from servanda.item import Item
from servanda.relevance import LINE, Example, NameIndex, elusion, features_of, learn
from servanda.relevance.exact import clopper_pearson

AGREEMENT = Agreement(
    "lake",
    {"en": "Lake Protocol", "ru": "Озёрный протокол"},
    parties=(Party("n", {"en": "Northland", "ru": "Северия"}), Party("s", {"en": "Southland", "ru": "Южная"})),
    bodies=(Body("c", {"en": "Lake Commission"}, aliases=("LC",)),),
    people=(Person("p", {"en": "Ivan Petrenko", "fr": "Ivan Petrenko"}),),
    items=(Item("ferry", "programme", {"en": "Renewal of the ferry line between Norby and Clement"}),),
)
INDEX = NameIndex.of(AGREEMENT)
OTHER = "The hospital opened a new ward, and nurses were hired for it in the autumn."
FERRY = "Dockers welded the hull and painted the funnel, and the crew came back on board."


def named(text: str, title: str = "") -> set[str]:
    return set(features_of(INDEX, title, text).names)


def score(text: str, *examples: Example) -> float:
    return learn(examples).score(features_of(INDEX, "", text))


def decided(text: str, relevant: bool) -> Example:
    return Example(features_of(INDEX, "", text), relevant)


def test_a_name_is_found_in_another_case_of_another_language() -> None:
    assert named("По Озёрному протоколу Северией сделано всё.") == {"agreement lake", "party n"}


def test_a_person_is_found_by_a_surname_in_other_letters() -> None:
    assert named("Министр Петренко ответил.") == {"person p"}


def test_an_abbreviation_is_found_as_it_is_written_alone() -> None:
    assert named("The LC met.") == {"body c"}
    assert named("The lc met.") == set()


def test_a_programme_is_found_by_most_words_of_its_title_in_one_paragraph() -> None:
    assert named("The ferry line from Norby to Clement is next.") == {"item ferry"}


def test_words_of_a_title_in_several_paragraphs_name_nothing() -> None:
    assert named("A ferry left.\nA line broke.\nNorby slept.\nClement woke.") == set()


def test_without_decisions_the_agreement_by_name_is_kept_and_other_news_set_aside() -> None:
    assert score("They spoke of the Lake Protocol.") > LINE > score(OTHER)


def test_without_decisions_a_country_alone_is_set_aside_and_two_are_kept() -> None:
    assert score("Northland met Southland.") > LINE > score("Northland won the match.")


def test_decisions_teach_words_that_the_register_does_not_have() -> None:
    taught = [decided(FERRY, True), decided(OTHER, False)] * 3
    assert score("The crew painted the hull on board.", *taught) > LINE > score("Nurses were hired.", *taught)


def test_a_name_that_misleads_loses_weight_with_rejections() -> None:
    text = "Petrenko of Northland and Southland sang at the festival."
    assert score(text, *[decided(text, False)] * 10) < 0.2 < score(text)


def test_many_rejections_weigh_no_more_than_three_times_the_relevant() -> None:
    text = decided(FERRY, True)
    some, many = ([text, *[decided(OTHER, False)] * number] for number in (3, 300))
    assert score(FERRY, *some) == pytest.approx(score(FERRY, *many), abs=1e-3)


def test_the_same_examples_give_the_same_scores() -> None:
    taught = [decided(FERRY, True), decided(OTHER, False)]
    assert score(FERRY, *taught) == score(FERRY, *taught)


@pytest.mark.parametrize("number", [1, 10, 500])
def test_the_interval_of_none_found_is_the_closed_form(number: int) -> None:
    assert clopper_pearson(0, number)[1] == pytest.approx(1 - 0.025 ** (1 / number))


def test_the_interval_of_all_found_is_the_closed_form() -> None:
    assert clopper_pearson(20, 20) == (pytest.approx(0.025 ** (1 / 20)), 1.0)


def test_at_the_bounds_the_tails_have_half_of_what_is_left() -> None:
    low, high = clopper_pearson(1, 3)
    assert 1 - (1 - low) ** 3 == pytest.approx(0.025)
    assert (1 - high) ** 3 + 3 * high * (1 - high) ** 2 == pytest.approx(0.025)


def test_what_was_looked_at_is_no_longer_unseen() -> None:
    found = elusion(300, 100, 2)
    assert (found.unseen, found.low) == (4, math.floor(200 * clopper_pearson(2, 100)[0]))
