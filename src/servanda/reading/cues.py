"""The words of speech of a language, ready to be looked up: which word can be a cue, and in which frames.

Takes the language's lexicon file `cues.yaml`, gives a `Cues`: the frames of a verb, noun or adjective by lemma, the
prepositions that name a source, and one quick pattern that tells which sentences are worth a parser's time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from servanda.reading.lexicon import lexicon
from servanda.reading.syntax import Token, russian_morphology

__all__ = ["Cue", "Cues", "SourcePreposition", "cues_of"]

_QUOTING = frozenset({"speech", "evaluation", "demand", "attitude"})
"""Classes of verbs any of which can stand behind a quotation."""
_NOT_REFLEXIVE = frozenset({"attitude", "finding"})
"""Classes of verbs that say nothing of what was said when they are reflexive: "se veut", "se montre"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One lexical entry: the class of saying ("speech", "commitment", "demand", ...) and its frames.

    `frames` holds "clause", "infinitive", "object", "quote" and prepositions. `reflexive` asks for "se" in French.
    """

    lemma: str
    sort: str
    frames: frozenset[str]
    reflexive: bool = False


@dataclass(frozen=True, slots=True)
class SourcePreposition:
    """ "According to": its words; the lemmas of the nouns it needs ("по словам"); what its object must be."""

    words: tuple[str, ...]
    lemmas: frozenset[str]
    needs: str = ""
    noun_is_source: bool = False


class Cues:
    """All that the grammar asks of a language's words.

    >>> cues_of("en").verb(Token(0, 4, "said", "say", "VERB", "root", 0)).sort
    'speech'
    >>> bool(cues_of("fr").pattern.search("Il annonçait la pluie")), bool(cues_of("fr").pattern.search("Il pleut"))
    (True, False)
    """

    def __init__(self, lang: str) -> None:
        words = lexicon(lang, "cues")
        self.lang = lang
        self.words: dict[str, Any] = words
        self.verbs: dict[str, list[Cue]] = {}
        for sort, entries in words["verbs"].items():
            for lemma, frames in entries.items():
                self._enter(str(lemma), str(sort), str(frames))
        self.nouns = {lemma: Cue(lemma, "noun", frozenset(frames.split())) for lemma, frames in words["nouns"].items()}
        self.predicates = {
            lemma: Cue(lemma, "attitude", frozenset(frames.split())) for lemma, frames in words["predicates"].items()
        }
        self.light: dict[str, dict[str, frozenset[str]]] = {
            verb: {noun: frozenset(str(frames).split()) for noun, frames in nouns.items()}
            for verb, nouns in words["light"].items()
        }
        self.prepositions = tuple(
            SourcePreposition(
                tuple(entry["words"]),
                frozenset(entry.get("lemmas", ())),
                entry.get("needs", ""),
                entry.get("source") == "noun",
            )
            for entry in words["prepositions"]
        )
        self.forms = self._forms(words)
        self.pattern = re.compile(rf"(?<!\w){_by_letters(self._beginnings())}", re.IGNORECASE)
        ends = "|".join(re.escape(word) for word in words["abbreviations"])
        self.asides = _asides(words["asides"], words["openings"], words["emphatic"])
        self.abbreviations = re.compile(rf"(?<!\w)(?:{ends}|[^\W\d_])\.$", re.IGNORECASE)

    def _enter(self, lemma: str, sort: str, frames: str) -> None:
        reflexive = False
        for mark in ("se ", "s'", "s’", "en "):
            if lemma.startswith(mark) and self.lang == "fr":
                reflexive, lemma = mark != "en ", lemma[len(mark) :]
        names = frozenset(frames.split())
        if "clause" in names or (sort in _QUOTING and self.lang != "en"):
            names |= {"quote"}
        self.verbs.setdefault(lemma, []).append(Cue(lemma, sort, names, reflexive))

    def _forms(self, words: dict[str, Any]) -> dict[str, str]:
        """Inflected forms by lemma, for languages whose tagger's lemmas cannot be relied on."""
        forms = {str(form): str(lemma) for form, lemma in words["irregular"].items()}
        for lemma, listed in words.get("irregular_forms", {}).items():
            bare = re.sub(r"^(?:se |s['’])", "", lemma)
            forms.update(dict.fromkeys(listed, bare))
        for ending, others in words["endings"].items():
            if not ending:
                continue
            for lemma in [*self.verbs, *self.light]:
                if lemma.endswith(ending):
                    forms.update({lemma[: -len(ending)] + other: lemma for other in others})
        return forms

    def _beginnings(self) -> set[str]:
        """How the words of saying can begin, short enough to hold all their forms."""
        found = {re.escape(form) + r"(?!\w)" for form in self.forms}
        for lemma in [*self.verbs, *self.light, *self.nouns, *self.predicates]:
            stem = _stem(lemma, self.lang)
            found.add(re.escape(stem))
            if self.lang == "ru":
                found.update(_other_beginnings(lemma, stem))
        for preposition in self.prepositions:
            words = r"\s*".join(self._forms_of(word) for word in preposition.words)
            nouns = "|".join(re.escape(_stem(lemma, self.lang)) for lemma in sorted(preposition.lemmas))
            found.add(rf"{words}(?!\w)\s+(?:\w+\s+){{0,3}}(?:{nouns})" if nouns else words)
        for lemma in self.words["drawn_from"]:
            found.add(re.escape(_stem(lemma, self.lang)))
        return {beginning for beginning in found if beginning}

    def _forms_of(self, word: str) -> str:
        """A preposition's word with the forms that hold it: "de" in "du" and "d'"."""
        forms = {word, *(form for form, whole in self.words["contractions"].items() if whole == word)}
        return f"(?:{'|'.join(re.escape(form) for form in sorted(forms))})" if len(forms) > 1 else re.escape(word)

    def lemma(self, token: Token) -> str:
        """The lemma under which the lexicon has the word, by its form where the model's lemma is not in it."""
        if token.lemma in self.verbs or token.lemma in self.light:
            return token.lemma
        return self.forms.get(token.text.lower(), token.lemma)

    def verb(self, token: Token, reflexive: bool = False) -> Cue | None:
        """The entry of a verb, or None; with `reflexive` the entry of "se ..." comes first."""
        if token.pos not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "X"):
            return None
        known = self.lemma(token)
        if token.pos not in ("VERB", "AUX") and (self.lang != "fr" or self.forms.get(token.text.lower()) != known):
            return None
        entries = self.verbs.get(known, [])
        for entry in sorted(entries, key=lambda entry: entry.reflexive != reflexive):
            if entry.reflexive == reflexive or (reflexive and entry.sort not in _NOT_REFLEXIVE):
                return entry
        return None

    def predicate(self, token: Token) -> Cue | None:
        """The entry of an adjective that tells what someone thinks; in Russian by any of its dictionary forms."""
        if found := self.predicates.get(token.lemma):
            return found
        if self.lang != "ru" or token.pos not in ("ADJ", "VERB"):
            return None
        word = token.text.lower()
        forms = [*(reading.normal_form for reading in russian_morphology().parse(word)), word, word[:-1]]
        return next((self.predicates[form] for form in forms if form in self.predicates), None)


