"""Quotations in a stretch of text: which words stand between quotation marks, or after a dash of dialogue.

Takes a text and the bounds of a paragraph, gives the outermost quotations with their inner words as one or more spans (a
Russian quotation is interrupted by ", - said X. -" inside its marks). Marks of every style are read, nested in any way;
French pages use English marks and the other way round. A mark that is never closed runs to the end of its paragraph.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from servanda.document import Span

__all__ = ["Quotation", "dialogue", "find_quotations"]

_CLOSER = {"«": "»", "“": "”", "„": "“”", "‹": "›", '"': '"', "‘": "’", "''": "''", "``": "''"}
_MARKS = re.compile(r"[«»“”„‹›\"‘’]|''|``")
_AFTER_SHARED = re.compile(r"\s*(?:[.,;:!?…)\]]|[—–-]\s|$)")
_DASH = re.compile(r"[ \t\u00a0]*[—–-][ \t\u00a0]+")
_COMMA = re.compile(
    r"[,!?…][ \t\u00a0]+(?:(?:(?:a|ont|avait)(?:-t-(?:il|elle|on|ils|elles))?|s['’]est|se sont|se)[ \u00a0]|s['’])?"
)
_CLITIC = re.compile(
    r"[,!?…]\s(?:(?:\w+-)+(?:il|elle|ils|elles)\s|(?:a|ont|s['’]est|se sont)\s\w+[éit]e?s?\s(?:l[ea]\s|l['’]|M\.|Mme|[A-ZÀ-Þ]))"
)
_SENTENCE_END = re.compile(r"[.;][ \t\u00a0]+(?:[—–-][ \t\u00a0]+)?")
_BREAK = re.compile(r"(?P<stop>[,.!?…»”\"]*)[ \t\u00a0]+[—–-][ \t\u00a0]+")


class Quotation(NamedTuple):
    """A quotation: the span with its marks, and the quoted words as spans without them."""

    start: int
    end: int
    parts: tuple[Span, ...]
    closed: bool = True

    @property
    def inner(self) -> Span:
        """The span from the first quoted word to the last."""
        return self.parts[0][0], self.parts[-1][1]


def find_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The outermost quotations between two offsets, in order.

    >>> page = 'Il parle de «la «grande» loi» et dit : “Nous irons.”'
    >>> [page[q.inner[0]:q.inner[1]] for q in find_quotations(page, 0, len(page))]
    ['la «grande» loi', 'Nous irons.']
    >>> [q.closed for q in find_quotations("« Sans fin, dit-on", 0, 18)]
    [False]
    """
    found: list[Quotation] = []
    open_marks: list[tuple[int, str]] = []
    last_close = -1
    for mark in _MARKS.finditer(text, start, end):
        place, sign = mark.start(), mark.group()
        if open_marks and sign in _CLOSER[open_marks[-1][1]] and _may_close(text, place, end, sign):
            opened, _ = open_marks.pop()
            last_close = mark.end()
            if not open_marks:
                found.append(_quotation(text, opened, mark.end()))
        elif _may_open(text, place, start, end, sign) and not (sign == "‘" and "’" not in text[place:end]):
            open_marks.append((place, sign))
        elif len(open_marks) > 1 and any(sign in _CLOSER[style] for _, style in open_marks):
            while sign not in _CLOSER[open_marks[-1][1]]:
                open_marks.pop()
            opened, _ = open_marks.pop()
            last_close = mark.end()
            if not open_marks:
                found.append(_quotation(text, opened, mark.end()))
    if open_marks and open_marks[0][1] != "‘":
        opened = open_marks[0][0]
        shared = last_close > opened and _AFTER_SHARED.match(text, last_close, end) is not None
        found.append(_quotation(text, opened, last_close) if shared else _unclosed(text, opened, end))
    return found


def _may_open(text: str, place: int, start: int, end: int, sign: str) -> bool:
    """Whether a mark stands where a quotation can begin: after a space or a bracket, before a word."""
    if sign not in _CLOSER or place + len(sign) >= end:
        return False
    before = text[place - 1] if place > start else " "
    if sign in "«„‹“":
        return text[place + 1 : place + 3].strip()[:1] not in (".", ",", ";", ":")
    return (before.isspace() or before in "([—–-«“„") and not text[place + len(sign)].isspace()


def _may_close(text: str, place: int, end: int, sign: str) -> bool:
    """Whether a mark that can be an apostrophe or an opening one stands where a quotation can end."""
    after = text[place + len(sign)] if place + len(sign) < end else " "
    if sign in ('"', "''"):
        return not text[place - 1].isspace() or after.isspace() or not after.isalnum()
    return sign not in "’“" or not after.isalnum()


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _quotation(text: str, opened: int, end: int) -> Quotation:
    size = 2 if text[opened : opened + 2] in ("''", "``") else 1
    return Quotation(opened, end, (_trim(text, opened + size, end - size),))


def _unclosed(text: str, opened: int, end: int) -> Quotation:
    start, stop = _trim(text, opened + (2 if text[opened : opened + 2] in ("''", "``") else 1), end)
    return Quotation(opened, stop, ((start, stop),), closed=False)


def dialogue(text: str, start: int, end: int) -> Quotation | None:
    """The speech of a paragraph that begins with a dash, or None; `interrupted` takes the author's words out of it.

    >>> line = "— Мы готовы, — сказал он."
    >>> dialogue(line, 0, len(line)).start
    0
    """
    dash = _DASH.match(text, start, end)
    if not dash:
        return None
    first, last = _trim(text, dash.end(), end)
    return Quotation(start, last, ((first, last),), closed=False) if last > first else None


def _without_inserted(text: str, first: int, last: int, cue: re.Pattern[str]) -> list[Span]:
    """The words of an unclosed quotation up to ", dit-il", and on from the end of that sentence behind a dash."""
    for comma in _COMMA.finditer(text, first, last):
        if cue.match(text, comma.end(), last):
            stop = _SENTENCE_END.search(text, comma.end(), last)
            parts = [_trim(text, first, comma.start() + (text[comma.start()] != ","))]
            return [*parts, _trim(text, stop.end(), last)] if stop and stop.end() < last else parts
    return [(first, last)]


def interrupted(text: str, quotation: Quotation, cue: re.Pattern[str]) -> Quotation:
    """The quotation without the author's words between dashes in it, where they begin with a cue word.

    >>> line = "«Мы готовы, - сказал он. - Начнём завтра»."
    >>> whole = find_quotations(line, 0, len(line))[0]
    >>> [line[a:b] for a, b in interrupted(line, whole, re.compile("сказал")).parts]
    ['Мы готовы', 'Начнём завтра']
    """
    first, last = quotation.inner
    parts: list[Span] = []
    dashes = list(_BREAK.finditer(text, first, last))
    here, outside = first, False
    for dash in dashes:
        if not outside and dash["stop"] and cue.match(text, dash.end(), last):
            parts.append(_trim(text, here, dash.end("stop") if dash["stop"] not in (",",) else dash.start()))
            outside = True
        elif outside and dash["stop"]:
            here, outside = dash.end(), False
    if not outside:
        parts.append(_trim(text, here, last))
    if len(parts) == 1 and not outside and (not quotation.closed or _CLITIC.search(text, first, last)):
        parts = _without_inserted(text, *parts[0], cue)
    kept = tuple(part for part in parts if part[1] > part[0])
    return quotation._replace(parts=kept or quotation.parts)
