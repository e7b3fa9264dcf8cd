"""Words of the lexicon as patterns: several words with any space between them, "*" for any ending, either apostrophe.

Takes lists of phrases as the YAML files hold them; gives compiled patterns and a lookup that says which list a text's words
are in. The longest phrase wins, so that "not yet completed" is not read as "completed".
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


def alternation(phrases: Iterable[str]) -> str:
    """One pattern for any of the phrases, longest first, at word limits.

    >>> re.findall(alternation(["per cent", "%"]), "5 % or five per cent")
    ['%', 'per cent']
    """
    ordered = sorted({str(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(_pattern(phrase) for phrase in ordered) + ")" if ordered else r"(?!)"


def _pattern(phrase: str) -> str:
    body = re.escape(" ".join(phrase.split()))
    body = body.replace(r"\ ", r"\s+").replace(r"\*", r"\w*").replace("'", "['’]").replace(r"\-", r"[-‐‑]")
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isalnum() or phrase[-1] == "*" else ""
    return before + body + after


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
        self.pattern = re.compile(self.source, re.IGNORECASE)

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
