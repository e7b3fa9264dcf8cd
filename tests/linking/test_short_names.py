"""Names that a claim shortens, choices left to a person, and scores that a reader can redo."""

import pytest

from servanda.agreement import Agreement, Party, Subject
from servanda.claim import Claim, Figure, Measure
from servanda.item import Item
from servanda.linking import link, none_because, rivals, score_in_words
from servanda.period import Period
from servanda.quantity import Quantity

REGISTER = Agreement(
    "pact",
    {"en": "Fjord Pact"},
    parties=(Party("no", {"en": "Norway"}), Party("se", {"en": "Sweden"})),
    items=(
        Item(
            "pact",
            "pact",
            {"en": "Fjord Pact", "fr": "Pacte des fjords", "ru": "Пакт о фьордах"},
            declared={"provision": 90},
            items=(
                Item(
                    "fish",
                    "programme",
                    {
                        "en": "programme for the return of young fish",
                        "fr": "programme de retour des jeunes poissons",
                        "ru": "программа возвращения молоди рыб",
                    },
                ),
                Item(
                    "birds",
                    "programme",
                    {
                        "en": "programme for the return of sea birds",
                        "fr": "programme de retour des oiseaux de mer",
                        "ru": "программа возвращения морских птиц",
                    },
                    items=(Item("nests", "activity", {"en": "census of sea bird nests (CSN)"}),),
                ),
            ),
        ),
    ),
    subjects=(Subject("boats", {"en": "scrapping of boats"}, measures=("boats broken up",)),),
)


def claim(
    subject: str, text: str = "", measure: Measure = Measure.SHARE, unit: str | None = None, name: str = "completion"
) -> Claim:
    figure = Figure(measure, None, Quantity.exact(12, unit) if unit else None)
    return Claim("c", name, subject, (figure,), text=text or subject, start=0, said_on=Period.parse("2024-05-14"))


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("young fish programme", "fish"),
        ("programme des oiseaux", "birds"),
        ("программы молоди", "fish"),
        ("provisions of the pact", "pact"),
        ("dispositions du pacte", "pact"),
        ("положений пакта", "pact"),
        ("CSN", "nests"),
        ("census of sea bird nests", "nests"),
    ],
)
def test_a_short_name_means_the_one_thing_that_has_all_its_words(subject: str, key: str) -> None:
    found = link(claim(subject), REGISTER)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("subject", ["return programme", "programmes de retour", "программ возвращения"])
def test_what_two_things_share_is_for_a_person_to_choose(subject: str) -> None:
    share = claim(subject)
    assert link(share, REGISTER) is None
    found = rivals(share, REGISTER)
    assert {one.key for one in found} == {"fish", "birds"}
    assert str(none_because([one.name for one in found])).startswith("it may be about programme for the return of")


@pytest.mark.parametrize("subject", ["provisions of the pact with Chile", "the programme", "young trees", "12 pacts"])
def test_what_is_not_named_is_none_of_these(subject: str) -> None:
    share = claim(subject, measure=Measure.DONE, unit="pact" if "pacts" in subject else "provision")
    assert link(share, REGISTER) is None and rivals(share, REGISTER) == ()


def test_a_measure_of_several_words_is_followed_where_all_of_them_are_said() -> None:
    broken = claim("boats", "40 boats have been broken up", Measure.DONE, "boat", name="boats done")
    found = link(broken, REGISTER)
    assert found is not None
    assert found.key == "boats"


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_the_points_of_the_reasons_add_up_to_the_score(lang: str) -> None:
    found = link(claim("young fish programme"), REGISTER)
    assert found is not None
    assert found.points == sum(reason.points for reason in found.reasons) == round(found.score * 100)
    assert f"(+{found.reasons[0].points})" in found.told(lang)
    assert str(found.points) in score_in_words(found.points).told(lang)


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("scrapping of boats", "boats"),
        ("road map for the scrapping of boats", None),
        ("census of sea bird nests", "nests"),
    ],
)
def test_a_status_counts_only_where_its_whole_subject_is_the_name(subject: str, key: str | None) -> None:
    found = link(claim(subject, f"The {subject} has been completed", Measure.STATUS, name="status"), REGISTER)
    assert (found and found.key) == key
