"""The words of labels of a language, ready to be looked up: who asks, what is nobody, what opens a statement or a release.

Takes the language's lexicon file `labels.yaml` and that of its words of speech; gives a `LabelWords`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from servanda.reading.cues import Cues, cues_of
from servanda.reading.lexicon import lexicon
from servanda.reading.people_words import PeopleWords, bare_words, people_words
from servanda.reading.phrases import alternation

__all__ = ["LabelWords", "label_words"]

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒЁА-ЯІЎ]"
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"")


class LabelWords:
    """What the structural readers ask of a language's words.

    >>> words = label_words("fr")
    >>> words.asks("Question"), words.is_nobody("Lire aussi"), words.is_own_voice("Nous avons signé.")
    (True, True, True)
    >>> words.is_office("Le ministre"), words.is_person("Le Premier ministre Oleg Taran"), words.is_person("Paris")
    (True, True, False)
    """

    def __init__(self, lang: str) -> None:
        words = lexicon(lang, "labels")
        self.lang = lang
        self.cues: Cues = cues_of(lang)
        self.people: PeopleWords = people_words(lang)
        self.asking = frozenset(map(str, words["asking"]))
        self.answering = frozenset(map(str, words["answering"]))
        self.nobody = frozenset(map(str, words["not_speakers"]))
        self.own_voice = frozenset(map(str, words["own_voice"]))
        self.sent_by = _opening(words["from"])
        self.letter_head = re.compile(rf"{alternation(words['letter_heads'])}\s?:\s", re.IGNORECASE)
        self.statement = _opening(words["statements"])
        self.about = re.compile(rf"\s+{alternation(words['about'])}|\s*[,:(]|\s[—–-]\s", re.IGNORECASE)
        self.release = re.compile(alternation(words["releases"]), re.IGNORECASE)
        self.issued_by = _opening(words["issued_by"])
        self.interview = re.compile(rf"{alternation(words['interviews'])}\s*", re.IGNORECASE)
        self.source = re.compile(rf"{alternation(words['sources'])}\s?:\s*", re.IGNORECASE)
        self.article = re.compile(rf"(?P<article>{alternation(words['articles'])})\s*\Z", re.IGNORECASE)
        particles = "|".join(re.escape(word) for word in self.cues.words["name_particles"])
        self.name = re.compile(
            rf"(?:{_CAPITAL}\.[ \u00a0]?(?:-{_CAPITAL}\.[ \u00a0]?)?){{1,3}}{_CAPITAL}[\w'’-]+(?:[ \u00a0]{_CAPITAL}[\w'’-]+)?"
            rf"|{_CAPITAL}[\w'’-]+(?:[ \u00a0](?:(?:{particles})[ \u00a0]?)?{_CAPITAL}[\w'’-]+){{1,3}}"
        )
        self.bodies = frozenset(self.cues.words["institutions"])
        self.offices = frozenset(
            word for group in self.cues.words["roles"] for role in group for word in bare_words(role)
        )

    def asks(self, label: str) -> bool:
        """Whether a label asks for someone whom it does not name."""
        return _plain(label) in self.asking

    def answers(self, label: str) -> bool:
        """Whether a label answers for someone whom it does not name."""
        return _plain(label) in self.answering

    def is_nobody(self, label: str) -> bool:
        """Whether a label is the heading of a note, a source, a picture, and no speaker."""
        plain = _plain(label)
        return any(plain == word or (plain.startswith(f"{word} ") and len(word) > 4) for word in self.nobody)

    def is_person(self, label: str) -> bool:
        """Whether a label is a person's name, with or without an office before or behind it."""
        plain = {*self.offices, *self.cues.words["titles"], *self.cues.words["not_names"], *self.bodies}
        words = label.replace(",", " , ").split()
        start = 0
        while start < len(words) and (words[start].lower() in plain or words[start][:1].islower()):
            start += 1
        name = " ".join(words[start:])
        found = self.name.match(name)
        behind = name[found.end() :].strip() if found else ""
        return found is not None and (not behind or behind[0] in ",-—–")

    def is_office(self, label: str) -> bool:
        """Whether a label is an office or a body, and no sentence about one."""
        words = bare_words(label)
        first = next((word for word in words if word not in self.cues.words["not_names"]), "")
        known = {re.sub(r"^[ld]['’]", "", word) for word in (first, self.people.form(first), *words[-1:])}
        return bool(known & (self.offices | self.bodies)) and not self.cues.pattern.search(label)

    def named_from(self, opening: re.Match[str]) -> int:
        """Where the phrase begins that names someone behind "Statement by the ...", its article with it."""
        article = self.article.search(opening[0])
        return opening.start() + article.start("article") if article else opening.end()

    def is_own_voice(self, text: str) -> bool:
        """Whether a text outside its quotations speaks of "I" and "we"."""
        plain = _QUOTED.sub(" ", text).lower().replace("’", "'")
        return bool(self.own_voice & set(re.findall(r"[^\W\d_]+", plain)))


def _plain(label: str) -> str:
    return " ".join(label.lower().replace("’", "'").split()).strip(" .,:—–-")


def _opening(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for one of the phrases at the beginning, with the space behind it."""
    listed = list(phrases)
    return re.compile(rf"{alternation(listed)}\s*(?=\S)" if listed else r"(?!)", re.IGNORECASE)


@cache
def label_words(lang: str) -> LabelWords:
    """The words of labels of a language, read once."""
    return LabelWords(lang)
