"""With a memory, a new claim costs what it touches, and the findings are those of a run without one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.reconciliation import Memory, engine, examine

TODAY = date(2031, 1, 1)


@pytest.fixture
def asked(monkeypatch):
    """How many connected parts were searched for clashes."""
    calls = []
    search = engine.conflicts
    monkeypatch.setattr(engine, "conflicts", lambda part: calls.append(part) or search(part))
    return calls


def test_a_new_claim_searches_its_own_part_alone(saying, asked):
    years = [saying.claim(f"y{n}", saying.level(n, f"20{n}-06-01"), topic="shops") for n in range(10, 30)]
    other = [saying.claim("o", saying.share(40, "2029-06-01"), subject="Southern road plan")]
    memory = Memory()
    examine([*years, *other], TODAY, memory=memory)
    assert len(asked) == 21  # 20 days of shops, and one of the southern road; a plain number has one reading
    asked.clear()
    found = examine(
        [*years, *other, saying.claim("new", saying.level(12, "2029-06-01"), topic="shops")], TODAY, memory=memory
    )
    assert [one.claims for one in found.findings] == [("new", "y29")]
    assert len(asked) == 1
    asked.clear()
    assert examine([*other, *years], TODAY, memory=memory).findings == ()
    assert len(asked) == 1, "the part of 2029 is as it was two runs ago, which is forgotten"


def test_the_same_claims_search_nothing(saying, asked):
    claims = [saying.claim(f"c{n}", saying.share(40 + n, f"2029-0{n}-01"), topic="completion") for n in range(1, 9)]
    memory = Memory()
    one = examine(claims, TODAY, memory=memory)
    asked.clear()
    assert examine(reversed(claims), TODAY, memory=memory) == one
    assert asked == []


def test_who_said_it_counts_though_the_numbers_are_the_same(saying):
    """A speaker's own correction is no contradiction: what is remembered of the numbers must not hide who gave them."""
    memory = Memory()
    told = [
        saying.claim("a", saying.level(3, "2029-06-01"), said="2029-06-02", speaker="Office"),
        saying.claim("b", saying.level(4, "2029-06-01"), said="2029-07-02", speaker="Bureau"),
    ]
    assert [str(one.verdict) for one in examine(told, TODAY, memory=memory).findings] == ["contradiction"]
    own = [told[0], saying.claim("b", saying.level(4, "2029-06-01"), said="2029-07-02", speaker="Office")]
    assert examine(own, TODAY, memory=memory) == examine(own, TODAY)


DAY = date(2029, 1, 1)
one_claim = st.tuples(
    st.sampled_from(["share", "done", "level", "volume"]),
    st.integers(0, 40),
    st.integers(0, 100),
    st.sampled_from(["=", "~", ">", "<~"]),
    st.sampled_from(["North", "South"]),
    st.sampled_from(["Anna", "Boris", ""]),
)


@settings(max_examples=40)
@given(told=st.lists(one_claim, max_size=8), order=st.randoms(use_true_random=False))
def test_claim_by_claim_in_any_order_is_as_all_at_once(saying, told, order):
    claims = []
    for n, (kind, day, value, sign, subject, speaker) in enumerate(told):
        when = str(DAY + timedelta(day)) if kind != "volume" else ("2029", "2029-H1", "2029-H2")[day % 3]
        figure = getattr(saying, kind)(value, when, comparator=sign)
        claims.append(saying.claim(f"c{n}", figure, subject=subject, speaker=speaker, said="2029-12-31"))
    order.shuffle(claims)
    memory, kept = Memory(), []
    for claim in claims:
        kept.append(claim)
        assert examine(kept, TODAY, memory=memory) == examine(sorted(kept, key=lambda one: one.id), TODAY)
