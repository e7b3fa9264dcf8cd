"""What may be shown of a document, by where it comes from: a link, the quoted words in their sentence, the whole text, nothing.

A register names sources and what may be shown of each; the first that fits a document counts. Texts of others that no source
fits are quoted: the words that a statement rests on, with their sentence, and no more. What may not be shown is read all the
same, and findings rest on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from servanda.document import Document

__all__ = ["Disclosure", "Source", "disclosure_of", "named"]


class Disclosure(StrEnum):
    """How much of a document is public, from least to most."""

    NOTHING = "nothing"
    """Internal, or under embargo: neither its name nor its words; what it says counts in findings."""
    LINK = "link"
    """Its title and address, without a word of its text."""
    QUOTATION = "quotation"
    """The words that statements rest on, each with the sentence round it."""
    FULL = "full text"


@dataclass(frozen=True, slots=True)
class Source:
    """Where documents come from: a host such as `news.example`, or a document's name, in which `*` stands for any letters.

    `shown` is what may be shown of them, `until` the last day for which that holds, None where it holds for good.
    """

    source: str
    shown: Disclosure
    until: date | None = None

    def fits(self, document: Document) -> bool:
        """Whether a document comes from here: by its host, a host below it, or its name.

        >>> page = Document("minutes-2031", "", "en", address="https://www.news.example/a")
        >>> [Source(name, Disclosure.LINK).fits(page) for name in ("news.example", "minutes-*", "s.example", "minutes")]
        [True, True, False, False]
        """
        wanted, host = self.source.casefold(), _host(document.address or "")
        return host == wanted or host.endswith(f".{wanted}") or fnmatchcase(document.doc.casefold(), wanted)


def disclosure_of(document: Document, sources: Iterable[Source], day: date) -> Disclosure:
    """What may be shown of a document on a day.

    >>> embargo = Source("minutes-*", Disclosure.NOTHING, date(2031, 5, 1))
    >>> page = Document("minutes-2031", "", "en")
    >>> [disclosure_of(page, [embargo], date(2031, 5, day)).value for day in (1, 2)]
    ['nothing', 'quotation']
    """
    for source in sources:
        if source.fits(document) and (source.until is None or day <= source.until):
            return source.shown
    return Disclosure.QUOTATION


def named(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources as an office's own programs see them: what is kept back has its name and address, and no words.

    >>> [one.shown.value for one in named([Source("minutes-*", Disclosure.NOTHING), Source("own", Disclosure.FULL)])]
    ['link', 'full text']
    """
    return tuple(replace(one, shown=Disclosure.LINK) if one.shown is Disclosure.NOTHING else one for one in sources)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""
