"""What a page says about itself in its head: title, address, publisher, day of publication, each with where it was found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from servanda.intake.dateline import written_period
from servanda.intake.html_tree import Element
from servanda.intake.title import same_title
from servanda.period import Period

__all__ = ["Metadata", "metadata_of"]

_DAY = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "sailthru.date", "parsely-pub-date", "citation_date",
)  # fmt: skip
_SEPARATOR = "[|–—·»:/-]"
_SUFFIX = re.compile(r"\s+[|–—·»-]\s+(?=[^|–—·»]{1,60}$)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of a page's head that were found."""

    title: str | None = None
    address: str | None = None
    publisher: str | None = None
    published: Period | None = None
    published_from: str | None = None
    lang: str | None = None


def metadata_of(root: Element, headings: Sequence[str], lines: Sequence[str] = ()) -> Metadata:
    """The page's metadata; of its visible headings of the first rank, the one that its head names is its title, else the first.

    A page without such a heading may still show its headline, as a line in bold or large: one of its first `lines` that
    is a whole part of the title in its head is it, the longest where there are several.

    >>> from servanda.intake.html_tree import parse_page
    >>> head = '<html lang=fr><title>A - Site</title><meta property="article:published_time" content="2023-04-06T10:00">'
    >>> found = metadata_of(parse_page(head, "a"), [])
    >>> found.title, str(found.published), found.published_from, found.lang
    ('A', '2023-04-06', 'article:published_time', 'fr')
    >>> metadata_of(parse_page("<title>The Herald - Bridge opens</title>", "a"), [], ["The Herald", "Bridge opens"]).title
    'Bridge opens'
    """
    named: dict[str, str] = {}
    elements = list(root.walk())
    for element in elements:
        if element.tag == "meta":
            for key in ("property", "name", "itemprop"):
                if key in element.attributes:
                    named.setdefault(element.attributes[key].lower(), element.attributes.get("content", "").strip())
    objects = list(_json_objects(elements))
    publisher = named.get("og:site_name") or _publisher(objects)
    published, found_from = _published(named, objects, elements)
    written = [named.get("og:title", ""), _tag_text(elements, "title") or ""]
    head = written[0] or _without_site(written[1], publisher)
    if not headings:
        head = _shown_headline(lines, written, publisher) or head
    own = [heading for heading in headings if head and same_title(heading, head)]
    return Metadata(
        title=next(iter((*own, *headings)), head),
        address=_address(named, elements),
        publisher=publisher,
        published=published,
        published_from=found_from,
        lang=next(
            (
                re.split("[-_]", e.attributes["lang"].strip().lower())[0]
                for e in elements
                if e.tag == "html" and e.attributes.get("lang")
            ),
            None,
        ),
    )


def _tag_text(elements: list[Element], tag: str) -> str | None:
    return next((text for element in elements if element.tag == tag and (text := element.text)), None)


def _shown_headline(lines: Sequence[str], titles: Sequence[str], publisher: str | None) -> str | None:
    """The longest line that is a part of a title, from its start or a separator to a separator or its end."""
    known = [" ".join(title.casefold().split()) for title in titles]
    found = []
    for line in lines:
        folded = " ".join(line.casefold().split())
        if not any(folded in title for title in known):
            continue
        part = re.escape(folded)
        whole = re.compile(rf"(?:^|{_SEPARATOR}\s+){part}(?:$|\s*{_SEPARATOR}\s+)")
        is_name = publisher is not None and same_title(line, publisher)
        if len(line.split()) > 1 and not is_name and any(whole.search(title) for title in known):
            found.append(line)
    return max(found, key=len, default=None)


def _without_site(title: str | None, publisher: str | None) -> str | None:
    """A title without the site's name after it."""
    if not title:
        return None
    if publisher and title.endswith(publisher):
        return title[: -len(publisher)].rstrip(" |–—·»-") or title
    return _SUFFIX.split(title)[0] or title


def _address(named: dict[str, str], elements: list[Element]) -> str | None:
    """The canonical address, absolute ones only."""
    links = [
        e.attributes.get("href", "")
        for e in elements
        if e.tag == "link" and e.attributes.get("rel", "").lower() == "canonical"
    ]
    candidates = (*links, named.get("og:url", ""))
    return next((found.strip() for found in candidates if found.strip().startswith(("http://", "https://"))), None)


def _json_objects(elements: list[Element]) -> Iterator[dict[str, Any]]:
    """All objects in the page's JSON-LD, outer before inner; data that is broken counts as absent."""
    for element in elements:
        if element.tag != "script" or not element.children:
            continue
        try:
            stack: list[Any] = [json.loads("".join(child for child in element.children if isinstance(child, str)))]
        except (ValueError, RecursionError):
            continue
        while stack:
            value = stack.pop()
            if isinstance(value, dict):
                yield value
                stack.extend(reversed(list(value.values())))
            elif isinstance(value, list):
                stack.extend(reversed(value))


def _dates_the_page(found: dict[str, Any]) -> int | None:
    """How surely an object's day is the page's: 0 for an article, 1 for a page or what has no type, None for other things."""
    kinds = found.get("@type", "")
    named = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
    if re.search(r"(?:Article|Posting|Report)\b", named):
        return 0
    return 1 if not named or re.search(r"(?:WebPage|ItemPage|CreativeWork)\b", named) else None


def _publisher(objects: list[dict[str, Any]]) -> str | None:
    for found in objects:
        publisher = found.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None


def _period(text: str) -> Period | None:
    """The day of an ISO date and time as it stands there, in its own time zone; else a date in words."""
    if found := _DAY.match(text):
        try:
            return Period.day(date(int(found[1]), int(found[2]), int(found[3])))
        except ValueError:
            return None
    return written_period(text)


def _published(
    named: dict[str, str], objects: list[dict[str, Any]], elements: list[Element]
) -> tuple[Period | None, str | None]:
    """The day of publication and where it was found, from the surest place to the least sure."""
    candidates: list[tuple[str, str]] = [(named[key], key) for key in _DATES[:2] if key in named]
    for rank in (0, 1):
        dated = [found.get("datePublished") for found in objects if _dates_the_page(found) == rank]
        candidates += [(value, "JSON-LD datePublished") for value in dated if isinstance(value, str)]
    candidates += [(named[key], f"meta {key}") for key in _DATES[2:] if key in named]
    for element in elements:
        if element.attributes.get("itemprop") == "datePublished" and element.tag != "meta":
            moment = element.attributes.get("datetime") or element.attributes.get("content") or element.text
            candidates.append((moment, "itemprop datePublished"))
    candidates += [
        (e.attributes["datetime"], "time datetime")
        for e in elements
        if e.tag == "time" and e.attributes.get("datetime")
    ]
    return next(((period, place) for value, place in candidates if (period := _period(value))), (None, None))
