"""Where a register's names stand in a text: all words of a name near each other, in any order and inflection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from servanda.linking.words import stems

__all__ = ["Form", "Forms", "Hit", "within"]

_GAP = 3
"""How many further words may stand among those of a name: "a unified [regional] market for gas"."""


@dataclass(frozen=True, slots=True)
class Form:
    """One name of one thing: the thing's key, the name as the register has it, and its words in one form each."""

    key: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found in a text: the place of its first word among the text's words, and how many other words stand between."""

    form: Form
    at: int
    between: int


def within(words: frozenset[str], text: Sequence[str]) -> list[tuple[int, int]]:
    """The places from which on all the words stand near each other in the text, and how many others stand between them.

    >>> within(frozenset({"gas", "market"}), ("unified", "market", "natural", "gas")), within(frozenset({"gas"}), ("market",))
    ([(1, 1)], [])
    """
    width = len(words) + _GAP if len(words) > 1 else 1
    places = []
    for at, word in enumerate(text):
        if word in words and words.issubset(text[at : at + width]):
            needed = next(size for size in range(len(words), width + 1) if words.issubset(text[at : at + size]))
            places.append((at, needed - len(words)))
    return places


class Forms:
    """All names of many things, found in a text without trying each of them.

    >>> forms = Forms([("trade", "Belarus-Russia trade"), ("market", "unified gas market")])
    >>> [hit.form.key for hit in forms.found_in(stems("a unified market for gas"))], forms.exactly("Unified gas markets")
    (['market'], 'market')
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        forms = [Form(key, text, words) for key, text in named if (words := stems(text))]
        often = Counter(word for form in forms for word in set(form.words))
        self._exact: dict[tuple[str, ...], str] = {}
        self._by_word: dict[str, list[Form]] = {}
        for form in forms:
            self._exact.setdefault(form.words, form.key)
            rarest = min(form.words, key=lambda word: (often[word], word))
            self._by_word.setdefault(rarest, []).append(form)

    def exactly(self, text: str) -> str | None:
        """The key of the thing that has just this name."""
        return self._exact.get(stems(text))

    def found_in(self, text: Sequence[str], near: int = 0) -> Iterator[Hit]:
        """The names that stand in a text, given as its words in one form each; of several places the one nearest to `near`."""
        for word in dict.fromkeys(text):
            for form in self._by_word.get(word, ()):
                places = within(frozenset(form.words), text)
                if places:
                    yield Hit(form, *min(places, key=lambda place: (abs(place[0] - near), place[1])))
