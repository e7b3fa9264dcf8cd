"""Where a judgement holds: positions and the quoted words with their context, found again in another text.

The selectors are those of the W3C Web Annotation model: a TextPositionSelector says where the words stood, a
TextQuoteSelector what they were, with a few characters before and after. A judgement follows its words only where quote
and context are found unchanged in exactly one place; in every other case it is for a person to say where it belongs.
"""

from __future__ import annotations

from dataclasses import dataclass

from servanda.document import Span

CONTEXT = 32
"""Characters kept before and after the words: enough to tell apart two places that say the same."""

__all__ = ["CONTEXT", "Quote", "locate", "quote"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words at a place, with their context."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def quote(text: str, span: Span) -> Quote:
    """The words of a span with what stands round them.

    >>> quote("He said that all was done.", (8, 25))
    Quote(start=8, end=25, exact='that all was done', prefix='He said ', suffix='.')
    """
    start, end = span
    return Quote(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def locate(wanted: Quote, text: str) -> Span | None:
    """Where the words stand in a text, or None where they, or what stands round them, have changed or stand there twice.

    >>> old = quote("He said that all was done.", (8, 25))
    >>> locate(old, "Minsk. He said that all was done. More later."), locate(old, "He said that half was done.")
    ((15, 32), None)
    """
    if quote(text, (wanted.start, wanted.end)) == wanted:
        return wanted.start, wanted.end
    whole = wanted.prefix + wanted.exact + wanted.suffix
    first = text.find(whole)
    if first < 0 or text.find(whole, first + 1) >= 0:
        return None
    start = first + len(wanted.prefix)
    return start, start + len(wanted.exact)
