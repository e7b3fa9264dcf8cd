"""What a judge finds of a statement, of a claim in it, of a passage, and how that is told in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from servanda.document import Span
from servanda.message import LANGUAGES, Message

__all__ = [
    "CHOICES",
    "Choice",
    "Fault",
    "JudgedPassage",
    "JudgedStatement",
    "Missed",
    "Outcome",
    "Verdict",
    "choice_of",
]


class Outcome(StrEnum):
    """What a judge says of a statement or a claim."""

    RIGHT = "right"
    WRONG = "wrong"
    """It is there, but with a fault."""
    NONE = "none"
    """Nobody says such a thing there."""
    UNSURE = "unsure"


class Fault(StrEnum):
    """What is wrong: with a statement its source or content, with a claim its value, period or link."""

    SOURCE = "source"
    CONTENT = "content"
    VALUE = "value"
    PERIOD = "period"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Choice:
    """An outcome with its faults, as one answer."""

    outcome: Outcome
    faults: frozenset[Fault] = frozenset()

    @classmethod
    def wrong(cls, *faults: Fault) -> Choice:
        """There, but with these faults."""
        return cls(Outcome.WRONG, frozenset(faults))


CHOICES: dict[Choice, Message] = {
    Choice(Outcome.RIGHT): Message.of("verdict-right"),
    Choice.wrong(Fault.SOURCE): Message.of("verdict-source"),
    Choice.wrong(Fault.CONTENT): Message.of("verdict-content"),
    Choice.wrong(Fault.SOURCE, Fault.CONTENT): Message.of("verdict-source-and-content"),
    Choice.wrong(Fault.VALUE): Message.of("verdict-value"),
    Choice.wrong(Fault.PERIOD): Message.of("verdict-period"),
    Choice.wrong(Fault.LINK): Message.of("verdict-link"),
    Choice(Outcome.NONE): Message.of("verdict-none"),
    Choice(Outcome.UNSURE): Message.of("verdict-unsure"),
}
"""Each answer in words; several faults of a claim are told by their words together."""


def choice_of(words: str) -> Choice | None:
    """The answer that somebody wrote, in any of the program's languages; several faults stand between commas.

    >>> choice_of("Wrong source"), choice_of("perhaps")
    (Choice(outcome=<Outcome.WRONG: 'wrong'>, faults=frozenset({<Fault.SOURCE: 'source'>})), None)
    >>> sorted(choice_of("wrong value, wrong period").faults)
    [<Fault.PERIOD: 'period'>, <Fault.VALUE: 'value'>]
    """
    known = {_plain(message.told(lang)): choice for choice, message in CHOICES.items() for lang in LANGUAGES}
    found = [known.get(_plain(part)) for part in words.split(",")]
    several = [choice for choice in found if choice is not None]
    if len(several) < len(found):
        return None
    if len(several) > 1 and any(choice.outcome is not Outcome.WRONG for choice in several):
        return None
    return Choice(several[0].outcome, frozenset().union(*(choice.faults for choice in several)))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


@dataclass(frozen=True, slots=True)
class Missed:
    """An attribution that the reader missed; source and cue are None where the judge gave the content alone."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] | None = None
    cue: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge found: of a statement an answer, with one for each claim; of a passage how many attributions were missed.

    `attributions` holds those of the missed ones whose words were given.
    """

    answer: Choice | None = None
    claims: tuple[Choice, ...] = ()
    missed: int | None = None
    attributions: tuple[Missed, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """A statement of the reader, with what a judge found of it and its claims.

    `document` names its page, `source` where that came from (a publisher). `confidence` is the reader's own, in 0..1.
    """

    document: str
    lang: str
    kind: str
    source: str
    answer: Choice
    confidence: float = 1.0
    claims: tuple[Choice, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Whether the judge was sure."""
        return self.answer.outcome is not Outcome.UNSURE

    @property
    def is_attributed(self) -> bool:
        """Whether the right words are in the right mouth."""
        return self.answer.outcome is Outcome.RIGHT

    @property
    def is_found(self) -> bool:
        """Whether the words are right, whoever they are given to.

        >>> JudgedStatement("a", "en", "position", "x", Choice.wrong(Fault.SOURCE)).is_found
        True
        """
        return self.is_attributed or (self.is_there and Fault.CONTENT not in self.answer.faults)

    @property
    def is_there(self) -> bool:
        """Whether an attribution is in the text, rightly read or not."""
        return self.answer.outcome in (Outcome.RIGHT, Outcome.WRONG)


@dataclass(frozen=True, slots=True)
class JudgedPassage:
    """A stretch of a document that was judged whole: the reader's statements that begin in it, and how many it missed."""

    document: str
    lang: str
    source: str
    statements: tuple[JudgedStatement, ...]
    missed: int

    @property
    def attributed(self) -> int:
        """Attributions that the reader has with the right source."""
        return sum(one.is_attributed for one in self.statements)

    @property
    def found(self) -> int:
        """Attributions that the reader has, whoever they are given to."""
        return sum(one.is_found for one in self.statements)

    @property
    def there(self) -> int:
        """Attributions that are in the passage: those read, rightly or with a fault, and those missed.

        >>> wrong = JudgedStatement("a", "en", "position", "x", Choice.wrong(Fault.CONTENT))
        >>> invented = JudgedStatement("a", "en", "position", "x", Choice(Outcome.NONE))
        >>> JudgedPassage("a", "en", "x", (wrong, invented), missed=2).there
        3
        """
        return self.missed + sum(one.is_there for one in self.statements)
