"""An account as it may be shown to everybody: without what the register keeps back of its sources.

Takes an account, the register's sources and the day; gives the account without the words, names and addresses that may not be
shown. What such a document says goes on counting: its claims stand in findings with their figure, day and speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from servanda.agreement import Agreement
from servanda.claim import Claim, Figure
from servanda.disclosure import Disclosure, Source, disclosure_of
from servanda.document import Document
from servanda.exports.kept_back import without_kept_back
from servanda.exports.report import Account

__all__ = ["Disclosed", "disclosed"]

_ELLIPSIS = "[…]"


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The account that may be shown; `by_document` says what may be shown of each document that it names.

    `hidden` are the ids of claims whose source is not named, `documents_hidden` how many documents are not.
    """

    account: Account
    by_document: Mapping[str, Disclosure] = field(hash=False)
    hidden: frozenset[str] = frozenset()
    documents_hidden: int = 0


def disclosed(account: Account, sources: Iterable[Source], today: date) -> Disclosed:
    """The account as the sources let it be shown on a day.

    >>> from servanda.agreement import Agreement
    >>> page = Document("minutes", "Ann said it.", "en", address="https://n.example/minutes")
    >>> whole = Account(Agreement("a", {"en": "A"}), today := date(2031, 1, 1), documents=(page,))
    >>> found = disclosed(whole, [Source("n.example", Disclosure.NOTHING)], today)
    >>> found.account.documents, found.documents_hidden
    ((), 1)
    """
    rules = tuple(sources)
    by_document = {one.doc: disclosure_of(one, rules, today) for one in account.documents}
    by_place = {place: one for one in account.documents for place in (one.address, one.doc) if place}

    def shown_of(claim: Claim) -> Disclosure:
        document = by_place.get(claim.source)
        if document is None and not rules:
            return Disclosure.QUOTATION
        return disclosure_of(document or _unread(claim.source), rules, today)

    told = (*account.claims, *account.unlinked, *account.earlier)
    limits = {claim.id: shown_of(claim) for claim in told}
    wordless = {id for id, shown in limits.items() if shown in (Disclosure.NOTHING, Disclosure.LINK)}
    hidden = frozenset(id for id, shown in limits.items() if shown is Disclosure.NOTHING)
    unnamed = {claim.source for claim in told if claim.id in hidden and claim.source}
    unnamed |= {
        place
        for one in account.documents
        if by_document[one.doc] is Disclosure.NOTHING
        for place in (one.doc, one.address)
        if place
    }

    def cut(claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(_cut(one, named=one.id not in hidden) if one.id in wordless else one for one in claims)

    agreement = without_kept_back(account.agreement, rules, account.documents, today)
    shown = replace(
        account,
        agreement=agreement,
        progress=account.progress and replace(account.progress, agreement=agreement),
        documents=tuple(one for one in account.documents if by_document[one.doc] is not Disclosure.NOTHING),
        claims=cut(account.claims),
        unlinked=cut(account.unlinked),
        earlier=cut(account.earlier),
        words={id: words for id, words in account.words.items() if id not in wordless},
        rewritten=tuple(
            one if by_document.get(one.doc) is Disclosure.FULL else replace(one, pairs=())
            for one in account.rewritten
            if by_document.get(one.doc, Disclosure.NOTHING) is not Disclosure.NOTHING
            and not _is_kept_back(one.place, rules, today)
        ),
        fetched=tuple(one for one in account.fetched if not _is_kept_back(one.source, rules, today)),
        refusals=tuple(one for one in account.refusals if not _is_kept_back(one.name, rules, today)),
    )
    if hidden or unnamed:
        telling = _Telling({id: _masked(id) for id in hidden} | dict.fromkeys(unnamed - hidden, _ELLIPSIS))
        parts = {part: telling.of(getattr(shown, part)) for part in _TOLD}
        shown = replace(shown, **parts)
    named = {doc: shown for doc, shown in by_document.items() if shown is not Disclosure.NOTHING}
    return Disclosed(shown, named, frozenset(map(_masked, hidden)), len(by_document) - len(named))


_TOLD = (
    "claims", "unlinked", "earlier", "links", "rivals", "findings", "left_out", "dismissed", "answers", "answers_alone",
    "records", "corridors", "progress", "matrices", "courses", "moved",
)  # fmt: skip
"""The parts of an account in which a claim's id or a source may be named."""


def _masked(id: str) -> str:
    """A name for a claim that tells nothing of its document, and is the same on every day."""
    return f"not-shown-{sha256(id.encode()).hexdigest()[:12]}"


class _Telling:
    """Anything of an account, with names in it told otherwise."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        longest_first = sorted(names, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, longest_first)))

    def of(self, value: Any) -> Any:
        """The same value where it names nothing of that."""
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return self.pattern.sub(lambda found: self.names[found[0]], value)
        if isinstance(value, tuple):
            return tuple(map(self.of, value))
        if isinstance(value, Mapping):
            return {self.of(key): self.of(one) for key, one in value.items()}
        if is_dataclass(value) and not isinstance(value, type | Agreement):
            return replace(value, **{part.name: self.of(getattr(value, part.name)) for part in fields(value)})
        return value


def _unread(source: str) -> Document:
    """A document that is not in the record, by what a claim says of where it is."""
    return Document(source, "", None, address=source)


def _is_kept_back(name: str, rules: Iterable[Source], today: date) -> bool:
    """Whether a file or an address that was refused, or is fetched, is one that may not be named."""
    places = {name, *name.split("!/")}
    return any(
        disclosure_of(Document(PurePosixPath(place).stem, "", None, address=place), rules, today) is Disclosure.NOTHING
        for place in places
    )


def _cut(claim: Claim, *, named: bool) -> Claim:
    """The claim without its words, and without its source where that is not to be named."""
    figures = tuple(_figure(one) for one in claim.figures)
    return replace(claim, text="", figures=figures, source=claim.source if named else "")


def _figure(figure: Figure) -> Figure:
    when = figure.when and replace(figure.when, text="")
    return replace(figure, when=when, quantity=figure.quantity and replace(figure.quantity, text=""))
