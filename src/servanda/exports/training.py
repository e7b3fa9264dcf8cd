"""Judgements as training data, one passage a line, in the form of the published corpora of attributions.

Every line of a complete passage says: these are all the attributions in `text`. Offsets count characters of `text`; what of a
span stands outside the passage is cut off. The texts are their publishers': the file is an office's own copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from servanda.document import Span

if TYPE_CHECKING:
    from servanda.record.gold import Gold, GoldPassage
    from servanda.record.project import Project

__all__ = ["training_lines"]


def training_lines(project: Project, *, partial: bool = False) -> Iterator[dict[str, Any]]:
    """The complete passages of a project; with `partial` also those of which only some statements were judged."""
    from servanda.record.gold import complete_passages, partial_passages

    whole = complete_passages(project)
    for passage in whole:
        yield _line(passage)
    if partial:
        for passage in partial_passages(project, whole):
            yield _line(passage)


def _line(passage: GoldPassage) -> dict[str, Any]:
    start, end = passage.span
    return {
        "doc": f"{passage.document.doc}:{start}-{end}",
        "lang": passage.document.lang,
        "text": passage.document.text[start:end],
        "attributions": [_attribution(one, passage.span) for one in passage.attributions],
        "rejected": [_attribution(one, passage.span) for one in passage.rejected],
        "complete": passage.is_complete,
    }


def _attribution(gold: Gold, passage: Span) -> dict[str, list[list[int]]]:
    return {role: _cut(getattr(gold, role), passage) for role in ("source", "cue", "content")}


def _cut(spans: tuple[Span, ...], passage: Span) -> list[list[int]]:
    """The spans by the passage's own offsets, without what lies outside it.

    >>> _cut(((2, 8), (20, 25)), (5, 15))
    [[0, 3]]
    """
    start, end = passage
    return [[max(a, start) - start, min(b, end) - start] for a, b in spans if max(a, start) < min(b, end)]
