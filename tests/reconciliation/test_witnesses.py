"""Reprints and quotations are one witness; a speaker's record lists claims and findings."""

from datetime import date

import pytest

from servanda.reconciliation import origins, reconcile, speaker_records

TODAY = date(2031, 1, 1)
WORDS = "By the first of May seventy-four per cent of the planned activities had been carried out"


@pytest.fixture
def told(saying):
    def make(name, said, speaker, text="", value=74, when="2029-05-01", **more):
        return saying.claim(name, saying.share(value, when), said=said, speaker=speaker, text=text, **more)

    return make


def groups(*claims):
    return [one.claims for one in origins(claims)]


def test_a_speaker_s_figures_printed_within_a_week_are_one_saying(told):
    claims = (
        told("a", "2029-05-02", "Anna Weber"),
        told("b", "2029-05-09", "anna  weber"),
        told("c", "2029-05-17", "Anna Weber"),
    )
    assert groups(*claims) == [("a", "b"), ("c",)]
    (first, _) = origins(claims)
    assert (first.speaker, first.sources) == ("Anna Weber", ("https://example.org/a", "https://example.org/b"))


def test_today_s_figure_is_the_same_when_it_is_printed_the_next_day(told):
    one = told("a", "2029-05-02", "Anna Weber", when="2029-05-02")
    two = told("b", "2029-05-03", "Anna Weber", when="2029-05-03")
    assert groups(one, two) == [("a", "b")]


def test_other_figures_or_another_speaker_are_another_saying(told):
    claims = told("a", "2029-05-02", "Anna Weber"), told("b", "2029-05-02", "Anna Weber", value=75)
    assert groups(*claims, told("c", "2029-05-02", "Boris Lang")) == [("a",), ("b",), ("c",)]


def test_words_that_name_the_speaker_are_a_quotation(told):
    first = told("a", "2029-05-02", "Anna Weber")
    assert groups(first, told("b", "2029-05-03", "News agency", "74% done, Weber said")) == [("a", "b")]
    assert groups(first, told("b", "2029-05-03", "News agency", "74% done, the webers said")) == [("a",), ("b",)]
    assert groups(first, told("b", "2029-05-30", "News agency", "74% done, Weber said")) == [("a",), ("b",)]


def test_a_copy_without_a_speaker_is_no_second_witness(told):
    first = told("a", "2029-05-02", "Anna Weber", WORDS)
    assert groups(first, told("b", "2029-05-03", "", WORDS + ".")) == [("a", "b")]
    assert groups(first, told("b", "2029-05-03", "", "Activities carried out: 74 per cent, says the bureau")) == [
        ("a",),
        ("b",),
    ]
    assert groups(first, told("b", "2029-05-03", "Boris Lang", WORDS)) == [("a",), ("b",)], (
        "two named people may use one form of words"
    )


def test_a_quotation_confirms_nothing_and_a_confirmation_shows_its_origins(told):
    weber = told("a", "2029-05-02", "Anna Weber")
    agency = told("b", "2029-05-03", "News agency", "74% done, Weber said")
    assert reconcile([weber, agency], TODAY) == []
    found = reconcile([weber, agency, told("c", "2029-05-04", "Boris Lang")], TODAY)
    assert sorted(one.claims for one in found) == [("a", "c"), ("b", "c")]
    for one in found:
        assert [(origin.speaker, origin.claims) for origin in one.origins] == [
            ("Anna Weber", ("a", "b")),
            ("Boris Lang", ("c",)),
        ]


def test_one_speaker_s_own_arithmetic_shows_no_independent_origins(told, saying):
    count = saying.claim("a", saying.done(120, "2029-05-01"), saying.planned(200, "2029-05-01"), speaker="Anna Weber")
    share = told("b", "2030-01-01", "Anna Weber", value=60)
    both = told("c", "2030-01-01", "Boris Lang", value=60)
    found = {one.claims: [origin.speaker for origin in one.origins] for one in reconcile([count, share, both], TODAY)}
    assert found.get(("a", "b"), []) == []
    assert found["b", "c"] == ["Anna Weber", "Boris Lang"]


def test_a_record_lists_claims_and_findings_of_each_speaker(told):
    claims = [
        told("a", "2029-05-02", "Anna Weber"),
        told("b", "2029-05-02", "Boris Lang", value=60),
        told("c", "2029-06-02", "Boris Lang", when="2029-06-01", value=80),
        told("d", "2029-06-02", "", when="2029-06-01", value=80),
    ]
    findings = reconcile(claims, TODAY)
    (clash,) = [one for one in findings if one.verdict == "contradiction"]
    assert [
        (one.speaker, one.claims, one.contradictions, one.disputed) for one in speaker_records(claims, findings)
    ] == [
        ("Anna Weber", ("a",), (clash.id,), ("a",)),
        ("Boris Lang", ("b", "c"), (clash.id,), ("b",)),
    ]
