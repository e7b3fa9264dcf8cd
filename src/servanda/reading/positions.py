"""Between the tokens of a parsed sentence and the characters of its document.

Takes a unit and its tree, whose tokens count characters of the unit's skeleton; gives words and spans of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from servanda.document import Span
from servanda.reading.sentences import Unit
from servanda.reading.syntax import Token, Tree

__all__ = ["Positions"]

_PUNCT = frozenset(".,;:!?…—–-«»“”„\"'()[]‘’‹›")


class Positions:
    """The tokens of a unit, and where they stand in the document."""

    def __init__(self, unit: Unit, tree: Tree) -> None:
        self.unit = unit
        self.tree = tree
        self.tokens: Sequence[Token] = tree.tokens

    def word(self, position: int) -> str:
        """A token's word in small letters."""
        return self.tokens[position].text.lower()

    def is_punct(self, position: int) -> bool:
        """Whether a token is a mark and no word."""
        return all(sign in _PUNCT for sign in self.tokens[position].text)

    def place(self, position: int) -> int:
        """Where a token begins in the document."""
        return self.unit.places[self.tokens[position].start]

    def spans(self, positions: Iterable[int], *, apart: bool = False) -> tuple[Span, ...]:
        """Runs of tokens as spans of the document, without the marks at their ends; `apart` cuts where words were left out."""
        runs: list[list[int]] = []
        for position in sorted(set(positions)):
            near = not apart or position == 0 or self.gap(position) < 3
            if runs and position == runs[-1][-1] + 1 and near:
                runs[-1].append(position)
            else:
                runs.append([position])
        found = []
        for run in runs:
            while run and self.is_punct(run[0]):
                run = run[1:]
            while run and self.is_punct(run[-1]):
                run = run[:-1]
            if run:
                last = self.tokens[run[-1]]
                found.append(self._with_marks(self.place(run[0]), self.unit.places[last.end - 1] + 1))
        return tuple(found)

    def gap(self, position: int) -> int:
        """How many characters of the document stand between a token and the one before it."""
        return self.place(position) - self.unit.places[self.tokens[position - 1].end - 1] - 1

    def _with_marks(self, start: int, end: int) -> Span:
        """The span with the mark of a quotation that begins or ends in it, unless it is that quotation's words alone."""
        for quotation in self.unit.embedded:
            first, last = quotation.inner
            if start <= quotation.start < end and last <= end < quotation.end:
                end = quotation.end
            elif quotation.start < start <= first and quotation.end <= end:
                start = quotation.start
        return start, end
