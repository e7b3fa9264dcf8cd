"""Tables as offices keep them: titles above the header, units in its words, quarters and sums as people type them."""

from pathlib import Path

import pytest

from servanda.agreement import Agreement, Body
from servanda.assessment import Assessor, Grade, Scale
from servanda.intake import register_table
from servanda.intake.cell_reader import CellReader
from servanda.intake.register import check_agreement
from servanda.intake.register_table import read_register_table
from servanda.message import Message
from servanda.reading.cells import amount_named, days_named

READER = CellReader(days_named, amount_named)
HEALTH = Body(
    "health",
    {"en": "Ministry of Health", "fr": "Ministère de la Santé", "ru": "Министерство здравоохранения"},
    aliases=("Min. Santé",),
)


@pytest.fixture
def read(tmp_path: Path):
    """The rows of a table with these lines."""

    def taken(*lines: str, given=None, constants=None):
        table = tmp_path / "plan.csv"
        table.write_text("\n".join(lines), encoding="utf-8")
        return read_register_table(table, Agreement("plan", {}, bodies=(HEALTH,)), given, constants, READER)

    return taken


def told(found, *fields):
    return [tuple(row.get(name, "") for name in fields) for row in found.entries]


def test_a_french_plan(read):
    found = read(
        "Plan de relance — suivi",
        "État au 30 septembre;;",
        "N°;Composante;Jalon / cible;Type;Pilote;Échéance;Budget (M€);État d’avancement",
        "C1.1;C1;Loi votée;Jalon;ministère de la santé;T2 2026;12,5;Achevé",
        "C1.2;C1;Lits ouverts;Cible;Min. Santé;fin 2027;1 250;En cours",
    )
    assert told(found, "id", "name_fr", "bodies", "due", "budget", "currency") == [
        ("C1.1", "Loi votée", "health", "2026-Q2", "12500000", "EUR"),
        ("C1.2", "Lits ouverts", "health", "2027-09-01/2027-12-31", "1250000000", "EUR"),
    ]
    assert [row["status"] for row in found.assessments] == ["done", "in progress"]


RUSSIAN = (
    "Ответственный исполнитель (соисполнители)",
    "Срок исполнения, квартал",
    "Объем финансирования, тыс. руб.",
)


def test_a_russian_plan(read):
    found = read(
        ";".join(("№ п/п", "Раздел", "Наименование мероприятия", "Тип", *RUSSIAN)),
        "1;r1;Закупка;мероприятие;Министерство здравоохранения;II кв. 2026;1 250,5",
        "2;r1;Обучение;мероприятие;Министерство здравоохранения;до конца 2027 года;300",
    )
    assert told(found, "name_ru", "bodies", "due", "budget", "currency") == [
        ("Закупка", "health", "2026-Q2", "1250500", "RUB"),
        ("Обучение", "health", "../2027-12-31", "300000", "RUB"),
    ]


def test_an_english_plan_with_the_currency_in_its_own_column(read):
    found = read(
        "Measure No.\tChapter\tMeasure title\tLevel\tDue by\tCost (thousand)\tCurrency",
        "m1\tc1\tAdopt\tmeasure\tQ2/2026\t12.5\tUSD",
        "m2\tc1\tSign\tmeasure\tby end-2027\t3\tBYN",
    )
    assert told(found, "name", "due", "budget", "currency") == [
        ("Adopt", "2026-Q2", "12500", "USD"),
        ("Sign", "../2027-12-31", "3000", "BYN"),
    ]


def test_a_unit_that_is_not_understood_leaves_its_column_out_until_somebody_says(read):
    lines = ("id,parent,level,name,budget (net),currency", "a,p,activity,A,12,EUR")
    assert read(*lines).columns.unknown == ("budget (net)",)
    assert told(read(*lines, given={"budget (net)": "budget"}), "budget", "currency") == [("12", "EUR")]


def test_of_two_columns_that_begin_alike_neither_is_taken(read):
    found = read("id,parent,level,name,deadline agreed first,deadline as moved", "a,p,activity,A,2026,2027")
    assert found.columns.unknown == ("deadline agreed first", "deadline as moved")


def test_what_can_be_read_in_two_ways_is_refused(read):
    found = read("id;parent;level;name;budget;due", "a;p;activity;A;1.250 €;2026", "b;p;activity;B;1250 €;soon")
    assert (found.entries, [fault.line for fault in found.refused]) == ([], [2, 3])


def statuses(found):
    return [(row["item"], row["status"], row["as_of"]) for row in found.assessments]


@pytest.mark.parametrize(
    ("header", "days"),
    [
        ("2029;2030", ["2029-12-31", "2030-12-31"]),
        ("Q4 2029;Q1 2030", ["2029-12-31", "2030-03-31"]),
        ("Avancement T1 2030;Avancement T2 2030", ["2030-03-31", "2030-06-30"]),
        ("Ход выполнения на 01.10.2029;Ход выполнения на 01.10.2030", ["2029-10-01", "2030-10-01"]),
    ],
)
def test_a_column_of_statuses_for_each_day(read, header, days):
    found = read(f"id;level;name;{header}", "a;activity;A;not started;done", "b;activity;B;;ongoing")
    assert statuses(found) == [("a", "not started", days[0]), ("a", "done", days[1]), ("b", "in progress", days[1])]
    assert [row["id"] for row in found.entries] == ["a", "b"] and found.refused == []


def test_columns_of_years_with_sums_in_them_are_no_statuses(read):
    lines = "id;level;name;2029;2030", "a;activity;A;12;40"
    found = read(*lines)
    assert found.columns.unknown == ("2029", "2030") and found.assessments == []
    told = read(*lines, given={"2029": "status 2029", "2030": "status 2030-06"})
    assert statuses(told) == [("a", "12", "2029-12-31"), ("a", "40", "2030-06-30")]


