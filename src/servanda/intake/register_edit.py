"""Edits of a register's own files: an entry's fields set, an entry added, moved or taken out, all else left as it was typed.

Takes the files of a register by name (agreement.yaml, activities.csv) and gives them back changed. Comments, order and quotes of
agreement.yaml stay. Fields are texts as people type them, lists with `;` between; whether the result is a register is for
`check_agreement` to say.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from servanda.errors import UsageError
from servanda.intake.register_origins import COLUMNS as ORIGINS
from servanda.intake.register_table import as_csv
from servanda.message import LANGUAGES

__all__ = ["KINDS", "RegisterText", "key_of_tenure"]

_NAMES = ("name", *(f"name_{lang}" for lang in LANGUAGES if lang != "en"))
KINDS: dict[str, tuple[str, ...]] = {
    "items": (
        *_NAMES, "level", "parent", "aliases", "period", "due", "bodies", "cooperating", "depends_on", "weight", "dropped",
        "replaces", "split_from", "source",
    ),
    "people": (*_NAMES, "aliases", "offices", "party"),
    "bodies": (*_NAMES, "aliases", "party", "lang"),
    "offices": (*_NAMES, "aliases", "party"),
    "tenures": ("person", "office", "from", "to", "source", "accessed"),
}  # fmt: skip
"""The fields of each kind of entry that can be edited so; what else an entry has stays as it is."""

_LISTS = frozenset({"aliases", "bodies", "cooperating", "depends_on", "replaces", "offices"})
_NOT_IN_ROWS = frozenset({"aliases"})
_TENURE = ("person", "office", "from")
_REGISTER, _ROWS = "agreement.yaml", "activities.csv"
_INDENTED = re.compile(r"^\w+:[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)* +- ", re.MULTILINE)


def key_of_tenure(fields: Mapping[str, str]) -> str:
    """What names a tenure: who, which office, since when.

    >>> key_of_tenure({"person": "roy", "office": "minister", "from": "2019-03", "to": "2024"})
    'roy~minister~2019-03'
    """
    return "~".join(fields.get(name, "") for name in _TENURE)


class RegisterText:
    """The files of a register, to be edited.

    >>> text = "# kept\\nagreement: {id: a, name: {en: A}}\\nitems:\\n  - {id: p, level: plan, name: {en: Plan}}  # this too\\n"
    >>> register = RegisterText({"agreement.yaml": text})
    >>> register.put("items", "p", register.fields("items", "p") | {"name_fr": "Projet", "due": "2030-06"})
    >>> print(register.files["agreement.yaml"].splitlines()[3])
      - {id: p, level: plan, name: {en: Plan, fr: Projet}, due: 2030-06} # this too
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        sheet = next((name for name in files if name.startswith("activities.") and name != _ROWS), None)
        if sheet is not None:
            raise UsageError("register-in-spreadsheet", value=sheet, remedy="save-as-csv-beside")
        self._before = dict(files)
        text = files.get(_REGISTER, "")
        self._yaml = YAML()
        self._yaml.preserve_quotes = True
        self._yaml.width = 1_000_000
        is_indented = bool(_INDENTED.search(text))
        self._yaml.indent(mapping=2, sequence=4 if is_indented else 2, offset=2 if is_indented else 0)
        self._root: Any = self._yaml.load(text) or CommentedMap()
        table = csv.DictReader(io.StringIO(files.get(_ROWS, ""), newline=""))
        self._rows = [{name: cell or "" for name, cell in row.items() if name} for row in table]
        self._columns = list(table.fieldnames or ())
        self._is_changed = {_REGISTER: False, _ROWS: False}

    @property
    def files(self) -> dict[str, str]:
        """The files as they are now; one that was not touched is the same to the letter."""
        found = dict(self._before)
        if self._is_changed[_REGISTER]:
            out = io.StringIO()
            self._yaml.dump(self._root, out)
            found[_REGISTER] = out.getvalue()
        if self._is_changed[_ROWS]:
            found[_ROWS] = as_csv(self._rows, self._columns)
        return found

    def fields(self, kind: str, key: str) -> dict[str, str] | None:
        """The fields of an entry that it has; None where there is no such entry."""
        if kind == "items" and (row := self._row(key)) is not None:
            return {name: row[name] for name in KINDS["items"] if row.get(name)}
        found = self._node(kind, key)
        if found is None:
            return None
        node, _, parent = found
        told = {name: text for name in KINDS[kind] if (text := _told(node, name))}
        return told | ({"parent": parent} if parent else {})

    def put(self, kind: str, key: str, fields: Mapping[str, str]) -> None:
        """Give an entry these fields, and no others of those that are edited so; it is added where it is not there."""
        before = self.fields(kind, key)
        if before is None:
            self._add(kind, key, fields)
            return
        changed = {name: fields.get(name, "") for name in KINDS[kind] if fields.get(name, "") != before.get(name, "")}
        row = self._row(key) if kind == "items" else None
        if row is not None:
            self._put_in_row(row, changed)
            return
        node, siblings, _ = self._found(kind, key)
        self._is_changed[_REGISTER] |= bool(changed)
        if "parent" in changed:
            self._move(node, siblings, changed.pop("parent"))
        for name, text in changed.items():
            _set(node, name, text)

    def remove(self, kind: str, key: str) -> None:
        """Take an entry out, with what lies below it in agreement.yaml."""
        row = self._row(key) if kind == "items" else None
        if row is not None:
            self._rows.remove(row)
            self._is_changed[_ROWS] = True
            return
        node, siblings, _ = self._found(kind, key)
        siblings[:] = [one for one in siblings if one is not node]
        self._is_changed[_REGISTER] = True

    def _row(self, key: str) -> dict[str, str] | None:
        return next((row for row in self._rows if row.get("id") == key), None)

    def _found(self, kind: str, key: str) -> tuple[Any, Any, str]:
        found = self._node(kind, key)
        if found is None:
            raise UsageError("entry-not-there", value=key, remedy="see-it-as-it-is")
        return found

    def _node(self, kind: str, key: str) -> tuple[Any, Any, str] | None:
        """An entry of agreement.yaml with the list that it stands in and the id of the entry above it."""
        for node, siblings, parent in _walk(self._root.get(kind), ""):
            own = key_of_tenure(_as_texts(node)) if kind == "tenures" else str(node.get("id"))
            if own == key:
                return node, siblings, parent
        return None

    def _put_in_row(self, row: dict[str, str], changed: Mapping[str, str]) -> None:
        for name, text in changed.items():
            if name in _NOT_IN_ROWS and text:
                raise UsageError("not-in-a-row", value=name, remedy="write-it-in-register")
            row[name] = text
            if name not in self._columns and text:
                self._columns.append(name)
        if changed:
            row |= dict.fromkeys(set(ORIGINS) & set(self._columns), "")
            self._is_changed[_ROWS] = True

    def _add(self, kind: str, key: str, fields: Mapping[str, str]) -> None:
        if kind == "items" and self._columns:
            row = {"id": key}
            self._rows.append(row)
            self._put_in_row(row, {name: text for name, text in fields.items() if text})
            return
        node = CommentedMap()
        if kind != "tenures":
            node["id"] = key
        for name in KINDS[kind]:
            if name != "parent" and fields.get(name):
                _set(node, name, fields[name])
        self._list(kind, fields.get("parent", "")).append(node)
        self._is_changed[_REGISTER] = True

    def _list(self, kind: str, parent: str) -> Any:
        """The list that entries of a kind below another stand in."""
        above = self._root if not parent else self._found(kind, parent)[0]
        if not above.get(kind):
            above[kind] = CommentedSeq()
        return above[kind]

    def _move(self, node: Any, siblings: Any, parent: str) -> None:
        """Put an entry of agreement.yaml below another; one with rows only below it cannot hold it."""
        if parent and self._row(parent) is not None:
            raise UsageError("below-a-row", value=parent, remedy="choose-other-parent")
        inside = {str(one.get("id")) for one, _, _ in _walk([node], "")}
        if parent in inside:
            raise UsageError("below-itself", value=parent, remedy="choose-other-parent")
        new = self._list("items", parent)
        siblings[:] = [one for one in siblings if one is not node]
        new.append(node)


