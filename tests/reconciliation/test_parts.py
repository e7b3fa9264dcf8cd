"""Parts and wholes: by kind, by state, by count, within a subject; and what must not be taken for a clash."""

from dataclasses import replace
from datetime import date

from servanda.claim import Figure, Measure
from servanda.period import Period
from servanda.quantity import PER_CENT, QuantityKind
from servanda.reconciliation import Background, reconcile

DAY = "2029-03-01"


def told(saying, name, topic, value, when="2029", **more):
    return saying.claim(name, saying.volume(value, when), topic=topic, **more)


def by_state(saying, **shares):
    return [
        saying.claim(state, saying.share(value, DAY, state=state.replace("_", " "))) for state, value in shares.items()
    ]


def sums(*claims):
    return [one.arithmetic for one in reconcile(claims, date(2031, 1, 1)) if one.relation == "parts"]


def test_exports_and_imports_against_the_turnover_name_what_is_added(saying):
    parts = told(saying, "a", "exports", 8), told(saying, "b", "imports", 5)
    assert sums(*parts, told(saying, "c", "trade", 11)) == [
        (
            "a: 2029 = [7.5, 8.5) EUR",
            "b: 2029 = [4.5, 5.5) EUR",
            "c: 2029 = [10.5, 11.5) EUR",
            "trade 2029: [7.5, 8.5) + [4.5, 5.5) = [12, 14) EUR",
            "[10.5, 11.5) ∩ [12, 14) = ∅",
        )
    ]


def test_complement_makes_the_whole(saying, verdicts):
    assert verdicts(*by_state(saying, done=60, not_done=40)) == []
    assert verdicts(*by_state(saying, done=60, not_done=41)) == []  # 59.5 + 40.5 = 100
    assert verdicts(*by_state(saying, done=60, not_done=42)) == [("contradiction", ("done", "not_done"))]
    assert verdicts(*by_state(saying, done=60, not_done=30)) == [("contradiction", ("done", "not_done"))]
    assert verdicts(*by_state(saying, done=60, not_done=30, in_progress=10)) == []


def test_all_states_of_a_day_make_the_whole_only_where_none_is_left_out(saying, verdicts):
    four = {"done": 60, "in_progress": 20, "not_started": 10}
    assert verdicts(*by_state(saying, **four)) == []
    assert verdicts(*by_state(saying, **four, dropped=10)) == []
    assert verdicts(*by_state(saying, **four, dropped=5)) == [
        ("contradiction", ("done", "dropped", "in_progress", "not_started"))
    ]
    assert verdicts(*by_state(saying, **four, dropped=5, suspended=5)) == []
    assert verdicts(*by_state(saying, **four, dropped=20)) == [
        ("contradiction", ("done", "dropped", "in_progress", "not_started"))
    ]


def test_done_before_stays_done_in_the_sum_of_a_later_day(saying, verdicts):
    before = saying.claim("a", saying.share(60, "2029-01-01"))
    assert verdicts(before, saying.claim("b", saying.share(45, DAY, state="not done"))) == [
        ("contradiction", ("a", "b"))
    ]
    assert verdicts(before, saying.claim("b", saying.share(30, DAY, state="not done"))) == []
    late = saying.claim("a", saying.share(60, "2029-06-01"))
    assert verdicts(late, saying.claim("b", saying.share(45, DAY, state="not done"))) == []


def test_counts_by_state_stay_within_the_plan(saying, verdicts):
    plan, done = saying.claim("p", saying.planned(200, "2028-01-01")), saying.claim("a", saying.done(120, DAY))
    started = saying.claim("b", saying.done(90, DAY, state="in progress"))
    assert verdicts(plan, done, started) == [("contradiction", ("a", "b", "p"))]
    assert verdicts(plan, done, saying.claim("b", saying.done(80, DAY, state="in progress"))) == []
    assert verdicts(plan, done, saying.claim("b", saying.done(90, DAY, state="in progress", unit="tunnel"))) == []
    grown = saying.claim("q", saying.planned(250, "2029-01-01"))
    assert verdicts(plan, grown, done, started) == []


