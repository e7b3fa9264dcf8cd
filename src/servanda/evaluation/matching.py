"""Which statements of a reader are which of an annotated text: one to one, the best overlap first.

Words are runs of letters and digits, so that quotation marks and spaces count for nothing. Two are the same attribution where
their contents share half of the words of both together; its source is right where that holds of the sources, too. These
are the conventions of the published scorers for attribution, with which figures can so be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from servanda.document import Span

__all__ = ["Attribution", "Match", "match", "overlap", "words_in"]

_WORD = re.compile(r"\w+")
ENOUGH = 0.5


class Attribution(Protocol):
    """What has a source and a content as spans: a Statement, or an annotation."""

    @property
    def source(self) -> Sequence[Span]:
        """Where the source's words stand."""

    @property
    def content(self) -> Sequence[Span]:
        """Where the content's words stand."""


class Match(NamedTuple):
    """The numbers of a read and of an annotated statement that are the same, and whether the source is right."""

    read: int
    there: int
    is_attributed: bool


def words_in(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Where the words begin that spans cover.

    >>> sorted(words_in("He said “yes”.", [(8, 14)]))
    [9]
    """
    return frozenset(found.start() for start, end in spans for found in _WORD.finditer(text, start, end))


def overlap(one: frozenset[object], other: frozenset[object]) -> float:
    """The share of the words of both that both have; 1 where neither has any.

    >>> overlap(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    return len(one & other) / len(one | other) if one | other else 1.0


def match(text: str, read: Sequence[Attribution], there: Sequence[Attribution]) -> list[Match]:
    """The statements of a reader that are in the annotation.

    >>> from servanda.statement import Mode, Statement
    >>> def said(source, content):
    ...     return Statement((source,), (), (content,), Mode.INDIRECT)
    >>> text = "Ann said it rained. Bob said it did not."
    >>> match(text, [said((0, 3), (9, 18)), said((0, 3), (29, 39))], [said((0, 3), (9, 18)), said((20, 23), (29, 39))])
    [Match(read=0, there=0, is_attributed=True), Match(read=1, there=1, is_attributed=False)]
    """
    ours = [words_in(text, one.content) for one in read]
    theirs = [words_in(text, one.content) for one in there]
    pairs = sorted(
        ((overlap(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if a & b), reverse=True
    )
    used_read, used_there, found = set(), set(), []
    for score, i, j in pairs:
        if score >= ENOUGH and i not in used_read and j not in used_there:
            used_read.add(i)
            used_there.add(j)
            same = overlap(words_in(text, read[i].source), words_in(text, there[j].source)) >= ENOUGH
            found.append(Match(i, j, same))
    return sorted(found)
