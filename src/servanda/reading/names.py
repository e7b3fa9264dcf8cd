"""The people whom a document calls by full name, with their offices.

Takes a document's text and its language's words; gives `Person`s in the order in which they first stand there. Russian names
are told in the nominative, whatever case they stand in. Capitals and the offices next to them tell a name; a list of given
names tells no more than a gender.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from servanda.reading.offices import Person, note_offices
from servanda.reading.people_words import PeopleWords, bare_words
from servanda.reading.russian_names import gender_of, is_a_name, is_given, is_place, nominative
from servanda.spelling import key_of, same_name

__all__ = ["People", "alike", "find_people"]

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒЁА-Я]"
_WORD = rf"(?:{_CAPITAL}[\w’'‑-]*\w|{_CAPITAL}\.)"
_OWNED = re.compile(r"['’]s?$")
_ELISION = re.compile(r"[LD]['’](?=\w)")
_SINGLE = re.compile(rf"[ \u00a0]({_CAPITAL}[\w’'‑-]*\w)(?![\w’'‑-]|[ \u00a0]{_CAPITAL})")
_TITLE_REACH = 24
_PART = re.compile(r"\S+")
_LINE = re.compile(r"[^\n]+")
_REACH = 90
_TELLING = 5


@lru_cache(maxsize=50_000)
def alike(one: str, two: str, lang: str) -> bool:
    """Whether two words are one name; in Russian they may stand in different cases.

    >>> alike("азарова", "азаров", "ru"), alike("lee", "leeds", "en")
    (True, False)
    """
    if one == two:
        return True
    short, long = sorted((len(one), len(two)))
    if lang != "ru" or short < 3 or one[:3] != two[:3]:
        return False
    shared = 3
    while shared < short and one[shared] == two[shared]:
        shared += 1
    return shared >= max(3, short - 2) and long - shared <= 3


class People:
    """The people of a document, found by surname or first name.

    >>> from servanda.reading.people_words import people_words
    >>> people = find_people("The French envoy Ann Lee spoke. Lee left.", people_words("en"))
    >>> [(p.name, sorted(p.about)) for p in people], [p.name for p in people.by_surname("lee")]
    ([('Ann Lee', ['envoy', 'french'])], ['Ann Lee'])
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._all: list[Person] = []
        self._by_surname: dict[str, list[Person]] = {}
        self._by_sound: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}

    def __iter__(self) -> Iterator[Person]:
        return iter(self._all)

    def add(self, person: Person) -> None:
        """Take someone in."""
        self._all.append(person)
        self._by_surname.setdefault(person.words[-1], []).append(person)
        self._by_sound.setdefault(key_of(person.words[-1]), []).append(person)
        self._by_first.setdefault(person.words[0], []).append(person)

    def by_surname(self, word: str) -> list[Person]:
        """Those whose surname a word is, in whatever way languages write it."""
        found = self._by(self._by_surname, word)
        if found or len(word) < _TELLING:
            return found
        return self._by_sound.get(key_of(word), [])

    def by_first_name(self, word: str) -> list[Person]:
        """Those whose first name a word is."""
        return self._by(self._by_first, word)

    def _by(self, index: dict[str, list[Person]], word: str) -> list[Person]:
        if self.lang != "ru":
            return index.get(word, [])
        return [person for known, people in index.items() if alike(word, known, "ru") for person in people]

    def known(self, words: tuple[str, ...]) -> Person | None:
        """The one with this full name: the same surname, and first names that can be the same."""
        for person in self.by_surname(words[-1]):
            if person.words[-len(words) :] == words:
                return person
            first, other = person.words[0], words[0]
            if alike(first, other, self.lang) or same_name(person.name, " ".join(words)):
                return person
        return None


def find_people(text: str, words: PeopleWords) -> People:
    """Those whom the text calls by two names or more, or by an office and a surname; once each, with the offices next to them.

    >>> from servanda.reading.people_words import people_words
    >>> text = "Minister Ann Lee met Jan Berg's aide Bob Hill at the White House. President Roy was absent."
    >>> [person.name for person in find_people(text, people_words("en"))]
    ['Ann Lee', 'Jan Berg', 'Bob Hill', 'Roy']
    """
    people = People(words.lang)
    headlines = _headlines(text)
    last = 0
    for run in _shape(words).finditer(text):
        if any(start <= run.start() < end for start, end in headlines):
            continue
        for start, end in _names_in(text, run.start(), run.end(), words):
            if person := _take(people, text, start, end, words):
                place = (max(last, start - _REACH), start, end, end + _REACH)
                note_offices(person, text, place, words)
                last = end
    titled: list[tuple[str, str]] = []
    for match in _SINGLE.finditer(text):
        near = text[max(0, match.start() - _TITLE_REACH) : match.start()].split()
        title = near[-1].rstrip(".").lower() if near else ""
        if title in words.called_by:
            titled.append((title, match.group(1)))
    for title, name in sorted(titled, key=lambda each: each[0] in words.office_heads):
        _take_titled(people, title, name, words)
    return people


