"""Each value keeps its file, sheet, row and the text as typed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.agreement import Agreement, Body
from servanda.intake.register import check_agreement
from servanda.intake.register_origins import joined, origin_cells, read_origins
from servanda.intake.register_table import read_register_table
from servanda.origin import Origin, origin_of

COUNCIL = Body("council", {"ru": "Совет"}, aliases=("the Board",))
PLACES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=6)
ORIGINS = st.builds(Origin, PLACES, st.text(st.characters(codec="utf-8"), max_size=6))


@given(row=st.none() | PLACES, others=st.dictionaries(PLACES, ORIGINS, max_size=3))
def test_what_is_written_reads_the_same(row, others):
    whole = {**({"": Origin(row)} if row else {}), **others}
    again = read_origins(origin_cells(whole))
    assert all(origin_of(again, column) == origin_of(whole, column) for column in (*whole, "another"))


@pytest.mark.parametrize("typed", ["[]", "{", '{"due": 3}', '{"due": ["a"]}', '{"due": {"a": 1}}', "[" * 100_000])
def test_what_no_import_writes_is_refused(tmp_path, typed):
    with pytest.raises(ValueError, match=r"\S"):
        read_origins({"typed": typed})
    (tmp_path / "agreement.yaml").write_text(
        "agreement: {id: a, name: {en: A}}\nitems: [{id: p, level: plan, name: {en: P}}]\n"
    )
    cell = '"' + typed.replace('"', '""') + '"'
    (tmp_path / "activities.csv").write_text(f"id,parent,level,name,typed\na1,p,step,Bridge,{cell}\na2,p,step,Road,\n")
    agreement, (fault,) = check_agreement(tmp_path)
    assert (fault.line, [item.id for item in agreement.walk()]) == (2, ["p", "a2"])


def test_a_table_tells_where_each_value_stood_and_how_it_was_typed(tmp_path, xlsx):
    path = tmp_path / "план.xlsx"
    rows = [
        ["Мероприятия"],
        ["№", "Раздел", "Уровень", "Мероприятие", "Срок", "Ответственный", "Вес", "Статус"],
        ["1", "plan", "activity", "Мост", "30.06.2031", "Совет", "0,5", "выполняется"],
        ["2", "plan", "activity", "Путь", "2031", "council", 2, ""],
    ]
    path.write_bytes(xlsx(rows, sheet="Квартал 2"))
    constants = {"as_of": "30 June 2030", "assessor": "council"}
    found = read_register_table(path, Agreement("a", {}, bodies=(COUNCIL,)), {}, constants)
    bridge, way = (read_origins(row) for row in found.entries)
    place = "план.xlsx:Квартал 2:3"
    assert bridge == {
        "": Origin(place), "due": Origin(place, "30.06.2031"), "bodies": Origin(place, "Совет"), "weight": Origin(place, "0,5"),
    }  # fmt: skip
    assert way == {"": Origin("план.xlsx:Квартал 2:4")}
    (told,) = found.assessments
    assert (told["status"], told["as_of"]) == ("in progress", "2030-06-30")
    assert json.loads(told["typed"]) == {"status": "выполняется", "as_of": "30 June 2030"}


def test_a_later_import_changes_the_origin_of_what_it_changes_alone():
    old = {"id": "a", "name": "Bridge", "due": "2031-06-30", "origin": "q1.csv:2", "typed": '{"due": "30.06.2031"}'}
    new = {
        "id": "a",
        "name": "Bridge",
        "due": "2031-09-30",
        "weight": "2",
        "origin": "q2.csv:9",
        "typed": '{"due": "30.9.2031"}',
    }
    origins = read_origins(joined(old, new, lambda one, other: one == other))
    assert origins == {"": Origin("q1.csv:2"), "due": Origin("q2.csv:9", "30.9.2031"), "weight": Origin("q2.csv:9")}
    by_hand = joined({"id": "a", "name": "Bridge"}, new, lambda one, other: one == other)
    assert (by_hand.get("origin"), read_origins(by_hand)["weight"]) == (None, Origin("q2.csv:9"))
    assert "name" not in read_origins(by_hand)
