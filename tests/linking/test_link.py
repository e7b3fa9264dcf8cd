"""Linking: which entry of the register a claim is about, why, and when it is about none of them."""

from fractions import Fraction

import pytest

from servanda.agreement import Agreement, Body, Party, Person, Subject
from servanda.claim import Claim, Figure, Measure
from servanda.interval import Interval
from servanda.item import Item
from servanda.linking import link, linked, speaker_name
from servanda.period import Period
from servanda.quantity import PER_CENT, Quantity, QuantityKind

REGISTER = Agreement(
    "accord",
    {"en": "Accord"},
    parties=(
        Party("no", {"en": "Norway", "fr": "Norvège", "ru": "Норвегия"}, ("Norwegian", "Oslo")),
        Party("se", {"en": "Sweden", "fr": "Suède", "ru": "Швеция"}, ("Swedish", "Stockholm")),
    ),
    bodies=(Body("council", {"en": "Nordic Council", "fr": "Conseil nordique"}),),
    people=(
        Person("hansen", {"en": "Kari Hansen", "ru": "Кари Хансен"}, ("Kari A. Hansen",), party="no"),
        Person("berg", {"en": "Nils Berg", "fr": "Nils Berg"}, party="se"),
        Person("berg-2", {"en": "Anna Berg"}, party="no"),
    ),
    items=(
        Item(
            "plan-1",
            "plan",
            {"en": "joint plan 2021-2023", "fr": "plan commun 2021-2023", "ru": "совместный план 2021–2023 годов"},
            ("joint plan", "joint programmes", "programmes conjoints", "совместные программы", "priority sectors"),
            Period.parse("2021/2023"),
            declared={"programme": 17},
            items=(Item("harbours", "programme", {"en": "Programme on harbours"}),),
        ),
        Item(
            "plan-2",
            "plan",
            {"en": "joint plan 2024-2026", "fr": "plan commun 2024-2026", "ru": "совместный план 2024–2026 годов"},
            ("joint plan", "совместный план"),
            Period.parse("2024/2026"),
            declared={"measure": 240},
        ),
    ),
    subjects=(
        Subject(
            "trade",
            {
                "en": "Norway-Sweden trade",
                "fr": "commerce entre la Norvège et la Suède",
                "ru": "торговля между Норвегией и Швецией",
            },
            ("trade", "commerce", "échanges commerciaux", "торговля", "товарооборот"),
            ("trade turnover", "trade growth"),
            {"goods and services": ("товары и услуги", "biens et services"), "goods": ("торговля товарами", "biens")},
        ),
        Subject(
            "rail",
            {"en": "common railway market", "fr": "marché commun du rail", "ru": "общий рынок перевозок"},
            measures=("commitment",),
        ),
    ),
)


def claim(
    measure: Measure,
    text: str,
    *,
    name: str = "completion",
    subject: str = "",
    said: str | None = None,
    speaker: str = "",
    figures: tuple[Figure, ...] | None = None,
) -> Claim:
    """A claim as a reader of documents makes it."""
    return Claim(
        "c1",
        name,
        subject,
        figures or (Figure(measure, None),),
        said_on=Period.parse(said) if said else None,
        speaker=speaker,
        text=text,
        start=0,
    )


def key(made: Claim, context: str = "") -> str | None:
    found = link(made, REGISTER, context)
    return found.key if found else None


class TestNames:
    """A name is found in any case, inflection and order."""

    @pytest.mark.parametrize(
        "text",
        [
            "60% of the joint programmes are done",
            "60 % des programmes conjoints sont réalisés",
            "совместные программы выполнены на 60 %",
            "выполнено 60 % мероприятий совместных программ",
            "THE JOINT PROGRAMMES are 60% done",
        ],
    )
    def test_of_an_entry(self, text: str) -> None:
        assert key(claim(Measure.SHARE, text)) == "plan-1"

    @pytest.mark.parametrize(
        "text",
        [
            "a common market for railway transport will open before 2030",
            "le marché commun du rail ouvrira avant 2030",
            "создание общего рынка перевозок до 2030 года",
        ],
    )
    def test_of_a_subject(self, text: str) -> None:
        assert key(claim(Measure.DUE, text, name="commitment")) == "rail"

    def test_one_word_of_a_name_is_not_enough(self) -> None:
        assert key(claim(Measure.DUE, "a market for fish will open before 2030", name="commitment")) is None

    def test_the_claims_own_subject_comes_before_its_sentence(self) -> None:
        text = "trade in the common railway market grew"
        assert key(claim(Measure.STATUS, text, name="status", subject="common railway market")) == "rail"


