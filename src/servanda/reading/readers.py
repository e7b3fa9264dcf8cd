"""Readers: what finds the statements of a document, the program's own and those that other packages bring.

A package brings a reader by an entry point in the group `servanda.readers`: a name, and a callable that takes a Document and
gives its Statements, or a class that is called once to make one (so that a model is loaded once). A project names the reader
it uses in agreement.yaml; only what is installed as a reader can be named there, so that a project folder from elsewhere runs no
code of its own. What a reader leaves out of its statements (quantities, moments, claims, kind) is read as in the program's own.

What a reader does wrong refuses the document it does it with, by an InputError that says what; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from servanda.document import Document
from servanda.errors import InputError, ServandaError, UnknownName, UsageError
from servanda.message import Message
from servanda.reading import READER, find_statements, read_document
from servanda.reading.completion import completed, words_of
from servanda.reading.kinds import kind_of
from servanda.reading.syntax import LANGUAGES
from servanda.statement import Kind, Reading, Statement

__all__ = ["GROUP", "OWN", "Reader", "reader_named", "readers"]

GROUP = "servanda.readers"
OWN = "servanda"
"""The name of the program's own reader."""


@dataclass(frozen=True)
class Reader:
    """A reader by its name, with the version of the package that brings it; a reading keeps both."""

    name: str
    version: str
    find: Callable[[Document], Iterable[Statement]]

    @property
    def label(self) -> str:
        """What a reading keeps as its reader."""
        return READER if self.name == OWN else f"{self.name} {self.version}"[:120]

    def read(self, document: Document) -> Reading:
        """The document's statements with all that is read in their words.

        Raises InputError where the reader fails, or gives what is no statement of this document.

        >>> from servanda.statement import Mode
        >>> def first_words(document):
        ...     return [Statement(((0, 7),), ((8, 12),), ((13, 45),), Mode.INDIRECT, speaker=("Ann Lee",))]
        >>> page = Document("a", "Ann Lee said that 28 programmes were approved.", "en")
        >>> reading = Reader("first", "2.0", first_words).read(page)
        >>> [(s.kind.value, s.quantities[0].text) for s in reading.statements], reading.reader
        ([('progress', '28 programmes')], 'first 2.0')
        >>> Reader("short", "1", lambda document: [Statement((), (), ((40, 99),), Mode.DIRECT)]).read(page)
        Traceback (most recent call last):
        ...
        servanda.errors.InputError: The reader short 1 gives words that are not in the text. At character 40. ...
        """
        if self.name == OWN:
            return read_document(document)
        found = sorted(self._found(document), key=lambda one: (one.start, one.cue))
        return Reading(document, tuple(_whole(document, one) for one in found), self.label)

    def _found(self, document: Document) -> list[Statement]:
        try:
            found = self.find(document)
            listed = list(found)
        except ServandaError:
            raise
        except Exception as error:  # what a plug-in may raise is not known
            reason = f"{type(error).__name__}: {error}"
            raise self._fault(Message.of("reader-raised", reader=self.label, reason=reason)) from error
        for one in listed:
            self._check(document, one)
        return listed

    def _check(self, document: Document, one: Any) -> None:
        if not isinstance(one, Statement):
            raise self._fault(Message.of("reader-no-statement", reader=self.label), value=type(one).__name__)
        if not one.content:
            raise self._fault(Message.of("reader-no-content", reader=self.label))
        if not 0 <= one.confidence <= 1:
            raise self._fault(Message.of("reader-confidence", reader=self.label), value=str(one.confidence))
        for span in (*one.source, *one.cue, *one.content):
            start, end = _ends(span)
            if not 0 <= start < end <= len(document.text):
                fault = Message.of("reader-outside", reader=self.label)
                raise self._fault(fault, value=f"{start}-{end}", offset=max(0, start))

    def _fault(self, fault: Message, **found: Any) -> InputError:
        """The error; whoever reads the document says which it is."""
        return InputError(fault, remedy="mend-reader", **found)


def readers() -> dict[str, EntryPoint]:
    """The readers that installed packages bring, by name.

    >>> OWN in readers()
    False
    """
    return {point.name: point for point in entry_points(group=GROUP) if point.name != OWN}


@cache
def reader_named(name: str) -> Reader:
    """The reader of that name; raises UnknownName with the names that there are, UsageError where it cannot be loaded.

    >>> reader_named("servanda").label == READER
    True
    """
    if name == OWN:
        return Reader(OWN, READER.rpartition(" ")[2], find_statements)
    brought = readers()
    if name not in brought:
        raise UnknownName(
            "no-such-reader", value=name, remedy="choose-one-of", known=", ".join([OWN, *sorted(brought)])
        )
    point = brought[name]
    try:
        found = point.load()
        find = found() if isinstance(found, type) else found
    except Exception as error:  # whatever keeps the package from being loaded
        reason = f"{type(error).__name__}: {error}"
        raise UsageError("reader-not-loaded", value=point.value, remedy="install-reader", reason=reason) from error
    if not callable(find):
        raise UsageError("reader-not-callable", value=point.value, remedy="mend-reader")
    return Reader(name, point.dist.version if point.dist else "0", find)


def _ends(span: Any) -> tuple[int, int]:
    """A span as two whole numbers; what is none lies nowhere."""
    match span:
        case (int(start), int(end)):
            return start, end
    return -1, -1


def _whole(document: Document, one: Statement) -> Statement:
    """The statement with what its reader left out, where the document's language is one that is read."""
    lang = document.lang
    if lang not in LANGUAGES:
        return one
    if one.kind is Kind.POSITION:
        one = replace(one, kind=kind_of(words_of(document, one.content), lang))
    read = completed(document, one, lang)
    return replace(
        read,
        quantities=one.quantities or read.quantities,
        moments=one.moments or read.moments,
        claims=one.claims or read.claims,
    )
