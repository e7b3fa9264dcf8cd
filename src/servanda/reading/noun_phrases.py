"""A noun phrase that names who speaks, taken apart by its words alone: members, head, owner, complement, appositions.

Takes the words of a phrase as a text has them and the language's words for people; gives a `Member` for each that is
coordinated. "France's minister of trade, Ann Lee, and the envoy" has two: the head of the first is "minister", its owner
"France", its complement "of trade", and "Ann Lee" is apposed to it. No parser is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from servanda.reading.people_words import PeopleWords
from servanda.reading.russian_names import is_noun

__all__ = ["Member", "Word", "each_word", "members", "words_of"]

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=[ \u00a0][^\W\d_])|\w[\w‑-]*(?:['’]\w[\w‑-]*)*(?:(?<=s)['’](?= \w))?|[^\w\s]"
)
_ELISION = re.compile(r"((?:[ldnjmstc]|qu)['’])(?=\w)", re.IGNORECASE)
_OWNED = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")
_CLOSING = frozenset(";:()[]—–-")


class Word(NamedTuple):
    """A word of a phrase: as it stands, in small letters, in the form that the lexicon has, and its place in the text.

    It `owns` what follows when it has a possessive ending; a mark is punctuation.
    """

    text: str
    low: str
    form: str
    start: int
    end: int
    owns: bool
    is_capital: bool
    is_mark: bool


def words_of(text: str, start: int, end: int, words: PeopleWords) -> list[Word]:
    """The words and marks of a stretch of text; a possessive ending is a property of its word, an elided article a word.

    >>> from servanda.reading.people_words import people_words
    >>> [(w.text, w.owns) for w in words_of("Lee's aides", 0, 11, people_words("en"))]
    [('Lee', True), ('aides', False)]
    >>> [w.text for w in words_of("l’OTAN", 0, 6, people_words("fr"))]
    ['l’', 'OTAN']
    """
    return list(each_word(text, start, end, words))


def each_word(text: str, start: int, end: int, words: PeopleWords) -> Iterator[Word]:
    """The words of a stretch of text one by one, for those who may stop early."""
    singular, lang = words.singular, words.lang
    for match in _TOKEN.finditer(text, start, end):
        token, here = match.group(), match.start()
        owns = False
        if "'" in token or "’" in token:
            if lang == "fr" and (elided := _ELISION.match(token)):
                low = elided.group().lower().replace("’", "'")
                yield Word(elided.group(), low, low, here, here + elided.end(), False, token[0].isupper(), False)
                token, here = token[elided.end() :], here + elided.end()
            elif lang == "en" and (owned := _OWNED.search(token)):
                token, owns = token[: owned.start()], True
        low = token.lower()
        yield Word(token, low, singular(low), here, here + len(token), owns, token[0] != low[0], not token[0].isalnum())


@dataclass(frozen=True, slots=True)
class Member:
    """One of those who speak. `core` runs from the determiner to before the complement; `head` is a place in it.

    `named` says where among the core's words, and among those of each apposition, someone known by name stands.
    """

    owner: tuple[Word, ...]
    core: tuple[Word, ...]
    complement: tuple[Word, ...]
    apposed: tuple[tuple[Word, ...], ...]
    head: int

    @property
    def words(self) -> list[Word]:
        """All its words in order, without marks."""
        parts = (self.owner, self.core, self.complement, *self.apposed)
        return [word for part in parts for word in part if not word.is_mark]


def members(phrase: Sequence[Word], named: Sequence[bool], words: PeopleWords) -> list[Member]:
    """The members of a coordination, in order; `named` tells which words are part of the name of a person that is known.

    >>> from servanda.reading.people_words import people_words
    >>> en, text = people_words("en"), "France's minister of trade and industry, who left, and the envoy"
    >>> found = members(words_of(text, 0, len(text), en), [False] * 20, en)
    >>> [(m.core[m.head].text, [w.text for w in m.owner], [w.text for w in m.complement]) for m in found]
    [('minister', ['France'], ['of', 'trade', 'and', 'industry']), ('envoy', [], [])]
    """
    splitter = _Splitter(phrase, named, words)
    return [member for piece in splitter.pieces() if (member := _taken_apart(piece, splitter)) is not None]


class _Splitter:
    """The words of a phrase with what is asked about stretches of them."""

    def __init__(self, phrase: Sequence[Word], named: Sequence[bool], words: PeopleWords) -> None:
        self.phrase = phrase
        self.named = named
        self.words = words

    def pieces(self) -> list[range]:
        """Where each member stands."""
        cuts, here = [], 0
        phrase = self.phrase
        for place in range(1, len(phrase) - 1):
            if phrase[place].low in self.words.conjunctions and self._divides(here, place):
                cuts.append((place, place + 1))
                here = place + 1
        if cuts:
            cuts = sorted([*cuts, *self._listed(cuts[0][0])])
        edges = [0, *(edge for cut in cuts for edge in cut), len(phrase)]
        return [range(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]

    def _listed(self, end: int) -> list[tuple[int, int]]:
        """The commas before the first conjunction that divide members of one kind: "A, B and C"."""
        found, here = [], 0
        for place in range(end):
            if self.phrase[place].text != "," or place == end - 1:
                continue
            stop = next((i for i in range(place + 1, end) if self.phrase[i].text == ","), end)
            opens = self.phrase[place + 1]
            if not (opens.low in self.words.determiners or opens.is_capital or opens.form in self.words.office_heads):
                continue
            if self._is_named(range(here, place)) == self._is_named(range(place + 1, stop)):
                found.append((place, place + 1))
                here = place + 1
        return found

    def _is_named(self, where: range) -> bool:
        return any(self.named[i] for i in where)

    def _divides(self, begin: int, place: int) -> bool:
        """Whether a conjunction stands between two who speak, and not inside the name or the complement of one."""
        phrase, words = self.phrase, self.words
        behind = phrase[place + 1]
        left = range(begin, place)
        if behind.low in words.prepositions or not left:
            return False
        if behind.low in words.determiners:
            return True
        stop = next((i for i in range(place + 1, len(phrase)) if phrase[i].is_mark), len(phrase))
        right = range(place + 1, stop)
        if self._is_named(right):
            return True
        if behind.form in words.office_heads or (words.heads_last and self._is_kind(right)):
            return behind.form in words.office_heads or self._is_kind(left) or self._is_named(left)
        core = [i for i in left if phrase[i].low not in words.determiners and not phrase[i].is_mark]
        proper = all(phrase[i].is_capital or phrase[i].low in words.particles for i in core)
        return behind.is_capital and (proper or self._is_named(left)) and not self._is_kind([core[0]] if core else [])

    def _is_kind(self, where: Sequence[int] | range) -> bool:
        """Whether an office or an institution is among the words."""
        return any(
            self.phrase[i].form in self.words.office_heads or self.phrase[i].form in self.words.institutions
            for i in where
        )


def _taken_apart(piece: range, splitter: _Splitter) -> Member | None:
    """A member by its parts: up to a relative clause or a bracket, by commas, by its first preposition, by its owner."""
    phrase, words = splitter.phrase, splitter.words
    segments: list[list[int]] = [[]]
    closed = False
    for place in piece:
        word = phrase[place]
        if word.is_mark and (word.text == "," or word.text in _CLOSING):
            closed = False
            segments.append([])
        elif word.low in words.relatives and (segments[-1] or len(segments) > 1) and not splitter.named[place]:
            closed = True
        elif not word.is_mark and not closed:
            segments[-1].append(place)
    first = segments[0]
    if not first:
        return None
    first = first[: _participle(first, splitter)]
    cut = next((n for n, i in enumerate(first) if _leads_on(first, n, splitter)), len(first))
    core, complement = first[:cut], first[cut:]
    owning = max((n for n, i in enumerate(core[:-1]) if phrase[i].owns), default=-1)
    owner, core = core[: owning + 1], core[owning + 1 :]

    def told(places: list[int]) -> tuple[Word, ...]:
        return tuple(phrase[i] for i in places)

    apposed = tuple(told(segment) for segment in segments[1:] if segment)
    head = _head(core, splitter)
    return Member(told(owner), told(core), told(complement), apposed, head)


def _participle(first: list[int], splitter: _Splitter) -> int:
    """Where a participle behind the noun ends what is told of it: "a poll released Friday"."""
    phrase, words = splitter.phrase, splitter.words
    for number in range(2, len(first)):
        word, before = phrase[first[number]], phrase[first[number - 1]]
        if words.participles and not word.is_capital and word.low.endswith(words.participles) and len(word.low) > 4:
            noun = before.low not in words.determiners and before.low not in words.prepositions
            if noun and not before.owns and not before.is_capital and not before.low.endswith("ly"):
                return number
    return len(first)


def _leads_on(first: list[int], number: int, splitter: _Splitter) -> bool:
    """Whether a preposition begins the complement, and is no particle inside a name."""
    word = splitter.phrase[first[number]]
    return number > 0 and word.low in splitter.words.prepositions and not splitter.named[first[number]]


def _head(core: list[int], splitter: _Splitter) -> int:
    """The place in the core of the word that the phrase is about: the last one, or the first noun behind adjectives."""
    phrase, words = splitter.phrase, splitter.words
    if words.heads_last:
        return len(core) - 1
    known = [
        n for n, i in enumerate(core) if phrase[i].form in words.office_heads or phrase[i].form in words.institutions
    ]
    skipped = words.determiners | (words.female_titles | words.male_titles)
    plain = [n for n, i in enumerate(core) if phrase[i].low.rstrip(".") not in skipped]
    nouns = [n for n in plain if phrase[core[n]].low not in words.prenominal]
    if words.lang == "ru":
        nouns = [n for n in plain if is_noun(phrase[core[n]].low)] or nouns
    found = nouns or plain or [len(core) - 1]
    return known[0] if known and (known[0] <= found[0] or words.lang == "fr") else found[0]
