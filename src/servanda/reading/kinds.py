"""What a statement is about: a commitment, progress on the plan, an indicator, or a position.

Takes the words said and the class of their cue; gives the kind. The words that tell are in `lexicon/*/cues.yaml` under `kinds`.
"""

from __future__ import annotations

import re
from functools import cache

from servanda.reading.lexicon import lexicon
from servanda.statement import Kind

__all__ = ["kind_of"]

_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def kind_of(content: str, lang: str, sort: str = "speech", pattern: str = "clause") -> Kind:
    """The kind of what is said: `content` are its words, `sort` the class of its cue ("speech", "commitment", ...);
    `pattern` how they hang on it: an infinitive is what is to be done, a noun phrase alone reports no progress.

    >>> kind_of("The council has approved 12 of the measures", "en")
    <Kind.PROGRESS: 'progress'>
    >>> kind_of("Trade grew by 6 %", "en"), kind_of("to build a road", "en", "commitment")
    (<Kind.INDICATOR: 'indicator'>, <Kind.COMMITMENT: 'commitment'>)
    >>> kind_of("The talks were friendly", "en")
    <Kind.POSITION: 'position'>
    """
    if sort in ("commitment", "order") or (sort in ("demand", "attitude") and pattern == "infinitive"):
        return Kind.COMMITMENT
    figures = bool(_FIGURE.search(_YEAR.sub("", content)))
    indicator, progress, commitment, done = (bool(pattern.search(content)) for pattern in _patterns(lang))
    if done and figures:
        return Kind.PROGRESS
    if indicator and figures:
        return Kind.INDICATOR
    progress = progress and (figures or pattern not in ("object", "preposition", "noun"))
    if progress and (figures or not commitment):
        return Kind.PROGRESS
    if commitment:
        return Kind.COMMITMENT
    return Kind.PROGRESS if progress else Kind.POSITION


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    words = lexicon(lang, "cues")["kinds"]
    future = words.get("future", [])
    commitment = rf"(?<!\w)(?:{_any(words['commitment_verbs'])})"
    if future:
        commitment += rf"|(?<!\w)\w{{2,}}(?:{_any(future)})(?!\w)"
    return (
        re.compile(rf"(?<!\w)(?:{_any(words['indicator'])})", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_any(words['progress'])})", re.IGNORECASE),
        re.compile(commitment, re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_any(words['done'])})", re.IGNORECASE),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in words)
