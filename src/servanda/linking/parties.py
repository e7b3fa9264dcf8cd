"""Whether a claim about something between the parties is about these parties, and not about one of them and someone else."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.claim import Claim
from servanda.linking.index import Index
from servanda.linking.places import countries_in
from servanda.linking.words import words_for_both
from servanda.message import Message

__all__ = ["between_parties"]


def between_parties(
    claim: Claim, index: Index, own: Sequence[str], around: Sequence[str], parties: frozenset[str]
) -> Message | None:
    """In words, why the claim is taken to be about all these parties; None where it is about others.

    `own` are the words of the claim and `around` those near it. A party that is not named is understood to be the speaker's own
    ("trade with Russia", says the president of Belarus).

    >>> from servanda.agreement import Agreement, Party
    >>> from servanda.linking.words import stems
    >>> index = Index(Agreement("a", {}, parties=(Party("by", {"en": "Belarus"}), Party("ru", {"en": "Russia"}))))
    >>> claim, both = Claim("c", "", "", ()), frozenset({"by", "ru"})
    >>> str(between_parties(claim, index, stems("trade between Russia and Belarus"), (), both))
    'the parties are named'
    >>> between_parties(claim, index, stems("trade between China and Belarus"), (), both)
    """
    named = {hit.form.key for hit in index.parties.found_in(own)} & parties
    if named == parties:
        return Message.of("link-parties-named")
    if countries_in(own) - index.party_countries:
        return None
    if named:
        _, party = index.speaker(claim.speaker)
        return Message.of("link-party-of-speaker") if parties - named == {party} else None
    if not around:
        return Message.of("link-no-other-party")
    near = {hit.form.key for hit in index.parties.found_in(around)} & parties
    if near == parties:
        return Message.of("link-parties-around")
    if near and words_for_both() & set(own) and not countries_in(around) - index.party_countries:
        return Message.of("link-between-sides")
    return None
