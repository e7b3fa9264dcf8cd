"""What was received: the bytes of one document, alone or out of a container, and what came with them.

A container (an archive, a web archive, a mail, a feed) gives one of these for each document in it. The bytes are those of the
document itself, so that one page is one page whether it lay in a folder or in three archives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from servanda.document import Document
from servanda.period import Period

__all__ = ["Received"]

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Received:
    """One document as it came.

    `file` is the name of the file, `inner` the place in it, empty for the file itself. What came with it (a mail's subject, the
    address and moment at which a page was fetched) is known beside what is found in the text. `read` reads bytes
    of a kind that their first bytes do not tell.
    """

    file: str
    data: bytes
    inner: str = ""
    doc: str = ""
    address: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: Period | None = None
    published_from: str | None = None
    captured: str | None = None
    charset: str | None = None
    read: Callable[[bytes, str, str], Document] | None = None

    @property
    def name(self) -> str:
        """The name by which it is told.

        >>> Received("news.zip", b"", "a/b.html").name
        'news.zip!/a/b.html'
        """
        return f"{self.file}!/{self.inner}" if self.inner else self.file

    def named(self, inner: str) -> str:
        """The place of something in it.

        >>> Received("news.zip", b"", "a/b.eml").named("c.pdf"), Received("news.zip", b"").named("d.html")
        ('a/b.eml!/c.pdf', 'd.html')
        """
        return f"{self.inner}!/{inner}" if self.inner else inner

    def told_of(self, inner: str) -> str:
        """The name by which something in it is told.

        >>> Received("news.zip", b"").told_of("d.html")
        'news.zip!/d.html'
        """
        return f"{self.file}!/{self.named(inner)}"

    @property
    def document_name(self) -> str:
        """The name that its document has.

        >>> Received("news.zip", b"", "a/b.html").document_name, Received("x.warc", b"", "y", doc="z").document_name
        ('b', 'z')
        """
        return (self.doc or PurePosixPath(self.name).stem or self.name)[:_LONGEST_NAME]

    def told(self, document: Document) -> Document:
        """The document with what came beside its bytes; a page's own address goes before the one it was fetched from."""
        known = {
            "address": document.address or self.address,
            "title": self.title or document.title,
            "publisher": self.publisher or document.publisher,
            "captured": self.captured,
        }
        if self.published is not None:
            notes = tuple(note for note in document.notes if not note.key.startswith("no-day"))
            dated = replace(document, published=self.published, published_from=self.published_from, notes=notes)
            document = replace(dated, published_bounds=None)
        return replace(document, **known)  # type: ignore[arg-type]
