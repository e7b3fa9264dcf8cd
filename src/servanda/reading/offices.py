"""Someone named in full, and the offices that stand next to the name.

Takes a `Person` and what stands before and behind an occurrence of the name; notes on the person the groups of the offices there
and the words round them. An office that a verb parts from the name is somebody else's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from servanda.reading.people_words import PeopleWords, bare_words
from servanda.reading.russian_names import agree, is_verb

__all__ = ["Person", "note_offices"]

_BEFORE = re.compile(r"[.!?;:\n«»“”\"]|\s(?:et|and|и|a|не)\s")
_BEHIND = re.compile(r"[.!?;:,\n]")
_NAMED = re.compile(r"[A-ZÀ-ÖØ-ÞŒЁА-Я]\w+")
_LONG_COMPLEMENT = 8
_LONG_TITLE = 4


@dataclass(slots=True)
class Person:
    """Someone named in full: the name, its words in small letters, the groups of the offices, the words round them."""

    name: str
    words: tuple[str, ...]
    roles: set[int] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    gender: str = ""


def note_offices(person: Person, text: str, place: tuple[int, int, int, int], words: PeopleWords) -> None:
    """Note the offices right before a name, and between commas behind it.

    `place` tells how far back to look, where the name begins and ends, and how far on to look.

    >>> from servanda.reading.people_words import people_words
    >>> lee = Person("Ann Lee", ("ann", "lee"))
    >>> note_offices(lee, "Ann Lee, the minister of trade, left.", (0, 0, 7, 37), people_words("en"))
    >>> sorted(lee.about)
    ['minister', 'trade']
    """
    back, start, end, far = place
    name, after = text[start:end], text[end:far]
    before = _BEFORE.split(text[back:start])[-1]
    pieces = before.rstrip().split(",")
    apart = len(pieces) > 1 and not pieces[-1].strip()
    before = pieces[-2] if apart else pieces[-1]
    behind = _BEHIND.split(after[1:], maxsplit=1)[0] if after.startswith(",") else ""
    for window, leads in ((before, True), (behind, False)):
        near = bare_words(window)
        forms = [words.form(word) for word in near]
        kinds = [words.singular(form) for form in forms]
        named = {word.lower() for word in _NAMED.findall(window)}
        places = [n for n, kind in enumerate(kinds) if kind in words.office_heads]
        if places and (
            _leads(near, places[-1], words)
            and (words.lang != "ru" or agree(near[places[-1]], name, person.gender))
            and not (apart and _is_sought(near, places[-1], words))
            if leads
            else _follows(near, places[0], named, words)
        ):
            at = places[-1 if leads else 0]
            person.roles |= words.offices_at(kinds, at)
            told = zip(forms, near, strict=True)
            person.about.update(f for n, (f, w) in enumerate(told) if n > at - _LONG_TITLE and _tells(w, named, words))
        if not words.female_offices.isdisjoint(near) or not words.female_titles.isdisjoint(near):
            person.gender = "f"
        elif not words.male_offices.isdisjoint(near) or not words.male_titles.isdisjoint(near):
            person.gender = person.gender or "m"


def _tells(word: str, named: set[str], words: PeopleWords) -> bool:
    """Whether a word says which of several holders of an office is meant."""
    return word not in words.determiners and (len(word) > 3 or word in named)


def _leads(near: list[str], place: int, words: PeopleWords) -> bool:
    """Whether an office is that of the name behind it: right before it, or before its complement and no verb."""
    between = near[place + 1 :]
    if not between:
        return True
    if between[-1] in words.prepositions or f"{between[-1]}'" in words.prepositions:
        return False
    if words.lang == "ru":
        return not any(is_verb(word) for word in between)
    adjectives = not words.heads_last and len(between) < 3
    return adjectives or (between[0] in words.prepositions and len(between) < _LONG_COMPLEMENT)


def _is_sought(near: list[str], place: int, words: PeopleWords) -> bool:
    """Whether the office is one that is sought: "the candidate for president, Ann Lee"."""
    return place == len(near) - 1 > 0 and near[place - 1] in words.prepositions


def _follows(near: list[str], place: int, named: set[str], words: PeopleWords) -> bool:
    """Whether an office behind a comma is that of the name before it: "Ann Lee, the minister", not ", FBI director Bob Hill"."""
    if near[place + 1 :] and near[place + 1] in named:
        return False
    before = near[:place]
    return words.prepositions.isdisjoint(before) and words.relatives.isdisjoint(before)
