"""Where on a page the running text stands, for pages that do not mark it, or mark more than it.

Takes the blocks of a page and gives the first and the last of its text. The region is the smallest element that holds most of
what the long paragraphs weigh, with the elements beside it of the same tag and class, since some sites cut a text into several.
What a block weighs is what it is longer than a teaser or a label: so five paragraphs outweigh twenty headlines. A single
paragraph is no region, for short ones may stand beside it; and where there is little to weigh none is told. A caller leaves a
long paragraph outside it alone, since text taken for furniture is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.intake.html_blocks import Block
from servanda.intake.html_tree import Element

__all__ = ["text_region"]

_TEASER = 80
"""Letters up to which a block weighs nothing."""
_LEAST = 150
"""The weight below which a page has no text to find the place of."""
_SHARE = 0.75


def text_region(blocks: Sequence[Block]) -> range | None:
    """The places of the blocks from the first to the last of the running text, or None where none stands out.

    >>> from servanda.intake.html_blocks import blocks_of
    >>> from servanda.intake.html_tree import parse_page
    >>> long = "The council met on the bank of the canal and heard what was left to be done. " * 3
    >>> page = f"<div><div>Gazette</div><div><p>{long}</p><p>They left.</p></div><div>Our letter.</div></div>"
    >>> text_region(blocks_of(parse_page(page, "a")))
    range(1, 3)
    """
    weights: dict[int, int] = {}
    total = 0
    for block in blocks:
        weight = len(block.text) - _TEASER
        if block.kind is not None or block.element is None or weight <= 0:
            continue
        total += weight
        for element in _round(block.element):
            weights[id(element)] = weights.get(id(element), 0) + weight
    if total < _LEAST:
        return None
    heaviest = max(blocks, key=lambda block: len(block.text) if block.kind is None and block.element else 0)
    around = heaviest.element if "\n" in heaviest.text else heaviest.element and heaviest.element.parent
    holds = (element for element in _round(around) if weights.get(id(element), 0) >= _SHARE * total)
    region = next(holds, None)
    if region is None:
        return None
    chosen = {id(element) for element in _alike(region)}
    places = [
        place for place, block in enumerate(blocks) if any(id(element) in chosen for element in _round(block.element))
    ]
    return range(places[0], places[-1] + 1)


def _round(element: Element | None) -> Iterator[Element]:
    """An element and all round it, from the nearest."""
    while element is not None:
        yield element
        element = element.parent


def _alike(region: Element) -> Iterator[Element]:
    """The region, and the elements beside it that a site would give other parts of one text."""
    yield region
    named = region.attributes.get("class")
    if named and region.parent is not None:
        for beside in region.parent.children:
            if isinstance(beside, Element) and beside.tag == region.tag and beside.attributes.get("class") == named:
                yield beside
