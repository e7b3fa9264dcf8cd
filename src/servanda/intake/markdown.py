"""A text in Markdown to a Document: as the page that it stands for, so that headings, lists and tables are what they are in HTML.

Markdown is plain text, told by the name alone. Front matter (title, date, lang, address) goes into the head of the page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import yaml
from markdown_it import MarkdownIt

from servanda.document import Document
from servanda.intake.html import read_page

__all__ = ["looks_like_markdown", "read_markdown"]

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
_LONGEST = 1_000_000
"""Characters; what is longer is read as plain text, since the syntax may make a parser go over it again and again."""
_FRONT = re.compile(r"---[ \t]*\r?\n(.{0,8000}?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEAD = {
    "title": "<title>{}</title>",
    "date": '<meta name="date" content="{}">',
    "url": '<link rel="canonical" href="{}">',
    "address": '<link rel="canonical" href="{}">',
}


def looks_like_markdown(text: str, name: str) -> bool:
    """Whether a text is to be read as Markdown.

    >>> looks_like_markdown("# Trade", "a.md"), looks_like_markdown("# Trade", "a.txt")
    (True, False)
    """
    return name.lower().endswith(_SUFFIXES) and len(text) <= _LONGEST


def read_markdown(text: str, doc: str, name: str) -> Document:
    """The Document of a text in Markdown.

    >>> document = read_markdown("---\\ndate: 2031-05-04\\n---\\n# Trade grows\\n\\nBy a *tenth*, he said.", "a", "a.md")
    >>> document.title, document.text, str(document.published)
    ('Trade grows', 'Trade grows\\n\\nBy a tenth, he said.', '2031-05-04')
    """
    front = _FRONT.match(text)
    fields = _fields(front[1]) if front else {}
    body = text[front.end() :] if front and fields else text
    shown = MarkdownIt("commonmark").enable("table").render(body)
    lang = fields.get("lang", "")
    head = "".join(form.format(escape(fields[key])) for key, form in _HEAD.items() if key in fields)
    page = (
        f'<!doctype html><html lang="{escape(lang)}"><head>{head}</head><body><article>{shown}</article></body></html>'
    )
    return replace(read_page(page, doc, name), media_type="text/markdown")


def _fields(front: str) -> dict[str, str]:
    try:
        found = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(key).lower(): str(value) for key, value in found.items() if not isinstance(value, (dict, list))}
