"""A plain text to a Document, by the conventions that such texts follow.

A title is a first line that stands apart; "Source: ADDRESS" gives the address; the first paragraph may begin with a dateline. The
text itself is kept as it was received: everything found is a span or a field beside it. A title given once stays part of the
text, where a headline's words are someone's words; one that is repeated, or in another language than the text, is furniture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from servanda.document import Document, Furniture, FurnitureKind
from servanda.intake.dateline import Dateline, find_dateline, first_date
from servanda.intake.furniture import body_of, find_furniture, joined, source_address
from servanda.intake.language import language_of, language_of_title, mismatch_note
from servanda.intake.lines import Line, lines_of
from servanda.intake.published import BOUNDS, earliest_by_years, notes_on_missing_day
from servanda.intake.title import find_title
from servanda.period import Period

__all__ = ["body_lines", "read_text", "with_bounds"]


def read_text(text: str, doc: str, lang: str | None = None, published: Period | None = None) -> Document:
    """The Document of a plain text; a language or a day that is known otherwise goes before what is found.

    >>> text = "Trade grows\\n\\nMINSK, 19 December 2022 — Trade grew by a tenth in the year, the ministry said."
    >>> document = read_text(text, "a")
    >>> document.title, document.dateline, str(document.published), document.lang
    ('Trade grows', 'MINSK, 19 December 2022', '2022-12-19', 'en')
    """
    furniture = find_furniture(text)
    titles = find_title(body_lines(text, furniture))
    title = titles[0].text if titles else None
    untitled = joined(text, [*furniture, *(Furniture(line.start, line.end, FurnitureKind.TITLE) for line in titles)])
    body = body_of(text, untitled)
    lang = lang or language_of(body)
    title_lang = language_of_title(title, lang) if title else None
    if len(titles) > 1 or (title_lang and lang and title_lang != lang):
        furniture = untitled
    dateline = _dateline(body_lines(text, untitled))
    found_from = None
    if published is None and dateline and dateline.published:
        published, found_from = dateline.published, "dateline"
    elif published is None:
        published, found_from = _dated_line(text)
    mismatch = mismatch_note(lang, title_lang)
    document = Document(
        doc=doc,
        text=text,
        lang=lang,
        title=title,
        title_lang=title_lang,
        dateline=dateline.text if dateline else None,
        published=published,
        published_from=found_from,
        caption=_first(text, furniture, FurnitureKind.CAPTION),
        furniture=furniture,
        address=next((found for line in lines_of(text) if (found := source_address(line.text))), None),
        notes=(mismatch,) if mismatch else (),
    )
    return with_bounds(document, body)


def body_lines(text: str, furniture: Sequence[Furniture]) -> list[Line]:
    """The lines of a text that no furniture covers as a whole.

    >>> body_lines("Met.\\nX", (Furniture(5, 6, FurnitureKind.SHARING),))
    [Line(start=0, end=4, text='Met.', opens=True)]
    """
    covered = iter(furniture)
    item = next(covered, None)
    kept: list[Line] = []
    for line in lines_of(text):
        while item and item.end <= line.start:
            item = next(covered, None)
        if not (item and item.start <= line.start and line.end <= item.end):
            kept.append(line)
    return kept


def with_bounds(document: Document, body: str) -> Document:
    """The document with what its words tell of its age, where no day of publication was found.

    >>> with_bounds(Document("a", "In 2021 they met.", "en"), "In 2021 they met.").published_bounds.start.year
    2021
    """
    if document.published is not None:
        return document
    bounds = earliest_by_years(body)
    return replace(
        document,
        published_bounds=bounds,
        published_from=BOUNDS if bounds else None,
        notes=(*document.notes, *notes_on_missing_day(body, bounds)),
    )


def _dateline(lines: Sequence[Line]) -> Dateline | None:
    """The dateline of the first paragraphs: it may follow a lead."""
    return next((found for line in lines[:3] if (found := find_dateline(line.text))), None)


def _dated_line(text: str) -> tuple[Period | None, str | None]:
    """The period of a line near either end that is nothing but a date."""
    lines = lines_of(text)
    found = first_date(line.text for line in (*lines[:8], *lines[8:][-3:]))
    return (found[0], f"the line {found[1]!r}") if found else (None, None)


def _first(text: str, furniture: Sequence[Furniture], kind: FurnitureKind) -> str | None:
    return next((text[item.start : item.end] for item in furniture if item.kind is kind), None)
