"""What would change without a source, or if a value were as assumed."""

import pytest

from servanda import what_if
from servanda.errors import UnknownName, UsageError


@pytest.fixture
def told(saying):
    """Two shares that clash, one that confirms the first, and a trade figure that is no part of it."""
    return [
        saying.claim("a", saying.share(74, "2029-04-06"), said="2029-04-06", topic="completion"),
        saying.claim("b", saying.share(60, "2029-06-01"), said="2029-06-01", topic="completion"),
        saying.claim("c", saying.share(74, "2029-04-06"), said="2029-04-07", topic="completion"),
        saying.claim("t", saying.volume(43, "2029"), subject="Trade", topic="trade"),
    ]


def pairs(findings):
    return sorted((str(one.verdict), one.claims) for one in findings)


def test_without_a_claim_its_findings_go_and_its_bounds_open(told):
    found = what_if(told, without="b")
    assert pairs(found.gone) == [("contradiction", ("a", "b")), ("contradiction", ("b", "c"))]
    assert found.came == ()
    assert pairs(found.stayed) == [("consistent", ("a", "c"))]
    assert found.left_out == ("b",)
    changes = {str(one.after.when): (str(one.before.interval), str(one.after.interval)) for one in found.bounds}
    # while all three clash, nothing is left but 0 to 100; without b, 74 % holds on 6 April, and at least 73.5 after it
    assert changes == {
        "2029-04-06": ("[0, 100]", "[73.5, 74.5)"),
        "2029-06-01": ("[0, 100]", "[73.5, 100]"),
    }


def test_without_a_source_nothing_else_changes(told):
    found = what_if(told, without="https://example.org/t")
    assert (found.gone, found.came, len(found.stayed)) == ((), (), 3)
    assert [(str(one.before.interval), str(one.after.interval)) for one in found.bounds] == [
        ("[42.5, 43.5)", "[0, ∞)"),
    ]


def test_an_assumed_value_clashes_as_a_claim_would(told):
    found = what_if(told, without="b", assume="completion of northern road plan at 2029-05-01 = 60 %")
    assert pairs(found.came) == [("contradiction", ("a", "assumed-1")), ("contradiction", ("assumed-1", "c"))]
    assert "Assumed of “Northern road plan”: 60% had been completed on 1 May 2029." in found.came[0].explanation["en"]
    assert "assumed-1" not in " ".join(found.came[0].explanation.values())


def test_an_assumed_amount_narrows_what_is_left_of_the_year(told):
    found = what_if(told, assume="trade at 2029-01/2029-10 = 36 EUR")
    assert (found.gone, found.came) == ((), ())
    changes = {str(one.after.when): (str(one.before.interval), str(one.after.interval)) for one in found.bounds}
    assert changes == {"2029-01-01/2029-10-31": ("[0, 43.5)", "[36, 36]")}


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("completion at 2029-05-01 = 60 %", "[60, 60]"),
        ("completion at 2029-05-01 = 60,5 per cent", "[60.5, 60.5]"),
        ("completion of Northern road plan at 2029-05-01 = 60-70 %", "[60, 70]"),
        ("completion at 2029-05-01 > 46", "(46, ∞)"),
        ("completion at 2029-05-01 <= 46 %", "(-∞, 46]"),
        ("trade at 2029-H1 = 1.5 billion eur", "[1500000000, 1500000000]"),
        ("trade at 2029-H1 = 20 000 EUR", "[20000, 20000]"),
    ],
)
def test_assumptions_are_read_exactly(told, text, interval):
    (claim,) = what_if(told, assume=text).assumed
    assert str(claim.figure.quantity.literal) == interval


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("completion", UsageError, "Write it as: completion of Northern road plan at 2029-05-01 = 60 %"),
        ("completion at soon = 60 %", UsageError, "Found 'soon'"),
        ("completion at 2029 = much", UsageError, "Write it as"),
        ("completion at 2029-05-01 = 70-60 %", UsageError, "leave no value"),
        ("speed at 2029-05-01 = 60 %", UnknownName, "Found 'speed'. Known are: completion, trade."),
        ("completion of Elsewhere at 2029-05-01 = 60 %", UnknownName, "Known are: Northern road plan."),
        ("completion at 2029-05-01 = 60 bridges", UsageError, "Known are: per cent."),
    ],
)
def test_an_assumption_that_cannot_be_read_is_told_with_its_remedy(told, text, error, words):
    with pytest.raises(error) as fault:
        what_if(told, assume=text)
    assert words in str(fault.value)


def test_a_measure_of_several_subjects_asks_which(told, saying):
    more = saying.claim("s", saying.share(5, "2029-04-06"), subject="Southern road plan", topic="completion")
    with pytest.raises(UsageError, match=r"completion of Northern road plan .*; completion of Southern road plan"):
        what_if([*told, more], assume="completion at 2029-05-01 = 60 %")
    assert what_if([*told, more], assume="completion of southern road plan at 2029-05-01 = 60 %").assumed


def test_where_there_are_too_many_bounds_the_answer_says_so(told, monkeypatch):
    from servanda.reconciliation import supposition

    monkeypatch.setattr(supposition, "MOST_BOUNDS", 1)
    found = what_if(told, without="b")
    assert [str(one.after.when) for one in found.bounds] == ["2029-06-01"], "the latest"
    assert found.partial == ("northern road plan",)
    assert what_if(told, without="t").partial == ()
