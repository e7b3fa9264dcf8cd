"""One system over the pages of `main_text.py`, in a process of its own: the texts and the processor's seconds, as JSON.

    python benchmarks/main_text_system.py SYSTEM PAGES

Times are of the processor, on one core, after the first two pages have been read once; Servanda's hold all that it finds
in a page: title, days, language, furniture by kind. A page that a system refuses or finds nothing in has no text.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


def servanda() -> Callable[[str], str]:
    """The text without its furniture."""
    from servanda.errors import ServandaError
    from servanda.intake.furniture import body_of
    from servanda.intake.html import read_page

    def read(markup: str) -> str:
        try:
            document = read_page(markup, "a", "a.html")
        except ServandaError:
            return ""
        return body_of(document.text, document.furniture)

    return read


def trafilatura(*, fast: bool) -> Callable[[str], str]:
    """The main text, without comments; its faster way takes no second look by other algorithms."""
    from trafilatura import extract

    return lambda markup: extract(markup, include_comments=False, fast=fast) or ""


def readability() -> Callable[[str], str]:
    """The summary's text, a line a block."""
    from lxml import html
    from readability import Document

    def read(markup: str) -> str:
        tree = html.fromstring(Document(markup).summary())
        return "\n".join(text for part in tree.itertext() if (text := " ".join(part.split())))

    return read


def resiliparse() -> Callable[[str], str]:
    """The plain text of the main content."""
    from resiliparse.extract.html2text import extract_plain_text

    return lambda markup: extract_plain_text(markup, main_content=True) or ""


SYSTEMS: dict[str, Callable[[], Callable[[str], str]]] = {
    "servanda": servanda,
    "trafilatura": lambda: trafilatura(fast=False),
    "trafilatura, fast": lambda: trafilatura(fast=True),
    "readability": readability,
    "resiliparse": resiliparse,
}


def main(system: str, path: str) -> None:
    """Read the pages and print what was found."""
    pages = json.loads(Path(path).read_text(encoding="utf-8"))
    read = SYSTEMS[system]()
    for page in pages[:2]:
        read(page)
    start = time.process_time()
    texts = [read(page) for page in pages]
    print(json.dumps({"seconds": time.process_time() - start, "texts": texts}))


if __name__ == "__main__":
    main(*sys.argv[1:])
