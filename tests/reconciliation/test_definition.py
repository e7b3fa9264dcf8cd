"""What would resolve a clash: proposed with its own arithmetic, the smallest change first, and never applied."""

from datetime import date

from servanda.reconciliation import reconcile

DAY = date(2031, 1, 1)


def proposed(*claims):
    """The English sentences of the one clash among the claims."""
    (finding,) = (one for one in reconcile(claims, DAY) if one.verdict in ("contradiction", "tension"))
    return [one["en"] for one in finding.hypotheses]


def test_shares_of_two_days_may_be_rough_late_of_two_plans_or_of_other_things(saying):
    first = saying.claim("a", saying.share(80, "2029-04-05", "<~"), speaker="Anna")
    second = saying.claim("b", saying.share(74, "2029-04-06"), speaker="Boris")
    # Nearest values: 75 and 74.5. (75 - 74.5) / (75 + 74.5) = 0.3344 %; one day late is 2/365; 75 / 74.5 - 1 = 0.6711 %.
    rough, older, plan, counted = proposed(first, second)
    assert "at least 0.3344%" in rough
    assert older.startswith("The figure given by Boris is older than the one given by Anna")
    assert "at least 0.6711%" in plan
    assert "different things" in counted


def test_far_figures_are_not_explained_by_rounding_nor_by_lateness(saying):
    first = saying.claim("a", saying.share(80, "2029-01-05"))
    second = saying.claim("b", saying.share(40, "2029-09-06"))
    plan, counted = proposed(first, second)
    assert "plan grew" in plan and "different things" in counted


def test_trade_may_be_of_goods_or_of_goods_and_services(saying):
    goods = saying.claim("a", saying.volume(44 * 10**9, "2028", step=10**9), topic="trade", speaker="Anna")
    whole = saying.claim("b", saying.volume(50 * 10**9, "2028", step=10**9), topic="trade", speaker="Boris")
    (told,) = proposed(goods, whole)
    # 49.5 - 44.5 = 5 billion.
    assert "given by Anna covers goods alone" in told and "at least 5 billion" in told


def test_growth_may_be_counted_from_another_year(saying):
    kind = saying.growth("4.5", "2029", "2009", ">", step="0.1")
    claims = [
        saying.claim("a", kind),
        saying.claim("b", saying.volume(10, "2009")),
        saying.claim("c", saying.volume(80, "2029")),
    ]
    assert any("from another time" in one for one in proposed(*claims))


def test_confirmations_and_promises_have_no_hypotheses(saying):
    claims = [saying.claim("a", saying.share(60, "2029-01-05")), saying.claim("b", saying.share(60, "2029-01-05"))]
    claims.append(saying.claim("c", saying.due("before 2030"), subject="Bridge", said="2027-01-01"))
    assert [one.hypotheses for one in reconcile(claims, DAY)] == [(), ()]
