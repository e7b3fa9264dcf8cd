"""Linking: from a claim to what it is about in the register, with the reason; "none of these" is an answer.

Takes a Claim, the Agreement and the text around the claim; gives a Link or None. A claim from a table is linked only by a
name that the register has; one from a document by names, declared numbers, years, measure and nearness, as `evidence`
weighs them. Where two entries fit alike there is no link: they are its rivals, and a person chooses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from servanda.agreement import Agreement
from servanda.claim import Claim
from servanda.linking.evidence import Candidate, candidates
from servanda.linking.index import Index, index_of, shown_name
from servanda.linking.reasons import MOST, SUFFICIENT, Reason, score_in_words, total
from servanda.linking.words import stems
from servanda.message import Message

__all__ = [
    "Link",
    "Reason",
    "index_of",
    "link",
    "linked",
    "none_because",
    "rivals",
    "score_in_words",
    "shown_name",
    "speaker_name",
]

_CLEAR = 3
"""By how many points one entry must lead another, where both are named by the claim itself, to be taken for what it is about."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a claim is about: the key and English name in the register, the qualifiers, and why it is thought so.

    `level` says whether `key` is that of an entry ("item") or of a followed subject. `reasons` are what speaks for it, with
    points that add up to `points`, 0 to 100. `speaker` is the register's name for who spoke, or the name as given.
    """

    key: str
    level: Literal["item", "subject"]
    name: str
    qualifiers: frozenset[str]
    reasons: tuple[Reason, ...]
    speaker: str

    @property
    def points(self) -> int:
        """How sure it is, 0 to 100: the sum of its reasons' points."""
        return total(self.reasons)

    @property
    def score(self) -> float:
        """How sure it is, 0 to 1."""
        return self.points / MOST

    @property
    def reason(self) -> str:
        """Its reasons in English, with their points."""
        return self.told("en")

    def told(self, lang: str) -> str:
        """Its reasons in a language, with their points."""
        return "; ".join(reason.told(lang) for reason in self.reasons)


def link(claim: Claim, agreement: Agreement, context: str = "") -> Link | None:
    """What the claim is about in the register, or None where it is about none of its entries.

    >>> from servanda.agreement import Subject
    >>> from servanda.claim import Figure, Measure
    >>> market = Subject("market", {"en": "unified gas market", "fr": "marché unifié du gaz"})
    >>> register = Agreement("accord", {"en": "Accord"}, subjects=(market,))
    >>> promise = Claim("c1", "commitment", "un marché unifié du gaz", (Figure(Measure.DUE, None),), start=0)
    >>> found = link(promise, register)
    >>> found.key, found.name, found.points, found.reason
    ('market', 'unified gas market', 96, "its own subject has 'marché unifié du gaz' (+96)")
    >>> link(Claim("c2", "commitment", "a bridge", (Figure(Measure.DUE, None),), start=0), register) is None
    True
    """
    index = index_of(agreement)
    if claim.start is None:
        return _by_name(claim, index)
    found = _leading(claim, index, context)
    return _link(claim, index, found[0].key, tuple(found[0].reasons)) if len(found) == 1 else None


def rivals(claim: Claim, agreement: Agreement, context: str = "") -> tuple[Link, ...]:
    """The entries among which a person has to choose, since the claim fits them alike; none where there is a link or nothing.

    >>> from servanda.item import Item
    >>> from servanda.claim import Figure, Measure
    >>> roads, rails = Item("a", "programme", {"en": "northern roads"}), Item("b", "programme", {"en": "northern rails"})
    >>> share = Claim("c1", "completion", "northern roads and northern rails", (Figure(Measure.SHARE, None),), start=0)
    >>> [one.key for one in rivals(share, Agreement("accord", {"en": "Accord"}, items=(roads, rails)))]
    ['a', 'b']
    """
    if claim.start is None:
        return ()
    index = index_of(agreement)
    found = _leading(claim, index, context)
    return tuple(_link(claim, index, one.key, tuple(one.reasons)) for one in found) if len(found) > 1 else ()


def _leading(claim: Claim, index: Index, context: str) -> list[Candidate]:
    """The one that the claim is about, or those that fit it alike; what lies above another of them is not meant."""
    found = [one for one in candidates(claim, index, context) if one.score >= SUFFICIENT]
    if not found:
        return []
    best = found[0]
    alike = [one for one in found if one is best or (one.place == best.place < 2 and best.score - one.score < _CLEAR)]
    alike = [one for one in alike if not any(one.key in index.all_above(other.key) for other in alike)]
    kinds = [one for one in alike if (one.key in index.items) == (best.key in index.items)]
    return kinds or [best]


def none_because(names: Sequence[str]) -> Message:
    """Why a claim has no link: nothing fits, or several entries fit alike, whose names are given.

    >>> str(none_because(())), str(none_because(["Roads", "Railways"]))
    ('nothing in the register fits', 'it may be about Roads, Railways: a person has to choose')
    """
    return Message.of("link-choice", names=", ".join(names)) if names else Message.of("link-none")


def linked(claim: Claim, link: Link) -> Claim:
    """The claim under the register's name of what it is about, with its qualifiers and the register's name of its speaker.

    >>> claim = Claim("c1", "trade turnover", "le commerce", (), speaker="Poutine")
    >>> linked(claim, Link("trade", "subject", "Trade", frozenset({"goods"}), (), "Vladimir Putin")).subject
    'Trade'
    """
    missing = tuple(lack for lack in claim.missing if lack != "subject")
    return replace(claim, subject=link.name, qualifiers=link.qualifiers, speaker=link.speaker, missing=missing)


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
            return _link(given, index, key, (Reason(Message.of("link-scope", name=scope.strip()), MOST),))
    return None


def _link(claim: Claim, index: Index, key: str, reasons: tuple[Reason, ...]) -> Link:
    speaker = index.speaker(claim.speaker)[0]
    if key in index.items:
        return Link(key, "item", shown_name(index.items[key].names), claim.qualifiers, reasons, speaker)
    name = shown_name(index.subjects[key].names)
    return Link(key, "subject", name, _qualifiers(claim, index, key), reasons, speaker)


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
