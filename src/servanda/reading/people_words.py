"""A language's words for people and their offices, ready to be looked up: sets and patterns made once a language.

Takes `cues.yaml`, `people.yaml` and the list of given names; gives a `PeopleWords`. An office is the number of its group in
`roles`: "head of state" and "president" are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import yaml

from servanda.reading.cues import cues_of
from servanda.reading.lexicon import GIVEN_NAMES, lexicon
from servanda.reading.russian_names import lemma

__all__ = ["Office", "PeopleWords", "bare_words", "people_words"]

_WORD = re.compile(r"[\w'’‑-]+")
_POSSESSIVE = re.compile(r"['’]s?$")


def bare_words(text: str) -> list[str]:
    """The words of a text in small letters, without a possessive ending.

    >>> bare_words("President Ann Lee’s")
    ['president', 'ann', 'lee']
    """
    return [_POSSESSIVE.sub("", word) for word in _WORD.findall(text.lower()) if word not in ("'s", "’s")]


class Office(NamedTuple):
    """The words of an office as they stand in dictionaries, and the number of the group that it belongs to."""

    words: tuple[str, ...]
    group: int


class PeopleWords:
    """All that is asked of a language's words about people.

    >>> words = people_words("en")
    >>> words.offices_at(["the", "head", "of", "state"], 1) == words.offices_at(["president"], 0)
    True
    >>> words.offices_at(["a", "cabinet"], 1)
    frozenset()
    """

    def __init__(self, lang: str) -> None:
        cues: dict[str, Any] = cues_of(lang).words
        own = lexicon(lang, "people")
        self.lang = lang
        self.heads_last: bool = own["heads"] == "last"
        self.pronouns: dict[str, dict[str, object]] = cues["pronouns"]
        self.first_person = frozenset(cues["first_person"])
        self.titles = frozenset(cues["titles"])
        self.female_titles = frozenset(own["female_titles"])
        self.male_titles = frozenset(own["male_titles"])
        self.female_offices = frozenset(cues["female_roles"])
        self.male_offices = frozenset(cues["male_roles"])
        self.particles = frozenset(cues["name_particles"])
        self.not_names = frozenset(cues["not_names"])
        self.institutions = frozenset(cues["institutions"])
        self.owners = frozenset(cues["owners"])
        self.indefinite = frozenset(cues["indefinite"])
        self.genitives = frozenset(cues["genitive_prepositions"])
        self.determiners = frozenset(own["determiners"])
        self.prepositions = frozenset(own["prepositions"])
        self.relatives = frozenset(own["relatives"])
        self.conjunctions = frozenset(own["conjunctions"])
        self.participles: tuple[str, ...] = tuple(own["participles"])
        self.both = frozenset(own["both"])
        self.anonymous = frozenset(own["anonymous"])
        self.prenominal = frozenset(own["prenominal"])
        self.gender_of: dict[str, str] = own["gender_of"]
        self.groups: list[list[str]] = cues["roles"]
        self.relational_words = frozenset(own["relational"])
        offices = [
            Office(tuple(self.form(word) for word in bare_words(role)), number)
            for number, group in enumerate(self.groups)
            for role in group
        ]
        self._by_word: dict[str, list[Office]] = {}
        for office in sorted(offices, key=lambda office: -len(office.words)):
            for word in set(office.words):
                self._by_word.setdefault(word, []).append(office)
        self.office_words = frozenset(self._by_word)
        self.office_heads = frozenset(self._head_of(office.words) for office in offices)
        self.called_by = self.titles | self.office_heads
        self.openers = self.not_names | self.determiners | self.prenominal
        self.last_group = len(self.groups) - 1
        nouns = [*self.office_words, *self.institutions, *self.anonymous]
        self._plurals: dict[str, str] = {
            plural: noun for noun in nouns for plural in _plurals(noun) if plural not in nouns
        }
        self._given = {name: sex for sex, names in _given_names().items() for name in names}

    def form(self, word: str) -> str:
        """A word as the sets have it: in its dictionary form in Russian, as it is elsewhere."""
        return lemma(word) if self.lang == "ru" else word

    def _head_of(self, words: tuple[str, ...]) -> str:
        """The noun of an office's words: "minister" of "prime minister", "head" of "head of state"."""
        own = words
        for place, word in enumerate(words):
            if place and (word in self.prepositions or word in self.genitives):
                own = words[:place]
                break
        return own[-1] if self.heads_last or len(own) < len(words) else own[0]

    def singular(self, word: str) -> str:
        """A word's dictionary form in Russian, elsewhere the singular of an office or institution that the words know."""
        if self.lang == "ru":
            return lemma(word)
        return self._plurals.get(word, word)

    def offices_at(self, words: list[str], place: int) -> frozenset[int]:
        """The groups of the longest office that has the word at a place among its own."""
        found: set[int] = set()
        longest = 0
        for office in self._by_word.get(words[place], ()):
            size = len(office.words)
            if size < longest:
                break
            at = office.words.index(words[place])
            if at <= place and tuple(words[place - at : place - at + size]) == office.words:
                longest = size
                found.add(office.group)
        return frozenset(found)

    def offices_in(self, words: list[str]) -> frozenset[int]:
        """The groups of the longest offices among words in their dictionary form."""
        found: set[int] = set()
        longest = 0
        for place, word in enumerate(words):
            for office in self._by_word.get(word, ()):
                size = len(office.words)
                if size < longest:
                    break
                if office.words[0] == word and tuple(words[place : place + size]) == office.words:
                    found = {office.group} if size > longest else found | {office.group}
                    longest = size
        return frozenset(found)

    def given_gender(self, name: str) -> str:
        """ "f" or "m" for a given name that only women or only men bear, else ""."""
        return self._given.get(name.lower(), "")


def _plurals(noun: str) -> Iterator[str]:
    """How the plural of a noun can be written in English and French."""
    yield noun + "s"
    yield noun + "x"
    if noun.endswith("y"):
        yield noun[:-1] + "ies"


@cache
def _given_names() -> dict[str, list[str]]:
    with GIVEN_NAMES.open(encoding="utf-8") as lines:
        names: dict[str, list[str]] = yaml.safe_load(lines)
    return names


@cache
def people_words(lang: str) -> PeopleWords:
    """The words for people of a language, read once."""
    return PeopleWords(lang)
