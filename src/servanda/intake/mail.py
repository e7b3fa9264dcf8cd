"""A mail (EML) and a page saved by a browser (MHTML) to documents: both are MIME.

A mail is a document itself: its body is the text, its subject the title, its sender the publisher, its date the day; what is
attached are documents of their own. Of a saved page the main part is the document, in the bytes that the page had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.utils import parseaddr, parsedate_to_datetime

from servanda.document import Document
from servanda.errors import BinaryInput, EmptyInput, InputError, InputTooLarge
from servanda.intake.budget import Budget
from servanda.intake.digest import digest_of
from servanda.intake.encoding import decode
from servanda.intake.html import read_page
from servanda.intake.provenance import name_of_address
from servanda.intake.text import read_text
from servanda.period import Period
from servanda.received import Received

__all__ = ["in_mail", "looks_like_mail"]

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[^\n]*\n(?:[ \t][^\n]*\n)*")
_KNOWN = frozenset({
    b"from", b"to", b"subject", b"date", b"received", b"return-path", b"message-id", b"mime-version", b"content-type",
    b"delivered-to", b"snapshot-content-location", b"x-mozilla-status", b"reply-to", b"sender",
})  # fmt: skip
_FEWEST_KNOWN = 3
_MOST_PARTS = 1_000
_MOST_MARKS = 20_000
"""Lines that may part a mail; each costs an object, whatever it is."""
_LONGEST_HEADER = 10_000
_FAULTS = (MessageError, ValueError, LookupError, RecursionError, TypeError, AttributeError)


def looks_like_mail(head: bytes) -> bool:
    """Whether bytes begin with the headers of a mail or a saved page.

    >>> looks_like_mail(b"From: a@b.example\\nTo: c@d.example\\nSubject: Bridge\\n\\nReady."), looks_like_mail(b"From: afar")
    (True, False)
    """
    place = head.find(b"\n") + 1 if head.startswith(b"From ") else 0
    known = set()
    head = head.replace(b"\r\n", b"\n")
    while found := _HEADER.match(head, place):
        known |= {found[1].lower()} & _KNOWN
        place = found.end()
    return len(known) >= _FEWEST_KNOWN or (b"mime-version" in known and b"content-type" in known)


def in_mail(one: Received, data: bytes, budget: Budget) -> Iterator[Received | InputError]:
    """The documents in a mail or a saved page."""
    if data.count(b"\n--") > _MOST_MARKS:
        raise InputTooLarge("too-many-in-archive", file=one.name, remedy="save-mail-again", limit=_MOST_MARKS)
    try:
        mail = message_from_bytes(data)
        parts = _parts(mail)
    except _FAULTS as fault:
        raise BinaryInput("mail-damaged", file=one.name, remedy="save-mail-again") from fault
    if mail.get_content_type() == "multipart/related" and (page := _main_page(mail, parts)) is not None:
        yield _saved_page(mail, page, one)
        return
    yield Received(
        one.file,
        data,
        one.inner,
        title=_header(mail, "Subject"),
        publisher=_sender(mail),
        published=_day(mail),
        published_from="Date" if _day(mail) else None,
        read=_read_mail,
    )
    for number, part in enumerate(parts, start=1):
        if not _is_attached(part):
            continue
        budget.count()
        attached = _bytes(part)
        budget.take(len(attached))
        yield Received(one.file, attached, one.named(_file_name(part) or f"part {number}"))


def _parts(mail: Mail) -> list[Mail]:
    """The parts that hold something, those of a mail in a mail not among them."""
    found: list[Mail] = []
    stack = [mail]
    while stack:
        part = stack.pop()
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_type() != "message/rfc822":
            stack.extend(reversed([one for one in inner if isinstance(one, Mail)]))
        else:
            found.append(part)
        if len(found) + len(stack) > _MOST_PARTS:
            raise ValueError("too many parts")
    return found


def _bytes(part: Mail) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return b"".join(one.as_bytes() for one in inner if isinstance(one, Mail)) if isinstance(inner, list) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _is_attached(part: Mail) -> bool:
    kind = part.get_content_type()
    is_named = part.get_content_disposition() == "attachment" or kind == "message/rfc822"
    return is_named or (kind.startswith("application/") and bool(part.get_filename()))


def _main_page(mail: Mail, parts: list[Mail]) -> Mail | None:
    """The page of a saved one: the part that the snapshot names, else the first page in it; None in a mail."""
    address = _location(mail, "Snapshot-Content-Location")
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not address and not any(_location(part) for part in pages):
        return None
    named = (part for part in pages if address and _location(part) == address)
    return next(named, pages[0] if pages else None)


def _location(part: Mail, name: str = "Content-Location") -> str:
    """An address in a header; one that holds bytes of no encoding comes as an object of its own, which is shown as letters."""
    return str(part.get(name) or "").strip()


def _saved_page(mail: Mail, page: Mail, one: Received) -> Received:
    address = _location(mail, "Snapshot-Content-Location") or _location(page)
    is_web = address.startswith(("http://", "https://"))
    day = _day(mail)
    return Received(
        one.file,
        _bytes(page),
        one.inner,
        name_of_address(address) if is_web else "",
        address=address if is_web else None,
        captured=str(day) if day else None,
        charset=_charset(page),
    )


def _read_mail(data: bytes, doc: str, name: str) -> Document:
    """The Document of a mail: its plain text, or its page where it has no plain text."""
    try:
        parts = [part for part in _parts(message_from_bytes(data)) if not _is_attached(part)]
    except _FAULTS as fault:
        raise BinaryInput("mail-damaged", file=name, remedy="save-mail-again") from fault
    for kind, read in (("text/plain", _read_plain), ("text/html", read_page)):
        shown = [part for part in parts if part.get_content_type() == kind and _bytes(part).strip()]
        if shown:
            decoded = [decode(_bytes(part), name, _charset(part)) for part in shown]
            document = read("\n\n".join(one.text for one in decoded), doc, name)
            return replace(document, digest=digest_of(data), encoding=decoded[0].encoding, media_type="message/rfc822")
    raise EmptyInput("mail-shows-no-text", file=name, remedy="save-text-again")


def _read_plain(text: str, doc: str, name: str) -> Document:
    return read_text(text, doc)


def _charset(part: Mail) -> str | None:
    found = part.get_param("charset")
    return found if isinstance(found, str) else None


def _header(mail: Mail, name: str) -> str | None:
    """A header in letters, whatever it was encoded in; None where it is missing or cannot be read."""
    return _in_letters(mail.get(name))


def _file_name(part: Mail) -> str | None:
    try:
        return _in_letters(part.get_filename())
    except _FAULTS:
        return None


def _in_letters(written: object) -> str | None:
    try:
        text = str(make_header(decode_header(str(written)[:_LONGEST_HEADER]))) if written else ""
    except _FAULTS:
        return None
    return " ".join(text.encode("utf-8", "replace").decode().split()) or None


def _sender(mail: Mail) -> str | None:
    sender = parseaddr(_header(mail, "From") or "")
    return sender[0] or sender[1] or None


def _day(mail: Mail) -> Period | None:
    try:
        return Period.day(parsedate_to_datetime(str(mail.get("Date"))).date())
    except (*_FAULTS, OverflowError):
        return None
