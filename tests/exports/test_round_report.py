"""The report of a round in an office's own template and in the built-in one: opened again by libraries that read such files."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from servanda.agreement import Agreement, Body
from servanda.assessment import PERCENTAGES, Assessment, Assessor, Reason, Status
from servanda.errors import InputError, UnknownName, UsageError
from servanda.exports import round_docx, round_xlsx
from servanda.exports.round_file import write_report, write_template
from servanda.exports.round_report import PLACEHOLDERS, placeholders
from servanda.interval import Interval
from servanda.item import Item
from servanda.period import Period
from servanda.reporting import Reporting, RoundAccount, State

CODE = Item("e1", "measure", {"en": "Code <b>", "ru": "Кодекс"}, due=Period.parse("2030-06-30"))
GRID = Item("e2", "measure", {"en": "=Grid"}, due=Period.parse("2030-09"))
ROAD = Item("r1", "measure", {"en": "Road"})
RAIL = Item("r2", "measure", {"en": "Rail"})
PLAN = Item("plan", "plan", {"en": "Plan"}, items=(CODE, GRID, ROAD, RAIL))
DAY = date(2030, 6, 30)


def account(lang_of_energy: str = "") -> RoundAccount:
    """Energy is approved: one entry done, one refused. Roads sent 74.5 % and "not applicable", which nobody has approved."""
    energy = Body("energy", {"en": "Energy", "fr": "Énergie"}, lang=lang_of_energy)
    roads = Body("roads", {"en": "Roads"})
    done = Assessment(
        "e1", Status.DONE, DAY, "energy", "q2.xlsx:7", value="done", evidence=("Act 12", "https://a.example")
    )
    refused = Assessment("e2", Status.NOT_ASSESSED, DAY, "energy", reason=Reason.REFUSED)
    part = Assessment(
        "r1",
        Status.IN_PROGRESS,
        DAY,
        "roads",
        scale=PERCENTAGES.id,
        value="74.5",
        share=Interval.point(Fraction(149, 2)),
    )
    sent = {"e1": done, "e2": refused}
    return RoundAccount(
        Agreement("accord", {"en": "Accord & Co", "fr": "Accord"}, bodies=(energy, roads), items=(PLAN,)),
        Period.parse("2030-Q2"),
        date(2030, 7, 1),
        None,
        (
            Reporting(
                energy, Assessor("energy", {}), (CODE, GRID), State.APPROVED, sent, sent, narrative="One.\nTwo <i>.",
                approved_narrative="One.\nTwo <i>.", received=date(2030, 7, 5), who="Anna Weber", decided=date(2030, 7, 9),
            ),
            Reporting(roads, Assessor("roads", {}), (ROAD, RAIL), State.RECEIVED, {"r1": part}, received=date(2030, 7, 6)),
        ),
    )  # fmt: skip


def words(file: Path) -> str:
    """All words of a document in order, cells parted by a bar."""
    body = Document(str(file)).element.body
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t"))
        for paragraph in body.iter()
        if paragraph.tag.endswith("}p")
    )


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_the_built_in_document_has_all_of_the_round(tmp_path, lang):
    write_report(account(), lang, tmp_path / "r.docx", None)
    told = words(tmp_path / "r.docx")
    assert "{{" not in told and "{%" not in told
    assert "Two <i>." in told and "=Grid" in told and "Anna Weber" in told
    assert {"en": "Code <b>", "fr": "Code <b>", "ru": "Кодекс"}[lang] in told
    wanted = {
        "en": "3 entries are unknown (not yet reported 2, refused 1), so that the share done is a range. "
        "Sent but not approved, and so not counted: Roads.",
        "fr": "3\u00a0entrées sont inconnues (pas encore communiqué 2, refusé 1), la part achevée est donc une fourchette. "
        "Reçu mais non approuvé, donc non compté\u00a0: Roads.",
        "ru": "Неизвестно положение 3\u00a0записей (ещё не сообщено 2, отказано 1), поэтому доля выполненного указана границами. "
        "Прислано, но не утверждено и потому не учтено: Roads.",
    }[lang]
    assert wanted in told.replace("\u00a0entries", " entries")


def test_the_built_in_workbook_has_numbers_and_days_as_such(tmp_path):
    write_report(account(), "en", tmp_path / "r.xlsx", None)
    book = load_workbook(tmp_path / "r.xlsx")
    first = list(book.worksheets[0].iter_rows(min_row=7, values_only=True))
    assert first[1] == ("Energy", 2, 2, 1, 0, 0, 0, 0, 0, 1, "50–100%")
    assert first[2] == ("Roads", 2, 2, 0, 0, 0, 0, 0, 0, 2, "0–100%")
    assert first[3] == ("all", 4, 4, 1, 0, 0, 0, 0, 0, 3, "25–100%")
    entries = list(book["Entries"].iter_rows(values_only=True))
    assert entries[1] == (
        "e1", "Code <b>", "Plan", "Energy", datetime(2030, 6, 30), "done", datetime(2030, 6, 30), None,
        "Act 12\nhttps://a.example", "q2.xlsx:7",
    )  # fmt: skip
    assert [(row[0], row[4]) for row in book["Without a status"].iter_rows(min_row=2, values_only=True)] == [
        ("e2", "refused"), ("r1", "not yet reported"), ("r2", "not yet reported"),
    ]  # fmt: skip
    assert book["Entries"]["B3"].data_type == "s" and book["Entries"]["B3"].value == "=Grid"


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_template_written_is_the_one_built_in(tmp_path, lang, kind):
    write_template(lang, tmp_path / f"t.{kind}")
    write_report(account(), lang, tmp_path / f"a.{kind}", tmp_path / f"t.{kind}")
    write_report(account(), lang, tmp_path / f"b.{kind}", None)
    a, b = (zipfile.ZipFile(tmp_path / f"{name}.{kind}") for name in "ab")
    for part in a.namelist():
        if "core.xml" not in part:
            assert a.read(part) == b.read(part)


def test_an_offices_own_document_is_filled_and_keeps_its_looks(tmp_path):
    made = Document()
    made.sections[0].header.paragraphs[0].text = "Office of {{ agreement }}"
    run = made.add_paragraph().add_run("Done: {{ totals.done }} of {{ totals.counted }}, {{ totals.share_done }}")
    run.bold = True
    made.add_paragraph("{% for body in bodies %}{{ body.name }} ({{ body.state }}). {% endfor %}")
    made.save(str(tmp_path / "t.docx"))
    write_report(account(), "fr", tmp_path / "r.docx", tmp_path / "t.docx")
    filled = Document(str(tmp_path / "r.docx"))
    assert filled.sections[0].header.paragraphs[0].text == "Office of Accord"
    assert filled.paragraphs[0].text == "Done: 1 of 4, 25–100\u00a0%" and filled.paragraphs[0].runs[0].bold
    assert filled.paragraphs[1].text == "Énergie (approuvé). Roads (reçu). "


def test_an_offices_own_workbook_is_filled_and_what_stands_below_moves_down(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"] = "Report of {{ period }}", "{{ totals.done }}"
    sheet["A3"], sheet["B3"], sheet["C3"] = "{{ activity.name }}", "{{ activity.due }}", "fixed"
    sheet["B3"].font = Font(italic=True)
    sheet["A4"], sheet["B4"], sheet["B5"] = "below", 2, "=B4*2"
    sheet.merge_cells("A6:B6")
    book.create_sheet("Gaps")["A1"] = "{{ gap.name }}: {{ gap.reason }}"
    book.save(tmp_path / "t.xlsx")
    write_report(account(), "en", tmp_path / "r.xlsx", tmp_path / "t.xlsx")
    filled = load_workbook(tmp_path / "r.xlsx")
    sheet = filled.worksheets[0]
    assert re.sub(r"\s", " ", sheet["A1"].value) == "Report of April – June 2030" and sheet["B1"].value == 1
    assert [sheet.cell(row, 1).value for row in range(3, 8)] == ["Code <b>", "=Grid", "Road", "Rail", "below"]
    assert [sheet.cell(row, 3).value for row in (3, 4, 5, 6)] == ["fixed"] * 4
    assert (sheet["B4"].value, sheet["B4"].font.italic, sheet["B4"].number_format) == (
        datetime(2030, 9, 30),
        True,
        "mm-dd-yy",
    )
    assert (sheet["B7"].value, sheet["B8"].value, str(sheet.merged_cells)) == (2, "=B7*2", "A9:B9")
    assert next(row[0] for row in filled["Gaps"].iter_rows(values_only=True)) == "=Grid: refused"


@pytest.mark.parametrize(
    "text",
    [
        "{{ perod }}",
        "{{ totals.don }}",
        "{{ period",
        "{{ ''.__class__.__mro__ }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{% for i in range(10) %}{% endfor %}",
        "{{ bodies.append(1) }}",
        "{{ 'a'.ljust(1000000000) }}",
        "{{ 'a' | center(1000000000) }}",
        "{% include '/etc/passwd' %}",
    ],
)
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_placeholder_that_is_not_known_or_means_harm_is_told(tmp_path, kind, text):
    file = tmp_path / f"t.{kind}"
    if kind == "docx":
        made = Document()
        made.add_paragraph(text)
        made.save(str(file))
    else:
        book = Workbook()
        book.active["A1"] = text
        book.save(file)
    with pytest.raises(InputError, match="placeholder of the template cannot be filled"):
        write_report(account(), "en", tmp_path / f"r.{kind}", file)
    assert not (tmp_path / f"r.{kind}").exists()


def test_files_of_other_kinds_are_refused(tmp_path):
    with pytest.raises(UnknownName, match=r"\.docx, \.xlsx"):
        write_report(account(), "en", tmp_path / "r.pdf", None)
    (tmp_path / "t.docx").write_bytes(b"no package")
    with pytest.raises(UsageError, match="different kinds"):
        write_report(account(), "en", tmp_path / "r.xlsx", tmp_path / "t.docx")
    for kind in ("docx", "xlsx"):
        (tmp_path / f"t.{kind}").write_bytes(b"no package")
        with pytest.raises(InputError, match="no office file"):
            write_report(account(), "en", tmp_path / f"r.{kind}", tmp_path / f"t.{kind}")
    other = Workbook()
    other.save(tmp_path / "t.docx")
    with pytest.raises(InputError, match="no office file"):
        write_report(account(), "en", tmp_path / "r.docx", tmp_path / "t.docx")
    sparse = Workbook()
    sparse.active["XFD1048576"] = "{{ period }}"
    sparse.save(tmp_path / "t.xlsx")
    with pytest.raises(InputError, match="Unpacked"):
        write_report(account(), "en", tmp_path / "r.xlsx", tmp_path / "t.xlsx")


def test_each_placeholder_that_is_listed_has_a_meaning_and_no_other(tmp_path):
    values = placeholders(account(), "ru")
    assert tuple(values) == PLACEHOLDERS[""]
    for name, one in {
        "totals": values["totals"], "body": values["bodies"][0], "activity": values["activities"][0], "gap": values["gaps"][0],
    }.items():  # fmt: skip
        assert sorted(one) == sorted(PLACEHOLDERS[name])


def test_a_round_without_bodies_makes_a_report_without_rows(tmp_path):
    empty = replace(account(), bodies=())
    for kind, module in (("docx", round_docx), ("xlsx", round_xlsx)):
        assert module.render(placeholders(empty, "en"), "en")[:2] == b"PK"
        write_report(empty, "en", tmp_path / f"r.{kind}", None)
    assert load_workbook(tmp_path / "r.xlsx")["Entries"].max_row in (1, 2)


def test_a_share_and_a_value_of_an_own_scale_are_told_with_what_they_count_as(tmp_path):
    found = account()
    roads = replace(found.bodies[1], approved=found.bodies[1].said, state=State.APPROVED)
    shown = placeholders(replace(found, bodies=(found.bodies[0], roads)), "ru")
    assert [one["status"] for one in shown["activities"]] == ["выполнено", "", "74,5\u00a0% (выполняется)", ""]
