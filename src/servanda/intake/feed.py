"""Feeds to documents, one an entry: RSS, Atom and RDF, JSON Feed, and the messages of a channel as Telegram exports them.

Takes the bytes of a file. The bytes of an entry are the entry as it stands in the feed, written out by itself, so that the same
entry in a later copy of the feed is the same document. A feed is read without entities and within a depth.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any
from xml.etree.ElementTree import (
    Element,
    ParseError,
    TreeBuilder,
    XMLParser,
    fromstring,
    tostring,
)

from servanda.document import Document
from servanda.errors import BinaryInput, EmptyInput, InputError, InputTooLarge
from servanda.intake.budget import Budget
from servanda.intake.html import read_page
from servanda.intake.provenance import day_of, name_of_address
from servanda.intake.text import read_text
from servanda.period import Period
from servanda.received import Received

__all__ = ["in_json", "in_xml_feed", "looks_like_json_feed", "looks_like_xml_feed"]

_XML_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<\?[^>]{0,500}>\s*|<!--(?:(?!-->).){0,2000}-->\s*|<!DOCTYPE[^>\[]{0,300}>\s*)*"
    rb"<(?:!DOCTYPE\s+(?:rss|feed|(?:\w+:)?RDF)\b|rss\b|(?:\w+:)?RDF\b[^>]{0,2000}purl\.org/rss|feed\b[^>]{0,2000}www\.w3\.org/2005/Atom)",
    re.DOTALL,
)
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_JSON_FEED = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{(?=.{0,60000}?"https?:\\?/\\?/(?:www\.)?jsonfeed\.org/version)', re.DOTALL
)
_TELEGRAM = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{(?=.{0,5000}?"messages"\s*:\s*\[)(?=.{0,5000}?"type"\s*:\s*")', re.DOTALL
)
_DEEPEST = 500
_MOST_ELEMENTS = 200_000
_ENTRIES = ("item", "entry")
_DATES = ("pubDate", "published", "date", "issued", "updated", "modified")
_TEXTS = ("encoded", "content", "description", "summary")


def looks_like_xml_feed(head: bytes) -> bool:
    """Whether bytes are RSS, Atom or RDF.

    >>> looks_like_xml_feed(b'<?xml version="1.0"?><rss version="2.0">'), looks_like_xml_feed(b"<p>rss")
    (True, False)
    """
    return bool(_XML_FEED.match(head))


def looks_like_json_feed(head: bytes) -> bool:
    """Whether bytes are a JSON Feed or an export of Telegram.

    >>> looks_like_json_feed(b'{"version": "https://jsonfeed.org/version/1.1", '), looks_like_json_feed(b'{"a": 1}')
    (True, False)
    """
    return bool(_JSON_FEED.match(head) or _TELEGRAM.match(head))


def in_xml_feed(one: Received, data: bytes, budget: Budget) -> Iterator[Received | InputError]:
    """The entries of a feed in XML."""
    if _DOCTYPE.search(data.replace(b"\x00", b"")):
        raise BinaryInput("feed-declares-entities", file=one.name, remedy="get-again")
    try:
        root = fromstring(data, XMLParser(target=_Bounded(one.name)))  # noqa: S314
    except (ParseError, ValueError, LookupError) as fault:
        raise BinaryInput("feed-damaged", file=one.name, remedy="get-again") from fault
    title = next((_text(found) for found in root.iter() if _local(found) == "title"), None)
    entries = [found for found in root.iter() if _local(found) in _ENTRIES]
    yield from _entries(entries, _xml_bytes, _of_xml, title, one, budget)


def in_json(one: Received, data: bytes, budget: Budget) -> Iterator[Received | InputError]:
    """The entries of a JSON Feed, or the messages of an export of Telegram."""
    try:
        feed = json.loads(data.decode("utf-8-sig"))
        entries, is_telegram = (feed["messages"], True) if "messages" in feed else (feed["items"], False)
        entries = [found for found in entries if isinstance(found, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise BinaryInput("feed-damaged", file=one.name, remedy="get-again") from fault
    title = str(feed.get("name" if is_telegram else "title") or "") or None
    if is_telegram:
        entries = [found for found in entries if found.get("type", "message") == "message" and _said(found).strip()]
    read = _of_telegram if is_telegram else _of_json
    yield from _entries(entries, _json_bytes, read, title, one, budget)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What an entry says of itself, and its text as a page or as plain text."""

    title: str | None
    address: str | None
    name: str
    published: Period | None
    page: str
    plain: str = ""