def _headlines(text: str) -> list[tuple[int, int]]:
    """The lines that are written with a capital on nearly every word; names cannot be told in them."""
    found = []
    for line in _LINE.finditer(text):
        if line.end() - line.start() < 300:
            long = [word for word in line.group().split() if len(word) > 3 and word[0].isalpha()]
            if len(long) > 3 and sum(word[0].isupper() for word in long) > 0.75 * len(long):
                found.append(line.span())
    return found


def _take_titled(people: People, title: str, name: str, words: PeopleWords) -> None:
    """Take in someone who is called by an office and a surname only."""
    name = _OWNED.sub("", name)
    surname = name.lower()
    if words.form(surname) in words.office_words or surname in words.institutions or surname in words.not_names:
        return
    if words.lang == "ru" and (is_place(name) or not is_a_name(name) or words.form(title) in words.relational_words):
        return
    sex = "f" if title in words.female_titles else "m" if title in words.male_titles else ""
    roles = words.offices_in([words.form(title)])
    fitting = [person for person in people.by_surname(surname) if not sex or person.gender in ("", sex)]
    if not fitting:
        told = nominative(["", name])[1:] if words.lang == "ru" else name
        people.add(Person(told, (told.lower(),), set(roles), gender=sex))
    elif not any(person.roles & roles for person in fitting):
        min(fitting, key=lambda person: len(person.words)).roles.update(roles)


@cache
def _shape(words: PeopleWords) -> re.Pattern[str]:
    """Words with a capital, side by side, with particles between them."""
    particles = "|".join(re.escape(word) for word in sorted(words.particles))
    return re.compile(rf"(?<![\w.]){_WORD}(?:[ \u00a0](?:(?:{particles})[ \u00a0]){{0,2}}{_WORD})+")


def _names_in(text: str, start: int, end: int, words: PeopleWords) -> Iterator[tuple[int, int]]:
    """The pieces of a run of capitals between titles, offices, owners and the word that opens the sentence."""
    begun, last, given = -1, -1, False
    for part in _PART.finditer(text, start, end):
        word = part.group().lower().rstrip(".")
        opens = part.start() == start
        office = words.form(word) in words.office_words and not (given and part.end() == end)
        if word in words.titles or office or (opens and word in words.openers):
            if begun >= 0:
                yield begun, last
            begun, given = -1, False
            continue
        elided = _ELISION.match(part.group()) if opens and words.lang == "fr" else None
        begun = part.start() + (elided.end() if elided else 0) if begun < 0 else begun
        last = part.end()
        given = begun == part.start() and bool(words.given_gender(word))
        if _OWNED.search(part.group()):
            yield begun, last
            begun = -1
    if begun >= 0:
        yield begun, last


def _take(people: People, text: str, start: int, end: int, words: PeopleWords) -> Person | None:
    """The one whose name stands at a place, taken in when new; None where it is no person's."""
    parts = text[start:end].split()
    if words.lang == "ru":
        while len(parts) > 1 and is_place(parts[0]):
            parts = parts[1:]
        given = next((i for i, part in enumerate(parts) if is_given(part)), 0)
        parts = parts[given if len(parts) - given > 1 else 0 :]
        if not all(is_a_name(part) for part in parts):
            return None
    before = text[max(0, start - 12) : start].lower().split()
    led = before[-1] if before and text[start - 1 : start].isspace() else ""
    if len(parts) > 2 and _has_prefix(text, parts, led, words):
        parts, led = parts[1:], ""
    own = [part for part in parts if part.lower() not in words.particles]
    gender = gender_of(parts[0], "Name") if words.lang == "ru" else words.given_gender(parts[0])
    if not gender and words.lang != "ru" and _is_common(parts[0].lower(), text):
        parts = parts[1:]
        own = own[1:]
    if not 2 <= len(own) <= 4 or own[-1].endswith(".") or (own[-1].isupper() and not own[0].isupper() and not gender):
        return None
    found = tuple(bare_words(" ".join(parts)))
    if not found or not words.institutions.isdisjoint(found) or (not gender and _is_common(found[-1], text)):
        return None
    if led in words.determiners and words.lang != "ru":
        return None
    person = people.known(found)
    if person is None:
        name = nominative(parts) if words.lang == "ru" else _OWNED.sub("", " ".join(parts))
        person = Person(name, tuple(bare_words(name)), gender=gender)
        people.add(person)
    return person


def _is_common(word: str, text: str) -> bool:
    """Whether a word stands in the text with a small letter too."""
    here = text.find(f" {word}")
    while here >= 0:
        behind = text[here + len(word) + 1 : here + len(word) + 2]
        if not behind.isalnum():
            return True
        here = text.find(f" {word}", here + 1)
    return False


def _has_prefix(text: str, parts: list[str], led: str, words: PeopleWords) -> bool:
    """Whether a party or an office's topic stands before the given name: "Democrat Ann Lee", "Minister of Trade Ann Lee"."""
    if words.given_gender(parts[0]) or not words.given_gender(parts[1]):
        return False
    if led in words.prepositions or led in words.determiners:
        return True
    return text.count(parts[0]) > text.count(f"{parts[0]} {parts[1]}")
