"""What follows from claims together: bounds worked out by hand, and two ways to find them that agree."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda import Period, bounds
from servanda.errors import UnknownName, UsageError
from servanda.reconciliation import corridor
from servanda.reconciliation.deduction import bounds_told
from servanda.reconciliation.disputes import undisputed
from servanda.reconciliation.engine import links_of
from servanda.reconciliation.extremes import extremes, solved_extremes
from servanda.reconciliation.network import parts
from servanda.reconciliation.reports import families, scopes


def shown(found):
    return [(str(one.interval), one.low_claims, one.high_claims) for one in found]


@pytest.fixture
def road(saying):
    """A plan's shares: 74 % in spring, 70 to 80 % at the year's end."""
    return [
        saying.claim("spring", saying.share(74, "2029-04-06"), topic="completion"),
        saying.claim("winter", saying.share(70, "2029-12-31", high=80), topic="completion"),
    ]


def test_a_day_on_which_nobody_reports_lies_between_its_neighbours(road):
    found = bounds(road, "completion", "2029-10-31")
    assert shown(found) == [("[73.5, 80]", ("spring",), ("winter",))]
    assert found[0].subject == "Northern road plan"
    assert found == bounds(list(reversed(road)), "Completion", date(2029, 10, 31), subject="northern road plan")


def test_before_the_first_report_and_after_the_last(road):
    assert shown(bounds(road, "completion", "2028-01-01")) == [("[0, 74.5)", (), ("spring",))]
    assert shown(bounds(road, "completion", "2030-01-01")) == [("[73.5, 100]", ("spring",), ())]


def test_open_bounds_stay_open(saying):
    almost = saying.claim("a", saying.share(80, "2029-05-01", "<~", step=5), topic="completion")
    assert shown(bounds([almost], "completion", "2029-05-01")) == [("(75, 80)", ("a",), ("a",))]
    assert shown(bounds([almost], "completion", "2029-06-01")) == [("(75, 100]", ("a",), ())]


def test_counts_have_no_upper_end_of_their_own(saying):
    told = [saying.claim("a", saying.done(12, "2029-03-01"), topic="bridges")]
    assert shown(bounds(told, "bridges", "2029-09-01")) == [("[12, ∞)", ("a",), ())]
    assert shown(bounds(told, "count done", "2029-02-01")) == [("[0, 12]", (), ("a",))]


def test_disputed_claims_are_left_out_and_named(road, saying):
    clash = [saying.claim("x", saying.share(90, "2029-08-01"), topic="completion")]
    clash.append(saying.claim("y", saying.share(81, "2029-09-01"), topic="completion"))
    found = bounds([*road, *clash], "completion", "2029-10-31")
    # x and y clash with each other, and each with "at most 80 at the year's end": of the four, spring alone is undisputed
    assert shown(found) == [("[73.5, 100]", ("spring",), ())]
    assert found[0].disputed == ("winter", "x", "y")


def test_a_speaker_s_later_figure_takes_the_place_of_the_earlier(saying):
    told = [
        saying.claim("old", saying.share(74, "2029-04-06"), said="2029-04-06", speaker="Office", topic="completion"),
        saying.claim("new", saying.share(70, "2029-04-06"), said="2029-06-01", speaker="Office", topic="completion"),
    ]
    found = bounds(told, "completion", "2029-04-06")
    assert shown(found) == [("[69.5, 70.5)", ("new",), ("new",))]
    assert (found[0].replaced, found[0].disputed) == (("old",), ())


def test_a_revised_growth_rate_takes_the_place_of_the_first(saying):
    told = [
        saying.claim("v", saying.volume(100, "2028", high=100), topic="trade"),
        saying.claim("g1", saying.growth("1.06", "2029", "2028"), said="2030-02-01", speaker="Office", topic="trade"),
        saying.claim("g2", saying.growth("1.10", "2029", "2028"), said="2030-06-01", speaker="Office", topic="trade"),
    ]
    # 100 × [1.095, 1.105)
    assert shown(bounds(told, "trade", "2029")) == [("[109.5, 110.5)", ("g2", "v"), ("g2", "v"))]


def test_without_a_source_a_speaker_or_a_claim(road):
    expected = [("[0, 80]", (), ("winter",))]
    for name in ("spring", "Speaker spring", "https://example.org/spring"):
        assert shown(bounds(road, "completion", "2029-10-31", without=name)) == expected
    assert shown(bounds(road, "completion", "2029-10-31", without=["spring", "winter"])) == [("[0, 100]", (), ())]
    with pytest.raises(UnknownName, match="Found 'nobody'"):
        bounds(road, "completion", "2029-10-31", without="nobody")


def test_the_rest_of_a_year_is_what_the_year_leaves(saying):
    told = [
        saying.claim("ten", saying.volume(43, "2029-01/2029-10"), topic="trade"),
        saying.claim("year", saying.volume(53, "2029", high=55), topic="trade"),
    ]
    # [53, 55] − [42.5, 43.5) = (9.5, 12.5]
    assert shown(bounds(told, "trade", "2029-11/2029-12")) == [("(9.5, 12.5]", ("ten", "year"), ("ten", "year"))]
    assert shown(bounds(told, "trade", "2029-H1")) == [("[0, 43.5)", (), ("ten",))]
    assert shown(bounds(told, "trade", "2029-01/2029-11")) == [("[42.5, 55]", ("ten",), ("year",))]


def test_growth_bounds_the_year_before(saying):
    figures = saying.volume(53, "2029"), saying.growth("1.06", "2029", "2028")
    [found] = bounds([saying.claim("a", *figures, topic="trade")], "trade", "2028")
    # [52.5, 53.5) / [1.055, 1.065) = (52.5 / 1.065, 53.5 / 1.055), both ends open
    assert (found.interval.low, found.interval.high) == (Fraction(3500, 71), Fraction(10700, 211))
    assert found.interval.low_open and found.interval.high_open
    assert (found.low_claims, found.high_claims) == (("a",), ("a",))


def test_a_part_of_trade_is_what_the_turnover_leaves(saying):
    told = [
        saying.claim("e", saying.volume("8.2", "2029", step="0.1"), topic="exports"),
        saying.claim("t", saying.volume("12.6", "2029", step="0.1"), topic="trade"),
        saying.claim("i", saying.volume(4, "2028"), topic="imports"),
    ]
    # [12.55, 12.65) − [8.15, 8.25) = (4.3, 4.5)
    assert shown(bounds(told, "imports", "2029")) == [("(4.3, 4.5)", ("e", "t"), ("e", "t"))]


def test_a_share_follows_from_a_count_and_its_plan(saying):
    told = [saying.claim("a", saying.done(120, "2029-05-01"), saying.planned(200, "2029-05-01"), topic="bridges")]
    found = {one.kind.value: str(one.interval) for one in bounds(told, "bridges", "2029-06-01")}
    assert found == {"completion share": "[60, 100]", "count done": "[120, ∞)"}


def test_scopes_and_units_have_answers_of_their_own(saying):
    told = [
        saying.claim("a", saying.volume(43, "2029"), topic="trade"),
        saying.claim("b", saying.volume(50, "2029", unit="USD"), topic="trade"),
        saying.claim("c", saying.volume(60, "2029"), topic="trade", qualifiers=frozenset({"goods and services"})),
    ]
    found = bounds(told, "trade", "2029")
    assert [(one.unit, sorted(one.qualifiers), str(one.interval)) for one in found] == [
        ("eur", [], "[42.5, 43.5)"),
        ("usd", [], "[49.5, 50.5)"),
        ("eur", ["goods and services"], "[59.5, 60.5)"),
    ]


def test_an_amount_over_a_period_has_no_value_on_a_day(saying):
    assert bounds([saying.claim("a", saying.volume(43, "2029"), topic="trade")], "trade", "2029-05-01") == ()


@pytest.mark.parametrize(
    ("measure", "day", "subject", "error", "words"),
    [
        ("speed", "2029", None, UnknownName, "Found 'speed'. Known are: completion."),
        ("completion", "soon", None, UsageError, "Write 2023-10-31."),
        ("completion", "by 2029", None, UsageError, "two ends"),
        ("completion", "2029-01-01", "Southern road", UnknownName, "Known are: Northern road plan."),
    ],
)
def test_a_question_that_cannot_be_asked_is_told_with_its_remedy(road, measure, day, subject, error, words):
    with pytest.raises(error, match=words):
        bounds(road, measure, day, subject=subject)


def test_bounds_in_words(road):
    [found] = bounds(road, "completion", "2029-10-31")
    assert bounds_told(found, "fr", {"Northern road plan": {"fr": "plan routier"}}) == (
        "l’exécution (plan routier) au 31 octobre 2029 : entre 73,5 et 80 %"
    )


DAY = date(2029, 1, 1)
told_shares = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 100), st.integers(0, 12)), min_size=1, max_size=7)


@settings(max_examples=30)
@given(told=told_shares, asked=st.integers(0, 60))
def test_the_walk_and_the_solver_and_the_corridor_agree(saying, told, asked):
    claims = [
        saying.claim(f"c{n}", saying.share(low, str(DAY + timedelta(day)), high=min(100, low + width)))
        for n, (day, low, width) in enumerate(told)
    ]
    when = DAY + timedelta(asked)
    [found] = bounds(claims, "progress", when)
    for point in corridor(claims)[0].points:
        if point.day == when:
            assert point.interval == found.interval
    [scope] = scopes(claims)[0]
    [family] = families(scope, mixed=False, usual=False)
    for part in parts(links_of(family)):
        left = undisputed(part).links
        for group in parts(left):
            for cell in {cell for link in group for cell in link.cells}:
                assert extremes(group, cell).interval == solved_extremes(group, cell, with_claims=False).interval


@settings(max_examples=15)
@given(
    parts_of=st.lists(st.integers(1, 30), min_size=2, max_size=5),
    known=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_what_months_leave_to_each_other(saying, parts_of, known):
    """Exact months of a year's beginning and their exact total: what is not told is the rest where it is one, else at most it."""
    months = [(f"2029-{n:02}", value, known[n - 1]) for n, value in enumerate(parts_of, 1)]
    claims = [
        saying.claim(month, saying.volume(value, month, high=value), topic="trade")
        for month, value, is_told in months
        if is_told
    ]
    claims.append(
        saying.claim(
            "all", saying.volume(sum(parts_of), f"2029-01/2029-{len(parts_of):02}", high=sum(parts_of)), topic="trade"
        )
    )
    rest = [value for _, value, is_told in months if not is_told]
    for month, value, is_told in months:
        [found] = bounds(claims, "trade", month)
        if is_told:
            assert found.interval.low == found.interval.high == value
        else:
            low = value if len(rest) == 1 else 0
            assert (found.interval.low, found.interval.high) == (low, sum(rest))
            assert found.high_claims == tuple(sorted(one.id for one in claims))


def test_a_period_of_a_share_is_one_of_its_days(road):
    [found] = bounds(road, "completion", Period.parse("2029-06"))
    assert str(found.interval) == "[73.5, 80]"


steps = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 30)), min_size=2, max_size=8)


@settings(max_examples=25)
@given(steps=steps, told=st.lists(st.booleans(), min_size=8, max_size=8), asked=st.integers(0, 400))
def test_what_is_true_lies_within_the_bounds_of_true_reports(saying, steps, told, asked):
    """A plan that is carried on step by step, some days of it reported to the per cent: every day's truth is left open."""
    history, day, value = [], DAY, 0
    for wait, rise in steps:
        day, value = day + timedelta(wait), min(100, value + rise)
        history.append((day, value))
    claims = [
        saying.claim(f"c{n}", saying.share(value, str(day))) for n, (day, value) in enumerate(history) if told[n]
    ] or [saying.claim("last", saying.share(history[-1][1], str(history[-1][0])))]
    when = DAY + timedelta(asked)
    truth = max((value for day, value in history if day <= when), default=0)
    [found] = bounds(claims, "progress", when)
    assert Fraction(truth) in found.interval
    assert found.disputed == ()
