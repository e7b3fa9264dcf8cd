"""HTML to a small tree of elements, within limits.

A page is parsed as browsers do (by lexbor, through resiliparse: no network, no external entities). Before that, its tags are
counted: markup that nests too deep, or leaves so much open that repairing it would cost far more than reading it, is refused,
so that no page can make the program hang. Scripts, styles and what a browser does not show are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from resiliparse.parse.html import TEXT, ElementNode, HTMLTree, Node

from servanda.errors import InputTooLarge

__all__ = ["DEEPEST", "Element", "check_markup", "parse_page"]

DEEPEST = 1000
_WORK = 5_000_000
_MOST_TAGS = 100_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_NOT_NESTING = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "html", "head", "body",
})  # fmt: skip
_UNSHOWN = frozenset({
    "script", "style", "template", "noscript", "svg", "math", "canvas", "iframe", "object", "audio", "video", "select",
    "textarea", "input", "datalist", "map", "picture",
})  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_KEPT = frozenset({
    "id", "class", "role", "hidden", "style", "itemprop", "property", "name", "content", "rel", "href", "type", "datetime",
    "lang",
})  # fmt: skip
_LARGEST_DATA = 1_000_000


@dataclass(slots=True)
class Element:
    """An element with the attributes that intake looks at, and its children: elements and text."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def is_hidden(self) -> bool:
        """Whether a browser does not show it."""
        return (
            self.tag in _UNSHOWN
            or "hidden" in self.attributes
            or bool(_HIDDEN_STYLE.search(self.attributes.get("style", "")))
        )

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the page."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def ancestors(self) -> Iterator[Element]:
        """The elements round it, from the nearest."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @property
    def text(self) -> str:
        """All text in it that is shown, white space made one space."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node is self or not node.is_hidden:
                stack.extend(reversed(node.children))
        return " ".join("".join(parts).split())


def check_markup(markup: str, name: str) -> None:
    """Refuse markup that is nested too deep, or made to cost more than it says.

    >>> check_markup("<p>Short.</p>", "a.html")
    >>> check_markup("<div>" * 2000, "a.html")
    Traceback (most recent call last):
        ...
    servanda.errors.InputTooLarge: a.html: Its markup is nested more than 1000 deep. Save the text of the page as .txt.
    """
    opened: Counter[str] = Counter()
    depth = work = 0
    for count, found in enumerate(_TAG.finditer(markup)):
        if count == _MOST_TAGS:
            raise InputTooLarge("too-many-tags", file=name, remedy="split-page", limit=_MOST_TAGS)
        tag = found[2].lower()
        if found[1]:
            if opened[tag]:
                opened[tag] -= 1
                depth -= 1
            continue
        work += depth
        if tag not in _NOT_NESTING and markup[found.end() : found.end() + 1] != "/":
            opened[tag] += 1
            depth += 1
        if depth > DEEPEST:
            raise InputTooLarge("markup-too-deep", file=name, remedy="save-page-as-text", limit=DEEPEST)
        if work > _WORK:
            raise InputTooLarge("markup-left-open", file=name, remedy="save-page-as-text")


def parse_page(markup: str, name: str) -> Element:
    """The tree of a page; raises InputTooLarge where the markup goes over the limits.

    >>> parse_page("<p>Caf&eacute; <b>open", "a.html").text
    'Café open'
    """
    check_markup(markup, name)
    root = Element("#document", {})
    document = HTMLTree.parse(markup.replace("\x00", "\ufffd")).document
    stack = [(node, root) for node in _children(document)] if document else []
    while stack:
        node, parent = stack.pop()
        if node.type == TEXT:
            if node.value and (parent.tag != "script" or parent.attributes.get("type") == "application/ld+json"):
                parent.children.append(node.value[:_LARGEST_DATA] if parent.tag == "script" else node.value)
        elif isinstance(node, ElementNode) and node.tag:
            attributes = {key: node.getattr(key) or "" for key in node.attrs if key in _KEPT}
            element = Element(node.tag, attributes, parent)
            parent.children.append(element)
            stack.extend((child, element) for child in _children(node))
    return root


def _children(node: Node) -> list[Node]:
    """A node's children, last first; by their links, since the library's own list of them takes quadratic time."""
    children: list[Node] = []
    child = node.last_child
    while child is not None:
        children.append(child)
        child = child.previous_sibling
    return children
