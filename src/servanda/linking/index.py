"""An agreement's names made ready for finding: entries, subjects with their qualifiers, parties, speakers.

Made once for an agreement and kept, since a document has many claims and a register may have thousands of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from servanda.agreement import Agreement, Subject
from servanda.item import Item, Names
from servanda.linking.forms import Forms
from servanda.linking.places import countries_in
from servanda.linking.speakers import Speakers, shown_name
from servanda.linking.words import agreement_words, planned_words, stems

__all__ = ["Index", "index_of", "shown_name"]

_KEPT = 4
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
        self.speakers = Speakers(agreement, self.parties, self._party_by_country(agreement))

    def _party_by_country(self, agreement: Agreement) -> dict[str, str]:
        """The party of each country whose ISO code its names give."""
        return {
            code: party.id
            for party in agreement.parties
            for name in _all_names(party)
            for code in countries_in(stems(name))
        }

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

    def speaker(self, name: str) -> tuple[str, str | None]:
        """The register's name for a speaker and the party spoken for; the name as given where the register has none."""
        found = self.speakers.who(name)
        return found.name, found.party


def index_of(agreement: Agreement) -> Index:
    """The agreement's index, made on the first call and kept for the next ones."""
    for known, index in _indexes:
        if known is agreement:
            return index
    index = Index(agreement)
    _indexes.insert(0, (agreement, index))
    del _indexes[_KEPT:]
    return index
