"""A page's tree to the blocks that a reader sees, each with the kind of furniture that its markup says it is.

Elements made for it (nav, header, footer, aside, form) and the words that sites put into class and id ("share-buttons",
"comments") tell furniture; so does standing outside the article where the page marks one, and being nothing but a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from servanda.document import FurnitureKind
from servanda.intake.html_tree import Element

__all__ = ["Block", "blocks_of", "main_part"]

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "label", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_HEADINGS = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_BY_TAG = {
    "nav": FurnitureKind.NAVIGATION,
    "menu": FurnitureKind.NAVIGATION,
    "aside": FurnitureKind.NAVIGATION,
    "dialog": FurnitureKind.NOTICE,
    "form": FurnitureKind.NOTICE,
    "button": FurnitureKind.NAVIGATION,
    "figcaption": FurnitureKind.CAPTION,
}
_BY_ROLE = {
    "navigation": FurnitureKind.NAVIGATION,
    "search": FurnitureKind.NAVIGATION,
    "complementary": FurnitureKind.NAVIGATION,
    "banner": FurnitureKind.NAVIGATION,
    "contentinfo": FurnitureKind.NOTICE,
    "dialog": FurnitureKind.NOTICE,
    "alertdialog": FurnitureKind.NOTICE,
}
_BY_WORD = {
    word: kind
    for kind, listed in (
        (FurnitureKind.SHARING, "share sharing shares social socials sharedaddy addthis addtoany sharebar socialbar"),
        (FurnitureKind.COMMENTS, "comment comments respond disqus commentform commentlist"),
        (
            FurnitureKind.NOTICE,
            "cookie cookies consent gdpr newsletter subscribe subscription copyright disclaimer advert advertisement advertising "
            "ads adsbygoogle promo sponsor sponsored paywall popup modal byline meta postmeta pubdate timestamp "
            "author authors bio vcard",
        ),
        (
            FurnitureKind.NAVIGATION,
            "nav navbar navigation menu breadcrumb breadcrumbs sidebar related relatedposts recommended recommendations "
            "pagination pager tags taglist toolbar widget widgets teaser teasers footer masthead topbar skip popular "
            "trending outbrain taboola",
        ),
        (FurnitureKind.CAPTION, "caption figcaption legend"),
        (FurnitureKind.CREDIT, "credit credits photocredit"),
    )
    for word in listed.split()
}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_SPACE = re.compile(r"[ \t\r\f]+")
_MAIN_SHARE = 0.6
_LINKED_SHARE = 0.9
_LONG_CELL = 200
"""Letters of a cell that holds a part of the page, not a value: tables were, and are, used to lay pages out."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the page as it is seen, its tag, the kind of furniture it is, if any, and the element it stands in."""

    text: str
    tag: str
    kind: FurnitureKind | None = None
    element: Element | None = field(default=None, compare=False, repr=False)


def _marked(element: Element, guarded: set[int]) -> FurnitureKind | None:
    """The kind that an element's own tag, role, class and id make everything in it."""
    if id(element) in guarded:
        return None
    inside = any(above.tag in ("article", "main") for above in element.ancestors())
    if element.tag == "header":
        return None if inside else FurnitureKind.NAVIGATION
    if element.tag == "footer":
        return FurnitureKind.NAVIGATION if inside else FurnitureKind.NOTICE
    named = f"{element.attributes.get('id', '')} {element.attributes.get('class', '')}"
    words = [word.lower() for word in _WORD.findall(named)] if element.tag in _BLOCKS else []
    by_word = next((_BY_WORD[word] for word in words if word in _BY_WORD), None)
    role = _BY_ROLE.get(element.attributes.get("role", ""))
    if element.tag == "form" and by_word is None and any("comment" in word for word in words):
        return FurnitureKind.COMMENTS
    return by_word or role or _BY_TAG.get(element.tag)


def _guarded(root: Element) -> set[int]:
    """The elements that hold the article or most of the page's paragraphs: their class says nothing about what is in them."""
    guarded: set[int] = set()
    paragraphs: dict[int, int] = {}
    total = 0
    for element in root.walk():
        if element.tag in ("article", "main", "body", "html"):
            guarded.add(id(element))
            if element.tag == "main":
                guarded.update(id(above) for above in element.ancestors())
        elif element.tag == "p":
            letters = len(element.text)
            total += letters
            for above in element.ancestors():
                paragraphs[id(above)] = paragraphs.get(id(above), 0) + letters
    return guarded | {key for key, letters in paragraphs.items() if 2 * letters > total}


def _laid_out(root: Element) -> set[int]:
    """The rows of tables whose cells are parts of the page: one holds another table, or a long text."""
    letters: dict[int, int] = {}
    rows: set[int] = set()
    for element in reversed(list(root.walk())):
        inner = [child for child in element.children if isinstance(child, Element)]
        own = sum(len(child) for child in element.children if isinstance(child, str))
        letters[id(element)] = own + sum(letters[id(child)] for child in inner)
        if element.tag in ("td", "th") and element.parent is not None:
            nested = any(child.tag == "table" for child in inner)
            if nested or letters[id(element)] >= _LONG_CELL:
                rows.add(id(element.parent))
    return rows


