"""What somebody follows, as it stands now: each thing in it with its name, its words in context and its address.

Takes what a page may show and what is followed; gives matches. Nothing comes in that a page would not show, so a document that
is kept back is in no mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.utils.translation import gettext as _

from servanda.claim import Claim
from servanda.document import Document
from servanda.exports.wording import printable
from servanda.finding import Finding
from servanda.item import Item
from servanda.record.search import search
from servanda.site.facts import Place
from servanda.site.page import Shown
from servanda.site.passages import may_quote, passage
from servanda.site.views.lists import LISTS
from servanda.site.views.search import things

__all__ = ["FOLLOWED", "Match", "matches_of"]

FOLLOWED = ("programme", "person", "body", "chart", "search", *LISTS)
"""The pages that can be followed: items, the search with its words, lists with their filters."""
_AHEAD = (30, 7)
"""Days before a deadline on which it is told."""


@dataclass(frozen=True, slots=True)
class Match:
    """One thing: `key` is the same as long as it is the same thing, `path` its page, `words` what was said, in their context."""

    key: str
    name: str
    path: str
    words: str = ""

    @property
    def digest(self) -> str:
        """A short form of the key.

        >>> len(Match("claim x", "X", "/en/claims/x/").digest)
        16
        """
        return sha256(self.key.encode()).hexdigest()[:16]


def matches_of(shown: Shown, family: str, key: str, query: dict[str, str]) -> list[Match]:
    """All that is in what somebody follows, each once."""
    found: Iterable[Match]
    if family == "programme":
        found = _of_entry(shown, key)
    elif family in ("person", "body"):
        found = (_statement(shown, place) for place in shown.facts.sayings.get(key, ()))
    elif family == "chart":
        ladder = shown.facts.ladders.get(key)
        found = (_claim(shown, one.claim) for one in (ladder.rungs if ladder else ()) if not one.official)
    elif family == "search":
        found = _searched(shown, query)
    else:
        found = _listed(shown, family, query)
    return list({one.digest: one for one in found}.values())


def _of_entry(shown: Shown, key: str) -> Iterator[Match]:
    """Findings, claims and deadlines of an entry and all below it."""
    item = shown.facts.items.get(key)
    below = list(item.walk()) if item else []
    claims = [claim for one in below for claim in shown.facts.claims_on.get(one.id, ())]
    ids = {claim.id for claim in claims}
    for finding in shown.facts.account.findings:
        if ids.intersection(finding.claims):
            yield _finding(shown, finding)
    for claim in claims:
        yield _claim(shown, claim)
    for one in below:
        yield from _deadline(shown, one, shown.facts.account.as_of)


def _finding(shown: Shown, finding: Finding) -> Match:
    verdict = shown.words.plural("verdict", finding.verdict.value, 1)
    told = shown.finding(finding)
    return Match(f"finding {finding.id}", f"{verdict}: {told.title}", shown.at("finding", finding.id), told.explanation)


def _claim(shown: Shown, claim: Claim) -> Match:
    told = shown.witness(claim)
    quoted = told.words and f"{told.words.before}*{told.words.quoted}*{told.words.after}"
    name = f"{told.speaker}, {told.said}: {shown.claim(claim).text}, {told.reading}"
    return Match(f"claim {claim.id}", name, shown.at("claim", claim.id), _one_line(quoted or told.summary))


def _statement(shown: Shown, place: Place) -> Match:
    doc, one = place
    document, words = shown.facts.documents[doc], ""
    if may_quote(shown.facts.disclosure(doc)):
        pieces = passage(document, one)
        words = _one_line("".join(f"*{part.text}*" if part.role == "content" else part.text for part in pieces))
    spoken = "|".join(document.text[start:end] for start, end in one.content)
    name = f"{shown.document(doc).text}, {shown.words.period(document.published)}"
    return Match(f"statement {doc} {spoken}", name, shown.statement(place), words)


def _deadline(shown: Shown, item: Item, today: date) -> Iterator[Match]:
    """The day of an entry: as such, 30 and 7 days before it, and once it has passed."""
    end = item.due.end if item.due else None
    if end is None:
        return
    name, path = f"{shown.entry(item.id).text}: {shown.words.day(end)}", shown.at("programme", item.id)
    yield Match(f"due {item.id} {end}", name, path, _("The deadline is now this day."))
    for days in _AHEAD:
        if end - timedelta(days=days) <= today <= end:
            yield Match(f"ahead {item.id} {end} {days}", name, path, _("The deadline is near."))
    if end < today:
        yield Match(f"past {item.id} {end}", name, path, _("The deadline has passed."))


def _searched(shown: Shown, query: dict[str, str]) -> Iterator[Match]:
    known = [one for one in things(shown) if query.get("kind", "") in ("", one.kind)]
    pages = [Document(str(place), one.text, one.lang or None, one.name.text) for place, one in enumerate(known)]
    for hit in search(pages, query.get("q", "").split()):
        one = known[int(hit.doc)]
        yield Match(f"{one.kind} {one.name.address}", one.name.text, one.name.address, _one_line(hit.text))


def _listed(shown: Shown, family: str, query: dict[str, str]) -> Iterable[Match]:
    for row in LISTS[family](shown).chosen(query):
        first, *rest = row.cells
        told = " · ".join(cell.text for cell in rest if cell.text)
        key = f"{family} {first.address}" if first.address else f"{family} {first.text} {told}"
        yield Match(key, first.text, first.address or shown.at(family), told)


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))
