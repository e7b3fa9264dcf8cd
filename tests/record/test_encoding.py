"""Nouns come back from the record as they went in."""

import json
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from servanda.claim import Claim, Figure, Measure
from servanda.document import Document, Furniture, FurnitureKind
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import Comparator, Moment, MomentKind, Quantity, QuantityKind
from servanda.record.encoding import decode, encode, fingerprint
from servanda.statement import Kind, Mode, Statement

NUMBERS = st.none() | st.fractions()
INTERVALS = st.builds(Interval, NUMBERS, NUMBERS, st.booleans(), st.booleans())
PERIODS = st.builds(Period, st.none() | st.dates(), st.none() | st.dates(), st.text(max_size=5))
QUANTITIES = st.builds(
    Quantity,
    st.text(max_size=9),
    INTERVALS,
    INTERVALS,
    NUMBERS,
    st.none() | st.just("EUR"),
    st.sampled_from(QuantityKind),
    st.sampled_from(Comparator),
)
FIGURES = st.builds(Figure, st.sampled_from(Measure), st.none() | PERIODS, st.none() | QUANTITIES, st.none() | PERIODS)
CLAIMS = st.builds(
    Claim,
    st.text(min_size=1, max_size=9),
    st.text(max_size=9),
    st.text(max_size=9),
    st.lists(FIGURES, min_size=1, max_size=3).map(tuple),
    st.none() | PERIODS,
    qualifiers=st.frozensets(st.text(max_size=5), max_size=3),
    forecast=st.booleans(),
)


@given(CLAIMS)
def test_a_claim_comes_back(claim):
    back = decode(Claim, json.loads(json.dumps(encode(claim))))
    assert back == claim
    assert fingerprint(back) == fingerprint(claim)


def test_a_statement_and_a_document_come_back():
    moment = Moment("2023", MomentKind.DATE, "2023", Period.parse("2023"), Comparator.LESS, 3, 7)
    statement = Statement(((0, 2),), (), ((3, 9), (11, 20)), Mode.MIXED, Kind.COMMITMENT, ("A", "B"), moments=(moment,))
    assert decode(Statement, encode(statement)) == statement
    document = Document(
        "d", "text", None, published=Period.parse("before 2023"), furniture=(Furniture(0, 2, FurnitureKind.TITLE),)
    )
    assert decode(Document, encode(document)) == document


def test_an_older_row_lacks_what_was_added_since():
    whole = encode(Claim("c", "completion", "s", (Figure(Measure.STATUS, Period(date(2023, 1, 1), None)),)))
    del whole["forecast"], whole["figures"][0]["state"]
    assert decode(Claim, whole).forecast is False


def test_what_differs_has_another_fingerprint():
    assert fingerprint(Interval(Fraction(1))) != fingerprint(Interval(Fraction(1), low_open=True))
