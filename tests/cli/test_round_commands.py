"""The worked round of docs/rounds.md, on the command line as an office does it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

PAGE = (Path(__file__).parents[2] / "docs" / "rounds.md").read_text(encoding="utf-8")


def table(head: str) -> list[list[str]]:
    """The rows of the page's table that has this head."""
    lines = PAGE[PAGE.index(head) :].splitlines()[2:]
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


FORMS = table("| form | row |")
TOTALS = table("| | entries | counted |")


@pytest.fixture
def office(servanda, tmp_path):
    """The project of the page, and the command in it."""
    folder = tmp_path / "office"
    folder.mkdir()
    register = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]
    (folder / "agreement.yaml").write_text(register, encoding="utf-8")

    def call(*words, expect=0, lang="en"):
        done = servanda("round", *words, "--lang", lang, cwd=folder)
        assert done.returncode == expect, done.stderr
        return done

    call.folder = folder
    return call


def fill(file, rows):
    book = load_workbook(file)
    sheet = book.worksheets[0]
    for _, item, *cells in rows:
        row = next(row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 1).value == item)
        for column, cell in zip((6, 7, 8), cells, strict=True):
            sheet.cell(row, column).value = cell or None
    book.save(file)


def test_the_worked_round(office):
    office("open", "2030-Q2", "--by", "Anna Weber")
    assert office("forms", "forms").stdout.count(".xlsx") == 5
    for body in ("energy", "justice", "roads", "customs"):
        fill(
            office.folder / "forms" / f"2030-Q2-{body}.xlsx",
            [row for row in FORMS if row[0] == body and row[2] != "soon"],
        )
    for body in ("energy", "justice", "roads", "customs"):
        assert "0 refused" in office("take", f"forms/2030-Q2-{body}.xlsx").stdout
    fill(office.folder / "forms" / "2030-Q2-roads.xlsx", [row for row in FORMS if row[2] == "soon"])
    refused = office("take", "forms/2030-Q2-roads.xlsx", expect=1)
    assert "2030-Q2-roads.xlsx:7: This is no share from 0 to 100 per cent. Found 'soon'." in refused.stderr
    for body in ("energy", "justice", "roads"):
        office("approve", body, "--by", "Anna Weber")
    office("send-back", "customs", "--by", "Anna Weber", expect=2)
    office("send-back", "Customs", "--by", "Anna Weber", "--note", "Which act?")
    status = office("status").stdout
    assert "Have not reported: Statistics Office." in status and "Customs: sent back: Which act?" in status
    assert "Road Agency: Row 7 (“soon”): This is no share" in status
    office("report", "--output", "q2.docx")
    office("report", "--output", "q2.xlsx")
    rows = list(load_workbook(office.folder / "q2.xlsx").worksheets[0].iter_rows(min_row=8, values_only=True))
    names = {"Ministry of Energy": "energy", "Ministry of Justice": "justice", "Road Agency": "roads", "Customs": "customs",
             "Statistics Office": "statistics", "all": "all"}  # fmt: skip
    found = [[names[row[0]], *(str(row[at]) for at in (1, 2, 3, 4, 9, 10))] for row in rows]
    assert found == TOTALS
    told = "\n".join(paragraph.text for paragraph in Document(str(office.folder / "q2.docx")).paragraphs)
    leaves_out = " ".join(re.search(r'what they leave out: "(.*?)"', PAGE, re.DOTALL)[1].split())
    assert leaves_out in told.replace("\u00a0", " ")
    office("close", "--by", "Anna Weber")
    assert "closed" in office("status").stdout
    office("take", "forms/2030-Q2-energy.xlsx", expect=1)


@pytest.mark.parametrize(
    ("lang", "missing"),
    [("en", "Have not reported: Min"), ("fr", "N’ont pas répondu\u00a0: Min"), ("ru", "Не отчитались: Min")],
)
def test_the_status_in_each_language_and_for_programs(office, lang, missing):
    office("open", "2030", "--by", "A", lang=lang)
    office("forms", "forms", lang=lang)
    assert missing in office("status", lang=lang).stdout
    data = json.loads(office("status", "--format", "json", lang=lang).stdout)
    assert (data["start"], data["end"], len(data["bodies"])) == ("2030-01-01", "2030-12-31", 5)
    assert data["bodies"][0]["state"] == "form sent" and data["totals"]["done"] == ["100/7", "100"]


def test_the_batches_of_a_round_are_listed_and_undone(office, servanda):
    office("open", "2030-Q2", "--by", "A")
    office("forms", "forms")
    for lang, kind in (("en", "forms handed out"), ("fr", "formulaires remis"), ("ru", "выдача форм")):
        assert kind in servanda("batches", "--lang", lang, cwd=office.folder).stdout
    assert servanda("undo", "1", cwd=office.folder).returncode == 0
    assert "no reporting round yet" in office("status", expect=2).stderr


def test_the_template_is_written_in_the_language_asked_for(office):
    office("template", "office.docx", lang="fr")
    assert any("{{ period }}" in one.text for one in Document(str(office.folder / "office.docx")).paragraphs)


def test_of_two_that_take_copies_at_the_same_moment_one_is_told(office):
    office("open", "2030-Q2", "--by", "A")
    office("forms", "forms", "--body", "energy")
    form = office.folder / "forms" / "2030-Q2-energy.xlsx"
    for name, status in (("a", "done"), ("b", "in progress")):
        shutil.copy(form, office.folder / f"{name}.xlsx")
        fill(office.folder / f"{name}.xlsx", [["energy", "e2", status, "", ""]])
    command = [sys.executable, "-m", "servanda", "round", "take"]
    calls = [
        subprocess.Popen([*command, f"{name}.xlsx"], cwd=office.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for name in "ab"
    ]
    told = [call.communicate(timeout=120) for call in calls]
    assert sorted(call.returncode for call in calls) == [0, 1], told
    assert sum(b"Somebody else has filled this row in otherwise" in errors for _, errors in told) == 1
