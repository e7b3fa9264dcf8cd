"""The report of a reporting round as DOCX: an office's own template filled, or the one that is built in.

Takes the placeholders' meanings and a template; `{{ period }}` stands for a word, `{%p for body in bodies %}` and `{%tr for
... %}` go through a list by paragraphs or by rows of a table, as docxtpl has it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Cm, Pt
from docxtpl import DocxTemplate

from servanda.errors import BinaryInput
from servanda.exports.round_words import heads
from servanda.exports.template import Sandbox, named_faults
from servanda.exports.wording import Wording, wording
from servanda.intake.package import package_bytes

__all__ = ["render", "template"]

_STYLE = "Light Grid Accent 1"


def render(values: dict[str, Any], lang: str, file: Path | None = None) -> bytes:
    """The template with its placeholders filled; `file` is the office's own.

    Raises InputError where it is no DOCX, or names a placeholder that there is none of.
    """
    name = str(file) if file else ""
    data = package_bytes(file) if file else template(lang)
    try:
        filled = DocxTemplate(io.BytesIO(data))
        filled.init_docx()
    except Exception as fault:  # the library raises whatever the part it stumbles over suggests
        raise BinaryInput("no-office-file", file=name, remedy="save-as-office-file") from fault
    with named_faults(name):
        filled.render(values, Sandbox(), autoescape=True)
    out = io.BytesIO()
    filled.save(out)
    return out.getvalue()


def template(lang: str) -> bytes:
    """The built-in template in a language, with its placeholders: a start for an office's own."""
    words, made = wording(lang), Document()
    section: Any = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    style: Any = made.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10)
    made.core_properties.title, made.core_properties.language = words.say("Progress report"), lang
    made.core_properties.author = "Servanda"
    made.add_heading("{{ agreement }}", 0)
    made.add_paragraph(words.say("Progress report: {period}", period="{{ period }}"), "Subtitle")
    made.add_paragraph(words.say("Statuses as of {day}; the round: {state}", day="{{ last_day }}", state="{{ state }}"))
    made.add_paragraph(words.say("Have not reported: {bodies}", bodies="{{ missing }}"))
    _totals(made, words)
    _bodies(made, words)
    _narratives(made, words)
    _activities(made, words)
    _gaps(made, words)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _totals(made: Any, words: Wording) -> None:
    made.add_heading(words.say("Totals"), 1)
    named = heads(words)
    first, *others = (
        "entries", "counted", "done", "in_progress", "not_started", "at_risk", "overdue", "dropped", "unknown", "share_done",
    )  # fmt: skip
    table = _table(made, (named[first], f"{{{{ totals.{first} }}}}"), (5, 3))
    for name in others:
        _row(table, (named[name], f"{{{{ totals.{name} }}}}"))
    made.add_paragraph()
    made.add_paragraph("{{ totals.leaves_out }}")


def _bodies(made: Any, words: Wording) -> None:
    made.add_heading(words.say("By body"), 1)
    shown = ("body", "state", "decided_by", "entries", "done", "unknown", "share_done")
    table = _table(made, _heads(words, *shown), (3.5, 2.2, 2.2, 1.8, 2.4, 2.3, 2.6))
    _row(table, ["{%tr for body in bodies %}"])
    names = ("name", "state", "decided_by", "entries", "done", "unknown", "share_done")
    _row(table, [f"{{{{ body.{name} }}}}" for name in names])
    _row(table, ["{%tr endfor %}"])
    made.add_paragraph()
    aside = words.say("{name}: {text}", name="{{ body.name }}", text="{{ body.leaves_out }}")
    for line in ("{%p for body in bodies %}", aside, "{%p endfor %}"):
        made.add_paragraph(line)


def _narratives(made: Any, words: Wording) -> None:
    made.add_heading(words.say("The period in the bodies’ own words"), 1)
    made.add_paragraph("{%p for body in bodies %}")
    made.add_paragraph("{%p if body.paragraphs %}")
    made.add_heading("{{ body.name }}", 2)
    ends = ("{%p endfor %}", "{%p endif %}", "{%p endfor %}")
    for line in ("{%p for paragraph in body.paragraphs %}", "{{ paragraph }}", *ends):
        made.add_paragraph(line)


def _activities(made: Any, words: Wording) -> None:
    made.add_heading(words.say("Entries by body"), 1)
    made.add_paragraph("{%p for body in bodies %}")
    made.add_heading("{{ body.name }}", 2)
    table = _table(made, _heads(words, "entry", "due", "status", "evidence"), (6, 2.6, 3.4, 5))
    _row(table, ["{%tr for activity in body.activities %}"])
    names = ("activity.name", "activity.due", "activity.status or activity.reason", "activity.evidence")
    _row(table, [f"{{{{ {name} }}}}" for name in names])
    _row(table, ["{%tr endfor %}"])
    made.add_paragraph("{%p endfor %}")


def _gaps(made: Any, words: Wording) -> None:
    made.add_heading(words.say("Entries without a status"), 1)
    table = _table(made, _heads(words, "entry", "body", "reason", "state"), (6, 4.2, 3.8, 3))
    _row(table, ["{%tr for gap in gaps %}"])
    _row(table, ["{{ gap.name }}", "{{ gap.body }}", "{{ gap.reason }}", "{{ gap.state }}"])
    _row(table, ["{%tr endfor %}"])


def _heads(words: Wording, *names: str) -> list[str]:
    named = heads(words)
    return [named[name] for name in names]


def _table(made: Any, shown: Sequence[str], widths: Sequence[float] = ()) -> Any:
    """A table with its head, which is repeated on each page; widths in centimetres."""
    table = made.add_table(rows=1, cols=len(shown), style=_STYLE)
    table.autofit = not widths
    for number, head in enumerate(shown):
        table.rows[0].cells[number].text = head
        if widths:
            table.columns[number].width = table.rows[0].cells[number].width = Cm(widths[number])
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(f"{{{properties.nsmap['w']}}}tblHeader", {}))
    return table


def _row(table: Any, texts: Sequence[str]) -> None:
    cells = table.add_row().cells
    for number, text in enumerate(texts):
        cells[number].text = text
    for number, cell in enumerate(cells):
        if table.columns[number].width:
            cell.width = table.columns[number].width
