"""What is found, and above all what is not, in small tables of another agreement."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from servanda.interval import Interval
from servanda.quantity import QuantityKind
from servanda.reconciliation import examine, left_out_because, reconcile


def with_literal(figure, interval):
    return replace(figure, quantity=replace(figure.quantity, literal=interval, usual=interval, value=None))


def confirmed(*claims):
    return [one.claims for one in reconcile(claims, date(2031, 1, 1)) if one.verdict == "consistent"]


def test_count_of_finished_things_that_falls(saying, verdicts):
    one, two = saying.claim("a", saying.done(120, "2029-03-01")), saying.claim("b", saying.done(118, "2029-09-01"))
    assert verdicts(one, two) == [("contradiction", ("a", "b"))]


def test_count_that_rises_or_of_things_that_may_fall_is_nothing(saying, verdicts):
    assert (
        verdicts(saying.claim("a", saying.done(118, "2029-03-01")), saying.claim("b", saying.done(120, "2029-09-01")))
        == []
    )
    assert (
        verdicts(saying.claim("a", saying.level(120, "2029-03-01")), saying.claim("b", saying.level(90, "2029-09-01")))
        == []
    )
    late = [
        saying.claim(n, saying.done(c, d, state="behind schedule"))
        for n, c, d in (("a", 9, "2029-03-01"), ("b", 4, "2029-09-01"))
    ]
    assert verdicts(*late) == []


def test_count_over_a_year_may_be_what_the_year_added(saying, verdicts):
    before, after = saying.claim("a", saying.done(12, "2027")), saying.claim("b", saying.done(9, "2028"))
    assert verdicts(before, after) == []
    assert verdicts(before, saying.claim("b", saying.done(9, "2027"))) == [("contradiction", ("a", "b"))]


def test_rounding_is_no_contradiction(saying, verdicts):
    assert (
        verdicts(
            saying.claim("a", saying.share(74.4, "2029-03-01", step="0.1")),
            saying.claim("b", saying.share(74, "2029-03-02")),
        )
        == []
    )
    assert verdicts(
        saying.claim("a", saying.share("74.6", "2029-03-01", step="0.1")),
        saying.claim("b", saying.share(74, "2029-03-02")),
    ) == [("contradiction", ("a", "b"))]


def test_figure_of_some_earlier_day_is_bounded_by_later_ones_only(saying, verdicts):
    before = saying.claim("a", saying.share(46, "2029-08-24 or earlier", ">"))
    assert verdicts(before, saying.claim("b", saying.share(40, "2029-08-24", "~"))) == [("contradiction", ("a", "b"))]
    assert verdicts(before, saying.claim("b", saying.share(30, "2029-06-30", "~"))) == []


def test_order_within_one_month_is_unknown(saying, verdicts):
    assert (
        verdicts(saying.claim("a", saying.share(60, "2029-12")), saying.claim("b", saying.share(55, "2029-12"))) == []
    )
    assert (
        verdicts(saying.claim("a", saying.share(60, "2029-12")), saying.claim("b", saying.share(55, "2029-12-19")))
        == []
    )
    assert verdicts(
        saying.claim("a", saying.share(60, "2029-11")), saying.claim("b", saying.share(55, "2029-12-19"))
    ) == [("contradiction", ("a", "b"))]


def test_smallest_sets_leave_out_what_can_be_true(saying, verdicts):
    claims = [
        saying.claim("a", saying.share(30, "2029-06-30")),
        saying.claim("b", saying.share(60, "2029-07-30")),
        saying.claim("c", saying.share(50, "2029-08-30")),
        saying.claim("d", saying.share(55, "2029-09-30")),
    ]
    assert verdicts(*claims) == [("contradiction", ("b", "c")), ("contradiction", ("b", "d"))]


def test_plans_targets_and_future_days_are_not_reports(saying, verdicts):
    report = saying.claim("a", saying.share(40, "2029-03-01"), said="2029-03-01")
    assert verdicts(report, saying.claim("b", saying.share(90, "2029-02-01"), said="2028-01-01")) == []
    assert verdicts(report, saying.claim("b", saying.share(30, "2029-12-31"), said="2029-03-01")) == []
    early = saying.claim("b", saying.volume(50, "2029"), said="2029-02-01", forecast=True)
    late = saying.claim("c", saying.volume(50, "2029"), said="2029-12-10", forecast=True)
    result = saying.claim("d", saying.volume(44, "2029"), said="2030-02-01")
    assert verdicts(early, result) == []
    assert verdicts(late, result) == [("contradiction", ("c", "d"))]


def test_one_clash_is_told_once_and_in_the_simplest_way(saying):
    claims = [
        saying.claim("a", saying.done(12, "2029-03-01"), saying.planned(40, "2029-03-01")),
        saying.claim("b", saying.done(10, "2029-05-01")),
        saying.claim("c", saying.planned(40, "2029-05-01")),
    ]
    found = [(str(one.verdict), one.relation, one.claims) for one in reconcile(claims, date(2031, 1, 1))]
    assert found == [("contradiction", "monotone", ("a", "b"))]


def test_narrower_claim_is_set_against_its_nearest_peer_alone(saying, verdicts):
    claims = [
        saying.claim("y", saying.volume(40, "2029")),
        *(saying.claim(f"q{number}", saying.volume(10, f"2029-Q{number}")) for number in (1, 2, 3, 4)),
        saying.claim("s", saying.volume(5, "2029"), qualifiers=frozenset({"services"})),
    ]
    assert verdicts(*claims) == [("tension", ("s", "y"))]


def test_units_currencies_and_subjects_are_kept_apart(saying, verdicts):
    one = saying.claim("a", saying.volume(50, "2029", "EUR"))
    assert verdicts(one, saying.claim("b", saying.volume(60, "2029", "USD"))) == []
    assert verdicts(one, saying.claim("b", saying.volume(60, "2029"), subject="Southern road plan")) == []
    assert verdicts(one, saying.claim("b", saying.volume(60, "2029"), topic="spending")) == []
    assert verdicts(one, saying.claim("b", saying.volume(60, "2029"), subject=" northern  ROAD plan")) == [
        ("contradiction", ("a", "b"))
    ]


def test_scopes_that_one_claim_narrows_are_a_tension_at_most(saying, verdicts):
    wide = saying.claim("a", saying.volume(50, "2029"))
    goods = saying.claim("b", saying.volume(60, "2029"), qualifiers=frozenset({"goods"}))
    services = saying.claim("c", saying.volume(20, "2029"), qualifiers=frozenset({"services"}))
    assert verdicts(wide, goods) == [("tension", ("a", "b"))]
    assert verdicts(goods, services) == []
    (only,) = [one for one in reconcile([wide, goods]) if one.verdict == "tension"]
    assert "narrower" in only.explanation["en"]


def test_growth_and_amounts(saying, verdicts):
    later = saying.claim("a", saying.volume(53, "2029"), saying.growth("1.06", "2029", "2028"))
    assert verdicts(later, saying.claim("b", saying.volume(44, "2028", high=45))) == [("contradiction", ("a", "b"))]
    assert verdicts(later, saying.claim("b", saying.volume(50, "2028"))) == []
    down = saying.claim("a", saying.volume(44, "2029"), saying.growth("0.88", "2029", "2028"))
    assert verdicts(down, saying.claim("b", saying.volume(50, "2028"))) == []
    assert verdicts(down, saying.claim("b", saying.volume(40, "2028"))) == [("contradiction", ("a", "b"))]


def test_growth_chains_over_years(saying, verdicts):
    claims = [
        saying.claim("a", saying.growth("1.10", "2027", "2026")),
        saying.claim("b", saying.growth("1.10", "2028", "2027")),
        saying.claim("c", saying.growth("1.40", "2028", "2026")),
    ]
    assert verdicts(*claims) == [("contradiction", ("a", "b", "c"))]
    assert verdicts(*claims[:2], saying.claim("c", saying.growth("1.21", "2028", "2026"))) == []


def test_more_than_is_not_said_of_much_more(saying, verdicts):
    claims = [
        saying.claim("a", saying.growth("4.5", "2029", "2009", ">", step="0.1", kind=QuantityKind.FACTOR)),
        saying.claim("b", saying.volume(10, "2009")),
        saying.claim("c", saying.volume(80, "2029")),
        saying.claim("d", saying.volume(66, "2029-01/2029-10")),
    ]
    assert verdicts(*claims) == [("tension", ("a", "b", "c"))]


def test_balances_that_change_sign_have_no_growth(saying, verdicts):
    minus = saying.volume(5, "2028")
    loss = with_literal(minus, minus.quantity.literal.scaled(-1))
    assert (
        verdicts(
            saying.claim("a", loss),
            saying.claim("b", saying.growth("1.5", "2029", "2028")),
            saying.claim("c", saying.volume(2, "2029")),
        )
        == []
    )


def test_quarters_make_the_year(saying, verdicts):
    quarters = [saying.claim(f"q{number}", saying.volume(10, f"2029-Q{number}")) for number in (1, 2, 3, 4)]
    assert verdicts(*quarters, saying.claim("y", saying.volume(40, "2029"))) == []
    assert verdicts(*quarters, saying.claim("y", saying.volume(44, "2029"))) == [
        ("contradiction", ("q1", "q2", "q3", "q4", "y"))
    ]
    assert verdicts(quarters[0], saying.claim("y", saying.volume(8, "2029"))) == [("contradiction", ("q1", "y"))]


def test_overlapping_periods_are_compared_exactly(saying, verdicts):
    first, last = (
        saying.claim("a", saying.volume(60, "2029-01/2029-08")),
        saying.claim("b", saying.volume(10, "2029-05/2029-12")),
    )
    assert verdicts(first, last) == []
    assert verdicts(first, last, saying.claim("c", saying.volume(95, "2029"))) == [("contradiction", ("a", "b", "c"))]


def test_rest_of_the_year_at_another_pace(saying, verdicts):
    part = saying.claim("a", saying.volume(43, "2029-01/2029-10"))
    assert verdicts(part, saying.claim("b", saying.volume(54, "2029", "EUR", "~"))) == [("tension", ("a", "b"))]
    assert verdicts(part, saying.claim("b", saying.volume(52, "2029"))) == []
    assert verdicts(part, saying.claim("b", saying.volume(40, "2029"))) == [("contradiction", ("a", "b"))]


def test_pace_of_one_month_or_of_a_short_part_says_little(saying, verdicts):
    months = saying.claim("a", saying.volume(43, "2029-01/2029-10"))
    assert verdicts(months, saying.claim("b", saying.volume(49, "2029-01/2029-11"))) == []
    assert verdicts(months, saying.claim("b", saying.volume(60, "2029-01/2029-11"))) == [("tension", ("a", "b"))]
    assert verdicts(saying.claim("a", saying.volume(10, "2029-Q1")), saying.claim("b", saying.volume(50, "2029"))) == []


def test_counts_plans_and_shares(saying, verdicts):
    assert (
        verdicts(
            saying.claim(
                "a", saying.share(40, "2029-03-01"), saying.done(125, "2029-03-01"), saying.planned(310, "2029-03-01")
            )
        )
        == []
    )
    assert verdicts(
        saying.claim(
            "a", saying.share(40, "2029-03-01"), saying.done(125, "2029-03-01"), saying.planned(200, "2029-03-01")
        )
    ) == [("contradiction", ("a",))]
    plan = saying.claim("a", saying.planned(200, "2028-01-01"))
    done = saying.claim("b", saying.done(120, "2029-03-01"))
    assert verdicts(plan, done, saying.claim("c", saying.share(75, "2029-03-01"))) == [
        ("contradiction", ("a", "b", "c"))
    ]
    assert verdicts(plan, done, saying.claim("c", saying.share(60, "2029-03-01"))) == []
    assert verdicts(plan, saying.claim("b", saying.done(240, "2029-03-01"))) == [("contradiction", ("a", "b"))]
    assert verdicts(plan, saying.claim("b", saying.done(240, "2029-03-01", unit="tunnel"))) == []


def test_share_may_fall_when_the_plan_grows(saying, verdicts):
    claims = [
        saying.claim("a", saying.share(80, "2028-03-01"), saying.planned(100, "2028-03-01")),
        saying.claim("b", saying.share(50, "2029-03-01"), saying.planned(200, "2029-03-01")),
    ]
    assert verdicts(*claims) == []


def test_shares_of_states_that_exclude_each_other(saying, verdicts):
    done = saying.claim("a", saying.share(80, "2029-03-01"))
    assert verdicts(done, saying.claim("b", saying.share(15, "2029-03-01", state="behind schedule"))) == []
    assert verdicts(done, saying.claim("b", saying.share(30, "2029-03-01", state="behind schedule"))) == [
        ("contradiction", ("a", "b"))
    ]
    assert verdicts(done, saying.claim("b", saying.share(30, "2028-03-01", state="behind schedule"))) == []
    assert (
        verdicts(done, saying.claim("b", saying.share(30, "2029-03-01", state="behind schedule"), topic="other")) == []
    )
    before = saying.claim("a", saying.share(80, "2029-02-01"))
    (found,) = reconcile([before, saying.claim("b", saying.share(30, "2029-03-01", state="behind schedule"))])
    assert "more than 100%" in found.explanation["en"]


def test_share_over_the_whole_stands_against_itself(saying, verdicts):
    share = saying.share(74, "2029-03-01")
    too_much = with_literal(share, share.quantity.literal.scaled(2))
    assert verdicts(saying.claim("a", too_much)) == [("contradiction", ("a",))]


def test_confirmation_needs_two_voices(saying):
    one = saying.claim("a", saying.share(60, "2029-12-19"))
    assert confirmed(one, saying.claim("b", saying.share(60, "2029-12"))) == [("a", "b")]
    assert confirmed(one, saying.claim("b", saying.share(60, "2029-12"), speaker="Speaker a")) == []
    assert confirmed(one, saying.claim("b", saying.share(50, "2029-12-20", ">"))) == []


def test_bad_claims_are_left_out_and_the_others_go_on(saying):
    good = [saying.claim("a", saying.done(12, "2029-03-01")), saying.claim("b", saying.done(9, "2029-09-01"))]
    share = saying.share(40, "2029-03-01")
    upside_down = with_literal(share, Interval(Fraction("40.5"), Fraction("39.5")))
    bad = [
        saying.claim("c", replace(share, when=None)),
        saying.claim("d", upside_down),
        saying.claim("e", saying.volume(5, "2029", unit=None)),
        saying.claim("f", saying.volume(5, "since 2029")),
        saying.claim("g", share, missing=("measure",)),
    ]
    outcome = examine([*good, *bad])
    assert [(str(one.verdict), one.claims) for one in outcome.findings] == [("contradiction", ("a", "b"))]
    assert {one.claim: left_out_because(one, "en") for one in outcome.left_out} == {
        "c": "it does not say for when it holds",
        "d": "its interval [40.5, 39.5] is upside down or empty",
        "e": "it has no unit",
        "f": "it does not say over which days it was counted",
        "g": "it does not say what is measured",
    }


def test_partial_answer_says_so(saying, monkeypatch):
    count = 40
    monkeypatch.setattr("servanda.reconciliation.sweep.MOST_CONFLICTS", 5)
    claims = [
        saying.claim(f"c{number:03}", saying.done(count - number, f"20{10 + number // 12}-{number % 12 + 1:02}-01"))
        for number in range(count)
    ]
    outcome = examine(claims)
    assert len(outcome.findings) == 5
    assert [subject for subject, _ in outcome.partial] == ["northern road plan"]


def test_findings_are_sorted_and_named_stably(saying):
    claims = [
        saying.claim("a", saying.done(12, "2029-03-01")),
        saying.claim("b", saying.done(9, "2029-09-01")),
        saying.claim("p", saying.due("before 2029"), said="2027-05-01"),
    ]
    first, again = (reconcile(order, date(2031, 1, 1)) for order in (claims, reversed(claims)))
    assert [one.id for one in first] == [one.id for one in again]
    assert [str(one.verdict) for one in first] == ["contradiction", "overdue"]


def test_same_number_agreed_then_approved_confirms(saying):
    one = saying.claim("a", saying.done(12, "2029-03-01", unit="law", state="agreed"))
    two = saying.claim("b", saying.done(12, "2029-06-01", unit="law", state="approved"))
    assert confirmed(one, two) == [("a", "b")]
    assert confirmed(one, saying.claim("b", saying.done(11, "2029-06-01", unit="law", state="approved"))) == []


def test_pace_shows_the_amount_given_rather_than_the_one_implied(saying):
    half = saying.claim("a", saying.volume(100, "2028-01/2028-06"))
    whole = saying.claim("b", saying.volume(250, "2028"))
    implied = saying.claim("c", saying.volume(252, "2029"), saying.growth("1.005", "2029", "2028", step="0.001"))
    found = [one.claims for one in reconcile([half, whole, implied], date(2031, 1, 1)) if one.relation == "pace"]
    assert found == [("a", "b")]


def test_exports_and_imports_make_the_turnover(saying, verdicts):
    def told(name, topic, value, when="2029"):
        return saying.claim(name, saying.volume(value, when), topic=topic)

    parts = told("a", "exports", 8), told("b", "imports", 5)
    assert verdicts(*parts, told("c", "trade", 11)) == [("contradiction", ("a", "b", "c"))]
    assert verdicts(*parts, told("c", "trade", 13)) == [] and confirmed(*parts, told("c", "trade", 13)) == [
        ("a", "b", "c")
    ]
    assert verdicts(*parts, told("c", "trade", 11, "2028")) == []
    assert verdicts(told("a", "exports", 8), told("c", "trade", 6)) == [("contradiction", ("a", "c"))]


def test_a_part_is_not_compared_as_if_it_were_the_whole(saying, verdicts):
    whole = saying.claim("a", saying.share(52, "2028-12-31"))
    part = saying.claim("b", saying.share(38, "2029-12-31"), qualifiers=frozenset({"transport"}))
    assert verdicts(whole, part) == []
    counted = saying.claim("c", saying.share(38, "2029-12-31"), qualifiers=frozenset({"activities"}))
    assert verdicts(whole, counted) == [("tension", ("a", "c"))]
    sold = saying.claim("d", saying.volume(50, "2029"))
    assert verdicts(sold, saying.claim("e", saying.volume(8, "2029"), qualifiers=frozenset({"timber"}))) == []


def test_a_pace_is_judged_within_a_year_and_where_nobody_gives_the_rest(saying, verdicts):
    half, year = saying.claim("a", saying.volume(10, "2029-H1")), saying.claim("b", saying.volume(40, "2029"))
    assert verdicts(half, year) == [("tension", ("a", "b"))]
    assert verdicts(half, year, saying.claim("c", saying.volume(30, "2029-H2"))) == []
    one, two = saying.claim("a", saying.volume(10, "2028")), saying.claim("b", saying.volume(40, "2028/2029"))
    assert verdicts(one, two) == []


def test_one_speakers_count_confirms_the_share_that_another_gives(saying):
    counted = saying.claim("a", saying.done(92, "2029-06-30"), saying.planned(416, "2029-06-30"))
    found = reconcile([counted, saying.claim("b", saying.share(22, "2029-06-30"))])
    assert [(str(one.verdict), one.claims) for one in found] == [("consistent", ("a", "b"))]
    assert reconcile([counted, saying.claim("b", saying.share(22, "2029-06-30"), topic="speeches")]) == []


def test_share_of_a_raised_plan_is_held_against_counts_of_that_plan_only(saying, verdicts):
    """40 of 50 bridges are 80 %; after the plan is raised to 100 bridges, 45 are 45 %, and no share has fallen."""
    plans = [
        saying.claim("a", saying.planned(50, "2024-01-01")),
        saying.claim("b", saying.planned(100, "2025-01-01")),
        saying.claim("c", saying.done(40, "2024-06-01")),
        saying.claim("d", saying.done(45, "2025-06-01")),
    ]
    old, new = (
        saying.claim(name, saying.share(value, when))
        for name, value, when in (("e", 82, "2024-09-01"), ("f", 46, "2025-09-01"))
    )
    assert verdicts(*plans, old, new) == []
    assert verdicts(*plans, old, saying.claim("h", saying.share(44, "2025-09-01"))) == [
        ("contradiction", ("b", "d", "h"))
    ]
    assert verdicts(*plans, new, saying.claim("i", saying.share(79, "2024-09-01"))) == [
        ("contradiction", ("a", "c", "i"))
    ]


def test_share_of_the_month_in_which_a_plan_was_raised_may_be_of_either_plan(saying, verdicts):
    plans = [saying.claim("a", saying.planned(50, "2024-01-01")), saying.claim("b", saying.planned(100, "2025-01-09"))]
    shares = [saying.claim("c", saying.share(81, "2024-09-01")), saying.claim("d", saying.share(46, "2025-09-01"))]
    for value in (40, 84):
        assert verdicts(*plans, *shares, saying.claim("e", saying.share(value, "2025-01"))) == []


def test_claims_that_contradict_each_other_are_not_also_in_tension(saying, verdicts):
    part = saying.claim("a", saying.volume(60, "2028-08/2029-01", "tonne"))
    whole = saying.claim("b", saying.volume(50, "2028-08/2029-07", "tonne"))
    assert verdicts(part, whole) == [("contradiction", ("a", "b"))]
