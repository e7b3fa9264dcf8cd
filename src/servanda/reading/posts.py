"""Posts of social networks on a page: a name with its handle and day, and what was posted below or above them.

Takes a `Document`, gives `Post`s. "Ann Lee (@annlee) · 12 March 2024" and the words below it, up to an empty line or the next
post, are one; so are the words above "— Ann Lee (@annlee) March 12, 2024", which is how pages embed them. A handle in a sentence
is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from servanda.document import Document, Span
from servanda.reading.sentences import content_spans
from servanda.reading.turns import trimmed

__all__ = ["Post", "find_posts"]

_HANDLE = r"@(?P<handle>\w[\w.]{1,30})"
_HEAD = re.compile(
    rf"(?P<dash>[—–-]+[ \u00a0])?(?P<name>[^\W\d_][^\n@:;!?]{{0,60}}?)?[ \u00a0,(|·•–-]*{_HANDLE}\)?(?P<rest>[^\n@]{{0,40}})"
)
_REST = re.compile(r"[ \u00a0·•|,:()—–-]*(?:[\w.]*[ \u00a0,.:/·•-]*){0,8}")
_LONGEST_NAME = 8
_LONGEST_DAY = 30


class Post(NamedTuple):
    """Who posted, by the words that name them, and what."""

    name: Span
    said: tuple[Span, ...]
    head: Span


class _Line(NamedTuple):
    start: int
    end: int
    opens: bool


def find_posts(document: Document) -> list[Post]:
    """The posts of a document in the order of its text.

    >>> page = Document("a", "Ann Lee (@annlee) · 12 March 2024\\nThe road is open.\\n\\nFollow us @thepaper for more.", "en")
    >>> [(page.text[slice(*p.name)], [page.text[a:b] for a, b in p.said]) for p in find_posts(page)]
    [('Ann Lee', ['The road is open.'])]
    """
    text = document.text
    lines = list(_lines(text, content_spans(document)))
    heads = [found for number, line in enumerate(lines) if (found := _head(text, lines, number))]
    posts: list[Post] = []
    for place, (number, match) in enumerate(heads):
        before = heads[place - 1][0] if place else -1
        behind = heads[place + 1][0] if place + 1 < len(heads) else len(lines)
        name = _named(text, lines, number, match)
        head = (min(name[0], lines[number].start), lines[number].end)
        if match["dash"]:
            above = _above(lines, number, before)
            said = tuple(trimmed(text, line.start, line.end) for line in above)
        else:
            below, day = _below(text, lines, number, behind)
            head = (head[0], day or head[1])
            said = tuple(trimmed(text, line.start, line.end) for line in below)
        if said:
            posts.append(Post(name, said, head))
    return posts


def _lines(text: str, spans: list[Span]) -> Iterator[_Line]:
    """The lines of the spans that hold something; `opens` those behind an empty line."""
    for start, end in spans:
        opens = True
        for line in re.finditer(r"[^\n]*", text[start:end]):
            first, last = trimmed(text, start + line.start(), start + line.end())
            if last > first:
                yield _Line(first, last, opens)
                opens = False
            elif line.start() != line.end() or text[start + line.start() - 1 : start + line.start()] == "\n":
                opens = True


def _head(text: str, lines: list[_Line], number: int) -> tuple[int, re.Match[str]] | None:
    """Whether a line is a name with a handle and at most a day behind it."""
    line = lines[number]
    match = _HEAD.fullmatch(text, line.start, line.end)
    if match is None or not _REST.fullmatch(match["rest"]):
        return None
    name = (match["name"] or "").split()
    dated = any(sign.isdigit() for sign in match["rest"])
    above = text[lines[number - 1].start : lines[number - 1].end] if number and not line.opens else ""
    below = text[lines[number + 1].start : lines[number + 1].end] if number + 1 < len(lines) else ""
    if not name:
        known = _is_name(above) or dated or _is_day(below)
    else:
        known = len(name) <= _LONGEST_NAME and name[0][0].isupper() and (len(match["rest"].split()) < 2 or dated)
    return (number, match) if known else None


def _is_name(line: str) -> bool:
    words = line.split()
    return 0 < len(words) <= 5 and words[0][0].isupper() and not line.endswith((".", "!", "?", ":", "…"))


def _is_day(line: str) -> bool:
    """Whether a line tells when and nothing else."""
    return (
        len(line) <= _LONGEST_DAY
        and any(sign.isdigit() for sign in line)
        and not line.endswith((".", "!", "?", "…", "%"))
    )


def _named(text: str, lines: list[_Line], number: int, match: re.Match[str]) -> Span:
    """The words that name who posted: the name, on the same line or the one above, else the handle."""
    if match["name"]:
        start, end = match.span("name")
        while end > start and not text[end - 1].isalnum():
            end -= 1
        return start, end
    above = lines[number - 1] if number and not lines[number].opens else None
    if above and _is_name(text[above.start : above.end]):
        return above.start, above.end
    return match.start("handle") - 1, match.end("handle")


def _above(lines: list[_Line], number: int, before: int) -> list[_Line]:
    """The lines of the paragraph above a signature."""
    found: list[_Line] = []
    for here in range(number - 1, before, -1):
        found.insert(0, lines[here])
        if lines[here].opens:
            break
    return found


def _below(text: str, lines: list[_Line], number: int, behind: int) -> tuple[list[_Line], int]:
    """The lines of the post below its head, without the one that tells the day, and where that one ends."""
    found: list[_Line] = []
    day = 0
    for here in range(number + 1, behind):
        line = lines[here]
        if here == number + 1 and _is_day(text[line.start : line.end]):
            day = line.end
        elif (line.opens and found) or (line.opens and here > number + 1 + bool(day)):
            break
        else:
            found.append(line)
    if behind < len(lines) and found and found[-1].end == lines[behind - 1].end and not lines[behind].opens:
        found = found[:-1] if _is_name(text[found[-1].start : found[-1].end]) else found
    return found, day