class TestContext:
    """What the claim leaves out, the text around it may give."""

    def test_gives_the_programmes_of_a_share(self) -> None:
        around = "The 17 joint programmes were 30% done in June, she said. Now it is 60%. The ministers met."
        found = link(claim(Measure.SHARE, "Now it is 60%"), REGISTER, around)
        assert found and found.key == "plan-1"
        assert "the text around it" in found.reason

    def test_gives_no_promise(self) -> None:
        around = "The common railway market was on the agenda."
        assert key(claim(Measure.DUE, "A bridge will be built before 2030", name="commitment"), around) is None

    def test_the_nearer_of_two_counts(self) -> None:
        far = " Much else was said there that day, of weather and of fish." * 5
        around = (
            "The joint plan 2021-2023 is over." + far + " Of the joint plan 2024-2026 she spoke last. It is 12% done."
        )
        assert key(claim(Measure.SHARE, "It is 12% done"), around) == "plan-2"

    def test_without_it_a_bare_share_is_about_nothing(self) -> None:
        assert key(claim(Measure.SHARE, "It is 12% done")) is None


class TestTwoPlans:
    """Years, declared numbers and the day tell two entries of one name apart."""

    def test_by_the_years(self) -> None:
        assert key(claim(Measure.SHARE, "the joint plan for 2024–2026 is 40% done")) == "plan-2"
        assert key(claim(Measure.SHARE, "the joint plan for 2021–2023 is 40% done", said="2025")) == "plan-1"

    def test_by_the_number_declared(self) -> None:
        assert key(claim(Measure.SHARE, "96 of the 240 measures of the joint plan are done")) == "plan-2"
        planned = Figure(Measure.PLANNED, None, Quantity.exact(240))
        assert key(claim(Measure.SHARE, "the joint plan is 40% done", figures=(planned,))) == "plan-2"

    def test_by_the_number_before_a_word_of_its_names(self) -> None:
        assert key(claim(Measure.SHARE, "74% of what was planned in 17 sectors is done")) == "plan-1"
        assert key(claim(Measure.SHARE, "74% of what was planned in 18 sectors is done")) is None

    def test_by_the_day_it_was_said(self) -> None:
        assert key(claim(Measure.SHARE, "the joint plan is 40% done", said="2022-05-06")) == "plan-1"
        assert key(claim(Measure.SHARE, "the joint plan is 40% done", said="2025-05-06")) == "plan-2"


class TestParties:
    """Trade between the parties is not trade of one of them with another country."""

    def test_both_named(self) -> None:
        assert key(claim(Measure.VOLUME, "Sweden's trade with Norway hit 20 billion", name="trade turnover")) == "trade"

    @pytest.mark.parametrize(
        "text",
        [
            "trade between Norway and China hit 20 billion",
            "le commerce avec la Chine a atteint 20 milliards",
            "товарооборот между Швецией и Китаем достиг 20 млрд",
            "the foreign trade of Norway hit 20 billion",
        ],
    )
    def test_others_named(self, text: str) -> None:
        made = claim(Measure.VOLUME, text, name="trade turnover", speaker="Kari Hansen")
        assert key(made, "Norway and Sweden met.") is None

    def test_the_speakers_own_party_is_understood(self) -> None:
        text = "trade with Sweden hit 20 billion"
        assert key(claim(Measure.VOLUME, text, name="trade turnover", speaker="Kari Hansen")) == "trade"
        assert key(claim(Measure.VOLUME, text, name="trade turnover", speaker="Nils Berg")) is None

    def test_nobody_named_takes_the_parties_of_the_text(self) -> None:
        made = claim(Measure.VOLUME, "trade hit 20 billion", name="trade turnover")
        assert key(made, "Norway and Sweden met. Trade hit 20 billion.") == "trade"
        assert key(made, "Norway and Finland met. Trade hit 20 billion.") is None

    @pytest.mark.parametrize("words", ["bilateral trade", "le commerce bilatéral", "взаимная торговля"])
    def test_what_is_between_both_needs_one_party_and_no_other_country(self, words: str) -> None:
        made = claim(Measure.VOLUME, f"{words}: 20", name="trade turnover")
        assert key(made, f"The Norwegian minister spoke. {words}: 20") == "trade"
        assert key(made, f"The Norwegian minister spoke of China. {words}: 20") is None
        assert (
            key(claim(Measure.VOLUME, "trade hit 20", name="trade turnover"), "The Norwegian minister spoke.") is None
        )


