"""The sweep, the search for values and the solver agree; a part's conflicts are all of its smallest ones.

What clashes is also worked out by the simplex method of the benchmarks, which shares nothing with them.
"""

from fractions import Fraction
from itertools import combinations, product

from feasibility import Row, possible
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.interval import Interval
from servanda.period import Period
from servanda.reconciliation.assignment import assignment
from servanda.reconciliation.links import Bound, Cell, Order, Scale, Sum
from servanda.reconciliation.network import Core, conflicts, ordered_conflicts, parts, solver_conflicts
from servanda.reconciliation.relations import bounds, monotone, total
from servanda.reconciliation.reports import Scope, Sort, Thing

ROAD = Thing("roads", "completion", Sort.SHARE, "per cent", "done")
SHOPS = Thing("shops", "shops", Sort.LEVEL, "shop")
SALES = Thing("market", "sales", Sort.VOLUME, "eur")


def _period(first, length):
    return Period(
        *(Period.parse(f"20{10 + month // 12}-{month % 12 + 1:02}-01").start for month in (first, first + length))
    )


@st.composite
def intervals(draw):
    low, width = draw(st.integers(-5, 105)), draw(st.integers(0, 30))
    opened = width > 0
    return Interval(
        Fraction(low), Fraction(low + width), opened and draw(st.booleans()), opened and draw(st.booleans())
    )


@st.composite
def progress(draw):
    """Bounds on shares of finished things on days, in longer periods and in periods without a beginning, in time order."""
    links = []
    for number in range(draw(st.integers(1, 7))):
        first, length = draw(st.integers(0, 12)), draw(st.sampled_from([0, 0, 0, 3, 8]))
        when = _period(first, length)
        if draw(st.integers(0, 5)) == 0:
            when = Period(None, when.end)
        cell = Cell(ROAD, when, "" if when.is_day else str(number))
        links.append(Bound("same", cell, draw(intervals()), frozenset({f"c{number}"})))
    cells = list(dict.fromkeys(link.cell for link in links))
    scope = Scope("roads", ())
    return [*links, *monotone.links(scope, cells), *bounds.links(scope, cells)]


@given(progress())
@settings(max_examples=150)
def test_sweep_and_solver_agree_on_progress(links):
    for part in parts(links):
        assert set(ordered_conflicts(part).sets) == set(solver_conflicts(part).sets)


@given(st.lists(intervals(), min_size=1, max_size=6))
@settings(max_examples=80)
def test_sweep_and_solver_agree_on_one_cell(given_intervals):
    cell = Cell(SHOPS, Period.parse("2029"))
    links = [
        Bound("same", cell, interval, frozenset({f"c{number}"})) for number, interval in enumerate(given_intervals)
    ]
    assert set(ordered_conflicts(links).sets) == set(solver_conflicts(links).sets)


@st.composite
def chains(draw):
    """Levels of some years with factors between them."""
    years = [Cell(SHOPS, Period.parse(str(2020 + number))) for number in range(4)]
    links = [Bound("growth", year, Interval(Fraction(0), None, low_open=True)) for year in years]
    for number in range(draw(st.integers(2, 7))):
        claim = frozenset({f"c{number}"})
        if draw(st.booleans()):
            low = draw(st.integers(1, 20))
            links.append(Bound("same", draw(st.sampled_from(years)), Interval(Fraction(low), Fraction(low + 2)), claim))
        else:
            one, two = sorted(draw(st.lists(st.integers(0, 3), min_size=2, max_size=2, unique=True)))
            low = Fraction(draw(st.integers(2, 12)), 4)
            links.append(Scale("growth", years[two], years[one], Interval(low, low + 1, high_open=True), claim))
    return links


@st.composite
def sums(draw):
    """Amounts of quarters, halves and years, some near the truth and some not, with factors between them."""
    quarters = {(year, quarter): draw(st.integers(0, 40)) for year in (2027, 2028) for quarter in (1, 2, 3, 4)}
    links = []
    for number in range(draw(st.integers(1, 8))):
        year, claim = draw(st.sampled_from([2027, 2028])), frozenset({f"c{number}"})
        first, last = draw(st.sampled_from([(1, 1), (2, 2), (3, 3), (4, 4), (1, 2), (3, 4), (2, 3), (1, 4)]))
        cells = [Cell(SALES, Period.parse(f"{one}-{3 * first - 2:02}/{one}-{3 * last:02}")) for one in (2027, 2028)]
        amount = sum(quarters[year, quarter] for quarter in range(first, last + 1)) + draw(st.integers(-2, 2))
        width, opened = draw(st.sampled_from([0, 1, 4])), draw(st.booleans())
        interval = Interval(Fraction(amount), Fraction(amount + width), opened and width > 0, opened and width > 0)
        if draw(st.integers(0, 3)) > 0:
            links.append(Bound("same", cells[year - 2027], interval, claim))
        else:
            low = Fraction(draw(st.integers(0, 12)), 4)
            links.append(Scale("growth", cells[1], cells[0], Interval(low, low + Fraction(1, 2), opened), claim))
            links.extend(Bound("growth", cell, Interval(Fraction(0), None, low_open=True)) for cell in cells)
    cells = list(dict.fromkeys(cell for link in links for cell in link.cells))
    return [*links, *total.links(Scope("market", ()), cells)]


