"""Charts: where intervals stand, how disputes and implied amounts are told apart, and what is left out of a crowd."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from servanda.exports import markdown, text
from servanda.exports.charts import chart
from servanda.exports.ladder import ladders
from servanda.exports.wording import wording
from servanda.finding import Verdict
from servanda.period import Period
from servanda.series import Observation, Series


@pytest.fixture(scope="module")
def shares(account):
    return ladders(account)[0]


@pytest.fixture(scope="module")
def trade(account):
    return ladders(account)[1]


def test_ladders_hold_the_claims_in_the_order_of_the_days_they_speak_of(shares, trade):
    assert [rung.claim.id for rung in shares.rungs] == ["a1", "a2", "a3", "a4"]
    assert [(rung.claim.id, rung.implied) for rung in trade.rungs] == [("t1", False), ("t2", True), ("t2", False)]
    assert shares.name == "completion"
    assert trade.name == "trade turnover"


def test_rungs_know_their_weightiest_dispute(shares, trade):
    assert [rung.dispute for rung in shares.rungs] == [None, None, Verdict.CONTRADICTION, Verdict.CONTRADICTION]
    assert {rung.dispute for rung in trade.rungs} == {Verdict.TENSION}


def test_an_implied_amount_is_the_amount_divided_by_its_growth(trade):
    implied = trade.rungs[1]
    assert str(implied.when) == "2022-01-01/2022-12-31"
    low, high = implied.interval.low, implied.interval.high
    assert (round(low / 10**9, 2), round(high / 10**9, 2)) == (pytest.approx(4.93), pytest.approx(5.07))


def test_the_corridor_is_what_undisputed_claims_leave_open(shares, trade):
    assert shares.points
    assert all(point.interval.low <= point.interval.high for point in shares.points)
    assert trade.points == ()


def test_numbers_are_text_and_colours_are_the_page_s(shares):
    svg = chart(shares, wording("en"), width=900)
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert {"1", "2", "3", "4", "%"} <= set(texts)
    assert "font-family" not in svg
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {
        "none", "transparent", "black", "var(--claim)", "var(--wrong)", "var(--band)", "var(--ink)", "var(--muted)",
        "var(--line)",
    }  # fmt: skip


def test_months_are_those_of_the_language(shares):
    assert "juil." in chart(shares, wording("fr"), width=900)
    assert "июл" in chart(shares, wording("ru"), width=900)


def test_an_implied_amount_has_a_broken_outline(trade):
    assert "stroke-dasharray" in chart(trade, wording("en"), width=900)
    assert "milliards" in chart(trade, wording("fr"), width=360)


def test_a_crowd_has_no_numbers(shares):
    crowd = replace(shares, rungs=shares.rungs * 20)
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", chart(crowd, wording("en"), width=900))
    assert "77" not in texts


def test_one_claim_alone_makes_no_ladder(account):
    assert ladders(replace(account, claims=account.claims[:1])) == []


def test_a_statistic_stands_beside_the_claims_for_the_periods_that_they_speak_of(account, trade):
    when = trade.rungs[0].when
    other = Period.parse("1999")
    values = tuple(Observation(day, Fraction(51 * 10**9), step=Fraction(10**9)) for day in (when, other))
    series = Series("s1", "trade turnover", "Lake trade", "EUR", "Office of the Lake", values, topic="trade")
    found = ladders(replace(account, series=(series,)))[1]
    (official,) = [rung for rung in found.rungs if rung.official]
    assert len(found.rungs) == len(trade.rungs) + 1
    assert (official.when, str(official.interval)) == (when, "[50500000000, 51500000000]")
    assert "Office of the Lake" in text.render(replace(account, series=(series,)), "ru", color=False, width=100)
    assert "официальная статистика" in markdown.render(replace(account, series=(series,)), "ru")
    assert ladders(replace(account, series=(replace(series, unit="USD"),)))[1] == trade
