"""Claims from tables: the 22 rows of the example, other agreements' tables, cells in every notation, rows refused."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.claim import Claim, Measure
from servanda.errors import TableError
from servanda.period import Period
from servanda.reading.lexicon import LANGUAGES, lexicon
from servanda.reading.quantities import find_quantities
from servanda.reading.table import REQUIRED, read_claims
from servanda.reading.table_periods import read_period
from servanda.reading.table_units import read_unit
from servanda.reading.table_values import read_value


def row(**cells: str) -> dict[str, str | int]:
    """A row that is complete, with the cells given."""
    return {"row": 2, "id": "a1", "measure": "completion", "value": "40", "unit": "per cent", "scope": "plan", **cells}


def claim(**cells: str) -> Claim:
    """The claim of one row, which must be taken."""
    claims, errors = read_claims([row(**cells)], "table.csv")
    assert not errors
    return claims[0]


def shown(claim: Claim) -> list[str]:
    """The figures of a claim as short texts: measure, state, interval, unit, when, base."""
    texts = []
    for figure in claim.figures:
        parts = [figure.measure.name]
        if figure.measure in (Measure.SHARE, Measure.DONE, Measure.STATUS):
            parts.append(figure.state)
        if figure.quantity:
            parts.append(str(figure.quantity.literal))
            if figure.quantity.unit:
                parts.append(figure.quantity.unit)
        parts.append(f"@{figure.when}" + (f" base {figure.base}" if figure.base else ""))
        texts.append(" ".join(parts))
    return texts


YEAR = {year: f"{year}-01-01/{year}-12-31" for year in (1996, 2016, 2017, 2022, 2023, 2024, 2025)}

# Written from the rules by hand, row by row: what each of the reported figures says.
EXPECTED = {
    "r01": ["DONE agreed [28, 28] programme @2021-09-09"],
    "r02": ["DUE @../2022-12-31"],
    "r03": ["DONE approved [28, 28] programme @2021-11-04"],
    "r04": ["SHARE done (46, 100] per cent @../2022-08-24"],
    "r05": ["SHARE done [35, 45] per cent @2022-08-24"],
    "r06": ["SHARE done [25, 35] per cent @2022-06-30"],
    "r07": ["SHARE done [59.5, 60.5) per cent @2022-12-19"],
    "r08": [f"VOLUME [44000000000, 45000000000] USD @{YEAR[2022]}"],
    "r09": ["SHARE done [59.5, 60.5) per cent @2022-12-01/2022-12-31"],
    "r10": ["SHARE done (75, 80) per cent @2023-04-05"],
    "r11": ["SHARE done [73.5, 74.5) per cent @2023-04-06"],
    "r12": [f"GROWTH (4.5, ∞) @{YEAR[2023]} base {YEAR[1996]}"],
    "r13": [f"LEVEL (8000, ∞) enterprise @{YEAR[2023]}"],
    "r14": ["SHARE done [70, 80] per cent @2023-10-31"],
    "r15": [
        "VOLUME [42500000000, 43500000000) USD @2023-01-01/2023-10-31",
        "GROWTH [1.0945, 1.0955) @2023-01-01/2023-10-31 base 2022-01-01/2022-10-31",
    ],
    "r16": [f"VOLUME [53000000000, 55000000000] USD @{YEAR[2023]}"],
    "r17": [f"VOLUME [59000000000, 60000000000] USD @{YEAR[2024]}"],
    "r18": [
        f"VOLUME [52500000000, 53500000000) USD @{YEAR[2023]}",
        f"GROWTH [1.055, 1.065) @{YEAR[2023]} base {YEAR[2022]}",
    ],
    "r19": [
        f"VOLUME [31500000000, 32500000000) USD @{YEAR[2017]}",
        f"GROWTH [1.2345, 1.2355) @{YEAR[2017]} base {YEAR[2016]}",
    ],
    "r20": [
        "SHARE done [39.5, 40.5) per cent @2026-02-26",
        "DONE done [125, 125] @2026-02-26",
        "PLANNED [310, 310] @2026-02-26",
    ],
    "r21": [
        "DONE behind schedule [14, 14] instruction @2026-02-26",
        "SHARE behind schedule [4.45, 4.55) per cent @2026-02-26",
    ],
    "r22": [
        f"GROWTH [7.5, 8.5] @{YEAR[2025]} base {YEAR[1996]}",
        f"VOLUME [6450000000, 6550000000) USD @{YEAR[1996]}",
        f"VOLUME (54000000000, 55000000000) USD @{YEAR[2025]}",
    ],
}


def reported(shared: Path) -> dict[str, Claim]:
    path = shared / "union-state" / "reported.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [{"row": number, **cells} for number, cells in enumerate(csv.DictReader(lines, delimiter="\t"), 2)]
    claims, errors = read_claims(rows, path.name)
    assert errors == []
    return {claim.id: claim for claim in claims}


def test_every_reported_row_gives_its_figures(shared: Path) -> None:
    claims = reported(shared)
    assert {name: shown(claim) for name, claim in claims.items()} == EXPECTED


def test_reported_rows_keep_scope_speaker_and_expectation(shared: Path) -> None:
    claims = reported(shared)
    assert claims["r16"].subject == claims["r18"].subject
    assert claims["r16"].qualifiers == {"goods and services"} and not claims["r18"].qualifiers
    assert {claim.topic for claim in claims.values() if claim.measure.startswith("trade")} == {"trade"}
    assert [name for name, claim in claims.items() if claim.forecast] == ["r08", "r17"]
    assert claims["r11"].speaker and claims["r11"].office and claims["r11"].source
    assert not any(claim.missing for claim in claims.values())


def test_a_row_without_a_required_cell_is_refused_by_name() -> None:
    for column in REQUIRED:
        claims, errors = read_claims([row(**{column: " "}), row(id="b")], "t.csv")
        assert [claim.id for claim in claims] == (["b"])
        assert column in str(errors[0]) and str(errors[0]).startswith("t.csv:2:")


def test_rows_that_cannot_be_read_leave_the_others_alone() -> None:
    rows = [
        row(id="x1", as_of="someday"),
        row(id="x2", value="quite a lot"),
        row(id="x3", said_on="31.31.2020"),
        row(id="x4", value="n/a"),
        row(id="ok"),
        row(id="ok", row=7),
    ]
    claims, errors = read_claims(rows, "t.csv")
    assert [claim.id for claim in claims] == ["ok"]
    assert len(errors) == 5 and errors[-1].line == 7
    assert all(error.value and error.remedy for error in errors)


def test_columns_that_nobody_knows_or_fills_do_no_harm() -> None:
    assert shown(claim(notes="seen twice", page="4")) == ["SHARE done [39.5, 40.5) per cent @None"]
    assert claim().missing == ("period",)
    assert shown(claim(said_on="2020-05-01"))[0].endswith("@2020-05-01")
    assert read_claims([{"row": 3, "id": "", "measure": "", "value": "", "scope": ""}], "t.csv") == ([], [])


VALUES = [
    (">46", "%", "(46, 100]"),
    ("≥ 46", "per cent", "[46, 100]"),
    ("<30", "percent", "[0, 30)"),
    ("≈40", "%", "[35, 45]"),
    ("~80 (almost)", "per cent", "(75, 80)"),
    ("44–45", "per cent", "[44, 45]"),
    ("between 44 and 45", "per cent", "[44, 45]"),
    ("60,5", "per cent", "[60.45, 60.55)"),
    ("60+", "%", "[60, 100]"),
    ("60 or more", "%", "[60, 100]"),
    ("half", "per cent", "[45, 55)"),
    ("about 54", "million EUR", "[53000000, 55000000]"),
    ("1,200", "bn euros", "[1199500000000, 1200500000000)"),
    ("$43 billion", "", "[42500000000, 43500000000)"),
    ("€1.2bn", "", "[1150000000, 1250000000)"),
    ("5,5 млрд евро", "", "[5450000000, 5550000000)"),
    ("1 200", "enterprise", "[1200, 1200]"),
    ("more than 4.5", "times", "(4.5, ∞)"),
    ("8x", "", "[7.5, 8.5]"),
    ("doubled", "", "[1.5, 2.5]"),
    ("+6%", "", "[1.055, 1.065)"),
    ("-12 %", "", "(0.875, 0.885]"),
    ("почти 80", "%", "(75, 80)"),
    ("50 ± 2", "per cent", "[48, 52]"),
    ("3.5", "bcm", "[3450000000, 3550000000)"),
    ("0.74", "ratio", "[73.5, 74.5)"),
    ("1.234,5", "", "[1234.45, 1234.55)"),
    ("3.500", "house", "[3500, 3500]"),
    ("USD 1.5-2.0 billion", "", "[1500000000, 2000000000]"),
    ("5 to 6 billion", "billion USD", "[5000000000, 6000000000]"),
    ("about 1.5 million tonnes", "", "[1400000, 1600000]"),
    ("approx. 7,000", "soldier", "[6500, 7500]"),
    ("twenty-eight", "programme", "[28, 28]"),
    ("all 27", "treaty", "[27, 27]"),
    ("all seven", "treaty", "[7, 7]"),
    ("hundreds of thousands", "job", "[200000, 1000000)"),
    ("none", "clinic", "[0, 0]"),
    ("aucun", "loi", "[0, 0]"),
    ("half a million", "tonnes", "[450000, 550000)"),
    ("all", "per cent", "[99.5, 100]"),
    ("~ 1/3", "", "[70/3, 130/3]"),
    ("(3.2)", "billion USD", "[-3250000000, -3150000000)"),
    ("-3.2", "% of GDP", "[-3.25, -3.15)"),
    ("40 (up from 35)", "house", "[40, 40]"),
    ("40 (2022: 35)", "%", "[39.5, 40.5)"),
    ("40 (125 of 310)", "measure", "[39.5, 40.5)"),
    ("a tenth", "%", "[5, 15)"),
    ("K73 million", "PGK", "[72500000, 73500000)"),
    ("4.6m", "MWh", "[4550000000, 4650000000)"),
    ("“over 5,000”", "plate", "(5000, ∞)"),
    ("55", "km3", "[54500000000, 55500000000)"),
]


def test_a_share_said_by_a_fraction_in_words_has_a_rounder_number_above() -> None:
    main = read_value("over two thirds", read_unit("per cent")).main
    assert main is not None and str(main.usual) == "(200/3, 70]"


@pytest.mark.parametrize(("value", "unit", "interval"), VALUES)
def test_values_in_spreadsheet_notation(value: str, unit: str, interval: str) -> None:
    main = read_value(value, read_unit(unit)).main
    assert main is not None and str(main.literal) == interval


@pytest.mark.parametrize(
    "value",
    [
        "125 of the 310",
        "125 out of a planned 310",
        "125 of 310",
        "125/310",
        "125 out of 310",
        "125 из 310",
        "125 sur 310",
        "125 (of 310)",
    ],
)
def test_a_part_of_a_whole(value: str) -> None:
    cell = read_value(value, read_unit("measure"))
    assert cell.done and cell.whole
    assert (cell.done.value, cell.whole.value) == (Fraction(125), Fraction(310))


PERIODS = [
    ("31.12.2022", "2022-12-31"),
    ("31/12/2022", "2022-12-31"),
    ("12/31/2022", "2022-12-31"),
    ("Dec 2022", "2022-12-01/2022-12-31"),
    ("6 апреля 2023 г.", "2023-04-06"),
    ("avril 2019", "2019-04-01/2019-04-30"),
    ("April 6, 2023", "2023-04-06"),
    ("Q1 2023", "2023-01-01/2023-03-31"),
    ("first half of 2023", "2023-01-01/2023-06-30"),
    ("10M 2023", "2023-01-01/2023-10-31"),
    ("January–October 2023", "2023-01-01/2023-10-31"),
    ("mid-2022", "2022-06-01/2022-07-31"),
    ("end of 2023", "2023-12-31"),
    ("1996-2025", "1996-01-01/2025-12-31"),
    ("before 2023", "../2022-12-31"),
    ("no later than 30 June 2024", "../2024-06-30"),
    ("до конца 2023 года", "../2023-12-31"),
    ("2022-08-24 or earlier", "../2022-08-24"),
    ("2023-04-06 00:00:00", "2023-04-06"),
    ("2023.0", "2023-01-01/2023-12-31"),
    ("2023 (Jan-Oct)", "2023-01-01/2023-10-31"),
    ("≤ 2022-08-24", "../2022-08-24"),
    ("year-end 2023", "2023-12-31"),
    ("2023/24", "2023-07-01/2024-06-30"),
    ("2023/06", "2023-06-01/2023-06-30"),
    ("FY 2001-02", "2001-07-01/2002-06-30"),
    ("2021-25", "2021-01-01/2025-12-31"),
    ("FY23", "2023-01-01/2023-12-31"),
    ("Mar-23", "2023-03-01/2023-03-31"),
    ("by the summit (December 2023)", "../2023-12-31"),
    ("within three months, by 22 October 2022", "../2022-10-22"),
    ("15 months after 2015-03-23", "../2016-06-23"),
    ("to 2023-07-17", "../2023-07-17"),
    ("by summer 2024", "../2024-08-31"),
    ("winter 2022", "2022-12-01/2023-02-28"),
    ("2023 est.", "2023-01-01/2023-12-31"),
    ("~2021", "2021-01-01/2021-12-31"),
    ("not before 2026", "2026-01-01/.."),
    ("by 2030 at the latest", "../2030-12-31"),
    ("over 2019-2022", "2019-01-01/2022-12-31"),
    ("no earlier than 2025 and no later than 2027", "2025-01-01/2027-12-31"),
]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("within two years", "../2020-03-10"),
        ("d'ici six mois", "../2018-09-10"),
        ("в течение двух лет", "../2020-03-10"),
        ("to date", "2018-03-10"),
        ("before the end of the year", "../2018-12-31"),
    ],
)
def test_days_reckoned_from_the_day_of_saying(text: str, period: str) -> None:
    assert str(read_period(text, Period.parse("2018-03-10"))) == period


@pytest.mark.parametrize("text", ["someday", "round 3", "Annex 4", "99", "soon", "31.31.2020"])
def test_what_names_no_day_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="no day or period"):
        read_period(text)


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_days_as_analysts_type_them(text: str, period: str) -> None:
    assert str(read_period(text)) == period


OTHERS = [
    # Accession talks.
    ({"measure": "chapters opened", "value": "12 of 35", "unit": "chapter", "as_of": "2014-06-01"},
     ["DONE launched [12, 12] chapter @2014-06-01", "PLANNED [35, 35] chapter @2014-06-01"]),
    ({"measure": "chapters provisionally closed", "value": ">2", "unit": "chapters", "as_of": "01.07.2015"},
     ["DONE done (2, ∞) chapter @2015-07-01"]),
    # A peace accord.
    ({"measure": "provisions fully implemented", "value": "28", "as_of": "2020-11-30"},
     ["SHARE done [27.5, 28.5) per cent @2020-11-30"]),
    ({"measure": "provisions not initiated", "value": "20 %", "unit": "", "as_of": "2020-11-30"},
     ["SHARE not started [19.5, 20.5) per cent @2020-11-30"]),
    ({"measure": "weapons destroyed", "value": "8 994", "unit": "weapon", "as_of": "2017-09-22"},
     ["DONE done [8994, 8994] weapon @2017-09-22"]),
    ({"measure": "prisoners released", "value": "1,100", "unit": "prisoner", "as_of": "2019-01/2019-06"},
     ["VOLUME [1100, 1100] prisoner @2019-01-01/2019-06-30"]),
    # A recovery plan.
    ({"measure": "milestones fulfilled", "value": "51/527", "unit": "milestone", "as_of": "30.04.2022"},
     ["DONE done [51, 51] milestone @2022-04-30", "PLANNED [527, 527] milestone @2022-04-30"]),
    ({"measure": "disbursed", "value": "€46 billion", "unit": "", "as_of": "31/12/2022"},
     ["DONE paid [45500000000, 46500000000) EUR @2022-12-31"]),
    ({"measure": "spending", "value": "46", "unit": "million EUR", "as_of": "2022"},
     [f"VOLUME [45500000, 46500000) EUR @{YEAR[2022]}"]),
    # Gas.
    ({"measure": "gas deliveries", "value": "126.8", "unit": "bcm", "as_of": "2023", "as_reported": "up 1.5% compared to 2022"},
     [f"VOLUME [126750000000, 126850000000) cubic metre @{YEAR[2023]}",
      f"GROWTH [1.0145, 1.0155) @{YEAR[2023]} base {YEAR[2022]}"]),
    ({"measure": "gas price", "value": "305", "unit": "USD per 1,000 cubic metres", "as_of": "Q1 2010"},
     ["LEVEL [304.5, 305.5) usd per 1,000 cubic metres @2010-01-01/2010-03-31"]),
    # Shares that are no completion, and stocks, may fall.
    ({"measure": "share of trade in roubles", "value": "90", "as_of": "2023-12-31"},
     ["LEVEL [89.5, 90.5) per cent @2023-12-31"]),
    ({"measure": "payments completed in local currency", "value": "75", "as_of": "2023-12-31"},
     ["LEVEL [74.5, 75.5) per cent @2023-12-31"]),
    ({"measure": "unemployment rate", "value": "7.5", "as_of": "2023-12-31"},
     ["LEVEL [7.45, 7.55) per cent @2023-12-31"]),
    ({"measure": "public debt", "value": "3.1", "unit": "billion USD", "as_of": "2023"},
     [f"LEVEL [3050000000, 3150000000) USD @{YEAR[2023]}"]),
    ({"measure": "people employed", "value": "62", "as_of": "2023-12-31"}, ["LEVEL [61.5, 62.5) per cent @2023-12-31"]),
    # Growth.
    ({"measure": "export growth", "value": "6", "as_of": "2023"},
     [f"GROWTH [1.055, 1.065) @{YEAR[2023]} base {YEAR[2022]}"]),
    ({"measure": "decline in imports", "value": "12", "as_of": "2023"},
     [f"GROWTH (0.875, 0.885] @{YEAR[2023]} base {YEAR[2022]}"]),
    ({"measure": "trade turnover", "value": "106.5", "unit": "% of 2016", "as_of": "2017"},
     [f"GROWTH [1.0645, 1.0655] @{YEAR[2017]} base {YEAR[2016]}"]),
    # What is finished bit by bit does not fall; what lies in store may.
    ({"measure": "pipes laid", "value": "85", "unit": "km", "as_of": "2022-12-31"},
     ["DONE done [84.5, 85.5) kilometre @2022-12-31"]),
    ({"measure": "disbursements to date", "value": "12", "unit": "million EUR", "as_of": "2022-12-31"},
     ["DONE done [11500000, 12500000) EUR @2022-12-31"]),
    ({"measure": "gas stored", "value": "3", "unit": "bcm", "as_of": "2022-12-31"},
     ["LEVEL [2500000000, 3500000000) cubic metre @2022-12-31"]),
    ({"measure": "status", "value": "adopted on 14 July 2020", "unit": "", "as_of": "2020-07-14"},
     ["STATUS adopted @2020-07-14"]),
    # What somebody intends is not what came; degrees of progress are apart; rates do not add up; nouns tell shares apart.
    ({"measure": "completion target", "value": "60", "as_of": "2023"}, [f"LEVEL [59.5, 60.5) per cent @{YEAR[2023]}"]),
    ({"measure": "inspections per day", "value": "3.9", "unit": "inspections per day", "as_of": "2023-05"},
     ["LEVEL [3.85, 3.95) inspections per day @2023-05-01/2023-05-31"]),
    ({"measure": "tariff lines harmonised", "value": "89.2", "unit": "% of tariff lines", "as_of": "2023-05-01"},
     ["SHARE done [89.15, 89.25) per cent @2023-05-01"]),
    ({"measure": "houses rebuilt", "value": "5", "unit": "% of GDP", "as_of": "2023-05-01"},
     ["LEVEL [4.5, 5.5) per cent @2023-05-01"]),
    ({"measure": "states that submitted reports", "value": "11 of 22", "unit": "state", "as_of": "2023-05-01"},
     ["DONE done [11, 11] state @2023-05-01", "PLANNED [22, 22] state @2023-05-01"]),
    ({"measure": "completion", "value": "~70", "as_of": "2023-05-01", "as_reported": "7 out of every 10 measures"},
     ["SHARE done [65, 75] per cent @2023-05-01"]),
    ({"measure": "tasks partially implemented", "value": "18", "as_of": "2023-05-01"},
     ["SHARE in progress: partially implemented [17.5, 18.5) per cent @2023-05-01"]),
    ({"measure": "growth of exports", "value": "6", "unit": "% y/y", "as_of": "2023"},
     [f"GROWTH [1.055, 1.065) @{YEAR[2023]} base {YEAR[2022]}"]),
    ({"measure": "emissions", "value": "37", "unit": "per cent below 1996", "as_of": "2023"},
     [f"GROWTH (0.625, 0.635] @{YEAR[2023]} base {YEAR[1996]}"]),
    ({"measure": "cargo exported", "value": "23.1 mt", "unit": "", "as_of": "2023"},
     [f"VOLUME [23050000, 23150000) tonne @{YEAR[2023]}"]),
    ({"measure": "tariff offers", "value": "46", "unit": "offer", "as_of": "2023-04-01"}, ["LEVEL [46, 46] offer @2023-04-01"]),
    # Promises and statuses.
    ({"measure": "commitment", "value": "new customs code", "unit": "", "as_of": "by 30 June 2020"},
     ["DUE @../2020-06-30"]),
    ({"measure": "deadline", "value": "2025-12-31", "unit": ""}, ["DUE @2025-12-31"]),
    ({"measure": "status", "value": "launched", "unit": "", "as_of": "2019-05-01"}, ["STATUS launched @2019-05-01"]),
    ({"measure": "выполнение", "value": "почти 80", "unit": "%", "as_of": "на 1 апреля 2019"},
     ["SHARE done (75, 80) per cent @2019-04-01"]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "figures"), OTHERS, ids=[str(cells["measure"]) for cells, _ in OTHERS])
def test_tables_of_other_agreements(cells: dict[str, str], figures: list[str]) -> None:
    assert shown(claim(**cells)) == figures


def test_volume_and_growth_of_one_thing_have_one_topic() -> None:
    volume = claim(measure="gas deliveries", value="5", unit="bcm", as_of="2023")
    growth = claim(measure="growth of gas deliveries", value="5", unit="per cent", as_of="2023")
    assert volume.topic == growth.topic == "gas deliveries"
    assert claim(measure="trade in goods", value="5", unit="million EUR", as_of="2023").qualifiers == {"goods"}


TRADE = {"measure": "trade turnover", "value": "53", "unit": "billion USD", "as_of": "2023", "said_on": "2024-01-15"}
COMPARED = [
    ("up just 2% on 2021", [f"GROWTH [1.015, 1.025) @{YEAR[2023]} base 2021-01-01/2021-12-31"]),
    ("+5% y/y", [f"GROWTH [1.045, 1.055) @{YEAR[2023]} base {YEAR[2022]}"]),
    ("soit 6 % de plus qu'en 2022", [f"GROWTH [1.055, 1.065) @{YEAR[2023]} base {YEAR[2022]}"]),
    ("в 2,5 раза больше, чем в 2016 году", [f"GROWTH [2.45, 2.55] @{YEAR[2023]} base {YEAR[2016]}"]),
    ("up 11% from $47.7 billion in 2022",
     [f"GROWTH [1.105, 1.115) @{YEAR[2023]} base {YEAR[2022]}", f"VOLUME [47650000000, 47750000000) USD @{YEAR[2022]}"]),
    ("against 50 bn a year earlier", [f"VOLUME [49500000000, 50500000000) USD @{YEAR[2022]}"]),
    ("in 2022 it was 50 billion", [f"VOLUME [49500000000, 50500000000) USD @{YEAR[2022]}"]),
    ("contre 50 milliards en 2022", [f"VOLUME [49500000000, 50500000000) USD @{YEAR[2022]}"]),
    ("up by 3 billion on the year before", [f"VOLUME (49000000000, 51000000000) USD @{YEAR[2022]}"]),
    ("3 billion more than in 2022", [f"VOLUME (49000000000, 51000000000) USD @{YEAR[2022]}"]),
    ("of which 5 billion in loans", []),
    ("a third of it in the last quarter", []),
    ("growth of 6% expected next year", []),
    ("about 40% of it paid in roubles", []),
    ("a record, 6% of GDP", []),
    ("some 5% above the target", []),
]  # fmt: skip


@pytest.mark.parametrize(("wording", "added"), COMPARED, ids=[wording for wording, _ in COMPARED])
def test_what_a_number_is_set_against_is_a_figure_too(wording: str, added: list[str]) -> None:
    assert shown(claim(**TRADE, as_reported=wording))[1:] == added


@pytest.mark.parametrize(
    ("wording", "added"),
    [
        ("out of 578 houses", ["PLANNED [578, 578] house @2024-01-10"]),
        ("400 in all", ["PLANNED [400, 400] house @2024-01-10"]),
        ("up from 90 in March", ["DONE done [90, 90] house @2023-03-01/2023-03-31"]),
        ("12 of them in May", []),
        ("120 in all", []),
        ("only 30 per cent", ["SHARE done [29.5, 30.5) per cent @2024-01-10"]),
        ("30 % of the budget spent on them", []),
        ("140 more are under construction", []),
    ],
)
def test_a_count_has_its_whole_and_its_earlier_number_in_the_wording(wording: str, added: list[str]) -> None:
    cells = {"measure": "houses rebuilt", "value": "120", "unit": "house", "as_of": "2024-01-10"}
    assert shown(claim(**cells, as_reported=wording))[1:] == added


def taken(*cells: dict[str, str]) -> dict[str, Claim]:
    """The claims of one table, by id; rows are numbered from 1."""
    claims, errors = read_claims([row(**{"id": str(number), **one}) for number, one in enumerate(cells, 1)], "t.csv")
    assert not errors
    return {claim.id: claim for claim in claims}


def test_shares_of_two_kinds_of_planned_things_are_two_topics() -> None:
    apart = taken({"measure": "milestones met"}, {"measure": "targets met"}, {"measure": "completion"})
    assert [claim.topic for claim in apart.values()] == ["milestone", "target", "completion"]
    alike = taken({"measure": "measures carried out"}, {"measure": "tasks completed"}, {"measure": "completion"})
    assert {claim.topic for claim in alike.values()} == {"completion"}


def test_a_share_beside_one_given_with_its_parts_is_of_the_same_state() -> None:
    one, two = taken(
        {"measure": "yes votes", "value": "53 (102 of 191)"}, {"measure": "yes votes", "value": "55"}
    ).values()
    assert (
        (one.figure.measure, one.figure.state) == (two.figure.measure, two.figure.state) == (Measure.SHARE, "yes vote")
    )


def test_a_promise_to_start_is_kept_by_what_has_started() -> None:
    begun = {"measure": "status", "value": "talks started", "unit": "", "as_of": "2020-05-01"}
    start = {"measure": "commitment", "value": "start of talks", "unit": "", "as_of": "by 2020"}
    end = {"measure": "commitment", "value": "talks concluded", "unit": "", "as_of": "by 2020"}
    assert taken(start, begun)["2"].figure.state == "launched"
    assert taken(end, begun)["2"].figure.state == "in progress"


def test_the_day_of_a_promise_is_not_the_day_by_which_it_is_due() -> None:
    cells = {"measure": "commitment", "unit": "", "as_of": "2019-05-01", "said_on": "2019-05-01"}
    assert claim(**cells, value="a common market").missing == ("due date",)
    assert shown(claim(**cells, value="a common market", as_reported="by the end of 2024")) == ["DUE @../2024-12-31"]
    assert shown(claim(measure="target", value="2000", unit="km", as_of="by 2030")) == [
        "DUE [1500, 2500) kilometre @../2030-12-31"
    ]


@pytest.mark.parametrize(
    "columns",
    [
        ("No", "Indicator", "Figure", "Units", "As-of", "Subject"),
        ("n°", "mesure", "valeur", "unité", "période", "portée"),
        ("№", "показатель", "значение", "ед. изм.", "на дату", "охват"),
    ],
)
def test_columns_of_other_names_are_ours(columns: tuple[str, ...]) -> None:
    cells = ("a1", "completion", "40", "%", "2023-04-06", "plan")
    claims, errors = read_claims([dict(zip(columns, cells, strict=True))], "t.csv")
    assert not errors and shown(claims[0]) == ["SHARE done [39.5, 40.5) per cent @2023-04-06"]


def test_a_column_that_is_lacking_is_said_once() -> None:
    claims, errors = read_claims([{"id": "a", "value": "4"}, {"id": "b", "value": "5"}], "t.csv")
    assert claims == [] and [str(error).split(" Found")[0] for error in errors] == [
        "t.csv: Columns that the table lacks: measure, scope."
    ]


def test_topics_tell_things_apart_and_join_what_the_scope_repeats() -> None:
    def topic(measure: str, scope: str, unit: str = "per cent", value: str = "40") -> str:
        return claim(measure=measure, scope=scope, unit=unit, value=value, as_of="2023-12-31").topic

    assert topic("schools built", "Health and schools plan") == topic("completion", "Health and schools plan")
    assert topic("schools built", "Peace accord") != topic("roads built", "Peace accord")
    assert topic("schools built", "Peace accord") == topic("schools built", "Peace accord", unit="school") == "school"
    assert topic("countries that ratified", "Pact", unit="country") == topic(
        "countries having ratified", "Pact", unit="country"
    )
    assert topic("trade with Chad", "Niger-Chad trade", unit="million USD") == "trade"
    assert topic("exports to Chad", "Niger-Chad trade", unit="million USD") == "exports to chad"


def test_wording_adds_what_the_value_does_not_say() -> None:
    told = claim(value="40", as_of="2020-05-01", as_reported="40 % of the measures carried out (125 of 310)")
    assert shown(told)[1:] == ["DONE done [125, 125] measure @2020-05-01", "PLANNED [310, 310] measure @2020-05-01"]
    assert len(claim(value="40", as_of="2020-05-01", as_reported="nearly 40 per cent, of 28 programmes").figures) == 1
    hoped = "40 % implemented; 60 % may be implemented this year"
    assert len(claim(value="40", as_of="2020-05-01", as_reported=hoped).figures) == 1


def test_count_to_date_is_of_the_same_thing_as_one_of_a_period() -> None:
    year, to_date = (
        claim(measure=measure, value="800", unit="house", as_of=as_of, scope="Reconstruction")
        for measure, as_of in (("houses rebuilt", "2022"), ("houses rebuilt to date", "2022-12-31"))
    )
    assert (year.topic, year.figure.measure, to_date.figure.measure) == (to_date.topic, Measure.VOLUME, Measure.DONE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hedges_mean_the_same_in_a_cell_and_in_a_text(lang: str) -> None:
    words = lexicon(lang, "table").get("comparators", {})
    for comparator in ("~", "<~"):
        for hedge in words.get(comparator, []):
            found = find_quantities(f"{hedge} 40 %", lang)
            cell = read_value(f"{hedge} 40 %", read_unit("%")).main
            if found and found[0].comparator.value != "=":
                assert cell is not None and found[0].comparator is cell.comparator, hedge


@given(st.text(max_size=30), st.sampled_from(["", "per cent", "billion USD", "factor", "measure", "bcm", "%%", "per"]))
def test_no_value_raises_anything_but_a_table_error(value: str, unit: str) -> None:
    claims, errors = read_claims([row(value=value, unit=unit)], "t.csv")
    assert len(claims) + len(errors) == 1
    assert all(isinstance(error, TableError) for error in errors)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=30), st.text(max_size=20))
def test_no_cell_raises_anything_but_a_table_error(measure: str, unit: str, as_of: str, scope: str) -> None:
    claims, errors = read_claims([row(measure=measure, unit=unit, as_of=as_of, said_on=as_of, scope=scope)], "t.csv")
    assert len(claims) + len(errors) == 1


@given(st.from_regex(r"[<>~≈]?\d{1,6}([.,]\d{1,3})?( ?%)?", fullmatch=True))
def test_every_plain_number_is_read(value: str) -> None:
    assert read_value(value, read_unit("per cent")).main is not None
