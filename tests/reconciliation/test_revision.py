"""One voice that gives another figure for the same thing and time: openly, silently, or only in other words."""

from dataclasses import replace
from datetime import date

import pytest

from servanda.finding import Ending
from servanda.reconciliation import Background, reconcile

OFFICE = {"speaker": "Statistics office"}
JANUARY, MAY = "2029-01-10", "2029-05-10"


def found(*claims):
    return [(str(one.verdict), one.relation, one.claims) for one in reconcile(claims, date(2031, 1, 1))]


def test_silent_revision_is_a_tension_and_no_contradiction(saying):
    first = saying.claim("a", saying.volume(50, "2028"), said=JANUARY, **OFFICE)
    second = saying.claim("b", saying.volume(53, "2028"), said=MAY, **OFFICE)
    assert found(first, second) == [("tension", "revision", ("a", "b"))]
    assert found(first, replace(second, speaker="A rival")) == [("contradiction", "same", ("a", "b"))]
    (one,) = reconcile([first, second])
    assert one.arithmetic == (
        "a: 2028 = [49.5, 50.5) EUR",
        "b: 2028 = [52.5, 53.5) EUR",
        "[49.5, 50.5) ∩ [52.5, 53.5) = ∅",
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", "Revised: 53 billion"),
        ("a preliminary figure", ""),
        ("", "rather than the preliminary 50"),
        ("selon une première estimation", "53"),
        ("", "chiffre révisé"),
        ("", "по уточнённым данным"),
        ("предварительные данные", ""),
    ],
)
def test_announced_revision_is_consistent(saying, first, second):
    one = saying.claim("a", saying.volume(50, "2028"), said=JANUARY, text=first, **OFFICE)
    two = saying.claim("b", saying.volume(53, "2028"), said=MAY, text=second, **OFFICE)
    assert found(one, two) == [("consistent", "revision", ("a", "b"))]


@pytest.mark.parametrize("text", ["an estimate", "television", "неуточнимо", "déficit"])
def test_other_words_with_the_later_figure_announce_nothing(saying, text):
    one = saying.claim("a", saying.volume(50, "2028"), said=JANUARY, **OFFICE)
    two = saying.claim("b", saying.volume(53, "2028"), said=MAY, text=text, **OFFICE)
    assert found(one, two) == [("tension", "revision", ("a", "b"))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("53.7", "=", "0.1"), ("54", "~", 1)),  # [53.65, 53.75) lies in [53, 55]
        (("54.6", "=", "0.1"), ("55", "<~", 1)),  # [54.55, 54.65) lies in (54, 55)
        (("53.4", "=", "0.1"), ("54", "=", 1)),  # [53.35, 53.45) is 0.05 below [53.5, 54.5)
        (("53", "=", 1), ("54", "=", 1)),  # neighbouring roundings
        (("50", "=", 1), ("53", ">=", 1)),
    ],
)
def test_rounded_restatement_is_no_revision(saying, first, second):
    one, two = (
        saying.claim(name, saying.volume(value, "2028", comparator=sign, step=step), said=said, **OFFICE)
        for name, (value, sign, step), said in (("a", first, JANUARY), ("b", second, MAY))
    )
    expected = [("tension", "revision", ("a", "b"))] if second[1] == ">=" else []
    assert found(one, two) == expected


def test_other_times_scopes_and_days_unknown_are_no_revision(saying):
    first = saying.claim("a", saying.volume(50, "2028"), said=JANUARY, **OFFICE)
    assert found(first, saying.claim("b", saying.volume(53, "2027"), said=MAY, **OFFICE)) == []
    goods = frozenset({"goods"})
    assert found(first, saying.claim("b", saying.volume(53, "2028"), said=MAY, qualifiers=goods, **OFFICE)) == []
    same_day = saying.claim("b", saying.volume(53, "2028"), said=JANUARY, **OFFICE)
    assert found(first, same_day) == [("contradiction", "same", ("a", "b"))]
    month = saying.claim("a", saying.share(60, "2028-12"), said=JANUARY, **OFFICE)
    assert found(month, saying.claim("b", saying.share(50, "2028-12"), said=MAY, **OFFICE)) == []


def test_expectation_replaced_by_the_result_is_no_revision(saying):
    first = saying.claim("a", saying.volume(50, "2028"), said="2028-12-10", forecast=True, **OFFICE)
    assert found(first, saying.claim("b", saying.volume(53, "2028"), said=MAY, **OFFICE)) == []


def test_two_versions_of_a_page_without_a_speaker(saying):
    first = saying.claim("a", saying.done(12, "2028-12-31"), said=JANUARY, speaker="")
    second = replace(saying.claim("b", saying.done(15, "2028-12-31"), said=MAY, speaker=""), source=first.source)
    assert found(first, second) == [("tension", "revision", ("a", "b"))]


