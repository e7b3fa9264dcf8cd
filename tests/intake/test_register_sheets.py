"""Spreadsheets beside agreement.yaml: read and checked as activities.csv is."""

import pytest

from servanda.intake.register import check_agreement, load_agreement

AGREEMENT = """\
agreement: {id: accord, name: {ru: Соглашение}}
bodies: [{id: council, name: {ru: Совет}}]
items: [{id: plan, level: plan, name: {ru: План}}]
"""
ROWS = [
    ["id", "parent", "level", "name_ru", "due", "bodies"],
    ["a1", "plan", "activity", "Мост", "2031-06-30", "council"],
    ["a2", "a1", "step", "Опора", "скоро", ""],
    ["a3", "plan", "activity", "Дорога", "", "nobody"],
]
STATUSES = [
    ["item", "status", "as_of", "assessor"],
    ["a1", "done", "2031-06-01", "council"],
    ["a9", "done", "2031-06-01", "council"],
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_rows_of_a_sheet_are_entries_and_faults_name_their_row(folder, request, ending):
    book = request.getfixturevalue(ending)
    (folder / f"activities.{ending}").write_bytes(book(ROWS))
    (folder / f"assessments.{ending}").write_bytes(book(STATUSES))
    agreement, faults = check_agreement(folder)
    assert [item.id for item in agreement.walk()] == ["plan", "a1"]
    assert (str(agreement.items[0].items[0].due), agreement.items[0].items[0].bodies) == ("2031-06-30", ("council",))
    assert [(one.item, one.status.value) for one in agreement.assessments] == [("a1", "done")]
    assert [(one.file.rpartition(".")[0][-11:], one.line, one.value) for one in faults] == [
        ("/activities", 3, "скоро"),
        ("/activities", 4, "nobody"),
        ("assessments", 3, "a9"),
    ]


def test_two_tables_of_one_kind_are_one_clear_error(folder, xlsx, ods):
    (folder / "activities.csv").write_text("id,parent,level,name\n")
    (folder / "activities.ods").write_bytes(ods(ROWS))
    agreement, (fault,) = check_agreement(folder)
    assert agreement is None
    assert fault.file.endswith("activities.ods") and fault.value == "activities.csv, activities.ods"
    for lang in ("en", "fr", "ru"):
        assert "activities" in fault.told(lang, place=False)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "There is nothing in it"),
        (b"PK\x03\x04 broken", "spreadsheet"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_one_error(folder, data, words):
    (folder / "activities.xlsx").write_bytes(data)
    agreement, (fault,) = check_agreement(folder)
    assert words in str(fault) and [item.id for item in agreement.walk()] == ["plan"]


def test_a_sheet_without_the_columns_is_told_which(folder, xlsx):
    (folder / "activities.xlsx").write_bytes(xlsx([["id", "name", "colour"], ["a1", "Bridge", "red"]]))
    (folder / "assessments.xlsx").write_bytes(xlsx([["item", "status"], ["plan", "done"]]))
    _, faults = check_agreement(folder)
    assert [one.line for one in faults] == [1] * 4
    assert "'colour'" in str(faults[0])


def test_numbers_of_a_sheet_are_ids_as_they_are_seen(folder, xlsx):
    rows = [
        ["id", "parent", "level", "name", "weight"],
        [1, "plan", "activity", "Bridge", 0.5],
        [1.1, 1, "step", "Pier", ""],
    ]
    (folder / "activities.xlsx").write_bytes(xlsx(rows))
    assert [(item.id, str(item.weight)) for item in load_agreement(folder).walk()][1:] == [
        ("1", "1/2"),
        ("1.1", "None"),
    ]
