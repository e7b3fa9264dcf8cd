"""Why a claim is thought to be about something: each reason in words, with the points that it counts.

The points add up to a score out of a hundred that a person can redo: what is named in the claim's own subject, what number is
declared there, when it was said. Below fifty a claim is about none of the register's entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.message import Message

__all__ = ["MOST", "SUFFICIENT", "Reason", "score_in_words", "total"]

MOST = 100
SUFFICIENT = 50
"""Below this score a claim is about none of the register's entries."""
_SURE, _LIKELY = 85, 65


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a link, or against it where its points are negative."""

    message: Message
    points: int = 0

    def told(self, lang: str) -> str:
        """The reason in a language, with its points where it has any.

        >>> Reason(Message.of("link-number-declared", number="28"), 15).told("en")
        'the number 28 is declared there (+15)'
        """
        words = self.message.told(lang)
        return f"{words} ({self.points:+d})" if self.points else words


def total(reasons: Iterable[Reason]) -> int:
    """The score of several reasons, 0 to 100.

    >>> total([Reason(Message("a"), 84), Reason(Message("b"), 15), Reason(Message("c"), 4)])
    100
    """
    return max(0, min(MOST, sum(reason.points for reason in reasons)))


def score_in_words(points: int) -> Message:
    """A score as people read it: the points out of a hundred, and what they are worth.

    >>> str(score_in_words(89)), str(score_in_words(54))
    ('89 of 100, sure', '54 of 100, doubtful')
    """
    if points >= _SURE:
        return Message.of("link-score-sure", points=points, most=MOST)
    if points >= _LIKELY:
        return Message.of("link-score-likely", points=points, most=MOST)
    return Message.of("link-score-doubtful", points=points, most=MOST)
