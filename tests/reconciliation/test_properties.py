"""What must hold of any table: truth is never a contradiction, a lie outside is found, order and strangers change nothing."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.claim import Claim, Figure, Measure
from servanda.period import Period
from servanda.quantity import PER_CENT, Comparator, Quantity, QuantityKind
from servanda.reading.interpretation import interpret
from servanda.reconciliation import corridor, reconcile

DAY = date(2031, 1, 1)
START = date(2025, 1, 1)


def quantity(value, step, comparator=Comparator.EQUAL, kind=QuantityKind.PERCENTAGE, unit=PER_CENT):
    literal, usual = interpret(value, step, comparator, kind)
    return Quantity("", literal, usual, value, unit, kind, comparator)


def rounded(value, step):
    """Rounded as people do, a half upward."""
    return (value / step + Fraction(1, 2)).__floor__() * step


@st.composite
def histories(draw):
    """A share that rises over months, and correctly rounded reports of it."""
    share, day, claims = Fraction(draw(st.integers(0, 300)), 10), START, []
    for number in range(draw(st.integers(1, 9))):
        day += timedelta(days=draw(st.integers(0, 60)))
        if day != (claims[-1].said_on.end if claims else None):
            share = min(share + Fraction(draw(st.integers(0, 150)), 10), Fraction(97))
        step = draw(st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(5)]))
        value, comparator = rounded(share, Fraction(min(step, 1))), Comparator.EQUAL
        if step == 5:
            value = rounded(share, Fraction(10))
            comparator = Comparator.ABOUT if value else Comparator.EQUAL
            value = value or rounded(share, Fraction(1))
        elif draw(st.booleans()) and value > share.__floor__() > 0:
            value, comparator = Fraction(share.__floor__()), Comparator.AT_LEAST
        when = draw(st.sampled_from([Period.day(day), Period(None, day), Period(day.replace(day=1), None)]))
        when = Period(day.replace(day=1), day) if when.end is None else when
        figure = Figure(Measure.SHARE, when, quantity(value, Fraction(min(step, 1)), comparator))
        claims.append(
            Claim(
                f"c{number}",
                "completion",
                "Road plan",
                (figure,),
                Period.day(day),
                speaker=f"s{number % 3}",
                topic="completion",
            )
        )
    return claims


@st.composite
def accounts(draw):
    """Quarters of two years, and correctly rounded reports of quarters, halves, years and growth."""
    step = Fraction(1, 10)
    quarters = {(year, q): Fraction(draw(st.integers(100, 200)), 10) for year in (2027, 2028) for q in (1, 2, 3, 4)}
    claims = []
    for number in range(draw(st.integers(2, 8))):
        year = draw(st.sampled_from([2027, 2028]))
        first, last = draw(st.sampled_from([(1, 1), (2, 2), (3, 3), (4, 4), (1, 2), (3, 4), (1, 3), (2, 4), (1, 4)]))
        months = Period.parse(f"{year}-{3 * first - 2:02}/{year}-{3 * last:02}")
        amounts = {one: sum(quarters[one, q] for q in range(first, last + 1)) for one in (2027, 2028)}
        value = quantity(rounded(amounts[year], step), step, kind=QuantityKind.CURRENCY, unit="EUR")
        figures = [Figure(Measure.VOLUME, months, value)]
        if year == 2028 and draw(st.booleans()):
            grown = rounded(amounts[2028] / amounts[2027], Fraction(1, 100))
            growth = quantity(grown, Fraction(1, 100), kind=QuantityKind.CHANGE, unit=None)
            figures.append(Figure(Measure.GROWTH, months, growth, base=months.years_before(1)))
            if draw(st.booleans()):
                figures.pop(0)
        claims.append(
            Claim(
                f"c{number}",
                "sales",
                "Market",
                tuple(figures),
                Period.parse("2029-05-01"),
                speaker=f"s{number}",
                topic="sales",
            )
        )
    return claims


def contradictions(claims):
    return [one for one in reconcile(claims, DAY) if one.verdict == "contradiction"]


@given(histories())
@settings(max_examples=150)
def test_true_progress_is_no_contradiction(claims):
    assert contradictions(claims) == []


@given(accounts())
@settings(max_examples=60)
def test_true_accounts_are_no_contradiction(claims):
    assert contradictions(claims) == []


@given(histories(), st.data())
@settings(max_examples=80)
def test_value_below_what_was_reached_is_found(claims, data):
    reached = max(claim.figure.quantity.literal.low for claim in claims)
    if reached < 3:
        return
    below = rounded(reached * Fraction(data.draw(st.integers(0, 90)), 100) - 1, Fraction(1))
    if below + 1 > reached or below < 0:
        return
    figure = Figure(Measure.SHARE, Period.parse("2029-01-01"), quantity(below, Fraction(1)))
    lie = Claim(
        "lie", "completion", "Road plan", (figure,), Period.parse("2029-01-01"), speaker="other", topic="completion"
    )
    found = contradictions([*claims, lie])
    assert found and all("lie" in one.claims and len(one.claims) == 2 for one in found)


@given(accounts(), st.integers(0, 7), st.sampled_from([Fraction(1, 20), Fraction(20)]))
@settings(max_examples=50)
def test_amount_pushed_away_is_found_where_two_speak_of_one_period(claims, chosen, factor):
    claim = claims[chosen % len(claims)]
    figure = claim.figures[0]
    if figure.measure is not Measure.VOLUME:
        return
    value = rounded(figure.quantity.value * factor, Fraction(1, 10))
    pushed = Figure(
        Measure.VOLUME, figure.when, quantity(value, Fraction(1, 10), kind=QuantityKind.CURRENCY, unit="EUR")
    )
    lie = Claim("lie", "sales", "Market", (pushed,), Period.parse("2029-05-01"), speaker="other", topic="sales")
    found = contradictions([*claims, lie])
    assert all("lie" in one.claims for one in found)
    assert tuple(sorted([claim.id, "lie"])) in [one.claims for one in found]


@given(st.one_of(histories(), accounts()), st.randoms())
@settings(max_examples=40)
def test_order_changes_nothing(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert reconcile(shuffled, DAY) == reconcile(claims, DAY)


@given(histories(), accounts())
@settings(max_examples=30)
def test_claims_about_something_else_change_nothing(progress, accounts):
    other = [
        Claim(
            f"x{claim.id}", claim.measure, claim.subject, claim.figures, claim.said_on, claim.speaker, topic=claim.topic
        )
        for claim in accounts
    ]
    alone = {one.id: one for one in reconcile(progress, DAY)}
    together = {one.id: one for one in reconcile([*progress, *other], DAY) if one.subject == "Road plan"}
    assert alone == together


@given(histories())
@settings(max_examples=60)
def test_corridor_is_never_empty_and_never_falls(claims):
    for one in corridor(claims):
        assert one.disputed == ()
        for point in one.points:
            assert not point.interval.is_empty
        lows = [point.interval.low for point in one.points]
        highs = [point.interval.high for point in one.points]
        assert lows == sorted(lows) and highs == sorted(highs)
