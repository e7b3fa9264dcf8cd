"""YAML as a tree that remembers its lines, read within stated limits.

The register is a file that people type, so every fault must be shown with its line; and it may come from anywhere, so
nothing in it may make the program build objects, recurse without end or fill the memory. The tree is made from the
parser's events: no tags are followed, aliases (which make "billion laughs" possible) are refused, and depth and size
have limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from servanda.errors import EmptyInput, InputTooLarge, RegisterError
from servanda.message import Message, reason

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Node", "read_register_text", "read_yaml"]

MAX_BYTES = 32 * 1024 * 1024
"""Larger registers keep their activities in activities.csv, which is read row by row."""
MAX_DEPTH = 40
"""Levels of nesting; an agreement with ten levels of activities needs twenty."""

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class Node:
    """One value of the file with the line it starts on: a text, a list, or a mapping with the line of each key."""

    line: int
    text: str | None = None
    entries: list[Node] | None = None
    fields: dict[str, Node] | None = None
    key_lines: dict[str, int] = field(default_factory=dict)

    @property
    def shown(self) -> str | Message:
        """The value as an error shows it.

        >>> Node(1, text="soon").shown, str(Node(1, entries=[]).shown), str(Node(1).shown)
        ('soon', 'a list', 'nothing')
        """
        if self.text is not None:
            return self.text
        if self.entries is not None:
            return Message.of("a-list")
        return Message.of("nothing") if self.fields is None else Message.of("a-mapping")

    @property
    def is_nothing(self) -> bool:
        """Whether the file gives no value here."""
        return self.text is None and self.entries is None and self.fields is None


def read_yaml(path: Path) -> Node:
    """The file's content as a Node; raises RegisterError, EmptyInput or InputTooLarge with the line and a remedy.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "agreement.yaml"
    ...     _ = file.write_text("agreement:\\n  id: accord\\n", encoding="utf-8")
    ...     node = read_yaml(file).fields["agreement"].fields["id"]
    >>> node.text, node.line
    ('accord', 2)
    """
    text = read_register_text(path)
    try:
        root = _tree(yaml.parse(text, Loader=_Parser), str(path))
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise RegisterError(
            "no-yaml",
            file=str(path),
            line=mark.line + 1 if mark else None,
            remedy="check-yaml",
            reason=fault.problem or fault.context or "",
        ) from fault
    except yaml.YAMLError as fault:
        raise RegisterError(
            "no-yaml", file=str(path), remedy="remove-character", reason=" ".join(str(fault).split())
        ) from fault
    if root is None or root.is_nothing:
        raise EmptyInput("register-empty", file=str(path), remedy="begin-register")
    return root


def read_register_text(path: Path) -> str:
    """The file as text, if it is there, is not too large and is UTF-8; raises RegisterError or InputTooLarge otherwise."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputTooLarge(
                "register-too-large", file=str(path), remedy="move-activities", size=size, limit=MAX_BYTES
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise RegisterError(
            "register-no-utf8",
            file=str(path),
            line=fault.object.count(b"\n", 0, fault.start) + 1,
            value=repr(fault.object[fault.start : fault.start + 4])[2:-1],
            remedy="save-as-utf8",
        ) from fault
    except OSError as fault:
        raise RegisterError(
            "register-unreadable-because", file=str(path), remedy="check-name-and-reading", reason=reason(fault)
        ) from fault


def _tree(events: Iterator[yaml.Event], file: str) -> Node | None:
    """The first document's root, built without recursion; None where there is none."""
    root: Node | None = None
    open_nodes: list[Node] = []
    keys: list[tuple[str, int] | None] = []
    for event in events:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            raise RegisterError("no-aliases", file=file, line=line, value=f"*{event.anchor}", remedy="write-value-out")
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise RegisterError("one-yaml-document", file=file, line=line, remedy="remove-separator")
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            open_nodes.pop()
            keys.pop()
            continue
        node = _node(event)
        if node is None:
            continue
        if open_nodes:
            _put(node, open_nodes[-1], keys, file)
        else:
            root = node
        if node.entries is not None or node.fields is not None:
            open_nodes.append(node)
            keys.append(None)
            if len(open_nodes) > MAX_DEPTH:
                raise RegisterError(
                    "register-too-deep", file=file, line=node.line, remedy="give-activities-apart", limit=MAX_DEPTH
                )
    return root


def _line(event: yaml.Event) -> int:
    """The line of the file, from 1, on which the event's words begin."""
    return event.start_mark.line + 1 if event.start_mark else 1


def _node(event: yaml.Event) -> Node | None:
    """The node that an event begins, or None for an event that begins none."""
    line = _line(event)
    if isinstance(event, yaml.ScalarEvent):
        nothing = event.implicit[0] and event.value in _NOTHING
        return Node(line, text=None if nothing else event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return Node(line, entries=[])
    if isinstance(event, yaml.MappingStartEvent):
        return Node(line, fields={})
    return None


def _put(node: Node, parent: Node, keys: list[tuple[str, int] | None], file: str) -> None:
    """Add a node to the list or mapping it stands in; the first node of each pair in a mapping is its key."""
    if parent.entries is not None:
        parent.entries.append(node)
        return
    pending = keys[-1]
    if pending is None:
        if node.text is None:
            raise RegisterError(
                "expected-field-name", file=file, line=node.line, value=node.shown, remedy="name-before-colon"
            )
        if parent.fields is not None and node.text in parent.fields:
            raise RegisterError(
                "field-twice",
                file=file,
                line=node.line,
                value=node.text,
                remedy="keep-one-field",
                other=parent.key_lines[node.text],
            )
        keys[-1] = (node.text, node.line)
        return
    if parent.fields is not None:
        parent.fields[pending[0]] = node
        parent.key_lines[pending[0]] = pending[1]
    keys[-1] = None
