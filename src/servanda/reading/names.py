"""The people and bodies that a document calls by full name, with their offices.

Takes a document's text and its language's words; gives `Person`s in the order in which they first stand there. Russian names
are told in the nominative, whatever case they stand in. No list of names is used: capitals, and the offices next to them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from servanda.reading.cues import Cues
from servanda.reading.syntax import russian_morphology

__all__ = ["Person", "alike", "bare_words", "find_people", "lemma", "nominative", "phrase_nominative", "roles_in"]

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒЁА-Я]"
_WORD = rf"(?:{_CAPITAL}[\w’'‑-]*\w|{_CAPITAL}\.)"


@dataclass(slots=True)
class Person:
    """Someone named in full: the name, its words in small letters, the numbers of the offices, the words round them."""

    name: str
    words: tuple[str, ...]
    roles: set[int] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    gender: str = ""


def bare_words(text: str) -> list[str]:
    """The words of a text in small letters, without a possessive ending.

    >>> bare_words("President Ann Lee’s")
    ['president', 'ann', 'lee']
    """
    return [re.sub(r"['’]s?$", "", word) for word in re.findall(r"[\w'’‑-]+", text.lower()) if word not in ("'s", "’s")]


def alike(one: str, two: str, lang: str) -> bool:
    """Whether two words are one name; in Russian they may stand in different cases.

    >>> alike("азарова", "азаров", "ru"), alike("lee", "leeds", "en")
    (True, False)
    """
    if one == two:
        return True
    if lang != "ru" or min(len(one), len(two)) < 3:
        return False
    shared = 0
    while shared < min(len(one), len(two)) and one[shared] == two[shared]:
        shared += 1
    short = min(len(one), len(two))
    return shared >= max(3, short - 2) and max(len(one), len(two)) - shared <= 3


def find_people(text: str, cues: Cues) -> list[Person]:
    """Those whom the text calls by two names or more, once each, with the offices that stand next to them.

    >>> from servanda.reading.cues import cues_of
    >>> [(p.name, sorted(p.about)) for p in find_people("The French envoy Ann Lee spoke. Lee left.", cues_of("en"))]
    [('Ann Lee', ['envoy', 'french'])]
    """
    particles = "|".join(re.escape(word) for word in cues.words["name_particles"])
    shape = re.compile(rf"(?<![\w.]){_WORD}(?:[ \u00a0](?:(?:{particles})[ \u00a0])?{_WORD})+")
    found: list[Person] = []
    for match in shape.finditer(text):
        start = _name_start(match.group(), cues)
        parts = match.group()[start:].split()
        while cues.lang == "ru" and len(parts) > 1 and _is_place(parts[0]):
            parts = parts[1:]
        if cues.lang == "ru":
            given = next((i for i, part in enumerate(parts) if _is_given(part)), 0)
            parts = parts[given if len(parts) - given > 1 else 0 :]
        if cues.lang == "ru" and not all(_is_a_name(part) for part in parts):
            continue
        if len(parts) < 2 or len(parts) > 4 or parts[-1].endswith(".") or _is_titled(text, match.start(), cues):
            continue
        words = tuple(bare_words(" ".join(parts)))
        if not words or set(words) & set(cues.words["institutions"]):
            continue
        person = next((known for known in found if _same(known.words, words, cues.lang)), None)
        if person is None:
            name = nominative(parts) if cues.lang == "ru" else re.sub(r"['’]s?$", "", " ".join(parts))
            person = Person(name, tuple(bare_words(name)))
            found.append(person)
        _note_offices(person, text, match.start() + start, match.end(), cues)
    return found


def _name_start(words: str, cues: Cues) -> int:
    """Where the name begins behind capitals that are no name: the sentence's first word, titles, offices."""
    start = 0
    skipped = {*cues.words["not_names"], *cues.words["titles"]}
    offices = {word for group in cues.words["roles"] for role in group for word in role.split()}
    pieces = list(re.finditer(r"\S+", words))
    for part in pieces[:-1]:
        word = part.group().lower().rstrip(".")
        sentence_first = part is pieces[0] and word in skipped
        if sentence_first or word in offices or word in cues.words["titles"] or re.fullmatch(r"[ldn]['’]\w*", word):
            start = part.end()
    while start < len(words) and words[start].isspace():
        start += 1
    glued = re.match(r"(?:[A-ZÀ-ÞА-ЯЁ]{2,}|\S+(?:['’]s|s['’]))\s(?=\S+\s\S)", words[start:])
    return start + glued.end() if glued else start


def _is_titled(text: str, start: int, cues: Cues) -> bool:
    """Whether the first word is a title with its stop: "M. Roy" is called by the surname alone."""
    first = re.match(r"\w+(?=\.?[ \u00a0])", text[start:])
    words = re.match(r"\w+\.?[ \u00a0]\S+(?=[ \u00a0][A-ZÀ-Þ])", text[start:])
    return first is not None and first.group().lower() in cues.words["titles"] and words is None


def _is_place(word: str) -> bool:
    """Whether a Russian word is the name of a place or a body in the first place."""
    tag = russian_morphology().parse(word)[0].tag
    return "Geox" in tag or "Orgn" in tag


def _is_given(word: str) -> bool:
    """Whether a Russian word is a first name."""
    return any("Name" in reading.tag and reading.is_known for reading in russian_morphology().parse(word))


