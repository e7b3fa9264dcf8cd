"""A page in HTML to a Document: its visible text, one block a paragraph, with furniture marked and metadata kept.

`text` is what a reader of the page sees, furniture included, so that every offset has a meaning and nothing is silently
dropped; blocks are separated by blank lines. What the markup does not tell, the words do, as in a plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from servanda.document import Document, Furniture, FurnitureKind
from servanda.errors import EmptyInput
from servanda.intake.barrier import check_barriers, notes_on_page
from servanda.intake.dateline import Dateline, find_dateline, first_date
from servanda.intake.furniture import body_of, find_furniture
from servanda.intake.html_blocks import Block, blocks_of
from servanda.intake.html_metadata import metadata_of
from servanda.intake.html_region import text_region
from servanda.intake.html_tree import parse_page
from servanda.intake.language import language_of, language_of_title, mismatch_note
from servanda.intake.lines import lines_of
from servanda.intake.text import body_lines, with_bounds
from servanda.intake.title import same_title
from servanda.message import Message

__all__ = ["looks_like_html", "read_page"]

_OPENS_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,9}"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h1|header|nav|table|script|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_SOME_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_HEADLINE_WITHIN = 12
_LONGEST_TITLE = 300
_LONG_PARAGRAPH = 200
"""Letters of a paragraph that stays text wherever it stands, unless its markup or its words say otherwise."""
_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")


def looks_like_html(text: str, name: str) -> bool:
    """Whether a text is a page: it begins as one, or its name says so and it has a tag.

    >>> looks_like_html("<!DOCTYPE html><p>Hi", "a.txt"), looks_like_html("1 < 2", "a.html")
    (True, False)
    """
    if _OPENS_PAGE.match(text[:20_000]):
        return True
    return name.lower().endswith(_SUFFIXES) and bool(_SOME_TAG.search(text[:100_000]))


def read_page(markup: str, doc: str, name: str) -> Document:
    """The Document of a page; raises EmptyInput where it shows no text, InputTooLarge where its markup goes over the limits.

    >>> page = "<h1>Trade grows</h1><p>Trade grew by a tenth, the ministry said.</p><footer>All rights reserved</footer>"
    >>> document = read_page(page, "a", "a.html")
    >>> document.title, [(item.kind.value, document.text[item.start : item.end]) for item in document.furniture]
    ('Trade grows', [('title', 'Trade grows'), ('notice', 'All rights reserved')])
    """
    root = parse_page(markup, name)
    blocks = blocks_of(root)
    if not blocks:
        raise EmptyInput("page-shows-no-text", file=name, remedy="page-built-by-script")
    text = "\n\n".join(block.text for block in blocks)
    headings = [" ".join(block.text.split()) for block in blocks if block.kind is FurnitureKind.TITLE]
    head = metadata_of(root, headings, _first_lines(blocks))
    furniture = find_furniture(text, _marked(blocks, head.title))
    body = body_of(text, furniture)
    check_barriers(f"{head.title or ''}\n{body}" if body.strip() else text, name)
    lang = language_of(body, head.lang)
    title_lang = language_of_title(head.title, lang) if head.title else None
    dateline = _dateline(text, furniture)
    published, found_from = head.published, head.published_from
    if published is None and dateline and dateline.published:
        published, found_from = dateline.published, "dateline"
    if published is None:
        found = first_date(line.text for line in lines_of(text))
        published, found_from = (found[0], f"the line {found[1]!r}") if found else (None, None)
    notes = [mismatch_note(lang, title_lang), *notes_on_page(root, markup, text, body)]
    if dateline and dateline.published and published and not published.overlaps(dateline.published):
        notes.append(
            Message.of(
                "dateline-differs",
                dateline=str(dateline.published),
                place=found_from or "",
                published=str(published),
            )
        )
    document = Document(
        doc=doc,
        text=text,
        lang=lang,
        title=head.title,
        title_lang=title_lang,
        dateline=dateline.text if dateline else None,
        published=published,
        published_from=found_from,
        caption=next((text[f.start : f.end] for f in furniture if f.kind is FurnitureKind.CAPTION), None),
        furniture=furniture,
        address=head.address,
        publisher=head.publisher,
        media_type="text/html",
        notes=tuple(note for note in notes if note),
    )
    return with_bounds(document, body)


def _first_lines(blocks: Sequence[Block]) -> list[str]:
    """The first lines of the page that its markup does not call furniture, among which a headline may stand."""
    shown = (line for block in blocks if block.kind is None for line in block.text.split("\n"))
    return [" ".join(line.split()) for line in islice(shown, _HEADLINE_WITHIN)]


def _marked(blocks: Sequence[Block], title: str | None) -> list[Furniture]:
    """The spans of the blocks that are furniture: by markup, as the title again, or outside the running text."""
    titles = [
        block.kind is FurnitureKind.TITLE
        or (title is not None and len(block.text) < _LONGEST_TITLE and same_title(block.text, title))
        for block in blocks
    ]
    region = text_region(blocks)
    opens = max((place for place in range(region.start + 1) if titles[place]), default=None) if region else None
    if region is None or (opens is None and any(titles)):
        region = range(len(blocks))
    marked: list[Furniture] = []
    start = 0
    for place, block in enumerate(blocks):
        outside = len(block.text) < _LONG_PARAGRAPH and (place < (opens or 0) or place >= region.stop)
        kind = FurnitureKind.TITLE if titles[place] else block.kind
        if kind is None and outside:
            kind = FurnitureKind.NAVIGATION
        if kind is not None:
            marked.append(Furniture(start, start + len(block.text), kind))
        start += len(block.text) + 2
    return marked


def _dateline(text: str, furniture: Sequence[Furniture]) -> Dateline | None:
    """The dateline of the first paragraphs that are text."""
    return next((found for line in body_lines(text, furniture)[:3] if (found := find_dateline(line.text))), None)