def test_counts_of_a_complete_set_make_the_plan(saying, verdicts):
    done, left = saying.claim("a", saying.done(120, DAY)), saying.claim("b", saying.done(70, DAY, state="not done"))
    assert verdicts(done, left, saying.claim("p", saying.planned(200, DAY))) == [("contradiction", ("a", "b", "p"))]
    assert verdicts(done, left, saying.claim("p", saying.planned(190, DAY))) == []


def test_states_of_different_sets_are_not_added_up(saying, verdicts):
    claims = [
        saying.claim("p", saying.planned(100, DAY)),
        saying.claim("a", saying.done(50, DAY)),
        saying.claim("b", saying.done(20, DAY, state="behind schedule")),
        saying.claim("c", saying.done(45, DAY, state="in progress")),
    ]
    assert verdicts(*claims) == []


def test_part_of_a_subject_is_no_larger_than_all_of_it(saying, verdicts):
    whole = saying.claim("a", saying.done(40, DAY))
    east = frozenset({"eastern section"})
    assert verdicts(whole, saying.claim("b", saying.done(45, DAY), qualifiers=east)) == [("tension", ("a", "b"))]
    assert verdicts(whole, saying.claim("b", saying.done(12, DAY), qualifiers=east)) == []
    assert verdicts(whole, saying.claim("b", saying.done(45, "2029-06-01"), qualifiers=east)) == []
    share = saying.claim("a", saying.share(40, DAY))
    assert verdicts(share, saying.claim("b", saying.share(45, DAY), qualifiers=east)) == []
    assert verdicts(told(saying, "a", "sales", 40), told(saying, "b", "sales", 45, qualifiers=east)) == [
        ("tension", ("a", "b"))
    ]


def test_sentences_fit_the_sum(saying):
    def text(*claims):
        (one,) = [one for one in reconcile(claims, date(2031, 1, 1)) if one.verdict != "consistent"]
        return one.explanation["en"]

    assert "make 100%; that leaves between 59.5 and 60.5% here" in text(*by_state(saying, done=70, not_done=40))
    east = saying.claim("b", saying.done(45, DAY), qualifiers=frozenset({"eastern section"}))
    assert "larger than the whole" in text(saying.claim("a", saying.done(40, DAY)), east)


def party_share(saying, name, topic, value, measure=None):
    figure = saying._quantity(value, PER_CENT, QuantityKind.PERCENTAGE)
    claim = saying.claim(name, Figure(Measure.LEVEL, Period.parse("2029"), figure), topic=topic)
    return replace(claim, measure=measure or f"{topic} share")


def test_the_shares_of_all_parties_make_the_whole(saying):
    beside = Background(parties={"northern": "n", "southern": "s", "southland": "s"})
    north = party_share(saying, "a", "northern financing", 65)

    def found(*claims, background=beside):
        return [(str(one.verdict), one.relation, one.claims) for one in reconcile(claims, date(2031, 1, 1), background)]

    assert found(north, party_share(saying, "b", "southern financing", 35)) == []
    assert found(north, party_share(saying, "b", "southern financing", 45)) == [("contradiction", "parts", ("a", "b"))]
    assert found(north, party_share(saying, "b", "southland financing", 25)) == [("contradiction", "parts", ("a", "b"))]
    assert found(north, party_share(saying, "b", "southern roads", 45)) == [], "shares of two things"
    assert found(north, party_share(saying, "b", "southern financing", 45, "southern growth")) == [], "no share"
    assert found(north, party_share(saying, "b", "southern financing", 45), background=None) == [], "no parties known"
    three = Background(parties={"northern": "n", "southern": "s", "western": "w"})
    assert found(north, party_share(saying, "b", "southern financing", 25), background=three) == []
    assert found(north, party_share(saying, "b", "southern financing", 45), background=three) == [
        ("contradiction", "parts", ("a", "b"))
    ]
