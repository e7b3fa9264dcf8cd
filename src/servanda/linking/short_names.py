"""What a claim calls by less than its name: "the reintegration programme", "obligations of the accord".

Takes a claim and the register's index; gives the entries and subjects that are meant, each with its reason. A short name counts
less than a whole one, and where two things share it they count alike, so that a person chooses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from servanda.claim import Claim, Measure
from servanda.linking.index import Index
from servanda.linking.places import countries_in
from servanda.linking.reasons import Reason
from servanda.linking.words import agreement_words, planned_words, stems
from servanda.message import Message

__all__ = ["Short", "abbreviated", "meant_by_agreement"]

_SEVERAL, _WITH_LEVEL, _ALONE, _AGREEMENT = 65, 55, 45, 60
_SHORTEST = 4


class Short(NamedTuple):
    """What a short name means, and why."""

    key: str
    reason: Reason


def abbreviated(claim: Claim, index: Index) -> Iterator[Short]:
    """The things whose name has all words of the claim's subject, beside those for a plan's parts.

    >>> from servanda.agreement import Agreement
    >>> from servanda.item import Item
    >>> reuse = Item("p", "programme", {"en": "programme for the reuse of old railways"})
    >>> index = Index(Agreement("a", {"en": "A"}, items=(reuse,)))
    >>> [str(short.reason.message) for short in abbreviated(Claim("c", "completion", "railways programme", ()), index)]
    ["its subject, 'railways programme', is short for 'programme for the reuse of old railways'"]
    >>> list(abbreviated(Claim("c", "completion", "programme for the harbours", ()), index))
    []
    """
    words = frozenset(word for word in stems(claim.subject) if not word[0].isdigit())
    generic = planned_words() | agreement_words()
    telling = words - generic
    if not telling or not any(len(word) >= _SHORTEST for word in telling):
        return
    seen = set()
    for key, name, whole in index.long_names:
        if key in seen or not telling < whole:
            continue
        points = _SEVERAL if len(telling) > 1 else _WITH_LEVEL if words & generic & whole else _ALONE
        seen.add(key)
        yield Short(key, Reason(Message.of("link-short-name", words=claim.subject, name=name), points))


def meant_by_agreement(claim: Claim, index: Index) -> Iterator[Short]:
    """The one entry at the top of the register that is called as the claim calls the agreement: "the accord", "le plan".

    >>> from servanda.agreement import Agreement
    >>> from servanda.item import Item
    >>> index = Index(Agreement("a", {"en": "A"}, items=(Item("top", "accord", {"en": "Peace Accord"}),)))
    >>> [short.key for short in meant_by_agreement(Claim("c", "completion", "provisions of the accord", ()), index)]
    ['top']
    >>> list(meant_by_agreement(Claim("c", "completion", "provisions of the accord with Chile", ()), index))
    []
    """
    own = stems(claim.subject)
    counted = {word for figure in claim.figures if figure.quantity for word in stems(figure.quantity.unit or "")}
    if any(figure.measure is Measure.DUE for figure in claim.figures) or countries_in(own) - index.party_countries:
        return
    for word in own:
        keys = index.by_agreement_word.get(word, set())
        if len(keys) == 1 and word not in counted:
            yield Short(next(iter(keys)), Reason(Message.of("link-agreement-word", word=word), _AGREEMENT))
            return