class TestQualifiers:
    """Scopes of a subject, as the claim's words have them."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("trade in goods and services between Norway and Sweden", {"goods and services"}),
            ("торговля товарами и услугами между Норвегией и Швецией", {"goods and services"}),
            ("торговля товарами между Норвегией и Швецией", {"goods"}),
            ("le commerce de biens entre la Norvège et la Suède", {"goods"}),
            ("trade between Norway and Sweden", set()),
        ],
    )
    def test_found_in_the_words(self, text: str, expected: set[str]) -> None:
        found = link(claim(Measure.VOLUME, text, name="trade turnover"), REGISTER)
        assert found is not None
        assert found.qualifiers == expected


class TestTables:
    """The scope of a table's row is linked by a name, and stays as it is otherwise."""

    @pytest.mark.parametrize(
        ("scope", "expected"),
        [
            ("joint plan 2021-2023", "plan-1"),
            ("Joint Plan 2024–2026", "plan-2"),
            ("Norway-Sweden trade", "trade"),
            ("common railway market", "rail"),
            ("joint plan 2027-2029", None),
            ("fisheries", None),
            ("", None),
        ],
    )
    def test_by_the_whole_name(self, scope: str, expected: str | None) -> None:
        row = Claim("r1", "completion", scope, (Figure(Measure.SHARE, None),), text="joint programmes")
        assert key(row) == expected

    def test_a_qualifier_is_kept_whether_split_off_or_not(self) -> None:
        split = Claim("r1", "trade turnover", "Norway-Sweden trade", (), qualifiers=frozenset({"goods and services"}))
        whole = Claim("r1", "trade turnover", "Norway-Sweden trade, biens et services", ())
        for row in (split, whole):
            found = link(row, REGISTER)
            assert found is not None
            assert (found.key, found.qualifiers) == ("trade", {"goods and services"})


class TestSpeakers:
    """One speaker in several scripts and forms is one."""

    @pytest.mark.parametrize(
        ("given", "name"),
        [
            ("Кари Хансен", "Kari Hansen"),
            ("Kari A. Hansen", "Kari Hansen"),
            ("hansen", "Kari Hansen"),
            ("Prime Minister Kari Hansen", "Kari Hansen"),
            ("Conseil nordique", "Nordic Council"),
            ("Berg", "Berg"),
            ("Anna Berg", "Anna Berg"),
            ("Kari", "Kari"),
            ("", ""),
        ],
    )
    def test_by_name(self, given: str, name: str) -> None:
        assert speaker_name(given, REGISTER) == name

    def test_linked_gives_the_registers_names(self) -> None:
        share = Quantity(
            "60 %", Interval.point(60), Interval.point(60), Fraction(60), PER_CENT, QuantityKind.PERCENTAGE
        )
        figures = (Figure(Measure.SHARE, None, share),)
        made = claim(Measure.SHARE, "совместные программы выполнены на 60 %", speaker="Кари Хансен", figures=figures)
        found = link(made, REGISTER)
        assert found is not None
        done = linked(made, found)
        assert (done.subject, done.speaker, done.figures) == ("joint plan 2021-2023", "Kari Hansen", figures)
        assert found.level == "item"


def test_an_amount_is_not_linked_to_programmes() -> None:
    assert key(claim(Measure.VOLUME, "5 billion were spent on the joint programmes", name="spending")) is None


def test_the_same_claim_gets_the_same_link() -> None:
    made = claim(Measure.SHARE, "the joint programmes are 60% done")
    assert link(made, REGISTER) == link(made, REGISTER)