def test_numbers_are_statuses_of_an_assessor_with_such_a_scale(tmp_path):
    scale = Scale("yearly", {"en": "Yearly"}, tuple(Grade(str(number)) for number in range(4)))
    matrix = Agreement("plan", {}, scales=(scale,), assessors=(Assessor("matrix", {"en": "Matrix"}, "yearly"),))
    table = tmp_path / "scores.csv"
    table.write_text("id,2029,2030\na,0,3\nb,1,9\n", encoding="utf-8")
    found = read_register_table(table, matrix, constants={"assessor": "matrix"}, reader=READER)
    assert [(row["item"], row["status"]) for row in found.assessments] == [("a", "0"), ("b", "1")]
    table.write_text("id,2029,2030\na,0,3\nb,1,2\n", encoding="utf-8")
    found = read_register_table(table, matrix, constants={"assessor": "matrix"}, reader=READER)
    assert [row["status"] for row in found.assessments] == ["0", "3", "1", "2"] and found.entries == []


def test_the_day_of_a_single_column_of_statuses_is_that_of_its_name_unless_it_is_given(read):
    lines = "id;level;name;Status on 2030-06-30", "a;activity;A;done"
    assert statuses(read(*lines)) == [("a", "done", "2030-06-30")]
    assert statuses(read(*lines, constants={"as_of": "2030-07-15"})) == [("a", "done", "2030-07-15")]


@pytest.mark.parametrize(
    ("header", "cells", "due", "typed"),
    [
        ("Year;Quarter", "2031;Q2", "2031-Q2", "2031 Q2"),
        ("Trimestre;Année", "3;2031", "2031-Q3", "2031 3"),
        ("Квартал;Год", "IV кв.;2031", "2031-Q4", "2031 IV кв."),
        ("Полугодие;Год", "II;2031", "2031-H2", "2031 II"),
        ("Year;Month", "2031;March", "2031-03", "2031 March"),
        ("Mois;Année", "6;2031", "2031-06", "2031 6"),
        ("Year;Half-year", "2031;", "2031", ""),
    ],
)
def test_a_due_date_in_two_columns(read, header, cells, due, typed):
    found = read(f"id;level;name;{header}", f"a;activity;A;{cells}", "b;activity;B;;")
    assert told(found, "id", "due") == [("a", due), ("b", "")] and found.refused == []
    assert typed in found.entries[0].get("typed", "")


@pytest.mark.parametrize("cells", ["2031;Q5", ";Q2", "31;Q1", "2031;soon"])
def test_parts_that_make_no_day_are_refused(read, cells):
    found = read("id;level;name;Year;Quarter", f"a;activity;A;{cells}")
    assert [(fault.line, fault.fault.key) for fault in found.refused] == [(2, "cell-expected")] and not found.entries


def test_a_year_alone_may_be_anything(read):
    lines = "id;level;name;Year", "a;activity;A;2031"
    found = read(*lines)
    assert found.columns.unknown == ("year",) and told(found, "due") == [("",)]
    assert told(read(*lines, given={"year": "due_year"}), "due") == [("2031",)]


def test_year_and_quarter_beside_a_status_are_the_day_of_the_status(read):
    found = read("id;Year;Quarter;Status", "a;2030;Q1;ongoing", "a;2030;Q2;done")
    assert statuses(found) == [("a", "in progress", "2030-03-31"), ("a", "done", "2030-06-30")]


def test_bodies_that_are_not_known_are_told_once(read):
    found = read(
        "id,parent,level,name,body", "a,p,activity,A,Board d'Est", "b,p,activity,B,BOARD D’EST", "c,p,activity,C,health"
    )
    assert (found.unknown_bodies, [row["id"] for row in found.entries], len(found.refused)) == (
        ["Board d'Est"],
        ["c"],
        2,
    )


REGISTER = "agreement: {id: plan, name: {en: Plan}}\n"


def test_the_nearest_body_is_not_looked_for_under_each_of_very_many_invented_names(read, monkeypatch):
    asked = []
    monkeypatch.setattr(register_table, "nearest", lambda name, known: asked.append(name) or Message.of("none-known"))
    rows = "".join(f"a{n};activity;A{n};Bureau {n}\n" for n in range(1_200))
    found = read("id;level;name;body\n" + rows)
    assert len(asked) == 500 and len(found.unknown_bodies) == len(found.refused) == 1_200
    assert {fault.advice.key for fault in found.refused[500:]} == {"one-of-many-known"}


def checked(folder: Path, rows: str, register: str = REGISTER):
    (folder / "agreement.yaml").write_text(register, encoding="utf-8")
    (folder / "activities.csv").write_text("id,parent,level,name\n" + rows, encoding="utf-8")
    agreement, faults = check_agreement(folder)
    return [item.id for item in agreement.walk()], [fault.line for fault in faults]


def test_a_table_may_hold_the_whole_agreement(tmp_path):
    assert checked(tmp_path, "c1,,part,One\na,c1,task,A\nc2,,part,Two\n") == (["c1", "a", "c2"], [])
    assert checked(tmp_path, "a,,task,A\nb,,task,B\n") == (["a", "b"], [])


def test_a_row_that_lost_its_parent_is_refused(tmp_path):
    assert checked(tmp_path, "c1,,part,One\na,c1,task,A\nb,,task,B\n") == (["c1", "a"], [4])
    parts = REGISTER + "items: [{id: p, level: part, name: {en: P}}]\n"
    assert checked(tmp_path, "a,,task,A\nq,,part,Q\n", parts) == (["p", "q"], [2])