def _walk(entries: Any, parent: str) -> Iterator[tuple[Any, Any, str]]:
    """The entries of a list and all below them, each with its list and the id of the entry above."""
    for node in list(entries or ()):
        yield node, entries, parent
        yield from _walk(node.get("items"), str(node.get("id")))


def _as_texts(node: Any) -> dict[str, str]:
    return {name: _told(node, name) for name in KINDS["tenures"]}


def _told(node: Any, name: str) -> str:
    """A field as a text."""
    head, _, lang = name.partition("_")
    if head == "name":
        names = node.get("name") or {}
        return str(names.get(lang or "en", "") or "")
    value = node.get(name)
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _set(node: Any, name: str, text: str) -> None:
    """Give a field a text; an empty one takes it out."""
    head, _, lang = name.partition("_")
    if head == "name":
        if not node.get("name"):
            node["name"] = CommentedMap()
        node, name = node["name"], lang or "en"
    if not text:
        node.pop(name, None)
    elif name in _LISTS:
        listed = CommentedSeq(one.strip() for one in text.split(";") if one.strip())
        listed.fa.set_flow_style()
        node[name] = listed
    else:
        node[name] = _plain(text)


def _plain(text: str) -> str | date:
    """A day as YAML writes it, without quotes; any other text as it is."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else text
    except ValueError:
        return text
