"""Every register leaves as IATI that the standard's schema and ruleset accept, and comes back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import agreements
import iati_rules
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from servanda.agreement import Agreement, Body, Party
from servanda.assessment import Assessment, Reason, Status
from servanda.exports.disclosed import disclosed
from servanda.exports.iati import write_iati
from servanda.exports.public import Public
from servanda.exports.report import Account
from servanda.intake.iati import iati_rows
from servanda.intake.register_written import entry_rows
from servanda.item import Act, Budget, Item
from servanda.period import Period

TODAY = date(2031, 5, 1)
SPACE = "{urn:servanda:iati:1}"

LAKE = Agreement(
    "lake/accord",
    {"fr": "Accord du Lac", "ru": "Озёрное соглашение"},
    signed=date(2028, 1, 1),
    licence="CC-BY-4.0",
    parties=(Party("north", {"en": "Northland", "ru": "Нордия"}), Party("south", {"fr": "Sudie"})),
    bodies=(Body("water", {"fr": "Ministère de l'Eau", "ru": "Министерство воды"}),),
    items=(
        Item(
            "plan",
            "programme",
            {"fr": "Eau & vie <propre>", "ru": "Чистая вода"},
            period=Period.parse("2030/2032"),
            declared={"activity": 12},
            budgets=(
                Budget(Fraction("1500000.50"), "EUR", Period.parse("2031")),
                Budget(Fraction(1, 3), "EUR", Period.parse("2031")),
                Budget(Fraction(9), "RUB", Period.parse("2030/2032")),
                Budget(Fraction(7), "RUB"),
            ),
            items=(
                Item("wells?", "activity", {"ru": "Колодцы"}, due=Period.parse("2031-Q2"), bodies=("water",),
                     acts=(Act("Loi sur l'eau", "12", Period.parse("2030-02-03"), "https://n.example/acte?a=1&b=2"),
                           Act("Arrêté", address="au bureau")),
                     deliverables=("Douze puits", " ")),
                Item("pipes", "activity", {}, due=Period.parse("2029"), cooperating=("water",), depends_on=("wells?",)),
                Item("gone", "activity", {"fr": "Puits perdu"}, dropped=Period.parse("2030-06")),
                Item("before", "activity", {"fr": "Avant"}, due=Period.parse("2020")),
            ),
        ),
    ),
    assessments=(
        Assessment("wells?", Status.IN_PROGRESS, date(2030, 12, 31), "water", value="40"),
        Assessment("wells?", Status.DONE, date(2031, 12, 31), "water"),
        Assessment("pipes", Status.NOT_ASSESSED, date(2031, 1, 1), "water", reason=Reason.REFUSED),
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def schema(shared):
    return etree.XMLSchema(etree.parse(str(shared / "standards/iati-2.03/iati-activities-schema.xsd")))


def written(agreement, today=TODAY):
    out = io.BytesIO()
    result = write_iati(Public(disclosed(Account(agreement, today), (), today), 41), out)
    return out.getvalue(), result


def check(data, schema, shared, today=TODAY):
    tree = etree.fromstring(data)
    schema.assertValid(tree)
    ruleset = shared / "standards/iati-2.03/ruleset-standard.json"
    assert list(iati_rules.broken(tree, ruleset, today)) == []
    return tree


def test_it_is_valid_and_says_what_the_register_says(schema, shared):
    data, (number, left_out) = written(LAKE)
    tree = check(data, schema, shared)
    assert (number, left_out) == (4, ("before",)), "due before anything began: no start is known"
    activities = {one.findtext("iati-identifier"): one for one in tree.iter("iati-activity")}
    plan, wells = activities["lake%2Faccord-plan"], activities["lake%2Faccord-wells%3F"]
    dates = [(one.get("type"), one.get("iso-date")) for one in wells.iter("activity-date")]
    assert dates == [("1", "2030-01-01"), ("3", "2031-06-30")]
    assert [one.text for one in plan.find("title")] == ["Eau & vie <propre>", "Чистая вода"]
    assert [(one.find("value").text, one.find("value").get("currency")) for one in plan.iter("budget")] == [
        ("1500000.5", "EUR")
    ]
    assert [one.text for one in plan.iter(f"{SPACE}budget")] == ["1/3", "9", "7"]
    assert wells.find("related-activity").get("ref") == "lake%2Faccord-plan"
    assert [one.get("url") for one in wells.iter("document-link")] == ["https://n.example/acte?a=1&b=2"]
    assert [one.findtext("narrative") for one in wells.iter("description")][1:] == ["Douze puits"]
    codes = {name: one.find("activity-status").get("code") for name, one in activities.items()}
    assert list(codes.values()) == ["2", "2", "2", "5"], "only what was known by that day"
    marked = [one.get(f"{SPACE}status") for one in tree.iter("activity-status")]
    assert marked == ["not assessed", None, "not assessed", None]


def test_it_says_the_day_the_version_and_the_licence(schema):
    root = etree.fromstring(written(LAKE)[0])
    assert root.get("generated-datetime") == "2031-05-01T00:00:00Z"
    assert (root.get(f"{SPACE}record-version"), root.get(f"{SPACE}licence")) == ("41", "CC-BY-4.0")


@pytest.mark.parametrize("made", [agreements.association, agreements.peace])
def test_other_agreements_are_valid_too(made, schema, shared):
    agreement = replace(made(), signed=date(2030, 1, 1))
    data, (number, left_out) = written(agreement, agreements.DAY)
    check(data, schema, shared, agreements.DAY)
    assert (number, left_out) == (len(list(agreement.walk())), ())


def test_it_comes_back_as_the_rows_of_the_register():
    rows = [row.cells for row in iati_rows(written(LAKE)[0], "lake.xml")]
    assert rows == [row for row in entry_rows(LAKE) if row["id"] != "before"]
    assert (rows[1]["due"], rows[2]["cooperating"], rows[2]["depends_on"]) == ("2031-Q2", "water", "wells?")


words = st.text(max_size=12)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
stretches = st.builds(lambda day, length: Period(day, day + timedelta(days=length)), days, st.integers(0, 900))
budgets = st.builds(Budget, st.fractions(-10, 10), st.sampled_from(["EUR", "RUB"]), st.none() | stretches)
items = st.builds(
    Item,
    id=words,
    level=words,
    names=st.dictionaries(st.sampled_from(["en", "fr", "ru"]), words, max_size=2),
    period=st.none() | stretches,
    due=st.none() | st.builds(Period.day, days),
    bodies=st.lists(words, max_size=2).map(tuple),
    deliverables=st.lists(words, max_size=1).map(tuple),
    budgets=st.lists(budgets, max_size=2).map(tuple),
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(id=words, below=st.lists(items, min_size=1, max_size=3), above=items)
def test_whatever_a_register_holds_it_is_valid(schema, shared, id, below, above):
    agreement = Agreement(id, {}, signed=date(2019, 1, 1), items=(replace(above, items=tuple(below)),))
    data, (number, _) = written(agreement)
    if number:
        check(data, schema, shared)
