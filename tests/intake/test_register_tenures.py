"""Tenures in agreement.yaml: each fault names file, line, field, what is expected and what to do."""

from pathlib import Path

import pytest

from servanda.intake.register import check_agreement
from servanda.period import Period

START = """agreement:
  id: accord
  name: {en: Accord}
people:
  - {id: roy, name: {en: Ann Roy}}
  - {id: berg, name: {en: Jan Berg}}
offices:
  - {id: mayor, name: {en: Mayor}}
tenures:
"""
SOURCE = "source: https://norland.example/mayors, accessed: 2026-01-05"


def check(folder: Path, *lines: str):
    file = folder / "agreement.yaml"
    file.write_text(START + "".join(f"  - {{{line}}}\n" for line in lines), encoding="utf-8")
    return check_agreement(file)


def test_tenures_are_read(tmp_path: Path) -> None:
    first = f"person: roy, office: mayor, from: 2019-03, to: 2022-06-30, {SOURCE}"
    agreement, errors = check(tmp_path, first, f"person: berg, office: mayor, from: 2022-06-30, {SOURCE}")
    assert errors == [] and agreement is not None
    assert [(one.person, one.since, one.until) for one in agreement.tenures] == [
        ("roy", Period.parse("2019-03"), Period.parse("2022-06-30")),
        ("berg", Period.parse("2022-06-30"), None),
    ]


@pytest.mark.parametrize(
    ("line", "value", "words"),
    [
        (f"person: rey, office: mayor, from: 2019, {SOURCE}", "rey", "Did you mean 'roy'?"),
        (f"person: roy, office: major, from: 2019, {SOURCE}", "major", "Did you mean 'mayor'?"),
        (f"person: roy, office: mayor, from: soon, {SOURCE}", "soon", "2020-06"),
        (f"person: roy, office: mayor, from: 2019, to: 2018, {SOURCE}", "2018-12-31", "`from` or `to`"),
        ("person: roy, office: mayor, from: 2019, source: a book, accessed: 2026-01-05", "a book", "https://"),
        (
            "person: roy, office: mayor, from: 2019, source: https://norland.example/a, accessed: May",
            "May",
            "YYYY-MM-DD",
        ),
    ],
)
def test_a_fault_says_what_to_do(tmp_path: Path, line: str, value: str, words: str) -> None:
    _, errors = check(tmp_path, line)
    assert (errors[0].file, errors[0].line, errors[0].value) == (str(tmp_path / "agreement.yaml"), 10, value)
    assert words in str(errors[0])


def test_a_source_and_its_day_must_be_there(tmp_path: Path) -> None:
    _, errors = check(tmp_path, "person: roy, office: mayor, from: 2019")
    assert [("'source'" in str(one), "'accessed'" in str(one)) for one in errors] == [(True, False), (False, True)]


def test_two_cannot_hold_one_office_at_once(tmp_path: Path) -> None:
    first = f"person: roy, office: mayor, from: 2019-03-01, to: 2022-06-30, {SOURCE}"
    _, errors = check(tmp_path, first, f"person: berg, office: mayor, from: 2022-01-15, {SOURCE}")
    assert [error.line for error in errors] == [11]
    assert "roy" in str(errors[0]) and "line 10" in str(errors[0])
