"""The shapes that INTERFACE.md promises, key by key."""

import json
from datetime import date
from fractions import Fraction

import pytest

from servanda.claim import Claim, Figure, Measure
from servanda.document import Document, Furniture, FurnitureKind
from servanda.exports.json import claim_as_json, finding_as_json, period_as_json, reading_as_json
from servanda.finding import Degree, Ending, Finding, Origin, Verdict
from servanda.interval import Interval
from servanda.message import Message
from servanda.period import Period
from servanda.quantity import Comparator, Moment, MomentKind, Quantity, QuantityKind
from servanda.statement import Kind, Mode, Reading, Statement


def quantity(text, low, high, value, unit, kind, comparator=Comparator.EQUAL, start=0, **open_ends):
    bounds = Interval(None if low is None else Fraction(low), None if high is None else Fraction(high), **open_ends)
    number = None if value is None else Fraction(value)
    return Quantity(text, bounds, bounds, number, unit, kind, comparator, start, start + len(text), start, start)


SHARE = quantity("73 %", "72.5", "73.5", 73, "per cent", QuantityKind.PERCENTAGE, start=40, high_open=True)
MANY = quantity("plus de 900 fermes", 900, None, 900, "farm", QuantityKind.NUMBER, Comparator.MORE, 60, low_open=True)
HUNDREDS = quantity("des centaines de puits", 200, 1000, None, "well", QuantityKind.NUMBER, Comparator.VAGUE, 80)
RISE = quantity("hausse de 6 %", "1.055", "1.065", "1.06", None, QuantityKind.CHANGE, start=110)
TIMES = quantity("triplé", "2.5", "3.5", 3, None, QuantityKind.FACTOR, start=130)
MONEY = quantity("près de 3 millions d'euros", 2_900_000, 3_000_000, 3_000_000, "EUR", QuantityKind.CURRENCY,
                 Comparator.ALMOST, 150)  # fmt: skip
YEARS = Moment("deux ans", MomentKind.DURATION, "P2Y", None, start=10, end=18)
BEFORE = Moment("avant 2013", MomentKind.DATE, "2012-12-31", Period.parse("before 2013"), Comparator.LESS, 20, 30)


@pytest.fixture(scope="module")
def reading():
    statement = Statement(
        source=((0, 3),),
        cue=((4, 8),),
        content=((9, 200),),
        mode=Mode.INDIRECT,
        kind=Kind.PROGRESS,
        speaker=("Anna Novak",),
        quantities=(SHARE, MANY, HUNDREDS, RISE, TIMES, MONEY),
        moments=(YEARS, BEFORE),
    )
    document = Document(
        "d1", "x" * 300, "fr", title="Title", title_lang="en", published=Period.parse("2012-05"),
        furniture=(Furniture(0, 5, FurnitureKind.TITLE),), notes=(Message.of("no-day"),),
    )  # fmt: skip
    return reading_as_json(Reading(document, (statement,), "reader 1"))


def test_a_document_has_the_keys_of_the_interface(reading):
    assert set(reading) >= {
        "doc", "lang", "title", "title_lang", "dateline", "published", "caption", "text", "furniture", "attributions",
    }  # fmt: skip
    assert reading["furniture"] == [[0, 5]]
    assert reading["published"] == {"start": "2012-05-01", "end": "2012-05-31"}
    json.dumps(reading)


def test_an_attribution_has_the_keys_of_the_interface(reading):
    (shown,) = reading["attributions"]
    assert shown["source"] == [[0, 3]]
    assert shown["cue"] == [[4, 8]]
    assert shown["content"] == [[9, 200]]
    assert (shown["mode"], shown["kind"], shown["speaker"]) == ("indirect", "progress", ["Anna Novak"])
    assert shown["claims"] == []
    for found in shown["quantities"]:
        assert set(found) >= {"text", "start", "end", "value", "low", "high", "unit", "comparator"}


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "unit", "comparator"),
    [
        ("73 %", 0.73, 0.725, 0.735, "share", None),
        ("plus de 900 fermes", 900, 900, None, "farm", ">"),
        ("des centaines de puits", None, 200, 1000, "well", None),
        ("hausse de 6 %", 0.06, 0.055, 0.065, "share", None),
        ("triplé", 3, 2.5, 3.5, "factor", None),
        ("près de 3 millions d'euros", 3_000_000, 2_900_000, 3_000_000, "EUR", "<~"),
        ("deux ans", "P2Y", None, None, "duration", None),
        ("avant 2013", "2012-12-31", None, "2012-12-31", "date", "<"),
    ],
)
def test_quantities_are_given_in_the_units_of_the_gold(reading, text, value, low, high, unit, comparator):
    (found,) = (one for one in reading["attributions"][0]["quantities"] if one["text"] == text)
    assert (found["value"], found["low"], found["high"]) == (value, low, high)
    assert (found["unit"], found["comparator"]) == (unit, comparator)


