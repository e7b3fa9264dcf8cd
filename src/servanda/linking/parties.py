"""Whether a claim about something between the parties is about these parties, and not about one of them and someone else."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.claim import Claim
from servanda.linking.index import Index
from servanda.linking.places import countries_in
from servanda.linking.words import words_for_both

__all__ = ["between_parties"]


def between_parties(
    claim: Claim, index: Index, own: Sequence[str], around: Sequence[str], parties: frozenset[str]
) -> str | None:
    """In words, why the claim is taken to be about all these parties; None where it is about others.

    `own` are the words of the claim and `around` those near it. A party that is not named is understood to be the speaker's own
    ("trade with Russia", says the president of Belarus).

    >>> from servanda.agreement import Agreement, Party
    >>> from servanda.linking.words import stems
    >>> index = Index(Agreement("a", {}, parties=(Party("by", {"en": "Belarus"}), Party("ru", {"en": "Russia"}))))
    >>> claim, both = Claim("c", "", "", ()), frozenset({"by", "ru"})
    >>> between_parties(claim, index, stems("trade between Russia and Belarus"), (), both)
    'the parties are named'
    >>> between_parties(claim, index, stems("trade between China and Belarus"), (), both)
    """
    named = {hit.form.key for hit in index.parties.found_in(own)} & parties
    if named == parties:
        return "the parties are named"
    if countries_in(own) - index.party_countries:
        return None
    if named:
        _, party = index.speaker(claim.speaker)
        return "the party that is not named is the speaker's own" if parties - named == {party} else None
    if not around:
        return "no other parties are named"
    near = {hit.form.key for hit in index.parties.found_in(around)} & parties
    if near == parties:
        return "the text around it names the parties"
    if near and words_for_both() & set(own) and not countries_in(around) - index.party_countries:
        return "it is between two sides, and the text around it names one of the parties and no other country"
    return None
