"""Words of the lexicon as patterns: several words with any space between them, "*" for any ending, either apostrophe.

Takes lists of phrases as the YAML files hold them; gives compiled patterns and a lookup that says which list a text's words
are in. The longest phrase wins, so that "not yet completed" is not read as "completed". A lookup's pattern goes by the first
letters, so that a place in a text is tried against the few phrases that begin as it does, and not against hundreds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from servanda.errors import UnknownName
from servanda.reading.lexicon import LANGUAGES, lexicon

__all__ = ["Lookup", "alternation", "merged"]

_LETTERS = 3
"""By how many first letters a lookup's phrases are sorted."""


def alternation(phrases: Iterable[str]) -> str:
    """One pattern for any of the phrases, longest first, at word limits.

    >>> re.findall(alternation(["per cent", "%"]), "5 % or five per cent")
    ['%', 'per cent']
    """
    ordered = sorted({str(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(_pattern(phrase) for phrase in ordered) + ")" if ordered else r"(?!)"


def _pattern(phrase: str) -> str:
    phrase = " ".join(phrase.split())
    return (r"(?<!\w)" if phrase[0].isalnum() or phrase[0] == "*" else "") + _rest(phrase)


def _rest(phrase: str) -> str:
    """The pattern of a phrase, or of what follows its first letters, up to a word's limit."""
    body = re.escape(phrase).replace(r"\ ", r"\s+").replace(r"\*", r"\w*").replace("'", "['’]").replace(r"\-", r"[-‐‑]")
    return body + (r"(?!\w)" if not phrase or phrase[-1].isalnum() or phrase[-1] == "*" else "")


def _indexed(phrases: Iterable[str]) -> str:
    """The alternation of the phrases as a pattern that needs no flag for capitals, sorted by the first letters.

    >>> pattern = re.compile(_indexed(["on", "only", "on time", "*ed"]))
    >>> pattern.findall("ON TIME, not only on Monday: delivered upon demand")
    ['ON TIME', 'only', 'on', 'delivered']
    """
    ordered = sorted({" ".join(str(phrase).split()) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return _branches(ordered, 0) if ordered else r"(?!)"


def _from(phrase: str, depth: int) -> str:
    return _rest(phrase[depth:]) if depth else _pattern(phrase)


def _branches(phrases: list[str], depth: int) -> str:
    """Phrases that agree in their first `depth` letters, as one pattern of what follows these."""
    by_letter: dict[str, list[str]] = {}
    for phrase in phrases:
        by_letter.setdefault(phrase[depth : depth + 1].lower(), []).append(phrase)
    if depth == _LETTERS or "*" in by_letter:
        return "(?i:" + "|".join(_from(phrase, depth) for phrase in phrases) + ")"
    parts = []
    for letter, group in by_letter.items():
        if not letter.isalpha() or len(letter.upper()) > 1:
            parts += [f"(?i:{_from(phrase, depth)})" for phrase in group]
            continue
        limit = r"(?<!\w\w)" if depth == 0 else ""
        parts.append(f"[{letter}{letter.upper()}]{limit}{_branches(group, depth + 1)}")
    return parts[0] if len(parts) == 1 and depth else "(?:" + "|".join(parts) + ")"


class Lookup:
    """Which of several named lists of phrases a text's words are in.

    >>> states = Lookup({"done": ["completed"], "not done": ["not completed"]})
    >>> states.first("310 tasks, not  completed"), states.first("310 tasks")
    ('not done', None)
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._names: dict[str, str] = {}
        self._stems: list[tuple[re.Pattern[str], str]] = []
        phrases: list[str] = []
        for name, entries in lists.items():
            for entry in map(str, entries):
                phrases.append(entry)
                if "*" in entry:
                    self._stems.append((re.compile(_pattern(entry), re.IGNORECASE), name))
                else:
                    self._names.setdefault(_folded(entry), name)
        self._stems.sort(key=lambda stem: -len(stem[0].pattern))
        self.source = alternation(phrases)
        self.pattern = re.compile(_indexed(phrases))

    def name_of(self, words: str) -> str | None:
        """The list that holds just these words."""
        if (name := self._names.get(_folded(words))) is not None:
            return name
        return next((name for pattern, name in self._stems if pattern.fullmatch(words)), None)

    def finds(self, text: str) -> list[tuple[int, int, str]]:
        """Every phrase found, with its place and its list's name, in the text's order."""
        return [(m.start(), m.end(), self.name_of(m[0]) or "") for m in self.pattern.finditer(text)]

    def first(self, text: str) -> str | None:
        """The list of the first phrase found."""
        found = self.pattern.search(text)
        return self.name_of(found[0]) if found else None


def _folded(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace("‑", "-").split())


@cache
def merged(subject: str) -> dict[str, Any]:
    """The words of one subject in all languages that have it together, for tables, whose cells mix them.

    >>> {"more than", "plus de", "более"} <= set(merged("table")["comparators"][">"])
    True
    """
    together: dict[str, Any] = {}
    for lang in LANGUAGES:
        with suppress(UnknownName):
            _pour(lexicon(lang, subject), together)
    return together


def _pour(words: Mapping[str, Any], into: dict[str, Any]) -> None:
    for key, value in words.items():
        if isinstance(value, Mapping):
            _pour(value, into.setdefault(str(key), {}))
        else:
            into.setdefault(str(key), []).extend(map(str, value))
