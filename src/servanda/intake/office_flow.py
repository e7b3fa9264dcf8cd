"""The paragraphs and tables of a word processor's XML, as they are read from its events, without a tree.

Takes the bytes of one part and the names that its format gives to paragraphs, tables and the rest; gives its blocks in order: a
paragraph, or a table with one line a row and tabs between cells. What stands inside a paragraph as one of its own (a note, a
text box) follows it. Deleted and moved words, comments and second forms of the same words are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import ParseError, XMLParser

from servanda.errors import BinaryInput, InputTooLarge

__all__ = ["DOCX", "ODT", "Vocabulary", "flow_of"]

_DEEPEST = 1_000


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The local names of elements in one format; `words` are those whose text is shown."""

    paragraphs: frozenset[str]
    words: frozenset[str]
    table: str
    row: str
    cell: str
    left_out: frozenset[str]
    signs: dict[str, str]


DOCX = Vocabulary(
    paragraphs=frozenset({"p"}),
    words=frozenset({"t"}),
    table="tbl",
    row="tr",
    cell="tc",
    left_out=frozenset({"del", "moveFrom", "Fallback"}),
    signs={"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
)
ODT = Vocabulary(
    paragraphs=frozenset({"p", "h"}),
    words=frozenset({"p", "h"}),
    table="table",
    row="table-row",
    cell="table-cell",
    left_out=frozenset({"tracked-changes", "annotation", "note-citation", "forms"}),
    signs={"tab": "\t", "line-break": "\n", "s": " "},
)


def flow_of(part: bytes, words: Vocabulary, name: str) -> list[str]:
    """The blocks of a part that show anything.

    Raises BinaryInput where it is no XML, InputTooLarge where it is nested deeper than 1000.

    >>> flow_of(b"<d><p><t>One</t><tab/><t>two.</t></p><del><p><t>No.</t></p></del></d>", DOCX, "a.docx")
    ['One two.']
    """
    flow = _Flow(words, name)
    parser = XMLParser(target=flow)  # noqa: S314
    try:
        parser.feed(part)
        parser.close()
    except (ParseError, ValueError) as fault:
        raise BinaryInput("no-office-file", file=name, remedy="save-as-office-file") from fault
    return flow.blocks


class _Flow:
    """What has been read so far; expat calls `start`, `data` and `end`."""

    def __init__(self, words: Vocabulary, name: str) -> None:
        self.blocks: list[str] = []
        self._words, self._name = words, name
        self._depth = self._out = self._shown = self._tables = 0
        self._open: list[list[str]] = []
        self._within: list[str] = []
        self._rows: list[str] = []
        self._row: list[str] = []
        self._cell: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise InputTooLarge("markup-too-deep", file=self._name, remedy="save-page-as-text", limit=_DEEPEST)
        tag, words = tag.rpartition("}")[2], self._words
        if self._out or tag in words.left_out:
            self._out += 1
            return
        if tag in words.paragraphs:
            self._open.append([])
        elif tag == words.table:
            self._tables += 1
        elif tag == words.cell and self._tables == 1:
            self._cell = []
        elif tag in words.signs and self._open:
            self._open[-1].append(words.signs[tag])
        self._shown += tag in words.words

    def data(self, text: str) -> None:
        if self._shown and self._open and not self._out:
            self._open[-1].append(text)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._out:
            self._out -= 1
            return
        tag, words = tag.rpartition("}")[2], self._words
        self._shown -= tag in words.words
        if tag in words.paragraphs:
            self._paragraph()
        elif tag == words.table:
            self._tables -= 1
            if not self._tables:
                self._add("\n".join(self._rows))
                self._rows = []
        elif tag == words.row and self._tables == 1:
            if any(self._row):
                self._rows.append("\t".join(self._row))
            self._row = []
        elif tag == words.cell and self._tables == 1:
            self._row.append(" ".join(self._cell))

    def close(self) -> None:
        return

    def _paragraph(self) -> None:
        lines = ("".join(self._open.pop())).split("\n")
        text = "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
        if self._open:
            self._within.append(text)
            return
        for one in (text, *self._within):
            self._add(one)
        self._within = []

    def _add(self, text: str) -> None:
        if not text:
            return
        if self._tables:
            self._cell.append(" ".join(text.split()))
        else:
            self.blocks.append(text)
