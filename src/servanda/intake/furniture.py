"""The parts of a text that are not its text: share links, comment forms, notices, navigation, captions and credits.

Takes lines and gives spans. Works on what a reader sees, since a page that was pasted or dumped as plain text has no markup
left to go by; pages in HTML get the same treatment after their markup has been used. A line counts as furniture when the
whole of it, or each of its sentences, is a known phrase of any language; nothing is guessed from its position alone, save for
short lines between two that are furniture, and readers' comments below their heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from servanda.document import Furniture, FurnitureKind
from servanda.intake.caption import caption_and_credit
from servanda.intake.dateline import is_date_line
from servanda.intake.lexicon import any_of, folded, phrases, words
from servanda.intake.lines import Line, lines_of, sentences_of

__all__ = ["body_of", "find_furniture", "joined", "source_address"]

_LONGEST_PHRASE = 400
_LONGEST_TEASER = 160
_LONGEST_LABEL = 40
_PHRASED = (FurnitureKind.COMMENTS, FurnitureKind.NOTICE, FurnitureKind.SHARING, FurnitureKind.NAVIGATION)
_BETWEEN_NAMES = re.compile(r"[\s|·•,/]+")


def find_furniture(text: str, known: Sequence[Furniture] = ()) -> tuple[Furniture, ...]:
    """The furniture that the words of a text show, in its order, beside what is `known` by its markup, which stays as it is.

    >>> text = "The council met.\\n\\nFacebook\\nX\\n\\nLeave a Comment"
    >>> [(item.kind.value, text[item.start : item.end]) for item in find_furniture(text)]
    [('sharing', 'Facebook\\nX'), ('comments', 'Leave a Comment')]
    """
    lines = lines_of(text)
    kinds = _known_kinds(lines, known)
    for index, line in enumerate(lines):
        kinds[index] = _by_words(line.text, kinds[index])
    near_ends = _near_the_ends(kinds)
    for index, line in enumerate(lines):
        dated = index in near_ends and is_date_line(line.text)
        if kinds[index] is None and (source_address(line.text) or dated):
            kinds[index] = FurnitureKind.NOTICE
    _mark_neighbours(lines, kinds, lambda line: _is(line.text, "sharing_weak"), FurnitureKind.SHARING)
    _mark_neighbours(lines, kinds, lambda line: _is(line.text, "comments_heading"), FurnitureKind.COMMENTS)
    _mark_teasers(lines, kinds, len(text))
    _mark_labels(lines, kinds)
    _mark_comments(lines, kinds, len(text))
    found = [Furniture(line.start, line.end, kind) for line, kind in zip(lines, kinds, strict=True) if kind is not None]
    unmarked = [line for line, kind in zip(lines, kinds, strict=True) if kind is None]
    return joined(text, [*found, *caption_and_credit(unmarked)])


def joined(text: str, items: Iterable[Furniture]) -> tuple[Furniture, ...]:
    """Furniture in the order of the text, neighbours of one kind made into one, overlaps left to the earlier.

    >>> kind = FurnitureKind.NOTICE
    >>> joined("ab  cd", [Furniture(4, 6, kind), Furniture(0, 2, kind)])
    (Furniture(start=0, end=6, kind=<FurnitureKind.NOTICE: 'notice'>),)
    """
    result: list[Furniture] = []
    for item in sorted(items, key=lambda item: (item.start, -item.end)):
        last = result[-1] if result else None
        if last and item.start < last.end:
            continue
        if last and last.kind is item.kind and not text[last.end : item.start].strip():
            result[-1] = Furniture(last.start, item.end, item.kind)
        else:
            result.append(item)
    return tuple(result)


def body_of(text: str, furniture: Iterable[Furniture]) -> str:
    """The text without its furniture, for judging what the text itself is like.

    >>> body_of("Met.\\nFacebook", [Furniture(5, 13, FurnitureKind.SHARING)])
    'Met.\\n'
    """
    parts: list[str] = []
    last = 0
    for item in sorted(furniture, key=lambda item: item.start):
        parts.append(text[last : item.start])
        last = max(last, item.end)
    return "".join([*parts, text[last:]])


@cache
def _source_pattern() -> re.Pattern[str]:
    label = any_of(words("source"))
    return re.compile(rf"{label}\s?:\s*(?P<address>(?:https?://|www\.)\S+|[^\s/]+\.[^\s.]\S*)", re.IGNORECASE)


def source_address(line: str) -> str | None:
    """The address that a line "Source: ADDRESS" gives, or None where the line is none.

    >>> source_address("Источник: https://example.org/a"), source_address("Source: the ministry.")
    ('https://example.org/a', None)
    """
    found = _source_pattern().fullmatch(" ".join(line.split()))
    return found["address"] if found else None


@cache
def _compiled(kind: str) -> re.Pattern[str]:
    return phrases(kind)


def _is(line: str, kind: str) -> bool:
    return len(line) <= _LONGEST_PHRASE and bool(_compiled(kind).fullmatch(folded(line)))


def _kind(line: str) -> FurnitureKind | None:
    """The kind of a line that is furniture by its words alone."""
    if len(line) > _LONGEST_PHRASE:
        return None
    whole = folded(line)
    for kind in _PHRASED:
        if _compiled(kind).fullmatch(whole):
            return kind
    names = [name for name in _BETWEEN_NAMES.split(whole) if name]
    if len(names) > 1 and all(_is(name, "sharing") or _is(name, "sharing_weak") for name in names):
        return FurnitureKind.SHARING if any(_is(name, "sharing") for name in names) else None
    sentences = sentences_of(line)
    if len(sentences) < 2:
        return None
    kinds = [_kind(sentence) for sentence in sentences]
    return kinds[0] if all(kinds) else None


def _by_words(line: str, known: FurnitureKind | None) -> FurnitureKind | None:
    """The kind of a line: that of its markup, save that a list of links may be share links or the way to the comments."""
    if known not in (None, FurnitureKind.NAVIGATION):
        return known
    found = _kind(line)
    return known if known and found not in (FurnitureKind.SHARING, FurnitureKind.COMMENTS) else found


def _known_kinds(lines: Sequence[Line], known: Sequence[Furniture]) -> list[FurnitureKind | None]:
    """For each line the kind of the known furniture that it lies in; both are in the order of the text."""
    kinds: list[FurnitureKind | None] = []
    items = iter(known)
    item = next(items, None)
    for line in lines:
        while item and item.end <= line.start:
            item = next(items, None)
        kinds.append(item.kind if item and item.start <= line.start else None)
    return kinds


def _near_the_ends(kinds: Sequence[FurnitureKind | None]) -> set[int]:
    """The lines above or below a text that may be the day of publication, counted without those known to be furniture."""
    places = [index for index, kind in enumerate(kinds) if kind is None or kind is FurnitureKind.TITLE]
    return {*places[:8], *places[-3:]}


def _mark_neighbours(
    lines: Sequence[Line], kinds: list[FurnitureKind | None], fits: Callable[[Line], bool], kind: FurnitureKind
) -> None:
    """Mark lines that count only beside furniture: once down the text and once up."""
    for order, step in ((range(len(lines)), -1), (range(len(lines) - 1, -1, -1), 1)):
        for index in order:
            beside = index + step
            known = 0 <= beside < len(lines) and kinds[beside] is not None
            if kinds[index] is None and known and fits(lines[index]):
                kinds[index] = kind


def _mark_teasers(lines: Sequence[Line], kinds: list[FurnitureKind | None], length: int) -> None:
    """Mark headings such as "Related articles" and the headlines below them; below the last sentence, those after a gap too."""
    unmarked = (index for index, line in enumerate(lines) if kinds[index] is None and line.ends_sentence)
    last_sentence = max(unmarked, default=-1)
    for index, line in enumerate(lines):
        if line.text.endswith((".", "!")) or not _is(line.text, "heading"):
            continue
        kinds[index] = FurnitureKind.NAVIGATION
        late = line.start > 0.6 * length or index > last_sentence
        for below in range(index + 1, len(lines)):
            teaser = lines[below]
            if kinds[below] is FurnitureKind.COMMENTS:
                break
            if teaser.ends_sentence or len(teaser.text) > _LONGEST_TEASER or (teaser.opens and not late):
                break
            kinds[below] = kinds[below] or FurnitureKind.NAVIGATION


def _mark_labels(lines: Sequence[Line], kinds: list[FurnitureKind | None]) -> None:
    """Mark a short line between two of one kind, such as "Name *" in a comment form."""
    for index in range(1, len(lines) - 1):
        before, after = kinds[index - 1], kinds[index + 1]
        short = len(lines[index].text) <= _LONGEST_LABEL and not lines[index].ends_sentence
        if kinds[index] is None and before is not None and before is after and short:
            kinds[index] = before


def _mark_comments(lines: Sequence[Line], kinds: list[FurnitureKind | None], length: int) -> None:
    """Mark everything below the heading of the readers' comments, where it stands in the second half."""
    for index, line in enumerate(lines):
        if line.opens and 2 * line.start > length and not line.ends_sentence and _is(line.text, "comments_heading"):
            for below in range(index, len(lines)):
                kinds[below] = kinds[below] or FurnitureKind.COMMENTS
            return
