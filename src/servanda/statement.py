"""One attribution in a document: who (source) said what (content), and by which words (cue)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from servanda.claim import Claim
from servanda.document import Document, Span
from servanda.quantity import Moment, Quantity

__all__ = ["Kind", "Mode", "Reading", "Statement"]


class Mode(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Kind(StrEnum):
    """What the statement is about."""

    COMMITMENT = "commitment"
    PROGRESS = "progress"
    INDICATOR = "indicator"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution as character spans of the document's text, end exclusive, with what was read in it.

    `speaker` holds full names as the document gives them ("Vladimir Poutine" for a later "il"), several for "both presidents",
    none where the text names nobody. `second_hand` marks hearsay: "aurait déclaré", a quotation relayed by another.
    `confidence` lies in 0..1.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: Mode
    kind: Kind = Kind.POSITION
    speaker: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()
    claims: tuple[Claim, ...] = ()
    negated: bool = False
    second_hand: bool = False
    confidence: float = field(default=1.0, compare=False)

    @property
    def start(self) -> int:
        """The first character of its content."""
        return min(start for start, _ in self.content)

    @property
    def end(self) -> int:
        """The character after the last of its content."""
        return max(end for _, end in self.content)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what a reader of a certain version found in it."""

    document: Document
    statements: tuple[Statement, ...]
    reader: str