def test_revised_growth_and_growth_that_implies_a_revision(saying):
    one = saying.claim("a", saying.growth("1.055", "2028", "2027", step="0.001"), said=JANUARY, **OFFICE)
    two = saying.claim("b", saying.growth("1.058", "2028", "2027", step="0.001"), said=MAY, text="revised", **OFFICE)
    assert found(one, two) == [("consistent", "revision", ("a", "b"))]
    before = saying.claim("a", saying.volume("79.6", "2027", step="0.1"), said="2028-05-01", **OFFICE)
    after = saying.claim(
        "b", saying.volume("83.3", "2028", step="0.1"), saying.growth("1.04", "2028", "2027"), said=MAY, **OFFICE
    )
    assert found(before, after) == []
    assert found(replace(before, speaker="A rival"), after) == [("contradiction", "growth", ("a", "b"))]


def test_finished_things_that_fall_are_a_contradiction_by_one_voice_too(saying):
    one = saying.claim("a", saying.done(120, "2028-03-01"), said="2028-03-02", **OFFICE)
    two = saying.claim("b", saying.done(118, "2028-09-01"), said="2028-09-02", **OFFICE)
    assert found(one, two) == [("contradiction", "monotone", ("a", "b"))]


def test_clash_with_a_replaced_figure_is_listed_as_ended(saying):
    first = saying.claim("a", saying.volume(50, "2028"), said=JANUARY, **OFFICE)
    rival = saying.claim("b", saying.volume(53, "2028"), said="2029-02-01")
    later = saying.claim("c", saying.volume(53, "2028"), said=MAY, text="corrected", **OFFICE)
    (clash,) = [one for one in reconcile([first, rival, later]) if one.verdict == "contradiction"]
    assert (clash.claims, clash.ended) == (("a", "b"), Ending(date(2029, 5, 10), "c"))
    assert "10 May 2029" in clash.explanation["en"] and "holds no more" in clash.explanation["en"]
    (open_still,) = [one for one in reconcile([first, rival]) if one.verdict == "contradiction"]
    assert (open_still.id, open_still.ended) == (clash.id, None)


def test_clash_that_the_later_figure_does_not_end(saying):
    first = saying.claim("a", saying.volume(50, "2028"), said=JANUARY, **OFFICE)
    rival = saying.claim("b", saying.volume(60, "2028"), said="2029-02-01")
    later = saying.claim("c", saying.volume(53, "2028"), said=MAY, text="corrected", **OFFICE)
    clashes = [(one.claims, one.ended) for one in reconcile([first, rival, later]) if one.verdict == "contradiction"]
    assert clashes == [(("a", "b"), None), (("b", "c"), None)]


def test_figure_replaced_before_the_other_was_given_clashes_with_nothing(saying):
    first = saying.claim("a", saying.volume(50, "2028"), said=JANUARY, **OFFICE)
    later = saying.claim("b", saying.volume(53, "2028"), said=MAY, text="corrected", **OFFICE)
    rival = saying.claim("c", saying.volume(53, "2028"), said="2029-06-01")
    assert found(first, later, rival) == [
        ("consistent", "revision", ("a", "b")),
        ("consistent", "confirmation", ("b", "c")),
    ]


def test_replaced_figure_clashes_with_nothing_said_since_even_where_the_later_one_does(saying):
    first = saying.claim("a", saying.volume(50, "2028"), said=JANUARY, **OFFICE)
    later = saying.claim("b", saying.volume(53, "2028"), said=MAY, text="corrected", **OFFICE)
    rival = saying.claim("c", saying.volume(60, "2028"), said="2029-06-01")
    assert [one for one in found(first, later, rival) if one[0] == "contradiction"] == [
        ("contradiction", "same", ("b", "c"))
    ]
    rough = saying.claim("b", saying.volume(50, "2028", comparator="~"), said=MAY, **OFFICE)
    assert ("contradiction", "same", ("a", "c")) in found(first, rough, rival)


def test_page_that_changed_its_figure(saying):
    before = saying.claim("a", saying.volume(50, "2028"), said=JANUARY, **OFFICE)
    now = replace(saying.claim("b", saying.volume(53, "2028"), said=JANUARY, **OFFICE), source=before.source)

    def told(*claims):
        known = reconcile(claims, date(2031, 1, 1), Background(earlier=(before,)))
        return [(str(one.verdict), one.relation, one.claims) for one in known]

    assert told(now) == [("tension", "revision", ("a", "b"))]
    (one,) = reconcile([now], date(2031, 1, 1), Background(earlier=(before,)))
    assert (
        "now says between 52.5 and 53.5 euros; an earlier version of it said between 49.5 and 50.5"
        in one.explanation["en"]
    )
    assert told(replace(now, text="Correction: 53 billion")) == [("consistent", "revision", ("a", "b"))]
    assert told(replace(now, source="https://example.org/other")) == []
    assert told(replace(now, figures=(saying.volume(50, "2028", comparator="~"),))) == []
    assert told(replace(now, figures=(saying.volume(53, "2027"),))) == []
    assert told(replace(now, speaker="A rival")) == []
    still = replace(now, id="c", figures=before.figures)
    assert ("tension", "revision", ("a", "b")) not in told(now, still)
