"""Who speaks, in the register's terms: people and bodies by any of their names, offices by who held them on a day.

Takes a name or the words of a source as a document has them, with the day and the place of the document; gives a `Who`. Names are
found in any script, spelling and case; namesakes are told apart by the offices that they held on the day. An office without a
name is whoever held it, by the register's tenures, and the answer says that it comes from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from servanda.agreement import Agreement, Body, Person
from servanda.item import Names
from servanda.linking.forms import Forms
from servanda.linking.places import countries_in
from servanda.linking.words import stems
from servanda.period import Period
from servanda.spelling import key_of, name_key
from servanda.tenure import Office, Tenure

__all__ = ["Speakers", "Who", "shown_name"]

_BEGINNING = 4


def shown_name(names: Names) -> str:
    """The name by which a thing goes in records: the English one, else the first.

    >>> shown_name({"fr": "Commerce", "en": "Trade"}), shown_name({"fr": "Commerce"})
    ('Trade', 'Commerce')
    """
    return names.get("en") or next(iter(names.values()), "")


class Who(NamedTuple):
    """Who speaks: the register's key (None for the unknown), the name, the party spoken for, and the tenure that told it."""

    key: str | None
    name: str
    party: str | None = None
    tenure: Tenure | None = None


class Speakers:
    """The people, bodies and offices of a register, found by what a text calls them.

    >>> from datetime import date
    >>> people = tuple(Person(key, {"en": name}) for key, name in (("roy", "Ann Roy"), ("berg", "Jan Berg")))
    >>> office = Office("pm", {"en": "Prime Minister of Norland", "fr": "premier ministre de la Norlande"}, party="n")
    >>> days = (("roy", "2019", "2022"), ("berg", "2022", "2024"))
    >>> held = tuple(Tenure(w, "pm", Period.parse(a), Period.parse(b), "", date(2026, 1, 5)) for w, a, b in days)
    >>> norland = Forms([("n", "Norland"), ("n", "Norlande"), ("n", "norlandais")])
    >>> found = Speakers(Agreement("a", {}, people=people, offices=(office,), tenures=held), norland, {})
    >>> [found.who("le premier ministre norlandais", Period.parse(day)).name for day in ("2020-05-04", "2023-11-30")]
    ['Ann Roy', 'Jan Berg']
    >>> found.who("the prime minister", Period.parse("2020-05-04"), "n").name, found.who("the prime minister").key
    ('Ann Roy', None)
    """

    def __init__(self, agreement: Agreement, parties: Forms, countries: dict[str, str]) -> None:
        self._parties = parties
        self._countries = countries
        known: tuple[Person | Body, ...] = (*agreement.people, *agreement.bodies)
        self._known = {one.id: one for one in known}
        self._tenures = agreement.tenures
        self._offices = [(office, self._bare(name)) for office in agreement.offices for name in _all_names(office)]
        self._ids: dict[tuple[str, ...], set[str]] = {}
        self._by_key: dict[str, set[str]] = {}
        self._by_surname: dict[str, set[str]] = {}
        self._beginnings: dict[str, set[str]] = {}
        for one in self._known.values():
            for name in _all_names(one):
                self._ids.setdefault(stems(name), set()).add(one.id)
                self._beginnings.setdefault(one.id, set()).update(word[:_BEGINNING] for word in stems(name)[:-1])
                if isinstance(one, Person):
                    self._by_key.setdefault(name_key(name), set()).add(one.id)
                    self._by_surname.setdefault(key_of(name.split()[-1]), set()).add(one.id)
        self._forms = Forms(self._single_forms())
        self._vocabulary = self._office_words(agreement)
        self._met: dict[str, frozenset[str]] = {}
        self._met_offices: dict[str, tuple[tuple[Office, ...], frozenset[str]]] = {}

    def who(self, name: str, when: Period | None = None, party: str | None = None) -> Who:
        """Who is meant by a name or by the words of a source; `party` is the one whose country the document is from."""
        held = self._met.get(name)
        if held is None:
            held = self._met[name] = frozenset(self._named(name))
        if len(held) > 1 and when is not None:
            then = {tenure.person for tenure in self._tenures if tenure.person in held and tenure.held_on(when)}
            held = frozenset(then) or held
        if len(held) == 1:
            one = self._known[next(iter(held))]
            return Who(one.id, shown_name(one.names), one.party)
        tenure = None if held or when is None else self._holder(name, when, party)
        if tenure is None:
            return Who(None, name)
        one = self._known[tenure.person]
        return Who(one.id, shown_name(one.names), one.party, tenure)

    def party_of(self, place: str, address: str | None = None) -> str | None:
        """The one party whose country a dateline names, else the one in whose domain an address lies."""
        named = {hit.form.key for hit in self._parties.found_in(stems(place))}
        if len(named) == 1:
            return named.pop()
        domain = (address or "").split("://")[-1].split("/")[0].rsplit(".", 1)[-1]
        return self._countries.get(domain.upper())

    def _single_forms(self) -> Iterator[tuple[str, str]]:
        """The names, and surnames that one person alone bears."""
        for one in self._known.values():
            for name in _all_names(one):
                if len(self._ids[stems(name)]) == 1:
                    yield one.id, name
                if isinstance(one, Person) and len(self._by_surname[key_of(name.split()[-1])]) == 1:
                    yield one.id, name.split()[-1]

    def _office_words(self, agreement: Agreement) -> frozenset[str]:
        """What may stand beside a person's name without making it another's: the words of the register's offices."""
        titles = [text for person in agreement.people for text in person.offices]
        titles += [name for office in agreement.offices for name in _all_names(office)]
        return frozenset(word for title in titles for word in stems(title))

    def _named(self, name: str) -> set[str]:
        """The ids of those whom a name means; several for namesakes."""
        words = stems(name)
        if found := self._ids.get(words):
            return set(found)
        hits = [hit for hit in self._forms.found_in(words) if self._is_whole(name, words, hit.form.words)]
        held = {hit.form.key for hit in hits if len(hit.form.words) > 1} or {
            hit.form.key for hit in hits if len(words) == 1 or self._shares_a_given_name(hit.form.key, words)
        }
        if held:
            return held
        spoken = name.split()
        if not spoken or not all(word[:1].isupper() for word in spoken):
            return set()
        return set(self._by_key.get(name_key(name), ()) if len(spoken) > 1 else self._by_surname.get(key_of(name), ()))

    def _is_whole(self, name: str, words: tuple[str, ...], form: tuple[str, ...]) -> bool:
        """Whether a name stands with nothing but offices and parties beside it: "Lee's spokesman" is not Lee."""
        small = {stem for word in name.split() if not word[:1].isupper() for stem in stems(word)}
        left = [word for word in words if word not in form and word in small and word not in self._vocabulary]
        return not left or not set(left) - self._party_words(left)

    def _party_words(self, words: Iterable[str]) -> set[str]:
        return {word for word in words if next(self._parties.found_in((word,)), None) is not None}

    def _shares_a_given_name(self, key: str, words: tuple[str, ...]) -> bool:
        """Whether a word begins as a given name of the speaker does, for names whose inflected forms differ in more."""
        return any(word[:_BEGINNING] in self._beginnings[key] for word in words)

    def _bare(self, text: str) -> frozenset[str]:
        """The words of an office's name without its party's."""
        words = stems(text)
        return frozenset(words) - self._party_words(words)

    def _holder(self, words: str, when: Period, party: str | None) -> Tenure | None:
        """The tenure of the one who held, all through these days, the office that the words name."""
        if words not in self._met_offices:
            self._met_offices[words] = self._offices_named(words)
        meant, named = self._met_offices[words]
        parties = named or ({party} if party else set())
        offices = {office.id for office in meant if office.party is None or parties == {office.party}}
        held = [tenure for tenure in self._tenures if tenure.office in offices and tenure.held_on(when)]
        return held[0] if len({tenure.person for tenure in held}) == 1 else None

    def _offices_named(self, words: str) -> tuple[tuple[Office, ...], frozenset[str]]:
        """The offices whose name the words are, and the parties in them; no office where another country is named."""
        bare = self._bare(words)
        named = frozenset(hit.form.key for hit in self._parties.found_in(stems(words)))
        if countries_in(stems(words)) and not named:
            return (), named
        return tuple(office for office, known in self._offices if known == bare), named


def _all_names(named: Person | Body | Office) -> Iterator[str]:
    yield from named.names.values()
    yield from named.aliases
