"""An agreement's names made ready for finding: entries, subjects with their qualifiers, parties, speakers.

Made once for an agreement and kept, since a document has many claims and a register may have thousands of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from servanda.agreement import Agreement, Body, Item, Names, Person, Subject
from servanda.linking.forms import Forms
from servanda.linking.places import countries_in
from servanda.linking.words import agreement_words, planned_words, stems

__all__ = ["Index", "index_of", "shown_name"]

_KEPT = 4
_BEGINNING = 4
_SHORT_FORM = re.compile(r"\s*\(([^\W\d_]{2,8})\)")
_WORD = re.compile(r"[^\W_]+")
_indexes: list[tuple[Agreement, Index]] = []


class _Named(Protocol):
    """Anything in a register that has names."""

    @property
    def names(self) -> Names:
        """By language code."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Further names."""


def shown_name(names: Names) -> str:
    """The name by which a thing goes in records: the English one, else the first.

    >>> shown_name({"fr": "Commerce", "en": "Trade"}), shown_name({"fr": "Commerce"})
    ('Trade', 'Commerce')
    """
    return names.get("en") or next(iter(names.values()), "")


def _all_names(named: _Named) -> Iterator[str]:
    """Every name and alias; of "deep free trade area (DFTA)" also the long and the short form alone."""
    for name in (*named.names.values(), *named.aliases):
        yield name
        if found := _SHORT_FORM.search(name):
            yield name[: found.start()] + name[found.end() :]
            yield found[1]


def _item_names(item: Item) -> Iterator[str]:
    """Every name of an entry; where two words or more tell it, also without the word for its level."""
    generic = planned_words() | frozenset(stems(item.level))
    for name in _all_names(item):
        yield name
        telling = [word for word in _WORD.findall(name) if not generic.intersection(stems(word))]
        if sum(word.isalpha() and bool(stems(word)) for word in telling) > 1:
            yield " ".join(telling)


class Index:
    """What `link` looks up in an agreement.

    >>> trade = Subject("trade", {"en": "North-South trade"}, qualifiers={"goods": ("merchandise",)})
    >>> index = Index(Agreement("accord", {"en": "Accord"}, subjects=(trade,)))
    >>> index.names.exactly("north-south trade"), index.qualifiers["trade"].exactly("merchandise")
    ('trade', 'goods')
    """

    def __init__(self, agreement: Agreement) -> None:
        self.items: dict[str, Item] = {item.id: item for item in agreement.walk()}
        self.subjects: dict[str, Subject] = {subject.id: subject for subject in agreement.subjects}
        things: dict[str, Item | Subject] = {**self.items, **self.subjects}
        self.names = Forms(
            (key, name)
            for key, thing in things.items()
            for name in (_item_names(thing) if isinstance(thing, Item) else _all_names(thing))
        )
        self.long_names = tuple(
            (key, name, frozenset(stems(name))) for key, thing in things.items() for name in _all_names(thing)
        )
        self._above: dict[str, set[str]] = {}
        for item in agreement.walk():
            for below in item.walk():
                if below is not item:
                    self._above.setdefault(below.id, set()).add(item.id)
        self.by_agreement_word = self._agreement_words(agreement)
        self.vocabulary = {
            item.id: frozenset(word for name in _all_names(item) for word in stems(name))
            for item in self.items.values()
            if item.declared
        }
        self.qualifiers = {
            subject.id: Forms((name, form) for name, further in subject.qualifiers.items() for form in (name, *further))
            for subject in agreement.subjects
            if subject.qualifiers
        }
        self.subject_words = {
            subject.id: frozenset(word for name in _all_names(subject) for word in stems(name))
            for subject in agreement.subjects
        }
        self.parties = Forms((party.id, name) for party in agreement.parties for name in _all_names(party))
        self.party_countries = frozenset(
            code for party in agreement.parties for name in _all_names(party) for code in countries_in(stems(name))
        )
        self.between = {key: self._parties_of(thing) for key, thing in self.subjects.items()}
        self.speakers: dict[str, tuple[str, str | None]] = {}
        self._beginnings: dict[str, set[str]] = {}
        self._speakers = Forms(self._speaker_names(agreement))

    def all_above(self, key: str) -> frozenset[str]:
        """The entries that an entry lies below."""
        return frozenset(self._above.get(key, ()))

    def _agreement_words(self, agreement: Agreement) -> dict[str, set[str]]:
        """For each word that means an agreement ("accord"), the entries at the top of the register that are called so."""
        found: dict[str, set[str]] = {}
        for item in agreement.items:
            for word in agreement_words().intersection(word for name in _all_names(item) for word in stems(name)):
                found.setdefault(word, set()).add(item.id)
        return found

    def _parties_of(self, thing: _Named) -> frozenset[str]:
        """The parties that the thing's names (not its aliases) mention, where they mention several."""
        found: set[str] = set()
        for name in thing.names.values():
            found.update(hit.form.key for hit in self.parties.found_in(stems(name)))
        return frozenset(found) if len(found) > 1 else frozenset()

    def _speaker_names(self, agreement: Agreement) -> Iterator[tuple[str, str]]:
        speakers: tuple[Person | Body, ...] = (*agreement.people, *agreement.bodies)
        surnames: dict[str, set[str]] = {}
        for speaker in speakers:
            self.speakers[speaker.id] = (shown_name(speaker.names), speaker.party)
            for name in _all_names(speaker):
                self._beginnings.setdefault(speaker.id, set()).update(word[:_BEGINNING] for word in stems(name)[:-1])
                yield speaker.id, name
                if isinstance(speaker, Person):
                    surnames.setdefault(name.split()[-1], set()).add(speaker.id)
        for surname, bearers in surnames.items():
            if len(bearers) == 1:
                yield next(iter(bearers)), surname

    def speaker(self, name: str) -> tuple[str, str | None]:
        """The register's name for a speaker and the party spoken for; the name as given where the register has none."""
        key = self._speakers.exactly(name)
        if key is None:
            words = stems(name)
            hits = list(self._speakers.found_in(words))
            held = {hit.form.key for hit in hits if len(hit.form.words) > 1} or {
                hit.form.key for hit in hits if self._shares_a_given_name(hit.form.key, words)
            }
            key = held.pop() if len(held) == 1 else None
        return (name, None) if key is None else self.speakers[key]

    def _shares_a_given_name(self, key: str, words: tuple[str, ...]) -> bool:
        """Whether a word begins as a given name of the speaker does, for names whose inflected forms differ in more."""
        return any(word[:_BEGINNING] in self._beginnings[key] for word in words)


def index_of(agreement: Agreement) -> Index:
    """The agreement's index, made on the first call and kept for the next ones."""
    for known, index in _indexes:
        if known is agreement:
            return index
    index = Index(agreement)
    _indexes.insert(0, (agreement, index))
    del _indexes[_KEPT:]
    return index
