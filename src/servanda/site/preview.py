"""The picture that other sites show of a page that is passed on (Open Graph): drawn by the site, one for each kind of page.

Takes the name of the agreement and the kind of the page; gives PNG of 1200 by 630. There are as many pictures as kinds and
languages, so that nobody can make the site draw without end.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from textwrap import wrap

import vl_convert

__all__ = ["HEIGHT", "KINDS", "WIDTH", "drawn_preview", "kind_of"]

WIDTH, HEIGHT = 1200, 630
KINDS = (
    "agreement", "findings", "claims", "promises", "statements", "documents", "programmes", "people", "bodies", "parties",
    "charts", "progress", "deadlines", "data",
)  # fmt: skip
"""As the addresses of pages begin, below their language; "agreement" stands for all others."""
_LINE, _MOST_LINES = 34, 4


def kind_of(path: str) -> str:
    """The kind of a page by its path.

    >>> kind_of("/en/findings/tension-1a/"), kind_of("/fr/"), kind_of("/ru/method/")
    ('findings', 'agreement', 'agreement')
    """
    part = path.strip("/").split("/")[1:2]
    return part[0] if part and part[0] in KINDS else "agreement"


@lru_cache(maxsize=128)
def drawn_preview(title: str, kind: str, line: str) -> bytes:
    """The picture: the kind of page over the agreement's name, and a line below; long names are cut after four lines.

    >>> drawn_preview("Lake Accord", "Findings", "")[:4]
    b'\\x89PNG'
    """
    lines = wrap(title, _LINE) or [""]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1] + " …"]
    drawn: bytes = vl_convert.svg_to_png(_svg(lines, kind, line), scale=1)
    return drawn


def _svg(lines: Iterable[str], kind: str, line: str) -> str:
    titles = "".join(
        f'<text x="90" y="{250 + 74 * place}" font-size="62" font-weight="600" fill="#1b2430" '
        f'font-family="Georgia, Liberation Serif, DejaVu Serif, serif">{_safe(text)}</text>'
        for place, text in enumerate(lines)
    )
    sans = 'font-family="Liberation Sans, DejaVu Sans, sans-serif"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf6"/><rect width="24" height="{HEIGHT}" fill="#1f4f86"/>'
        f'<text x="90" y="140" font-size="38" fill="#1f4f86" {sans}>{_safe(kind)}</text>{titles}'
        f'<text x="90" y="570" font-size="27" fill="#55606c" {sans}>{_safe(line)}</text></svg>'
    )


def _safe(text: str) -> str:
    """Text as it can stand in XML: escaped, without the signs that XML does not have."""
    return escape("".join(sign for sign in text if sign.isprintable()))
