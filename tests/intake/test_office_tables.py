"""Tables as offices keep them: titles above the header, units in its words, quarters and sums as people type them."""

from pathlib import Path

import pytest

from servanda.agreement import Agreement, Body
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
