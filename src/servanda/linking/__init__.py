"""Linking: from a claim to what it is about in the register, with the reason; "none of these" is an answer.

Takes a Claim, the Agreement and the text around the claim; gives a Link or None. A claim from a table is linked only by a
name that the register has; one from a document by names, declared numbers, years, measure and nearness, as `evidence`
weighs them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from servanda.agreement import Agreement
from servanda.claim import Claim
from servanda.linking.evidence import SUFFICIENT, candidates
from servanda.linking.index import Index, index_of, shown_name
from servanda.linking.words import stems

__all__ = ["Link", "link", "linked", "speaker_name"]


@dataclass(frozen=True, slots=True)
class Link:
    """What a claim is about: the key and English name in the register, the qualifiers, and why it is thought so.

    `level` says whether `key` is that of an entry ("item") or of a followed subject. `score` lies in 0..1 and orders
    links by how sure they are. `speaker` is the register's name for who spoke, or the name as given.
    """

    key: str
    level: Literal["item", "subject"]
    name: str
    qualifiers: frozenset[str]
    reason: str
    score: float
    speaker: str


def link(claim: Claim, agreement: Agreement, context: str = "") -> Link | None:
    """What the claim is about in the register, or None where it is about none of its entries.

    >>> from servanda.agreement import Subject
    >>> from servanda.claim import Figure, Measure
    >>> market = Subject("market", {"en": "unified gas market", "fr": "marché unifié du gaz"})
    >>> register = Agreement("accord", {"en": "Accord"}, subjects=(market,))
    >>> promise = Claim("c1", "commitment", "un marché unifié du gaz", (Figure(Measure.DUE, None),), start=0)
    >>> found = link(promise, register)
    >>> found.key, found.name, found.reason
    ('market', 'unified gas market', "its own subject has 'marché unifié du gaz'")
    >>> link(Claim("c2", "commitment", "a bridge", (Figure(Measure.DUE, None),), start=0), register) is None
    True
    """
    index = index_of(agreement)
    if claim.start is None:
        return _by_name(claim, index)
    found = candidates(claim, index, context)
    if not found or found[0].score < SUFFICIENT:
        return None
    best = found[0]
    return _link(claim, index, best.key, "; ".join(best.reasons), round(min(best.score, 1.0), 2))


def linked(claim: Claim, link: Link) -> Claim:
    """The claim under the register's name of what it is about, with its qualifiers and the register's name of its speaker.

    >>> claim = Claim("c1", "trade turnover", "le commerce", (), speaker="Poutine")
    >>> linked(claim, Link("trade", "subject", "Trade", frozenset({"goods"}), "", 1.0, "Vladimir Putin")).subject
    'Trade'
    """
    return replace(claim, subject=link.name, qualifiers=link.qualifiers, speaker=link.speaker)


def speaker_name(name: str, agreement: Agreement) -> str:
    """The register's English name of a speaker, whatever script or form the name is given in; the name itself if unknown.

    >>> from servanda.agreement import Person
    >>> people = (Person("p", {"en": "Jan Novak", "ru": "Иван Новак"}),)
    >>> speaker_name("Ивана Новака", Agreement("a", {}, people=people)), speaker_name("Eva", Agreement("a", {}, people=people))
    ('Jan Novak', 'Eva')
    """
    return index_of(agreement).speaker(name)[0]


def _by_name(claim: Claim, index: Index) -> Link | None:
    """The link of a table's claim: its scope is a name in the register, whole or up to a comma."""
    head, _, tail = claim.subject.partition(",")
    for scope, qualifier in ((claim.subject, ""), (head, tail.strip())):
        key = index.names.exactly(scope)
        if key is not None:
            given = replace(claim, qualifiers=claim.qualifiers | {qualifier}) if qualifier else claim
            return _link(given, index, key, f"its scope is the name {scope.strip()!r}", 1.0)
    return None


def _link(claim: Claim, index: Index, key: str, reason: str, score: float) -> Link:
    speaker = index.speaker(claim.speaker)[0]
    if key in index.items:
        return Link(key, "item", shown_name(index.items[key].names), claim.qualifiers, reason, score, speaker)
    name = shown_name(index.subjects[key].names)
    return Link(key, "subject", name, _qualifiers(claim, index, key), reason, score, speaker)


def _qualifiers(claim: Claim, index: Index, key: str) -> frozenset[str]:
    """The claim's qualifiers under the register's names, or else those that its words have.

    Of two that are found the one with more words beyond the subject's own wins: "goods and services" before "goods".
    """
    forms = index.qualifiers.get(key)
    if forms is None:
        return claim.qualifiers
    given = {forms.exactly(name) or name for name in claim.qualifiers}
    if given or claim.start is None:
        return frozenset(given)
    ordinary = index.subject_words[key]
    hits = [hit.form for text in (claim.subject, claim.text) for hit in forms.found_in(stems(text))]
    telling = {form: len(set(form.words) - ordinary) for form in hits}
    most = max(telling.values(), default=0)
    return frozenset(form.key for form in hits if telling[form] == most)
