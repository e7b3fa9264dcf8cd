"""JSON as a tree that remembers its lines, read within stated limits: a register as a program writes it.

The tree is the one that YAML gives, so that the same fields, checks and errors serve both. Numbers keep their digits as they are
written. A name that stands twice in an object is refused, where other readers silently take the last.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from pathlib import Path

import yaml

from servanda.errors import EmptyInput, InputError, RegisterError, TableError
from servanda.intake.register_yaml import MAX_DEPTH, Node, read_register_text
from servanda.intake.table import Row
from servanda.message import Message

__all__ = ["as_yaml", "json_rows", "read_json"]

_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, which is no character."""
_WORD = re.compile(r"true|false|null")


def read_json(path: Path) -> Node:
    """The file's content as a Node; raises RegisterError, EmptyInput or InputTooLarge with the line and a remedy.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "register.json"
    ...     _ = file.write_text('{"agreement":\\n {"id": "accord", "name": {"fr": "Accord"}}}', encoding="utf-8")
    ...     node = read_json(file).fields["agreement"].fields["id"]
    >>> node.text, node.line
    ('accord', 2)
    """
    text = read_register_text(path)
    if not text.strip():
        raise EmptyInput("register-empty", file=str(path), remedy="begin-register")
    return _Reader(text, str(path)).whole()


def json_rows(path: Path, refused: list[TableError]) -> list[Row]:
    """A list of objects as the rows of a table, each with the line on which it begins; those with other things are refused.

    A list of texts becomes one cell with `;` between them, names by language the columns name, name_fr, name_ru and so on.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "rows.json"
    ...     _ = file.write_text('[{"id": "a", "name": {"en": "Way", "ru": "Путь"}, "bodies": ["x"]}]')
    ...     json_rows(file, [])
    [Row(number=1, cells={'id': 'a', 'name': 'Way', 'name_ru': 'Путь', 'bodies': 'x'}, sheet='')]
    """
    root = read_json(path)
    if root.entries is None:
        raise InputError("json-no-rows", file=str(path), line=root.line, value=root.shown, remedy="json-list-of-rows")
    rows = []
    for node in root.entries:
        try:
            rows.append(Row(node.line, _cells(node, str(path))))
        except TableError as error:
            refused.append(error)
    return rows


def _cells(node: Node, file: str) -> dict[str, str]:
    if node.fields is None:
        raise TableError("json-no-row", file=file, line=node.line, value=node.shown, remedy="json-list-of-rows")
    cells: dict[str, str] = {}
    for name, value in node.fields.items():
        column = " ".join(name.split()).lower()
        if column == "name" and value.fields is not None:
            texts = {"name" if lang == "en" else f"name_{lang}": text for lang, text in value.fields.items()}
        else:
            texts = {column: value}
        cells |= {key: _cell(name, one, file) for key, one in texts.items() if not one.is_nothing}
    return cells


def _cell(name: str, value: Node, file: str) -> str:
    texts = [one.text for one in value.entries] if value.entries is not None else [value.text]
    if value.fields is not None or None in texts:
        raise TableError(
            "json-no-cell", file=file, line=value.line, value=value.shown, remedy="json-text-here", column=name
        )
    return "; ".join(" ".join(text.split()) for text in texts if text is not None)


class _Reader:
    """Reads one value after another; `at` is where it stands in the text."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.at = 0
        self.depth = 0
        self._ends = [place for place, sign in enumerate(text) if sign == "\n"]

    def whole(self) -> Node:
        """The text's only value."""
        root = self._value()
        if self._sign():
            raise self._fault(Message.of("json-goes-on"))
        return root

    def _sign(self) -> str:
        """The next character behind blanks."""
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at
        return self.text[self.at : self.at + 1]

    @property
    def _line(self) -> int:
        return bisect_right(self._ends, self.at - 1) + 1

    def _fault(self, fault: Message) -> RegisterError:
        found = self.text[self.at : self.at + 20].split("\n")[0] or None
        return RegisterError(fault, file=self.file, line=self._line, value=found, remedy="check-json")

    def _value(self) -> Node:
        sign = self._sign()
        line = self._line
        if sign in ("{", "["):
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise RegisterError(
                    "register-too-deep", file=self.file, line=line, remedy="give-activities-apart", limit=MAX_DEPTH
                )
            node = self._object(line) if sign == "{" else self._list(line)
            self.depth -= 1
            return node
        if sign == '"':
            return Node(line, text=self._string())
        found = _NUMBER.match(self.text, self.at) or _WORD.match(self.text, self.at)
        if not found:
            raise self._fault(Message.of("json-expected-value"))
        self.at = found.end()
        return Node(line, text=None if found[0] == "null" else found[0])

    def _string(self) -> str:
        try:
            text, self.at = json.decoder.scanstring(  # type: ignore[attr-defined]
                self.text, self.at + 1, True
            )
        except json.JSONDecodeError as error:
            self.at = error.pos
            raise self._fault(Message.of("json-text-unreadable")) from error
        if _HALF.search(text):
            raise self._fault(Message.of("json-text-unreadable"))
        return str(text)

    def _list(self, line: int) -> Node:
        node = Node(line, entries=[])
        self.at += 1
        while self._sign() != "]" or node.entries:
            if node.entries is not None:
                node.entries.append(self._value())
            if self._end("]"):
                return node
        self.at += 1
        return node

    def _object(self, line: int) -> Node:
        node = Node(line, fields={})
        self.at += 1
        while self._sign() != "}" or node.fields:
            if self._sign() != '"':
                raise self._fault(Message.of("json-expected-name"))
            begins, name = self._line, self._string()
            if node.fields is not None and name in node.fields:
                raise RegisterError(
                    "field-twice", file=self.file, line=begins, value=name, remedy="keep-one-field",
                    other=node.key_lines[name],
                )  # fmt: skip
            if self._sign() != ":":
                raise self._fault(Message.of("json-expected-sign", sign=":"))
            self.at += 1
            node.key_lines[name] = begins
            if node.fields is not None:
                node.fields[name] = self._value()
            if self._end("}"):
                return node
        self.at += 1
        return node

    def _end(self, sign: str) -> bool:
        """Whether a list or an object ends here; a comma leads to its next value."""
        found = self._sign()
        if found not in (sign, ","):
            raise self._fault(Message.of("json-expected-sign", sign=sign))
        self.at += 1
        return found == sign


def as_yaml(node: Node) -> str:
    """A tree as the text of agreement.yaml.

    >>> print(as_yaml(Node(1, fields={"id": Node(1, text="a: b"), "due": Node(2, text="2031-06")})), end="")
    id: 'a: b'
    due: 2031-06
    """
    return str(yaml.dump(_plain(node), Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=130))


def _plain(node: Node) -> object:
    if node.fields is not None:
        return {name: _plain(value) for name, value in node.fields.items()}
    if node.entries is not None:
        return [_plain(value) for value in node.entries]
    return node.text