def _entries(
    entries: list[Any],
    as_bytes: Callable[[Any], bytes],
    told: Callable[[bytes], _Entry],
    publisher: str | None,
    one: Received,
    budget: Budget,
) -> Iterator[Received | InputError]:
    """Each entry as what was received."""
    if not entries:
        raise EmptyInput("feed-empty", file=one.name, remedy="get-again")

    def read(data: bytes, doc: str, name: str) -> Document:
        return _document(told(data), doc, name)

    seen: Counter[str] = Counter()
    for entry in entries:
        budget.count()
        try:
            data = as_bytes(entry)
            found = told(data)
        except (ParseError, ValueError, TypeError, LookupError, RecursionError) as fault:
            yield _damaged(one.name, fault)
            continue
        seen[found.name] += 1
        inner = found.name if seen[found.name] == 1 else f"{found.name}#{seen[found.name]}"
        yield Received(
            one.file,
            data,
            one.named(inner),
            name_of_address(found.address) if found.address else "",
            address=found.address,
            title=found.title,
            publisher=publisher,
            published=found.published,
            published_from="feed" if found.published else None,
            read=read,
        )


def _damaged(file: str, fault: Exception) -> InputError:
    error = BinaryInput("feed-damaged", file=file, remedy="get-again")
    error.__cause__ = fault
    return error


def _document(entry: _Entry, doc: str, name: str) -> Document:
    if not entry.page and not entry.plain.strip():
        raise EmptyInput("feed-entry-empty", file=name, remedy="save-page-in-browser")
    if not entry.page:
        return replace(read_text(entry.plain, doc), media_type="text/plain")
    head = f"<title>{escape(entry.title)}</title>" if entry.title else ""
    first = f"<h1>{escape(entry.title)}</h1>" if entry.title else ""
    return read_page(f"<!doctype html><html><head>{head}</head><body>{first}{entry.page}</body></html>", doc, name)


class _Bounded(TreeBuilder):
    """A tree no deeper and with no more elements than a feed ever has."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._depth, self._count, self._name = 0, 0, name

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self._depth, self._count = self._depth + 1, self._count + 1
        if self._count > _MOST_ELEMENTS:
            raise InputTooLarge("too-many-tags", file=self._name, remedy="get-again", limit=_MOST_ELEMENTS)
        if self._depth > _DEEPEST:
            raise InputTooLarge("markup-too-deep", file=self._name, remedy="save-page-as-text", limit=_DEEPEST)
        return super().start(tag, attributes)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _xml_bytes(entry: Element) -> bytes:
    entry.tail = None
    written: bytes = tostring(entry, "utf-8")
    return written


def _of_xml(data: bytes) -> _Entry:
    """An entry of RSS, Atom or RDF."""
    entry = fromstring(data)  # noqa: S314 (made by this module)
    named: dict[str, Element] = {}
    for child in entry:
        if not child.tag.startswith("{http://search.yahoo.com/mrss"):
            named.setdefault(_local(child), child)
    links = [child for child in entry if _local(child) == "link"]
    shown = [one for one in links if one.get("rel", "alternate") == "alternate"]
    found = [one.get("href") or (one.text or "").strip() for one in shown]
    identity = next((_text(named[key]) for key in ("guid", "id") if key in named), "")
    address = next((one for one in (*found, identity) if one.startswith(("http://", "https://"))), None)
    day = next((when for key in _DATES if key in named and (when := _day(_text(named[key])))), None)
    body = next((named[key] for key in _TEXTS if key in named and "".join(named[key].itertext()).strip()), None)
    title = _text(named["title"]) if "title" in named else ""
    title = " ".join(re.sub(r"<[^>]{0,200}>", "", title).split())
    page = "" if body is None else _markup(body)
    return _Entry(title or None, address, address or identity or title or "entry", day, page, title)


def _markup(body: Element) -> str:
    """The content of an entry as markup: XHTML as it stands, escaped HTML as it was meant, words as paragraphs."""
    if len(body):
        return "".join(re.sub(r"(</?)\w+:", r"\1", tostring(child, "unicode")) for child in body)
    text = body.text or ""
    return _paragraphs(text) if body.get("type") == "text" or not re.search(r"<\w|&\w+;", text) else text


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def _json_bytes(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def _of_json(data: bytes) -> _Entry:
    """An item of a JSON Feed."""
    entry = json.loads(data)
    address = next((str(entry[key]) for key in ("url", "external_url", "id") if entry.get(key)), "")
    is_web = address.startswith(("http://", "https://"))
    page = str(entry.get("content_html") or "") or _paragraphs(
        str(entry.get("content_text") or entry.get("summary") or "")
    )
    title = " ".join(str(entry.get("title") or "").split())
    day = day_of(str(entry.get("date_published") or "") or None)
    return _Entry(
        title or None, address if is_web else None, str(entry.get("id") or address or title), day, page, title
    )


def _of_telegram(data: bytes) -> _Entry:
    """A message of a channel."""
    entry = json.loads(data)
    return _Entry(None, None, f"message {entry.get('id', '')}", day_of(str(entry.get("date") or "")), "", _said(entry))


def _said(message: dict[str, Any]) -> str:
    """The words of a message: a text, or a list of texts and of texts with a form."""
    written = message.get("text", "")
    parts = written if isinstance(written, list) else [written]
    return "".join(str(part.get("text", "")) if isinstance(part, dict) else str(part) for part in parts)


def _day(text: str) -> Period | None:
    try:
        return Period.day(parsedate_to_datetime(text).date())
    except (ValueError, TypeError, OverflowError, IndexError):
        return day_of(text)