def main_part(root: Element, guarded: set[int] | None = None) -> Element | None:
    """The element that the page marks as its article, where it holds most of the page's running text; else None.

    >>> from servanda.intake.html_tree import parse_page
    >>> main_part(parse_page("<p>Hello</p><article><p>A much longer text here.</p></article>", "a")).tag
    'article'
    """
    letters: dict[int, int] = {}
    marked: list[Element] = []
    guarded = _guarded(root) if guarded is None else guarded
    total = 0
    stack: list[tuple[Element, list[int]]] = [(root, [])]
    while stack:
        element, above = stack.pop()
        if element.is_hidden or (_marked(element, guarded) and element.tag != "figcaption"):
            continue
        if element.tag in ("article", "main") or element.attributes.get("role") == "main":
            marked.append(element)
            above = [*above, id(element)]
        if element.tag == "p":
            length = len(element.text)
            total += length
            for key in above:
                letters[key] = letters.get(key, 0) + length
        stack.extend((child, above) for child in reversed(element.children) if isinstance(child, Element))
    fitting = [element for element in marked if letters.get(id(element), 0) > _MAIN_SHARE * total]
    return fitting[-1] if fitting else None


def blocks_of(root: Element) -> list[Block]:
    """The page's blocks in their order.

    >>> from servanda.intake.html_tree import parse_page
    >>> page = "<nav><a href=/>Home</a></nav><h1>Trade</h1><p>Trade<br>grew.</p>"
    >>> [(block.text, block.kind and block.kind.value) for block in blocks_of(parse_page(page, "a"))]
    [('Home', 'navigation'), ('Trade', 'title'), ('Trade\\ngrew.', None)]
    """
    gathered = _Gathering(root)
    gathered.visit(root)
    return gathered.blocks


class _Gathering:
    """The walk through a page, with the inline text that is not yet a block."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[Block] = []
        self.guarded = _guarded(root)
        self.main = main_part(root, self.guarded)
        self.laid_out = _laid_out(root)
        self.pending: list[tuple[str, bool]] = []

    def visit(self, root: Element) -> None:
        """Take everything that is shown; a stack, since pages may be deeper than Python's own."""
        stack: list[tuple[Element | str | None, FurnitureKind | None, bool, Element, bool]] = [
            (root, None, False, root, self.main is None)
        ]
        while stack:
            node, kind, linked, around, in_main = stack.pop()
            if isinstance(node, str):
                self.pending.append((node.replace("\n", " ").replace("\x00", " "), linked))
                continue
            if node is None:
                self.close(around, kind, in_main)
                continue
            if node.is_hidden or node.tag in ("head", "title"):
                continue
            if node.tag == "br":
                self.pending.append(("\n", False))
                continue
            is_cell = node.tag in ("td", "th")
            is_part = is_cell and node.parent is not None and id(node.parent) in self.laid_out
            if is_cell and self.pending and not is_part:
                self.pending.append(("\x00", False))
            in_main = in_main or node is self.main
            inner = kind or _marked(node, self.guarded)
            linked = linked or node.tag == "a"
            if node.tag in _BLOCKS or is_part:
                self.close(around, kind, in_main)
                stack.append((None, inner, False, node, in_main))
                around = node
            stack.extend((child, inner, linked, around, in_main) for child in reversed(node.children))
        self.close(root, None, self.main is None)

    def close(self, around: Element, kind: FurnitureKind | None, in_main: bool) -> None:
        """Make the inline text gathered so far a block, or several where lines of nothing but links stand among others."""
        if not self.pending:
            return
        lines = [(line, linked) for line, linked in self._lines() if line]
        self.pending = []
        while lines:
            linked = lines[0][1]
            same = next((place for place, line in enumerate(lines) if line[1] is not linked), len(lines))
            text = "\n".join(line for line, _ in lines[:same])
            self.blocks.append(Block(text, around.tag, self._kind(around.tag, kind, in_main, linked), around))
            lines = lines[same:]

    def _kind(self, tag: str, kind: FurnitureKind | None, in_main: bool, linked: bool) -> FurnitureKind | None:
        if tag == "h1" and kind in (None, FurnitureKind.NAVIGATION):
            return FurnitureKind.TITLE
        if kind is None and (not in_main or (linked and tag not in _HEADINGS)):
            return FurnitureKind.NAVIGATION
        return kind

    def _lines(self) -> Iterator[tuple[str, bool]]:
        """The pending text line by line, white space made one space and cells parted by tabs; and whether it is all links."""
        line: list[tuple[str, bool]] = []
        for part, linked in [*self.pending, ("\n", False)]:
            if part != "\n":
                line.append((part, linked))
                continue
            text = _SPACE.sub(" ", "".join(text for text, _ in line)).strip().replace("\x00", "\t").strip()
            shown = sum(len(text.strip()) for text, _ in line)
            linked_part = sum(len(text.strip()) for text, is_link in line if is_link)
            yield text, linked_part >= _LINKED_SHARE * shown
            line = []
