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

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Node", "read_yaml"]

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
    def shown(self) -> str:
        """The value as an error shows it.

        >>> Node(1, text="soon").shown, Node(1, entries=[]).shown, Node(1).shown
        ('soon', 'a list', 'nothing')
        """
        if self.text is not None:
            return self.text
        if self.entries is not None:
            return "a list"
        return "nothing" if self.fields is None else "a mapping"


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
    text = _decoded(path)
    try:
        root = _tree(yaml.parse(text, Loader=_Parser), str(path))
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise RegisterError(
            f"This is not YAML: {fault.problem or fault.context}.",
            file=str(path),
            line=mark.line + 1 if mark else None,
            remedy="Check the indentation, the colons and the quotation marks on this line and the one above it.",
        ) from fault
    except yaml.YAMLError as fault:
        raise RegisterError(
            f"This is not YAML: {' '.join(str(fault).split())}.", file=str(path), remedy="Remove the character."
        ) from fault
    if root is None or (root.text is None and root.entries is None and root.fields is None):
        raise EmptyInput(
            "The register is empty.",
            file=str(path),
            remedy="Begin it with `agreement:` and, indented below, `id:` and `name:`.",
        )
    return root


def _decoded(path: Path) -> str:
    """The file as text, if it is there, is not too large and is UTF-8."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputTooLarge(
                f"The register has {size:,} bytes; at most {MAX_BYTES:,} are read.",
                file=str(path),
                remedy="Move its activities to activities.csv beside it.",
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise RegisterError(
            "The register is not in UTF-8.",
            file=str(path),
            line=fault.object.count(b"\n", 0, fault.start) + 1,
            value=repr(fault.object[fault.start : fault.start + 4])[2:-1],
            remedy="Save it as UTF-8.",
        ) from fault
    except OSError as fault:
        raise RegisterError(
            f"The register cannot be read: {fault.strerror}.",
            file=str(path),
            remedy="Check the name of the file and that you may read it.",
        ) from fault


def _tree(events: Iterator[yaml.Event], file: str) -> Node | None:
    """The first document's root, built without recursion; None where there is none."""
    root: Node | None = None
    open_nodes: list[Node] = []
    keys: list[tuple[str, int] | None] = []
    for event in events:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            raise RegisterError(
                "A register has no aliases.",
                file=file,
                line=line,
                value=f"*{event.anchor}",
                remedy="Write the value out here.",
            )
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise RegisterError(
                "A register is one YAML document.",
                file=file,
                line=line,
                remedy="Remove the line `---` and what follows it.",
            )
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
                    f"The register is nested more than {MAX_DEPTH} levels deep.",
                    file=file,
                    line=node.line,
                    remedy="Give the activities in activities.csv, each with its parent's id.",
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
                "Expected the name of a field.",
                file=file,
                line=node.line,
                value=node.shown,
                remedy="Write a name before the colon.",
            )
        if parent.fields is not None and node.text in parent.fields:
            raise RegisterError(
                "This field is given twice.",
                file=file,
                line=node.line,
                value=node.text,
                remedy=f"Keep it here or on line {parent.key_lines[node.text]}.",
            )
        keys[-1] = (node.text, node.line)
        return
    if parent.fields is not None:
        parent.fields[pending[0]] = node
        parent.key_lines[pending[0]] = pending[1]
    keys[-1] = None