def _asides(asides: list[str], openings: list[str], emphatic: list[str]) -> re.Pattern[str]:
    """Phrases that say nothing of who said what: anywhere between the words, at the beginning of a sentence, between commas."""
    inside = "|".join(re.escape(phrase) for phrase in asides)
    first = "|".join(re.escape(phrase) for phrase in openings)
    starts = rf"(?:(?<=[.!?]\s)|(?<=\n)|\A)(?:{first})(?:,\s*|\s+)(?=\S)|" if first else ""
    again = rf",\s(?:{'|'.join(emphatic)}),(?=\s\w)|" if emphatic else ""
    return re.compile(
        rf"(?i:{starts}{again}(?:,\s*)?(?<=[\s,])(?:{inside})(?!\w)(?:,(?=\s))?\s*)" if inside else r"(?!)"
    )


def _stem(lemma: str, lang: str) -> str:
    if lang == "ru":
        lemma = lemma.removesuffix("ся").removesuffix("сь")
        if lemma.endswith(("овать", "евать")) and len(lemma) > 7:
            return lemma[:-5]
        return lemma[:-3] if len(lemma) > 6 else lemma[: max(3, len(lemma) - 2)]
    if lang == "fr":
        cut = lemma[:-2] if lemma[-2:] in ("er", "ir", "re") else lemma
        return cut if len(cut) > 2 else lemma
    return lemma[:-1] if lemma[-1] in "ey" and len(lemma) > 3 else lemma


def _other_beginnings(lemma: str, stem: str) -> set[str]:
    """How the forms of a Russian word begin in which its stem changes: "пишет", "предупреждён"."""
    forms = {form.word for form in russian_morphology().parse(lemma)[0].lexeme}
    return {
        re.escape(form[:-2]) if len(form) > 5 else re.escape(form) + r"(?!\w)"
        for form in forms
        if not form.startswith(stem)
    }


def _by_letters(patterns: Iterable[str], depth: int = 3) -> str:
    """One pattern for any of several that begin with letters, grouped by those letters, so that few are tried at each place.

    >>> _by_letters(["say", "said", "tell"], depth=1)
    '(?:s(?:aid|ay)|t(?:ell))'
    """
    listed = sorted(patterns)
    if not depth or len(listed) == 1:
        return f"(?:{'|'.join(listed)})"
    groups: dict[str, list[str]] = {}
    for pattern in listed:
        groups.setdefault(pattern[:1] if pattern[:1].isalpha() else "", []).append(pattern)
    made = [f"{letter}{_by_letters([p[1:] for p in group], depth - 1)}" for letter, group in groups.items() if letter]
    return f"(?:{'|'.join([*made, *groups.get('', [])])})"


@cache
def cues_of(lang: str) -> Cues:
    """The words of speech of a language, read once."""
    return Cues(lang)
