"""Words in pieces that a vocabulary has, so that a word that was never seen is read by its parts: "un", "##sanction", "##ed".

Takes a word, gives the rows of its pieces. The longest piece that fits is taken first, as in WordPiece (Schuster and Nakajima
2012; Wu and others 2016), in small letters and without accents; signs stand alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

__all__ = ["MOST", "Wordpieces"]

MOST = 6
"""How many pieces of a word are looked at."""
_WITHIN = "##"
_PLAIN = str.maketrans("“”’‘—–", "\"\"''--")


class Wordpieces:
    """A vocabulary whose pieces are numbered in its order.

    >>> pieces = Wordpieces(["[UNK]", "[SEP]", "un", "##ed", "##do", "sign", "."])
    >>> pieces.rows("Unsigned"), pieces.rows("Signed"), pieces.rows("\\n"), pieces.rows(".")
    ([0], [5, 3], [1], [6])
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown, self._blank = self._numbers["[UNK]"], self._numbers["[SEP]"]

    def rows(self, word: str) -> list[int]:
        """The rows of a word's pieces, at most MOST; white space has one of its own."""
        if word.isspace():
            return [self._blank]
        found = [row for part in _parts(word) for row in self._of_part(part)]
        return found[:MOST] or [self._unknown]

    def _of_part(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            end, within = len(part), _WITHIN if start else ""
            while end > start and within + part[start:end] not in self._numbers:
                end -= 1
            if end == start:
                return [self._unknown]
            found.append(self._numbers[within + part[start:end]])
            start = end
        return found[:MOST]


def _parts(word: str) -> Iterator[str]:
    """Runs of letters and digits, and every other sign by itself, in small letters without accents."""
    letters = unicodedata.normalize("NFD", word.lower()).translate(_PLAIN)
    run = ""
    for sign in letters[:100]:
        if unicodedata.category(sign) == "Mn":
            continue
        if sign.isalnum():
            run += sign
            continue
        if run:
            yield run
            run = ""
        yield sign
    if run:
        yield run
