"""A form of a reporting round as an XLSX workbook in the body's language; `servanda.intake.form` reads it again.

The first sheet has a row for each of the body's entries, the second room for the period in its own words. Only the cells to be
filled in are open; a status and a reason are chosen from lists. The form's token stands on a hidden sheet.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from servanda.errors import UsageError
from servanda.exports.cells import HEAD, bold, put
from servanda.exports.round_words import heads, value_told
from servanda.exports.wording import Wording, wording
from servanda.intake.form import COLUMNS, FIRST_PARAGRAPH, KEY_SHEET, MARK
from servanda.message import reason
from servanda.reporting import REASON_WORDS, BlankForm, FormEntry, grade_told, offered

__all__ = ["form_name", "form_workbook", "write_form"]

_WIDTHS = dict(zip(COLUMNS, (14, 46, 40, 15, 24, 18, 20, 50), strict=True))
_OPEN = PatternFill("solid", fgColor="FFF8DC")
_LINE = Side(style="hair", color="9AA5B1")
_TOP = Alignment(vertical="top", wrap_text=True)
_UNFIT = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 60
_PARAGRAPHS = 60
"""How many paragraphs of the period's text there is room for."""


def form_name(form: BlankForm) -> str:
    """The name of a form's file: the period and the body; a body whose id cannot stand there whole has a mark of it behind.

    >>> from servanda.agreement import Body
    >>> from servanda.assessment import STATUSES
    >>> from servanda.period import Period
    >>> names = ("energy", "ministry/of energy")
    >>> [form_name(BlankForm("t", {}, Period.parse("2030-Q2"), Body(name, {}), STATUSES, ())) for name in names]
    ['2030-Q2-energy.xlsx', '2030-Q2-ministry-of-energy-c5b661.xlsx']
    """
    period = _UNFIT.sub("-", form.period.text or str(form.period))
    body = _UNFIT.sub("-", form.body.id).strip(".-")[:_LONGEST_NAME]
    if body != form.body.id:
        body = "-".join(filter(None, (body, hashlib.sha256(form.body.id.encode()).hexdigest()[:6])))
    return f"{period}-{body}.xlsx"


def write_form(folder: Path, form: BlankForm, lang: str) -> Path:
    """Write a form into a folder, which is made where it is not there; a file that is there already is never written over."""
    file, made = folder / form_name(form), io.BytesIO()
    form_workbook(form, lang).save(made)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as out:
            try:
                out.write(made.getvalue())
            except OSError:
                file.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        raise UsageError("form-there-already", value=str(file), remedy="choose-folder") from error
    except OSError as error:
        raise UsageError("cannot-be-written", value=str(file), remedy="check-rights", reason=reason(error)) from error
    return file


def form_workbook(form: BlankForm, lang: str) -> Workbook:
    """The form as a workbook."""
    words = wording(lang)
    book = Workbook()
    entries: Any = book.active
    entries.title = words.say("Entries")
    _fill_entries(entries, form, words)
    _fill_narrative(book.create_sheet(words.say("The period")), form, words)
    key: Any = book.create_sheet(KEY_SHEET)
    put(key["A1"], form.token)
    _list(key, 2, [grade_told(form.scale.id, one.id, one.names, lang) for one in offered(form.scale)])
    _list(key, 3, [word.told(lang) for word in REASON_WORDS.values()])
    key.sheet_state = "veryHidden"
    key.protection.sheet = True
    book.security.lockStructure = True
    book.properties.title = f"{words.name(form.body.names, form.body.id)}, {words.period(form.period)}"
    book.properties.creator = "Servanda"
    book.properties.language = lang
    return book


def _list(sheet: Any, column: int, values: Sequence[str]) -> None:
    for number, value in enumerate(values, start=1):
        put(sheet.cell(number, column), value)


def _title(form: BlankForm, words: Wording) -> str:
    told = words.say("report for {period}", period=words.period(form.period))
    return words.say("{name}: {text}", name=words.name(form.body.names, form.body.id), text=told)


