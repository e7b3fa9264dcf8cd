"""With which letters a pattern of the lexicon can begin, so that it is tried only where one of them stands."""

from __future__ import annotations

import re

__all__ = ["ANY", "DIGIT", "openings"]

_TOKEN = re.compile(
    r"(?P<look>\(\?<?[=!])|(?P<open>\((?:\?[:>]|\?P<\w+>|\?-?[a-z]+:)?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<escape>\\.)|(?P<char>.)",
    re.DOTALL,
)
_QUANTIFIER = re.compile(r"([?*+]|\{(\d+)?(?:,\d*)?\})[?+]?")
_RANGE = re.compile(r"(\\.|.)(?:-(\\.|[^\]]))?", re.DOTALL)
ANY = "\0"
"""Stands for "any letter" among the openings."""
DIGIT = "0"
"""Stands for every digit."""


def openings(pattern: str) -> frozenset[str]:
    """The letters with which a regular expression can begin, in lower case; "0" stands for every digit, "\\0" for anything.

    >>> sorted(openings("(?:the )?(?P<end>end|close) of")), sorted(openings(r"\\d+ days|[Qt][1-4](?!x)"))
    (['c', 'e', 't'], ['0', 'q', 't'])
    """
    return _Openings(pattern).alternatives()[0]


class _Openings:
    """Reads one pattern from left to right; knows what stands in the project's lexicons, not all of regular expressions."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def alternatives(self) -> tuple[frozenset[str], bool]:
        """The openings of all alternatives up to the end of their group, and whether one of them can be empty."""
        letters: set[str] = set()
        sequence: set[str] = set()
        reached, empty = True, False
        while self.at < len(self.pattern):
            found = _TOKEN.match(self.pattern, self.at)
            if found is None or found.lastgroup == "close":
                break
            self.at = found.end()
            if found.lastgroup == "bar":
                letters, empty = letters | sequence, empty or reached
                sequence, reached = set(), True
                continue
            opened, optional = self._atom(found)
            if reached:
                sequence |= opened
            reached = reached and optional
        return frozenset(letters | sequence), empty or reached

    def _atom(self, found: re.Match[str]) -> tuple[frozenset[str], bool]:
        """The openings of one letter, class or group, and whether it can be left out."""
        kind, words = str(found.lastgroup), found[0]
        optional = False
        if kind in ("open", "look"):
            opened, optional = self.alternatives()
            self.at += 1
            if kind == "look":
                opened, optional = frozenset(), True
        else:
            opened = _of_class(words[1:-1]) if kind == "class" else frozenset({_letter(words)})
        times = _QUANTIFIER.match(self.pattern, self.at)
        if times:
            self.at = times.end()
            optional = optional or times[1][0] in "?*" or (times[1][0] == "{" and int(times[2] or 0) == 0)
        return opened, optional


def _of_class(inside: str) -> frozenset[str]:
    """The letters of a class such as [1-4] or [Qt]."""
    if inside.startswith("^"):
        return frozenset({ANY})
    letters: set[str] = set()
    for low, high in _RANGE.findall(inside):
        if high and not (low.isdigit() and high.isdigit()):
            letters |= {_letter(chr(code)) for code in range(ord(low), ord(high) + 1)}
        else:
            letters.add(_letter(low))
    return frozenset(letters)


def _letter(words: str) -> str:
    """One letter or escape, as openings name it."""
    if words[0] != "\\":
        return DIGIT if words.isdigit() else words.lower() if words != "." else ANY
    return {"d": DIGIT, "w": ANY, "W": ANY, "D": ANY, "S": ANY, "s": " "}.get(words[1], words[1].lower())
