"""The words of one language by which claims are read, compiled once.

Takes the lists of lexicon/*/claims.yaml; gives a Lookup for each, and the vocabulary of planned things that names a noun of any
language by its English singular.
"""

from __future__ import annotations

from functools import cache

from servanda.errors import UnknownName
from servanda.reading.lexicon import lexicon
from servanda.reading.phrases import Lookup
from servanda.reading.quantities_wording import wording_of

__all__ = ["ClaimWords", "claim_words"]


class ClaimWords:
    """The lists of one language; `states` are participles, `state_nouns` the nouns of finishing.

    >>> ClaimWords("en").states.first("have been carried out"), ClaimWords("ru").things.first("310 мер")
    ('done', 'measure')
    """

    def __init__(self, lang: str) -> None:
        words = lexicon(lang, "claims")
        self.lang = lang
        self.states, self.state_nouns = Lookup(words["states"]), Lookup(words["state_nouns"])
        self.things, self.topics = Lookup(words["planned_things"]), Lookup(words["topics"])
        self.qualifiers, self.growth = Lookup(words["qualifiers"]), Lookup(words["growth"])
        self.of_whole = wording_of(lang).of_whole
        self._lists = {
            name: Lookup(phrases if isinstance(phrases, dict) else {name: phrases}) for name, phrases in words.items()
        }

    def __getitem__(self, name: str) -> Lookup:
        """The list of that name: "possibilities", "base_markers" ..."""
        return self._lists[name]


@cache
def claim_words(lang: str | None) -> ClaimWords | None:
    """The words of a language; None for one whose claims cannot be read."""
    try:
        return ClaimWords(lang or "")
    except UnknownName:
        return None
