"""The bounds that claims put on what does not fall, day by day."""

from datetime import date

from servanda.reconciliation import corridor


def shown(one):
    return [(str(point.day), str(point.interval), point.low_claims, point.high_claims) for point in one.points]


def test_bounds_come_from_earlier_lows_and_later_highs(saying):
    claims = [
        saying.claim("a", saying.share(30, "2029-01-01", "~")),
        saying.claim("b", saying.share(50, "2029-06-01 or earlier", ">")),
        saying.claim("c", saying.share(80, "2029-12-01")),
    ]
    (one,) = corridor(claims)
    assert shown(one) == [
        ("2029-01-01", "[25, 35]", ("a",), ("a",)),
        ("2029-06-01", "(50, 80.5)", ("b",), ("c",)),
        ("2029-12-01", "[79.5, 80.5)", ("c",), ("c",)),
    ]
    assert [report.claim.id for report in one.reports] == ["a", "b", "c"] and one.unit == "per cent"


def test_disputed_claims_are_left_out_of_the_bounds(saying):
    claims = [
        saying.claim("a", saying.done(10, "2029-01-01")),
        saying.claim("b", saying.done(40, "2029-06-01")),
        saying.claim("c", saying.done(30, "2029-07-01")),
        saying.claim("d", saying.done(50, "2029-12-01")),
    ]
    (one,) = corridor(claims)
    assert one.disputed == ("b", "c")
    assert [str(point.interval) for point in one.points] == ["[10, 10]", "[10, 50]", "[10, 50]", "[50, 50]"]


def test_only_what_does_not_fall_has_a_corridor(saying):
    claims = [
        saying.claim("a", saying.level(10, "2029-01-01")),
        saying.claim("b", saying.share(10, "2029-01-01", state="behind schedule")),
        saying.claim("c", saying.volume(10, "2029")),
    ]
    assert corridor(claims) == []


def test_counts_and_plans_bound_the_share(saying):
    (count, share) = corridor([saying.claim("a", saying.done(90, "2029-01-01"), saying.planned(120, "2029-01-01"))])
    assert (count.unit, share.unit) == ("bridge", "per cent")
    assert [(point.day, str(point.interval)) for point in share.points] == [(date(2029, 1, 1), "[75, 75]")]
