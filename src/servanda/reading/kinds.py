"""What a statement is about: a commitment, progress on the plan, an indicator, or a position.

Takes the words said, the class of their cue and how they hang on it; gives the kind. Most of it is one question: which word
that tells comes first, since the main verb of what is said goes before those of its clauses: a plan ("will", "ready to"), a
duty, an opinion ("should"), something done, or a figure that moves. The words are in `lexicon/*/kinds.yaml`; the future of
Russian verbs is taken from the dictionary of forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from servanda.reading.dates import moment_spans
from servanda.reading.lexicon import lexicon
from servanda.reading.numerals import numbers_in
from servanda.reading.quantities_nouns import is_future
from servanda.statement import Kind

__all__ = ["kind_of", "kind_under"]

_NOMINAL = ("object", "preposition", "noun")
_BEFORE, _BEHIND = 24, 60
_SIGNALS = ("duty", "opinion", "course", "plan", "done", "rises")
_WORD = re.compile(r"[^\W\d_]{3,}")
_YEARS = range(1900, 2101)


def kind_of(content: str, lang: str, sort: str = "speech", pattern: str = "clause") -> Kind:
    """The kind of what is said: `content` are its words, `sort` the class of its cue ("speech", "commitment", ...);
    `pattern` how they hang on it: an infinitive is what is to be done, a noun phrase alone reports no progress.

    >>> kind_of("The council has approved 12 of the measures", "en")
    <Kind.PROGRESS: 'progress'>
    >>> kind_of("Trade grew by 6 %", "en"), kind_of("to build a road", "en", "commitment")
    (<Kind.INDICATOR: 'indicator'>, <Kind.COMMITMENT: 'commitment'>)
    >>> kind_of("The talks were friendly", "en"), kind_of("Drivers are not obliged to wait", "en")
    (<Kind.POSITION: 'position'>, <Kind.POSITION: 'position'>)
    """
    if sort in ("commitment", "order") or (sort in ("demand", "attitude") and pattern == "infinitive"):
        return Kind.COMMITMENT
    words = _words(lang)
    if (sort == "demand" and pattern in _NOMINAL) or words.cue_position.match(content.lstrip()):
        return Kind.POSITION
    nominal = pattern in _NOMINAL
    match words.first(content, reported=pattern == "clause"):
        case "plan" | "duty":
            return Kind.POSITION if sort == "attitude" else Kind.COMMITMENT
        case "opinion":
            return Kind.POSITION
        case "course":
            return Kind.PROGRESS
        case "done" if not nominal or _has_figures(content, lang):
            return Kind.PROGRESS
        case "rises" if words.measured.search(content) or _has_figures(content, lang):
            return Kind.INDICATOR
    measured = words.measured.search(content) or words.moves.search(content) or "%" in content
    if measured and _has_figures(content, lang):
        return Kind.INDICATOR
    if nominal and sort == "speech" and words.events.match(content.lstrip()) and moment_spans(content, lang):
        return Kind.COMMITMENT
    return Kind.POSITION


def kind_under(kind: Kind, cue: str, lang: str) -> Kind:
    """The kind once the words of the cue are weighed: what is proposed, doubted or threatened is nobody's commitment.

    >>> kind_under(Kind.COMMITMENT, "proposed", "en"), kind_under(Kind.COMMITMENT, "promised", "en")
    (<Kind.POSITION: 'position'>, <Kind.COMMITMENT: 'commitment'>)
    """
    return Kind.POSITION if kind is Kind.COMMITMENT and _words(lang).cue_position.search(cue) else kind


def _has_figures(content: str, lang: str) -> bool:
    """Whether a number that is no year and no "one" in passing stands in the words."""
    return any(
        not number.ordinal
        and not (number.words and number.value in (0, 1))
        and (number.words or number.value not in _YEARS)
        for number in numbers_in(content, lang)
    )


class _Signal(NamedTuple):
    """A word that tells, by where it stands; the longest of those at one place goes first."""

    start: int
    length: int
    name: str
    reach: int = 4
    """How many letters behind it may deny it."""


class _Words:
    """The words of one language that tell, compiled."""

    def __init__(self, lang: str) -> None:
        words = lexicon(lang, "kinds")
        self.lang = lang
        self.signals = {name: _any(words[name]) for name in _SIGNALS}
        self.signal = _any([pattern for name in _SIGNALS for pattern in words[name]])
        self.reported = _any([words["plan_reported"]])
        self.measured, self.moves, self.events = (_any(words[name]) for name in ("measured", "moves", "events"))
        self.negated = re.compile(rf"(?<!\w)(?:{_spaced(words['negation'])})(?:\s+|(?<=['’]))\Z", re.IGNORECASE)
        self.we = re.compile(rf"(?<!\w)(?:{'|'.join(words['we'])})(?!\w)", re.IGNORECASE)
        self.cue_position = re.compile(rf"(?<!\w)(?:{'|'.join(words['cue_position'])})", re.IGNORECASE)

    def first(self, content: str, reported: bool) -> str:
        """The name of the first word that tells; what is not to be is a plan only where "we" say so."""
        for signal in self._found(content, reported):
            if signal.name in ("plan", "duty") and self._is_negated(content, signal):
                if signal.name == "duty":
                    return "opinion"
                if not self.we.search(content, max(0, signal.start - _BEFORE), signal.start):
                    continue
            return signal.name
        return ""

    def _found(self, content: str, reported: bool) -> Iterator[_Signal]:
        """The words that tell, from the first on, each looked for when it is asked for."""
        further = sorted(self._further(content, reported), key=lambda one: (one.start, -one.length))
        here = self.signal.search(content)
        while here or further:
            if here and (not further or here.start() <= further[0].start):
                at = here.start()
                ends = {name: found.end() for name, one in self.signals.items() if (found := one.match(content, at))}
                told = [_Signal(at, end - at, name) for name, end in ends.items()]
                while further and further[0].start == at:
                    told.append(further.pop(0))
                yield from sorted(told, key=lambda one: -one.length)
                here = self.signal.search(content, at + 1)
            else:
                yield further.pop(0)

    def _further(self, content: str, reported: bool) -> Iterator[_Signal]:
        """Plans that only reported speech or a verb's form tells."""
        if reported:
            for found in self.reported.finditer(content):
                yield _Signal(found.start(), len(found[0]), "plan")
        if self.lang == "ru":
            for word in _WORD.finditer(content):
                if is_future(word[0].lower(), content[word.end() : word.end() + _BEHIND]):
                    yield _Signal(word.start(), len(word[0]) + 1, "plan", reach=-1)

    def _is_negated(self, content: str, signal: _Signal) -> bool:
        """Whether "not" stands before the word that tells, or inside what it covers."""
        before = self.negated.search(content, max(0, signal.start - _BEFORE), signal.start)
        inside = re.search(
            r"(?<!\w)(?:not|pas|plus|не)(?!\w)", content[signal.start : signal.start + signal.length + signal.reach]
        )
        return before is not None or inside is not None


def _any(patterns: list[str]) -> re.Pattern[str]:
    """One pattern for any of several, each beginning at a word and ending at one."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(_spaced(pattern) for pattern in patterns)})(?!\w)", re.IGNORECASE)


def _spaced(pattern: str) -> str:
    return pattern.replace(" ", r"\s+")


@cache
def _words(lang: str) -> _Words:
    return _Words(lang)
