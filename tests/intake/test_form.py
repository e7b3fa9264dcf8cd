"""Forms as they come back: what is read of them, and files that are none or mean harm."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from servanda.agreement import Body
from servanda.assessment import STATUSES
from servanda.errors import BinaryInput, InputError, InputTooLarge
from servanda.exports.form import form_workbook
from servanda.intake.form import read_form
from servanda.intake.package import package_bytes
from servanda.item import Item
from servanda.period import Period
from servanda.reporting import BlankForm, FilledForm, FormEntry, FormLine

FORM = BlankForm(
    "secret", {"en": "Accord"}, Period.parse("2030-Q2"), Body("office", {"en": "Office"}), STATUSES,
    tuple(FormEntry(Item(name, "task", {"en": name})) for name in ("a", "b")),
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    form_workbook(FORM, "en").save(tmp_path / "form.xlsx")
    return tmp_path / "form.xlsx"


def with_part(file: Path, name: str, change) -> Path:
    """The package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, change(old.read(one)) if one == name else old.read(one))
    file.write_bytes(out.getvalue())
    return file


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_an_empty_form_reads_as_its_rows_with_nothing_in_them(tmp_path, lang):
    form_workbook(FORM, lang).save(tmp_path / "form.xlsx")
    assert read_form(tmp_path / "form.xlsx") == FilledForm("secret", (FormLine(7, "a"), FormLine(8, "b")), "")


def test_cells_are_read_as_people_see_them(file):
    book = load_workbook(file)
    sheet, text = book.worksheets[:2]
    for place, value in {
        "F7": 40,
        "G7": 0.5,
        "H7": datetime(2030, 6, 1),
        "F8": 0.125,
        "H8": "one\r\ntwo ",
        "G8": True,
    }.items():
        sheet[place].value = value
    sheet["F8"].number_format = "0.0%"
    text["A5"].value, text["A9"].value = " First. ", "Second."
    book.save(file)
    found = read_form(file)
    assert found.lines == (FormLine(7, "a", "40", "0.5", "2030-06-01"), FormLine(8, "b", "12.5 %", "True", "one\ntwo"))
    assert found.narrative == "First.\nSecond."


def test_sheets_that_are_renamed_and_columns_that_are_added_do_no_harm(file):
    book = load_workbook(file)
    book.worksheets[0].title = "Anything"
    book.worksheets[0]["J8"].value = "a remark"
    book.worksheets[0]["XFD1048576"].value = "far away"
    book.save(file)
    assert [line.item for line in read_form(file).lines] == ["a", "b"]


def test_a_table_that_is_no_form_is_refused(tmp_path):
    other = Workbook()
    other.active["A1"].value = "id"
    other.save(tmp_path / "other.xlsx")
    with pytest.raises(BinaryInput, match="no form of a reporting round"):
        read_form(tmp_path / "other.xlsx")
    other.create_sheet("servanda")
    other.save(tmp_path / "other.xlsx")
    with pytest.raises(BinaryInput, match="no form of a reporting round"):
        read_form(tmp_path / "other.xlsx")


@pytest.mark.parametrize("data", [b"", b"id,status\n", b"PK\x03\x04" + b"x" * 100, b"\xd0\xcf\x11\xe0" * 50])
def test_files_that_are_no_package_are_refused(tmp_path, data):
    (tmp_path / "form.xlsx").write_bytes(data)
    with pytest.raises(BinaryInput, match="no office file"):
        read_form(tmp_path / "form.xlsx")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_form(tmp_path / "none.xlsx")


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_are_refused(file, coding):
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(BinaryInput, match="declares entities"):
        read_form(with_part(file, "xl/styles.xml", lambda _: bomb.encode(coding)))


def test_what_unpacks_to_too_much_is_refused(file):
    with pytest.raises(InputTooLarge, match="Unpacked it has more than 200,000,000"):
        read_form(with_part(file, "xl/styles.xml", lambda _: b" " * 200_000_001))


def test_a_part_that_is_cut_off_is_refused(file):
    with pytest.raises(BinaryInput):
        read_form(with_part(file, "xl/worksheets/sheet1.xml", lambda part: part[: len(part) // 2]))


@given(st.binary(max_size=200), st.integers(0, 5000))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_bytes_raise_our_errors_alone(tmp_path_factory, noise, place):
    file = tmp_path_factory.mktemp("noise") / "form.xlsx"
    form_workbook(FORM, "en").save(file)
    data = file.read_bytes()
    place %= len(data)
    file.write_bytes(data[:place] + noise + data[place + len(noise) :])
    with contextlib.suppress(InputError):
        read_form(file)


def test_a_good_package_is_given_as_it_is(file):
    assert package_bytes(file) == file.read_bytes()