def test_quantities_and_moments_come_in_the_order_of_the_text(reading):
    starts = [found["start"] for found in reading["attributions"][0]["quantities"]]
    assert starts == sorted(starts)


def test_a_share_claim_has_exact_bounds_and_a_day():
    figure = Figure(Measure.SHARE, Period.day(date(2023, 4, 6)), SHARE)
    shown = claim_as_json(Claim("c1", "completion", "farms", (figure,), Period.day(date(2023, 4, 7)), "Anna Novak"))
    assert shown["value"] == {
        "text": "73 %", "low": "72.5", "high": "73.5", "low_open": False, "high_open": True, "unit": "per cent",
    }  # fmt: skip
    assert shown["as_of"] == "2023-04-06"
    assert "period" not in shown
    assert (shown["said_on"], shown["speaker"], shown["measure"]) == ("2023-04-07", "Anna Novak", "completion")


def test_a_volume_has_a_period_and_lists_its_growth():
    volume = Figure(Measure.VOLUME, Period.parse("2023"), MONEY)
    growth = Figure(Measure.GROWTH, Period.parse("2023"), RISE, Period.parse("2022"))
    shown = claim_as_json(Claim("c2", "trade turnover", "trade", (volume, growth), qualifiers=frozenset({"goods"})))
    assert shown["period"] == {"start": "2023-01-01", "end": "2023-12-31"}
    assert "as_of" not in shown
    assert shown["qualifiers"] == ["goods"]
    assert [figure["measure"] for figure in shown["figures"]] == ["volume", "growth factor"]
    assert shown["figures"][1]["base"] == {"start": "2022-01-01", "end": "2022-12-31"}


def test_an_unbounded_and_a_fractional_bound():
    more = Figure(Measure.LEVEL, Period.parse("2022-08-24 or earlier"), MANY)
    assert claim_as_json(Claim("c3", "farms", "farms", (more,)))["value"]["high"] is None
    assert claim_as_json(Claim("c3", "farms", "farms", (more,)))["as_of"] == {"start": None, "end": "2022-08-24"}
    third = quantity("a third", "1/3", "1/3", "1/3", None, QuantityKind.FACTOR)
    figure = Figure(Measure.GROWTH, Period.parse("2023"), third, Period.parse("2022"))
    assert claim_as_json(Claim("c4", "growth", "farms", (figure,)))["value"]["low"] == "1/3"


def test_a_commitment_has_words_and_no_bounds():
    due = Figure(Measure.DUE, Period.parse("before 2023"))
    shown = claim_as_json(Claim("c5", "commitment", "market", (due,)))
    assert shown["value"]["text"] == "before 2023"
    assert shown["value"]["low"] is None
    assert shown["as_of"] == {"start": None, "end": "2022-12-31"}


def test_a_commitment_shows_the_words_it_was_made_in():
    due = Figure(Measure.DUE, Period.parse("before 2023"), state="done")
    shown = claim_as_json(Claim("c6", "commitment", "market", (due,), text="the market will open before 2023"))
    assert shown["value"]["text"] == shown["figures"][0]["value"]["text"] == "the market will open before 2023"


def test_a_finding_has_the_keys_of_the_interface_and_what_it_rests_on():
    words = {"en": "One.", "fr": "Un.", "ru": "Один."}
    found = Finding("f1", Verdict.TENSION, "rate", ("a", "b"), "trade", "trade", ("1 + 1 = 2", "2 < 3"), words, words,
                    Degree(Fraction(1, 3), "EUR", Fraction(1, 40)), (words,), date(2023, 4, 6),
                    Ending(date(2024, 1, 2), "c"), (Origin("Anna", ("a",), ("a.html",)),))  # fmt: skip
    assert finding_as_json(found) == {
        "id": "f1", "verdict": "tension", "relation": "rate", "claims": ["a", "b"], "measure": "trade",
        "subject": "trade", "arithmetic": "1 + 1 = 2\n2 < 3", "explanation": words, "rule": words,
        "degree": {"gap": "1/3", "unit": "EUR", "widening": "0.025"}, "hypotheses": [words], "since": "2023-04-06",
        "ended": {"day": "2024-01-02", "claim": "c"},
        "origins": [{"speaker": "Anna", "claims": ["a"], "sources": ["a.html"]}],
    }  # fmt: skip


def test_an_unknown_day_is_null():
    assert period_as_json(None) is None
