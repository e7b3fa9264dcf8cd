"""Tables as they should not be: one clear error each, in three languages, and the other rows go on."""

import io
import re
import zipfile

import pytest

from servanda.agreement import Agreement
from servanda.errors import InputError, InputTooLarge, TableError
from servanda.intake.register import check_agreement
from servanda.intake.register_table import read_register_table
from servanda.intake.table import read_rows

HEADER = ["id", "parent", "level", "name", "due", "weight"]
GOOD = ["g", "plan", "activity", "Мост", "2031", "1"]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def file(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


def changed(book, part, old, new):
    """A workbook with some bytes of one part put in place of others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            data = given.read(name)
            made.writestr(name, data.replace(old, new) if name == part else data)
    return out.getvalue()


def told(error):
    """The error in each language: no words are missing, and each has a remedy."""
    words = {lang: error.told(lang) for lang in ("en", "fr", "ru")}
    assert error.advice is not None and len(set(words.values())) == 3
    assert re.search("[а-я]", words["ru"])
    return error.line, error.value


def test_merged_cells(file, xlsx):
    rows = [["Plan of measures"], HEADER, GOOD, ["h", "", "", "Road", "2031", "1"], ["i", "", "t", "Rail", "", ""]]
    refused = []
    taken = read_rows(file("a.xlsx", xlsx(rows, merged=["A1:F1", "B3:B5", "C3:C4", "D5:E5"])), refused)
    assert [row.number for row in taken] == [3]
    assert sorted(map(told, refused)) == [(4, "C3:C4"), (5, "D5:E5")]


def test_formulas(file, xlsx):
    rows = [
        HEADER,
        [*GOOD[:5], "<f>1+1</f><v>2</v>"],
        [*GOOD[:5], "<f>1+1</f>"],
        [*GOOD[:5], "<f>1/0</f><v></v>"],
        [*GOOD[:5], "ERROR"],
    ]
    book = changed(
        xlsx(rows),
        SHEET,
        b'<c r="F5" t="inlineStr"><is><t>ERROR</t></is></c>',
        b'<c r="F5" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    )
    refused = []
    assert [(row.number, row.cells["weight"]) for row in read_rows(file("a.xlsx", book), refused)] == [(2, "2")]
    assert sorted(map(told, refused)) == [(3, "F3"), (4, "F4"), (5, "F5")]


def test_a_formulas_error_in_a_text(file):
    refused = []
    assert [row.number for row in read_rows(file("a.csv", "id;name\na;#REF!\nb;# 5\n"), refused)] == [3]
    assert list(map(told, refused)) == [(2, "#REF!")]


@pytest.mark.parametrize("place", ["XFD2", "ZZZZZ2", "AB900000"])
def test_cells_far_out(file, xlsx, place):
    row = re.sub("[A-Z]", "", place)
    far = f'<row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    path = file("a.xlsx", changed(xlsx([HEADER, GOOD]), SHEET, b"</sheetData>", far))
    with pytest.raises(InputTooLarge) as refused:
        read_rows(path)
    assert told(refused.value) == (None, place)


def test_a_million_columns(file):
    path = file("a.csv", ",".join(f"c{number}" for number in range(1_000_000)) + "\n1,2\n")
    with pytest.raises(TableError) as refused:
        read_rows(path)
    assert told(refused.value) == (1, None)
    (path.parent / "agreement.yaml").write_text("agreement: {id: a, name: {en: A}}\n")
    path.rename(path.with_name("activities.csv"))
    _, (fault,) = check_agreement(path.parent)
    assert told(fault) == (1, None)


def test_two_encodings_in_one_file(file):
    text = "id;name\na;Łódź, Été\n".encode() + "b;Дорога\n".encode("cp1251") + b"c;Rail\n"
    refused = []
    assert [row.cells["id"] for row in read_rows(file("a.csv", text), refused)] == ["a", "c"]
    assert list(map(told, refused)) == [(3, r"\xc4\xee\xf0\xee\xe3\xe0")]
    header = "№;name\n".encode("cp1251") + "a;Łódź, Été\n".encode()
    with pytest.raises(TableError) as whole:
        read_rows(file("b.csv", header))
    assert told(whole.value)[0] == 1


def test_two_encodings_beside_the_register(file):
    folder = file(
        "agreement.yaml", "agreement: {id: a, name: {en: A}}\nitems: [{id: plan, level: p, name: {en: P}}]\n"
    ).parent
    head = b"id,parent,level,name\n"
    file(
        "activities.csv", head + "a,plan,t,Łódź à côté\n".encode() + "b,plan,t,Été\n".encode("cp1252") + b"c,plan,t,C\n"
    )
    agreement, (fault,) = check_agreement(folder)
    assert ([item.id for item in agreement.walk()], told(fault)) == (["plan", "a", "c"], (3, r"\xc9t\xe9"))
    file("activities.csv", head + "a,plan,t,Дорога\nb,plan,t,Мост\n".encode("cp1251"))
    agreement, (fault,) = check_agreement(folder)
    assert [item.id for item in agreement.walk()] == ["plan"] and "UTF-8" in str(fault)


BOMB = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("head", ["", " " * 5000, '<?xml version="1.0"?>'])
def test_entity_bombs_in_xml(file, head):
    path = file("a.xml", f"{head}{BOMB}<iati-activities><iati-activity>&b;</iati-activity></iati-activities>")
    with pytest.raises(InputError) as refused:
        read_register_table(path, Agreement("a", {}))
    assert told(refused.value)[0] == 1


def test_entity_bombs_in_sheets(file, xlsx, ods):
    for name, book, part in (("a.xlsx", xlsx([HEADER, GOOD]), SHEET), ("a.ods", ods([HEADER, GOOD]), "content.xml")):
        bombed = changed(
            changed(book, part, "Мост".encode(), b"&b;"), part, b"<worksheet", BOMB.encode() + b"<worksheet"
        )
        with pytest.raises(InputError) as refused:
            read_rows(file(name, bombed))
        told(refused.value)


def test_other_xml_is_no_iati(file):
    with pytest.raises(InputError) as refused:
        read_register_table(file("a.xml", "<register/>"), Agreement("a", {}))
    assert told(refused.value) == (1, "register")


def test_duplicate_and_missing_identifiers(file):
    table = "id;parent;level;name;status;as_of;assessor\n"
    table += "a;plan;t;A;done;2030-01-01;gov\na;plan;t;A;done;2030-04-01;gov\na;plan;t;B;;;\n;plan;t;C;;;\n"
    table += "b;plan;t;B;done;2030-01-01;gov\nb;plan;t;B;dropped;2030-01-01;gov\n"
    found = read_register_table(file("a.csv", table), Agreement("a", {}))
    assert list(map(told, found.refused)) == [(4, "a"), (5, None), (7, "b")]
    assert [(row["item"], row["as_of"]) for row in found.assessments] == [
        ("a", "2030-01-01"), ("a", "2030-04-01"), ("b", "2030-01-01"),
    ]  # fmt: skip
