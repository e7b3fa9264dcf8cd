"""One text as it was received, with what intake found in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from servanda.message import Message
from servanda.period import Period

__all__ = ["Document", "Furniture", "FurnitureKind", "Span"]

Span = tuple[int, int]
"""Character offsets into a document's text, end exclusive."""


class FurnitureKind(StrEnum):
    """The parts of a page that are not its text."""

    TITLE = "title"
    CAPTION = "caption"
    CREDIT = "credit"
    SHARING = "sharing"
    COMMENTS = "comments"
    NOTICE = "notice"
    NAVIGATION = "navigation"


@dataclass(frozen=True, slots=True)
class Furniture:
    """One span of furniture and what it is."""

    start: int
    end: int
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was received (decoded, line ends as they were), and what is known about it.

    `published` is the day or the month that is known; where there is none, `published_bounds` is what the text's own words allow
    ("2021 at the earliest"), with an open end. `published_from` says where either was found. `digest` is "sha256:" and the hex
    digest of the bytes received. `pages` are the places in the text at which the pages begin, where the file has any.
    `captured` is the moment at which the page was fetched, `taken_by` the programs that made the text out of the bytes, with
    their versions. `notes` are remarks for people: "The title is in English, the text in French."
    """

    doc: str
    text: str
    lang: str | None
    title: str | None = None
    title_lang: str | None = None
    dateline: str | None = None
    published: Period | None = None
    published_from: str | None = None
    caption: str | None = None
    furniture: tuple[Furniture, ...] = ()
    address: str | None = None
    publisher: str | None = None
    digest: str = ""
    encoding: str = "utf-8"
    media_type: str = "text/plain"
    notes: tuple[Message, ...] = ()
    published_bounds: Period | None = None
    pages: tuple[int, ...] = ()
    captured: str | None = None
    taken_by: str = ""

    def page_of(self, offset: int) -> int | None:
        """The page, from 1, on which a place in the text stands; None where the document has no pages.

        >>> Document("a", "One. Two.", "en", pages=(0, 5)).page_of(6)
        2
        """
        return bisect_right(self.pages, offset) or None