def rows(link):
    """What a link says, for numbers that are not negative."""
    one = Fraction(1)
    if isinstance(link, Bound | Scale):
        name, unit = (link.cell, None) if isinstance(link, Bound) else (link.later, link.earlier)
        for bound, sign, opened in (
            (link.interval.high, 1, link.interval.high_open),
            (link.interval.low, -1, link.interval.low_open),
        ):
            if bound is not None and unit is None:
                yield Row({name: sign * one}, sign * bound, opened)
            elif bound is not None:
                yield Row({name: sign * one, unit: -sign * bound}, Fraction(0), opened)
    elif isinstance(link, Order):
        yield Row({link.smaller: one, link.larger: -one}, Fraction(0))
    else:
        for sign in (1, -1):
            yield Row({**dict.fromkeys(link.parts, sign * one), link.whole: -sign * one}, Fraction(0))


@given(st.one_of(chains(), sums()))
@settings(max_examples=50)
def test_all_smallest_sets_and_no_others(links):
    for part in parts(links):
        found = set(conflicts(part).sets)
        claims = sorted({claim for link in part for claim in link.claims})

        def clash(chosen, part=part):
            return not possible([row for link in part if link.claims <= chosen for row in rows(link)])

        clashing = []
        for size in range(1, len(claims) + 1):
            for some in map(frozenset, combinations(claims, size)):
                if not any(one <= some for one in clashing) and clash(some):
                    clashing.append(some)
        assert found == set(clashing)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60)), min_size=8, max_size=14))
@settings(max_examples=15)
def test_claims_of_the_same_quarters_stand_for_one_another(told):
    """The year is the sum of its quarters, and many claims give each exactly: all smallest sets are found all the same."""
    year = Cell(SALES, Period.parse("2029"))
    quarters = [Cell(SALES, Period.parse(f"2029-Q{number}")) for number in (1, 2, 3, 4)]
    links = [Bound("same", year, Interval(Fraction(100), Fraction(104)), frozenset({"year"}))]
    amounts = [[], [], [], []]
    for place, (number, amount) in enumerate(told):
        claim = f"c{place:02}"
        links.append(Bound("same", quarters[number], Interval.point(amount), frozenset({claim})))
        amounts[number].append((amount, claim))
    [part] = parts([*links, *total.links(Scope("market", ()), [year, *quarters])])
    expected = {frozenset({one, two}) for known in amounts for (a, one), (b, two) in combinations(known, 2) if a != b}
    for some in product(*([*known, None] for known in amounts)):
        chosen = [one for one in some if one]
        added = sum(amount for amount, _ in chosen)
        if added > 104 or (len(chosen) == 4 and added < 100):
            expected.add(frozenset({"year", *(claim for _, claim in chosen)}))
    found = conflicts(part)
    assert found.limit is None
    assert set(found.sets) == {one for one in expected if not any(other < one for other in expected)}


@given(st.one_of(chains(), sums()))
@settings(max_examples=40)
def test_core_clashes_and_nothing_can_be_left_out_of_it(links):
    for part in parts(links):
        for claims in conflicts(part).sets:
            core = Core(part).of(claims)
            assert frozenset().union(*(link.claims for link in core)) == claims
            assert solver_conflicts(core).sets
            for link in core:
                rest = [one for one in core if one is not link]
                assert not solver_conflicts(rest).sets


def holds(link, values):
    """Whether a link is true of values, by what the four kinds of links mean."""
    if isinstance(link, Bound):
        return values[link.cell] in link.interval
    if isinstance(link, Order):
        return values[link.smaller] <= values[link.larger]
    if isinstance(link, Scale):
        return values[link.later] / values[link.earlier] in link.interval
    added = sum(values[cell] for cell in link.parts)
    return added == values[link.whole] if link.whole else added <= link.limit


@given(st.one_of(sums(), chains(), progress()))
@settings(max_examples=120)
def test_values_that_are_found_make_every_link_true_and_none_are_found_where_claims_clash(links):
    for part in parts(links):
        found = assignment(part)
        if found is not None:
            assert all(holds(link, found) for link in part)
            assert solver_conflicts(part).sets == ()
        assert set(conflicts(part).sets) == set(solver_conflicts(part).sets)


@given(st.lists(st.integers(1, 400), min_size=4, max_size=4), st.integers(105, 195))
@settings(max_examples=60)
def test_values_are_found_for_quarters_halves_and_years_rounded_from_the_truth(quarters, factor):
    """Else the solver is asked where it is not needed, and large tables take minutes."""

    def near(value):
        return Interval(value - Fraction(1, 2), value + Fraction(1, 2), high_open=True)

    amounts, links = [Fraction(quarter, 3) for quarter in quarters], []
    for year, growth in ((2027, Fraction(1)), (2028, Fraction(factor, 100))):
        for first, last in ((1, 1), (2, 2), (3, 3), (4, 4), (1, 2), (3, 4), (1, 3), (1, 4)):
            cell = Cell(SALES, Period.parse(f"{year}-{3 * first - 2:02}/{year}-{3 * last:02}"))
            links.append(Bound("same", cell, near(sum(amounts[first - 1 : last]) * growth), frozenset({str(cell)})))
    years = [Cell(SALES, Period.parse(f"{year}-01/{year}-12")) for year in (2028, 2027)]
    grown = Interval(Fraction(factor - 1, 100), Fraction(factor + 1, 100))
    links.append(Scale("growth", *years, grown, frozenset({"growth"})))
    links.extend(Bound("growth", year, Interval(Fraction(0), None, low_open=True)) for year in years)
    links.extend(total.links(Scope("market", ()), [link.cell for link in links if isinstance(link, Bound)]))
    [part] = parts(links)
    assert any(isinstance(link, Sum) for link in part)
    assert assignment(part) is not None


def test_parts_share_no_cell():
    one, two, three = (Cell(SHOPS, Period.parse(year)) for year in ("2020", "2021", "2022"))
    links = [Order("monotone", one, two), Bound("same", three, Interval.point(1), frozenset({"a"}))]
    assert [len(part) for part in parts(links)] == [1, 1]
