"""The register's names as they are looked for in texts of any language and script.

A word stands as its sounds without the vowels that end it, cut to five letters: so cases, plurals and other ways to write a
name in Latin or Cyrillic letters meet (cutting words short does as well as stemmers in most languages: McNamee and Mayfield
2004, Information Retrieval 7:73-97). Short words do not count, save for abbreviations, which are looked for as they are written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from servanda.agreement import Agreement
from servanda.spelling import key_of

__all__ = ["KINDS", "NameIndex", "Named", "keys_of"]

KINDS = ("agreement", "item", "body", "person", "subject", "party")
_WORD = re.compile(r"[^\W\d_]+")
_CUT = 5
_VOWELS = "aeiouy"
_SHORTEST = 4
_LONGEST_ABBREVIATION = 6
_FEWEST_WORDS = 3
_OVERLAP = 0.6
"""The share of the words of a long title that must stand in one paragraph."""


def keys_of(text: str) -> list[str]:
    """The words of a text that count, each by its first sounds.

    >>> keys_of("Александру Лукашенко, Россией") == keys_of("Alexandre Loukachenko, Россия")
    True
    """
    return [_key(word) for word in _WORD.findall(text) if len(word) >= _SHORTEST]


@lru_cache(maxsize=100_000)
def _key(word: str) -> str:
    sounds = key_of(word)
    return (sounds.rstrip(_VOWELS) or sounds)[:_CUT]


@dataclass(frozen=True, slots=True)
class Named:
    """What of the register a text names: ids by kind, and of those the ones in its title."""

    found: dict[str, frozenset[str]]
    in_title: dict[str, frozenset[str]]


@dataclass
class NameIndex:
    """All names of a register, ready to be looked for; make one with `NameIndex.of`."""

    sequences: dict[str, list[tuple[tuple[str, ...], str, str]]] = field(default_factory=lambda: defaultdict(list))
    abbreviations: dict[str, tuple[str, str]] = field(default_factory=dict)
    titles: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    sizes: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def of(cls, agreement: Agreement) -> NameIndex:
        """The index of a register.

        >>> from servanda.agreement import Party
        >>> north = Party("north", {"en": "Northland", "ru": "Северия"}, ("NL",))
        >>> index = NameIndex.of(Agreement("accord", {"en": "Harbour Accord"}, parties=(north,)))
        >>> found = index.named("", "Министры Северии говорили о Harbour Accord.").found
        >>> found["party"], found["agreement"]
        (frozenset({'north'}), frozenset({'accord'}))
        """
        index = cls()
        for kind, id, form in _forms(agreement):
            index._add(kind, id, form)
        return index

    def _add(self, kind: str, id: str, form: str) -> None:
        words = _WORD.findall(form)
        if len(words) == 1 and words[0].isupper() and len(words[0]) <= _LONGEST_ABBREVIATION:
            self.abbreviations[words[0]] = kind, id
            return
        keys = tuple(keys_of(words[-1] if kind == "person" and words else form))
        if not keys:
            return
        self.sequences[keys[0]].append((keys, kind, id))
        if kind in ("item", "agreement") and len(set(keys)) >= _FEWEST_WORDS:
            for key in set(keys):
                self.titles[key].add(len(self.sizes))
            self.sizes.append((len(set(keys)), f"{kind} {id}"))

    def named(self, title: str, text: str) -> Named:
        """What a document names: by all words of a name in a row, or most words of a long title in one paragraph."""
        in_title = _gathered(self._in(title))
        found = _gathered([*self._in(title), *(hit for line in text.split("\n") for hit in self._in(line))])
        return Named(found, in_title)

    def _in(self, line: str) -> Iterator[tuple[str, str]]:
        if not line.strip():
            return
        for word in _WORD.findall(line):
            if word in self.abbreviations:
                yield self.abbreviations[word]
        keys = keys_of(line)
        for place, key in enumerate(keys):
            for sequence, kind, id in self.sequences.get(key, ()):
                if tuple(keys[place : place + len(sequence)]) == sequence:
                    yield kind, id
        shared: defaultdict[int, int] = defaultdict(int)
        for key in set(keys):
            for number in self.titles.get(key, ()):
                shared[number] += 1
        for number, count in shared.items():
            size, name = self.sizes[number]
            if count >= _FEWEST_WORDS and count >= _OVERLAP * size:
                kind, _, id = name.partition(" ")
                yield kind, id


def _forms(agreement: Agreement) -> Iterator[tuple[str, str, str]]:
    """Kind, id and form of each name of the register."""
    for form in agreement.names.values():
        yield "agreement", agreement.id, form
    for item in agreement.walk():
        for form in (*item.names.values(), *item.aliases):
            yield "item", item.id, form
    listed = (("body", agreement.bodies), ("person", agreement.people), ("subject", agreement.subjects))
    for kind, entries in listed:
        for entry in entries:
            for form in (*entry.names.values(), *entry.aliases):
                yield kind, entry.id, form
    for party in agreement.parties:
        for form in party.forms:
            yield "party", party.id, form


def _gathered(hits: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for kind, id in hits:
        found[kind].add(id)
    return {kind: frozenset(ids) for kind, ids in found.items()}
