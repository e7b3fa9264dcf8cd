"""Russian names by the dictionary of word forms: given names, places, the nominative, the gender.

Takes words as a text has them, gives them as a name is told: "Николая Азарова" is Николай Азаров.
"""

from __future__ import annotations

from functools import lru_cache

from servanda.reading.syntax import russian_morphology

__all__ = [
    "agree",
    "cases",
    "gender_of",
    "is_a_name",
    "is_given",
    "is_noun",
    "is_place",
    "is_plural",
    "is_verb",
    "lemma",
    "nominative",
    "phrase_nominative",
]


_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_GENDERS = {"femn": "f", "masc": "m", "neut": "n"}


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """A word's dictionary form.

    >>> lemma("министра")
    'министр'
    """
    return str(russian_morphology().parse(word)[0].normal_form)


@lru_cache(maxsize=20_000)
def is_place(word: str) -> bool:
    """Whether a Russian word is the name of a place or a body in the first place."""
    tag = russian_morphology().parse(word)[0].tag
    return "Geox" in tag or "Orgn" in tag


@lru_cache(maxsize=20_000)
def is_given(word: str) -> bool:
    """Whether a Russian word is a first name."""
    return any("Name" in reading.tag and reading.is_known for reading in russian_morphology().parse(word))


@lru_cache(maxsize=20_000)
def is_a_name(word: str) -> bool:
    """Whether a capitalised Russian word can be part of a person's name: the dictionary says so, or does not know it."""
    readings = russian_morphology().parse(word)
    named = any(mark in reading.tag for reading in readings for mark in ("Name", "Surn", "Patr"))
    return (named and not is_place(word)) or word.endswith(".") or not readings[0].is_known


@lru_cache(maxsize=20_000)
def is_noun(word: str) -> bool:
    """Whether a word is a noun in the first place, or unknown to the dictionary."""
    tag = russian_morphology().parse(word)[0].tag
    return "NOUN" in tag or "LATN" in tag or "UNKN" in tag


@lru_cache(maxsize=20_000)
def is_verb(word: str) -> bool:
    """Whether a word is a verb with a person or a tense in the first place."""
    return "VERB" in russian_morphology().parse(word)[0].tag


@lru_cache(maxsize=20_000)
def is_plural(word: str) -> bool:
    """Whether a noun can only be of several: "министры", and not "министра"."""
    numbers = {reading.tag.number for reading in russian_morphology().parse(word) if "NOUN" in reading.tag}
    return numbers == {"plur"}


@lru_cache(maxsize=20_000)
def cases(word: str, kind: str = "NOUN", gender: str = "") -> frozenset[str]:
    """The cases that a noun, or a name by its kind, can stand in; none where the dictionary does not know it so.

    >>> sorted(cases("Лаврова", "Surn", "m") & cases("министра"))
    ['accs', 'gent']
    """
    readings = russian_morphology().parse(word)
    told = [r.tag for r in readings if kind in r.tag and r.tag.case and "plur" not in r.tag]
    return frozenset(str(tag.case) for tag in told if not gender or _GENDERS.get(str(tag.gender), gender) == gender)


def agree(noun: str, name: str, gender: str = "") -> frozenset[str]:
    """The cases in which a noun and a name behind it can stand together; none where the name is somebody else's.

    >>> agree("секретарь", "Павла Зотова", "m"), sorted(agree("секретаря", "Павла Зотова", "m"))
    (frozenset(), ['accs', 'gent'])
    """
    words = name.lower().split()
    told = cases(words[-1], "Surn", gender) or cases(words[0], "Name")
    asked = cases(noun)
    return told & asked if told and asked else _CASES


@lru_cache(maxsize=20_000)
def gender_of(word: str, kind: str = "NOUN") -> str:
    """ "f", "m" or "n" for a noun, or a given name with `kind` "Name"; "" where the dictionary does not say one.

    >>> gender_of("Анна", "Name"), gender_of("правительство")
    ('f', 'n')
    """
    genders = {str(r.tag.gender) for r in russian_morphology().parse(word) if kind in r.tag and r.tag.gender}
    return _GENDERS.get(genders.pop(), "") if len(genders) == 1 else ""


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
