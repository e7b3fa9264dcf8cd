"""What stands in the place of a page that was not given: a captcha, a refusal, a page that only a script builds, a paywall.

Takes the text of a page; gives the name of what it is, by words of all languages. Only a short page is told to be
such a thing, since an article may speak of captchas; a paywall is told whatever the length: an article begins before it.
"""

from __future__ import annotations

import re
from functools import cache

from servanda.errors import EmptyInput
from servanda.intake.html_tree import Element
from servanda.intake.lexicon import folded, lexicons
from servanda.intake.lines import lines_of
from servanda.message import Message

__all__ = ["check_barriers", "notes_on_page"]

_LONGEST_BARRIER = 800
"""Letters of a page that may be no page; the shortest news has more."""
_LONGEST_LINE = 300
_LONGEST_REFUSAL = 60
"""Letters of a line that is a refusal and not a sentence about one."""
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_FEWEST_TEASERS = 6
_PROSE = 200
"""Letters of a paragraph that is longer than a teaser."""


def check_barriers(body: str, name: str) -> None:
    """Raise EmptyInput where a page shows something else than what was asked for.

    >>> try:
    ...     check_barriers("Just a moment... Checking your browser before you go on.", "a.html")
    ... except EmptyInput as fault:
    ...     print(fault.fault)
    This is a captcha, not the page.
    """
    if len(body) > _LONGEST_BARRIER:
        return
    if _shows(body, "captcha"):
        raise EmptyInput("page-is-captcha", file=name, remedy="save-page-in-browser")
    if _shows(body, "script"):
        raise EmptyInput("page-is-script", file=name, remedy="save-page-in-browser")
    if any(
        len(line.text) <= _LONGEST_REFUSAL and _pattern("refused").match(folded(line.text)) for line in lines_of(body)
    ):
        raise EmptyInput("page-is-refusal", file=name, remedy="save-page-in-browser")


def notes_on_page(root: Element, markup: str, text: str, body: str) -> list[Message]:
    """Remarks on a page of which only a part was given, or which is a list of other pages.

    >>> from servanda.intake.html_tree import parse_page
    >>> page = "<p>The bridge is ready.</p><p>Subscribe to continue reading.</p>"
    >>> text = "The bridge is ready.\\n\\nSubscribe to continue reading."
    >>> [note.key for note in notes_on_page(parse_page(page, "a"), page, text, "The bridge is ready.")]
    ['page-behind-paywall']
    """
    notes = []
    if _shows(text, "paywall") or _NOT_FREE.search(markup):
        notes.append(Message.of("page-behind-paywall"))
    teasers = sum(1 for element in root.walk() if element.tag in _HEADINGS and _is_linked(element))
    prose = sum(len(line.text) for line in lines_of(body) if len(line.text) > _PROSE)
    if teasers >= _FEWEST_TEASERS and prose < 3 * _PROSE:
        notes.append(Message.of("page-is-index", count=teasers))
    return notes


def _is_linked(heading: Element) -> bool:
    """Whether a heading leads to another page."""
    inside = any(element.tag == "a" and element.attributes.get("href") for element in heading.walk())
    return inside or any(above.tag == "a" and above.attributes.get("href") for above in heading.ancestors())


def _shows(body: str, kind: str) -> bool:
    pattern = _pattern(kind)
    return any(pattern.search(folded(line.text)) for line in lines_of(body) if len(line.text) <= _LONGEST_LINE)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    found = [str(form) for lexicon in lexicons().values() for form in lexicon.get("barriers", {}).get(kind, ())]
    return re.compile("|".join(f"(?:{form})" for form in found) or r"(?!)")
