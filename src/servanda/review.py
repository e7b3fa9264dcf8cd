"""What people say of findings and other items: dismissals, answers of named bodies, corrections, signatures, translations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from servanda.finding import Finding

__all__ = ["Answered", "Dismissed", "Noted", "Signed", "Translated"]


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A finding that a reviewer set aside: who, why, and on which day."""

    finding: Finding
    who: str
    why: str
    on: date


@dataclass(frozen=True, slots=True)
class Answered:
    """What a named body answered to a finding, or a correction: `kind` is "answer" or "correction".

    `finding`, `measure` and `subject` are those of the finding as it was then.
    """

    finding: str
    kind: str
    who: str
    text: str
    on: date
    measure: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A named reviewer stands for a finding since a day."""

    finding: str
    who: str
    on: date


@dataclass(frozen=True, slots=True)
class Noted:
    """What stands beside an item: "mended" or "upheld" after a reported error, or a body's "answer".

    `family` is the kind of the item's page, `key` what it is called there.
    """

    family: str
    key: str
    kind: str
    who: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Translated:
    """Quoted words of a document in another language, by somebody who stands for it."""

    document: str
    words: str
    lang: str
    text: str
    who: str
    on: date
