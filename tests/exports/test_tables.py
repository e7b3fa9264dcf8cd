"""The same rows leave in every format of tables, with types, keys and references; nothing that may not be shown is among them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from datetime import date
from fractions import Fraction

import agreements
import polars
import pytest
from openpyxl import load_workbook
from unpacking import unpacked

from servanda.assessment import Assessment, Status
from servanda.disclosure import Disclosure, Source
from servanda.document import Document
from servanda.exports.csvw import write_csvw
from servanda.exports.disclosed import disclosed
from servanda.exports.parquet import write_parquet
from servanda.exports.public import Public
from servanda.exports.public_jsonl import write_public_jsonl
from servanda.exports.sqlite import write_sqlite
from servanda.exports.table_rows import rows_of
from servanda.exports.tables import cell_text, tables
from servanda.exports.workbook import write_workbook
from servanda.item import Act, Budget, Item
from servanda.message import LANGUAGES
from servanda.period import Period
from servanda.review import Answered
from servanda.series import Observation, Series
from servanda.statement import Kind, Mode, Reading, Statement

OFFICE = Series(
    "lake-trade", "trade turnover", "Lake trade", "EUR", "Office",
    (Observation(Period.parse("2022"), Fraction(43, 10), Period.parse("2023-03-01"), Fraction(1, 10)),),
    qualifiers=frozenset({"services", "goods"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def public(account):
    """The made-up account with more of everything, among it text that no spreadsheet may run."""
    water = Item(
        "water", "programme", {"en": "=HYPERLINK(1)", "ru": "Чистая вода"}, due=Period.parse("2023-Q2"), weight=Fraction(1, 3),
        bodies=("north", "south"), budgets=(Budget(Fraction(-5, 2), "EUR", Period.parse("2023")),),
        acts=(Act("Loi\nsur l'eau", address="https://n.example/"),),
    )  # fmt: skip
    plan = replace(account.agreement.items[0], items=(water,))
    done = Assessment("water", Status.DONE, date(2023, 6, 30), "novak", evidence=("a; b", "c"))
    agreement = replace(account.agreement, items=(plan,), assessments=(done,), licence="CC-BY-4.0")
    answer = Answered("f-c", "answer", "Ministry", "It was 70%.", date(2026, 11, 1))
    whole = replace(account, agreement=agreement, series=(OFFICE,), answers={"f-c": (answer,)})
    spoken = Statement(((0, 3),), ((4, 6),), ((4, 12), (20, 24)), Mode.INDIRECT, Kind.PROGRESS, ("Anna Novak",))
    readings = [Reading(document, (spoken,), "reader 1") for document in account.documents]
    return Public(disclosed(whole, (), account.as_of), 41, lambda: iter(readings))


def expected(public):
    """Every cell of every table as text, without the empty ones."""
    return {
        table.name: [
            {name: cell_text(cell) for name, cell in row.items() if cell_text(cell)}
            for row in rows_of(public, table.name)
        ]
        for table in tables()
    }


def written(write, public):
    out = io.BytesIO()
    number = write(public, out)
    assert number == sum(map(len, expected(public).values()))
    return out.getvalue()


def test_every_table_and_column_is_told_in_each_language():
    assert set(LANGUAGES) == set(LANGUAGES)
    for table in tables():
        for titles in (table.titles, *(column.titles for column in table.columns)):
            assert set(titles) == set(LANGUAGES) and all(map(str.strip, titles.values()))
        assert set(table.key) <= {column.name for column in table.columns}


def test_rows_have_the_columns_of_their_table_and_keys_tell_them_apart(public):
    kinds = {"text": str, "list": tuple, "whole": int, "number": Fraction | int, "yes-no": bool, "day": date}
    for table in tables():
        columns = {column.name: column for column in table.columns}
        rows = list(rows_of(public, table.name))
        assert rows, table.name
        for row in rows:
            assert set(row) <= set(columns)
            assert all(isinstance(cell, kinds[columns[name].type]) for name, cell in row.items() if cell is not None)
        keys = [tuple(row[name] for name in table.key) for row in rows]
        assert len(set(keys)) == len(keys)


def test_what_rows_say(public):
    (water,) = (row for row in rows_of(public, "entries") if row["id"] == "water")
    assert (water["parent"], water["due"], water["weight"], water["name_fr"]) == (
        "plan",
        date(2023, 6, 30),
        Fraction(1, 3),
        None,
    )
    assert next(row["words"] for row in rows_of(public, "statements")) == "cabinet  […] he m"
    (low, *_), high = zip(*((row["low"], row["high"]) for row in rows_of(public, "observations")), strict=True)
    assert (low, *high) == (Fraction(425, 100), Fraction(435, 100))
    about = {row["name"]: row["value"] for row in rows_of(public, "about")}
    assert (about["day"], about["version"], about["licence"]) == ("2026-11-24", "41", "CC-BY-4.0")
    assert about["name_ru"] == "Озёрное соглашение"


def test_json_lines_have_exact_numbers(public):
    head, *lines = map(json.loads, written(write_public_jsonl, public).splitlines())
    assert (head["day"], head["version"], head["licence"]) == ("2026-11-24", "41", "CC-BY-4.0")
    (water,) = (line for line in lines if line["table"] == "entries" and line["id"] == "water")
    assert (water["weight"], water["bodies"]) == ("1/3", ["north", "south"])
    assert [line["table"] for line in lines] == [name for name, rows in expected(public).items() for _ in rows]


def test_sqlite_has_the_same_and_its_references_hold(public, tmp_path):
    file = tmp_path / "public.db"
    file.write_bytes(written(write_sqlite, public))
    database = sqlite3.connect(file)
    database.row_factory = sqlite3.Row
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    for name, rows in expected(public).items():
        kept = [dict(row) for row in database.execute(f'SELECT * FROM "{name}"')]  # noqa: S608
        assert [set(filter(lambda one: row[one] not in (None, ""), row)) for row in kept] == [
            set(row) for row in rows
        ], name
    assert database.execute("SELECT amount, currency FROM budgets").fetchone()[:] == (-2.5, "EUR")
    told = database.execute(
        'SELECT title_ru FROM "columns" WHERE "table" = \'entries\' AND "column" = \'due\''
    ).fetchone()
    assert told[0] == "срок (последний день)"


def test_a_workbook_has_numbers_days_and_text_that_is_never_run(public):
    book = load_workbook(io.BytesIO(written(write_workbook, public)))
    assert book.sheetnames == [table.name for table in tables()]
    for name, rows in expected(public).items():
        head, *lines = book[name].iter_rows(values_only=True)
        assert [{a for a, b in zip(head, line, strict=True) if b is not None} for line in lines] == [
            set(row) for row in rows
        ]
    cells = {cell.value: cell for row in book["entries"].iter_rows() for cell in row}
    assert cells["=HYPERLINK(1)"].data_type == "s"
    assert [row[0].value for row in book["budgets"].iter_rows(min_row=2, min_col=3, max_col=3)] == [-2.5]
    assert book["coverage"]["A2"].is_date


def test_csv_is_what_its_metadata_says(public):
    """A reader made for this test after the recommendation: each cell by its datatype, keys unique, references found."""
    archive = zipfile.ZipFile(io.BytesIO(written(write_csvw, public)))
    told = json.loads(archive.read("csv-metadata.json"))
    assert (told["dc:issued"]["@value"], told["schema:version"], told["dc:license"]) == (
        "2026-11-24",
        "41",
        "CC-BY-4.0",
    )
    assert set(archive.namelist()) == {"csv-metadata.json", *(table["url"] for table in told["tables"])}
    values = {}
    for table in told["tables"]:
        schema = table["tableSchema"]
        head, *lines = csv.reader(io.StringIO(archive.read(table["url"]).decode()))
        assert (
            head
            == [column["name"] for column in schema["columns"]]
            == [column["titles"]["und"] for column in schema["columns"]]
        )
        rows = [dict(zip(head, line, strict=True)) for line in lines]
        values[table["url"]] = rows
        for column in schema["columns"]:
            parse = {"string": str, "integer": int, "decimal": float, "boolean": {"true": True, "false": False}.__getitem__,
                     "date": date.fromisoformat}[column["datatype"]]  # fmt: skip
            for row in rows:
                assert not (column.get("required") and row[column["name"]] == "")
                for part in row[column["name"]].split(column.get("separator", "\0")):
                    assert not part or parse(part) is not None
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
    for table in told["tables"]:
        for key in table["tableSchema"].get("foreignKeys", ()):
            there = {row[key["reference"]["columnReference"]] for row in values[key["reference"]["resource"]]}
            assert {row[key["columnReference"]] for row in values[table["url"]]} - {""} <= there
    text = archive.read("entries.csv").decode()
    assert "'=HYPERLINK(1)" in text and ",-2.5," in archive.read("budgets.csv").decode()
    assert values["assessments.csv"][0]["evidence"] == "a; b\nc"


def test_parquet_has_the_same_with_its_types(public):
    archive = zipfile.ZipFile(io.BytesIO(written(write_parquet, public)))
    for name, rows in expected(public).items():
        frame = polars.read_parquet(io.BytesIO(archive.read(f"{name}.parquet")))
        kept = [{one for one, cell in row.items() if cell not in (None, "", [])} for row in frame.to_dicts()]
        assert kept == [set(row) for row in rows], name
    entries = polars.read_parquet(io.BytesIO(archive.read("entries.parquet")))
    water = entries.filter(polars.col("id") == "water").to_dicts()[0]
    assert (water["due"], water["bodies"], water["weight"]) == (date(2023, 6, 30), ["north", "south"], 1 / 3)
    told = polars.read_parquet_metadata(io.BytesIO(archive.read("claims.parquet")))
    assert (told["day"], told["version"], told["licence"]) == ("2026-11-24", "41", "CC-BY-4.0")
    assert json.loads(told["title:speaker"])["fr"] == "locuteur"


def test_equal_data_makes_equal_archives(public):
    assert written(write_csvw, public) == written(write_csvw, public)


@pytest.mark.parametrize("write", [write_public_jsonl, write_csvw, write_parquet, write_sqlite, write_workbook])
@pytest.mark.parametrize("made", [agreements.association, agreements.peace])
def test_other_agreements_leave_too(made, write):
    account = agreements.account(made(), agreements.SAID if made is agreements.association else ())
    written(write, Public(disclosed(account, (), agreements.DAY), 1))


@pytest.mark.parametrize("write", [write_public_jsonl, write_csvw, write_parquet, write_sqlite, write_workbook])
def test_what_may_not_be_shown_is_in_no_format(account, write):
    secret = Document(
        "secret-minutes", "Nobody may know.", "en", "A secret title", address="https://secret.example/minutes"
    )
    said = replace(account.claims[0], id="secret-minutes:0", source="secret-minutes", text="Nobody may know")
    whole = replace(account, documents=(*account.documents, secret), claims=(*account.claims, said))
    spoken = Statement(((0, 6),), ((7, 10),), ((0, 16),), Mode.DIRECT)
    rules = (Source("secret-*", Disclosure.NOTHING), Source("news.example", Disclosure.LINK))
    readings = [Reading(document, (spoken,), "reader 1") for document in whole.documents]
    data = written(write, Public(disclosed(whole, rules, account.as_of), 2, lambda: iter(readings)))
    text = unpacked(data)
    assert b"Nobody may" not in text and b"secret" not in text
    assert b"The cabinet met" not in text and b"https://news.example/speech" in text