def _is_a_name(word: str) -> bool:
    """Whether a capitalised Russian word can be part of a person's name: the dictionary says so, or does not know it."""
    readings = russian_morphology().parse(word)
    named = any(mark in reading.tag for reading in readings for mark in ("Name", "Surn", "Patr"))
    return (named and not _is_place(word)) or word.endswith(".") or not readings[0].is_known


def _same(known: tuple[str, ...], words: tuple[str, ...], lang: str) -> bool:
    """Whether two full names are one person's: the same surname, and first names that can be the same."""
    if not alike(known[-1], words[-1], lang):
        return False
    first, other = known[0], words[0]
    return alike(first, other, lang) or (min(len(first), len(other)) == 1 and first[0] == other[0])


def _note_offices(person: Person, text: str, start: int, end: int, cues: Cues) -> None:
    before = re.split(r"[.!?;:\n«»“”\"]|\s(?:et|and|и|a|не)\s", text[max(0, start - 90) : start])[-1]
    pieces = before.rstrip().split(",")
    before = pieces[-2] if len(pieces) > 1 and not pieces[-1].strip() else pieces[-1]
    after = text[end : end + 90]
    behind = re.split(r"[.!?;:,\n]", after[1:])[0] if after.startswith(",") else ""
    for window in (before, behind):
        offices = roles_in(window, cues)
        if offices:
            person.roles |= offices
            person.about |= {lemma(word, cues.lang) for word in bare_words(window) if len(word) > 3}
    for window in (before, behind):
        words = set(bare_words(window))
        if words & set(cues.words["female_roles"]) or words & {"mme", "ms", "mrs", "mlle"}:
            person.gender = "f"
        elif words & set(cues.words["male_roles"]) or words & {"mr", "m"}:
            person.gender = person.gender or "m"


@lru_cache(maxsize=20_000)
def lemma(word: str, lang: str) -> str:
    """A word's dictionary form in Russian, the word itself elsewhere."""
    return str(russian_morphology().parse(word)[0].normal_form) if lang == "ru" else word


def roles_in(text: str, cues: Cues) -> set[int]:
    """The numbers of the offices that a phrase names.

    >>> from servanda.reading.cues import cues_of
    >>> roles_in("the head of state", cues_of("en")) == roles_in("The President", cues_of("en"))
    True
    """
    plain = " ".join(bare_words(text))
    line = f" {' '.join(lemma(word, cues.lang) for word in plain.split())} "
    plain = f" {plain} "
    found: set[int] = set()
    longest = 0
    for number, known, forms in _offices(cues):
        size = len(known.split())
        if size >= longest and (f" {known} " in line or any(form in plain for form in forms)):
            found = {number} if size > longest else found | {number}
            longest = size
    return found


@cache
def _offices(cues: Cues) -> list[tuple[int, str, tuple[str, str]]]:
    """Each office's words as number of its group, lemmas, and the forms in which it stands in a text."""
    made = []
    for number, group in enumerate(cues.words["roles"]):
        for role in group:
            words = bare_words(role)
            known = " ".join(lemma(word, cues.lang) for word in words)
            made.append((number, known, (f" {' '.join(words)} ", f" {' '.join(words)}s ")))
    return made


def nominative(parts: list[str]) -> str:
    """A Russian name in the nominative; what the dictionary does not know stays as it stands.

    >>> nominative(["Николая", "Азарова"])
    'Николай Азаров'
    """
    tags = [("Name",), ("Surn", "Patr")]
    gender = ""
    made = []
    for place, part in enumerate(parts):
        wanted = tags[0] if place == 0 and len(parts) > 1 else tags[1]
        readings = [r for r in russian_morphology().parse(part) if any(tag in r.tag for tag in wanted)]
        nominal = [
            r for r in readings if "nomn" in r.tag and "sing" in r.tag and (not gender or r.tag.gender == gender)
        ]
        chosen = next(iter(nominal), None) or next((r for r in readings if not gender or r.tag.gender == gender), None)
        if chosen is None or part.endswith("."):
            made.append(part)
            continue
        gender = gender or str(chosen.tag.gender or "")
        form = chosen.inflect({"nomn", "sing"})
        made.append("-".join(piece[:1].upper() + piece[1:] for piece in (form or chosen).word.split("-")))
    return " ".join(made)


def phrase_nominative(phrase: str, head: str) -> str:
    """A Russian noun phrase in the nominative: its head and the adjectives before it; what follows stays as it is.

    >>> phrase_nominative("Сельскую почту района", "почту")
    'Сельская почта района'
    """
    words = phrase.split(" ")
    if head not in words:
        return phrase
    place = words.index(head)
    noun = next((r for r in russian_morphology().parse(head) if "NOUN" in r.tag), None)
    if noun is None:
        return phrase
    if all(any("nomn" in r.tag for r in russian_morphology().parse(word)) for word in words[: place + 1]):
        return phrase
    for here in range(place + 1):
        word = words[here]
        readings = russian_morphology().parse(word)
        reading = noun if here == place else next((r for r in readings if r.tag.case == noun.tag.case), readings[0])
        grammemes = {"nomn", str(noun.tag.number or "sing")}
        if here < place and noun.tag.gender and noun.tag.number == "sing":
            grammemes.add(str(noun.tag.gender))
        form = reading.inflect(grammemes)
        made = form.word if form else word
        words[here] = (
            made[:1].upper() + made[1:]
            if word[:1].isupper() and not word.isupper()
            else (word if word.isupper() else made)
        )
    return " ".join(words)