def _fill_entries(sheet: Any, form: BlankForm, words: Wording) -> None:
    last_day = form.period.end
    told = [
        words.name(form.agreement),
        _title(form, words),
        words.say(
            "Say of each entry how it stood on {day}: fill in the yellow cells, with a status or with why there is none.",
            day=words.day(last_day) if last_day else "",
        ),
        words.say(
            "Evidence is a document, an act or an address; several stand below each other, or with ; between them."
        ),
    ]
    if form.note:
        told.append(words.say("Sent back with this note: {note}", note=form.note))
    for number, text in enumerate(told, start=1):
        put(sheet.cell(number, 1), text)
        if number in (1, 2, 5):
            sheet.cell(number, 1).font = bold(13 if number == 1 else 11)
    header = len(told) + 2
    named = heads(words)
    shown = ("entry", "part_of", "due", "last", "per_cent" if form.scale.per_cent else "status", "reason", "evidence")
    for column, head in enumerate((MARK, *(named[one] for one in shown)), start=1):
        cell = sheet.cell(header, column)
        put(cell, head)
        cell.font, cell.fill, cell.alignment = bold(), HEAD, _TOP
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[COLUMNS[column - 1]]
    for number, entry in enumerate(form.entries, start=header + 1):
        _fill_row(sheet, number, _row(entry, form, words))
    last = header + len(form.entries)
    _choices(sheet, form, header + 1, last, words)
    sheet.freeze_panes = sheet.cell(header + 1, 3)
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _protect(sheet)


def _row(entry: FormEntry, form: BlankForm, words: Wording) -> tuple[str, ...]:
    item, said = entry.item, entry.said
    names = {one.id: one.names for one in form.scale.grades}
    status = reason_told = ""
    if said is not None and said.reason is not None:
        reason_told = REASON_WORDS[said.reason].told(words.lang)
    elif said is not None:
        status = grade_told(said.scale, said.value, names.get(said.value, {}), words.lang)
    last = ""
    if entry.last is not None:
        last = value_told(entry.last, names.get(entry.last.value, {}), words)
        last = f"{last}, {words.day(entry.last.as_of, short=True)}"
    above = " › ".join(words.name(one.names, one.id) for one in entry.above)
    due = words.day(item.due.end, short=True) if item.due and item.due.end else ""
    evidence = "\n".join(said.evidence) if said else ""
    return item.id, words.name(item.names, item.id), above, due, last, status, reason_told, evidence


def _fill_row(sheet: Any, number: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(number, column)
        put(cell, text) if text else None
        cell.alignment, cell.border = _TOP, Border(bottom=_LINE)
        if column > 5:
            cell.protection, cell.fill, cell.number_format = Protection(locked=False), _OPEN, "@"


def _choices(sheet: Any, form: BlankForm, first: int, last: int, words: Wording) -> None:
    """Lists to choose from in the columns of statuses and reasons; a share is typed."""
    lists = {"G": ("C", len(REASON_WORDS))}
    if not form.scale.per_cent:
        lists["F"] = ("B", len(offered(form.scale)))
    for column, (source, length) in lists.items():
        rule = DataValidation("list", formula1=f"{KEY_SHEET}!${source}$1:${source}${length}", allow_blank=True)
        rule.showErrorMessage = True
        rule.error = words.say("Choose one from the list, or leave the cell empty.")
        rule.add(f"{column}{first}:{column}{max(first, last)}")
        sheet.add_data_validation(rule)


def _fill_narrative(sheet: Any, form: BlankForm, words: Wording) -> None:
    put(sheet["A1"], _title(form, words))
    put(
        sheet["A2"],
        words.say("What was done in the period, what stands in the way, what comes next: one paragraph a line."),
    )
    sheet["A1"].font, sheet["A2"].alignment = bold(), _TOP
    sheet.column_dimensions["A"].width = 120
    written = form.narrative.split("\n") if form.narrative else []
    for number in range(max(_PARAGRAPHS, len(written) + _PARAGRAPHS // 2)):
        cell = sheet.cell(FIRST_PARAGRAPH + number, 1)
        put(cell, written[number]) if number < len(written) else None
        cell.protection, cell.fill, cell.number_format, cell.alignment = Protection(locked=False), _OPEN, "@", _TOP
    _protect(sheet)


def _protect(sheet: Any) -> None:
    """Closed but for the open cells; columns and rows may be made wider, and rows filtered."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
