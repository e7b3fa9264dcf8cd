"""Who said what in whole pages that the grammar never saw: precision, recall and F1 by language and half.

    python benchmarks/attribution.py [fr|ru] [open|held] [-v]

Takes the pages of tests/reading/attribution, written in the manner of different newsrooms and official sites, and annotated
before any rule was written for them. A page's `said` holds one attribution a line, `source | cue | content`, in the page's own
words: "+" parts spans, "~" stands for all words between two, "#2" names the second place of those words; a cue and a source
without a number are those nearest to the content. Names that begin with "held" were only counted, never read, while rules were
written. `-v` prints, for the open half alone, what was missed and what was invented.

An attribution is right where its content and its source share half of their words with the annotator's, as the attributed F1 of
Newell, Margolin and Ruths (LREC 2018) has it; "content" counts those whose content agrees, whoever is said to say it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from servanda.document import Document, Furniture, FurnitureKind, Span
from servanda.period import Period
from servanda.reading.attribution import find_statements

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "reading" / "attribution"
LANGUAGES = ("fr", "ru")
HALVES = ("open", "held")
WORD = re.compile(r"\w+")
Said = dict[str, tuple[Span, ...]]


def pages(lang: str, half: str) -> list[tuple[Document, list[Said]]]:
    """The pages of one language and half with what is said in them."""
    return [page(path) for path in sorted((FOLDER / lang).glob(f"{half}_*.yaml"))]


def page(path: Path) -> tuple[Document, list[Said]]:
    """One page as a document, its first line as the title, and its attributions as spans."""
    row: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    day: date = row["published"]
    title = row["text"].split("\n")[0]
    document = Document(
        path.stem,
        row["text"],
        path.parent.name,
        title=title,
        published=Period(day, day),
        furniture=(Furniture(0, len(title), FurnitureKind.TITLE),),
    )
    return document, [spans(row["text"], line) for line in row["said"].splitlines()]


def spans(text: str, line: str) -> Said:
    """The spans of one line of an annotation.

    >>> spans("He said: yes. She said that it rained.", "She | said | that ~ rained")
    {'source': ((14, 17),), 'cue': ((18, 22),), 'content': ((23, 37),)}
    """
    source, cue, content = ([part.strip() for part in role.split(" + ") if part.strip()] for role in line.split("|"))
    said: list[Span] = []
    for words in content:
        said.append(place(text, words, said[-1][1] if said else 0))
    near = (said[0][0], said[-1][1])
    return {
        "source": tuple(sorted(place(text, words, near=near) for words in source)),
        "cue": tuple(sorted(place(text, words, near=near) for words in cue)),
        "content": tuple(sorted(said)),
    }


def place(text: str, words: str, begin: int = 0, near: Span | None = None) -> Span:
    """Where the words stand: the first place from `begin`, the one that is numbered, or the one nearest to a span."""
    words, _, number = words.partition("#")
    first, _, last = (part.strip() for part in words.partition(" ~ "))
    end = r"" if not first[-1].isalnum() or (last and not last[0].isalnum()) else r"(?!\w)"
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(first)}{end}", text) if match.start() >= begin]
    if last:
        found = [(start, stop + len(last)) for start, end in found if (stop := text.find(last, end)) >= 0]
        found = sorted(found, key=lambda span: span[1] - span[0])
    if not found:
        raise ValueError(f"{words!r} does not stand in the page")
    if number:
        return found[int(number) - 1]
    return min(found, key=lambda span: max(near[0] - span[1], span[0] - near[1], 0)) if near else found[0]


@dataclass
class Score:
    """Counts over pages: attributions of the annotator, of the reader, and those that agree."""

    wanted: int = 0
    given: int = 0
    content: int = 0
    right: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of those given that are right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of those wanted that were given."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Attributed F1: the right words in the right mouth."""
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 0.0

    @property
    def content_f1(self) -> float:
        """The same, whoever is said to say them."""
        return 2 * self.content / (self.given + self.wanted) if self.given + self.wanted else 0.0


def score(listed: list[tuple[Document, list[Said]]]) -> Score:
    """What the reader makes of the pages, against their annotation."""
    total = Score()
    for document, wanted in listed:
        given: list[Said] = [
            {"source": s.source, "cue": s.cue, "content": s.content} for s in find_statements(document)
        ]
        total.wanted += len(wanted)
        total.given += len(given)
        left_wanted, left_given = set(range(len(wanted))), set(range(len(given)))
        for i, j in sorted(_matches(document.text, given, wanted)):
            left_given.discard(i)
            left_wanted.discard(j)
            total.content += 1
            same = (
                _overlap(_words(document.text, given[i]["source"]), _words(document.text, wanted[j]["source"])) >= 0.5
            )
            total.right += same
            if not same:
                total.differences.append(f"{document.doc}  whose   {_told(document.text, given[i])}")
                total.differences.append(f"{document.doc}  wanted  {_told(document.text, wanted[j])}")
        total.differences += [f"{document.doc}  missed  {_told(document.text, wanted[j])}" for j in sorted(left_wanted)]
        total.differences += [f"{document.doc}  invented  {_told(document.text, given[i])}" for i in sorted(left_given)]
    return total


def _matches(text: str, given: list[Said], wanted: list[Said]) -> Iterator[tuple[int, int]]:
    """Pairs whose content agrees, best first, each used once."""
    pairs = sorted(
        (
            (_overlap(_words(text, a["content"]), _words(text, b["content"])), i, j)
            for i, a in enumerate(given)
            for j, b in enumerate(wanted)
        ),
        reverse=True,
    )
    used_given: set[int] = set()
    used_wanted: set[int] = set()
    for overlap, i, j in pairs:
        if overlap >= 0.5 and i not in used_given and j not in used_wanted:
            used_given.add(i)
            used_wanted.add(j)
            yield i, j


def _words(text: str, said: tuple[Span, ...]) -> frozenset[int]:
    return frozenset(word.start() for start, end in said for word in WORD.finditer(text, start, end))


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def _told(text: str, said: Said) -> str:
    return " | ".join(" + ".join(text[a:b] for a, b in said[role]) for role in ("source", "cue", "content"))


def main(arguments: list[str]) -> None:
    """Print a row for each language and half."""
    print("lang  half  wanted  given  precision  recall  attributed F1  content F1")
    for lang in [lang for lang in LANGUAGES if lang in arguments] or LANGUAGES:
        for half in [half for half in HALVES if half in arguments] or HALVES:
            got = score(pages(lang, half))
            print(
                f"{lang:4}  {half:4}  {got.wanted:6}  {got.given:5}  {got.precision:9.2f}  {got.recall:6.2f}"
                f"  {got.f1:13.2f}  {got.content_f1:10.2f}"
            )
            if "-v" in arguments and half == "open":
                print("\n".join(got.differences))


if __name__ == "__main__":
    main(sys.argv[1:])
