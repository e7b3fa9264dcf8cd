"""What a document is judged by: how much of the register it names, and its words.

The first places are those of names, one a kind and more for what stands in the title or together; the rest are of words, each
at a place that its hash gives (Weinberger and others 2009, ICML), so that no list of words is kept and any language has room.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from servanda.relevance.names import KINDS, NameIndex, keys_of

__all__ = ["NAMED", "PRIORS", "SIZE", "Features", "features_of"]

PRIORS = {
    "agreement": 4.0,
    "item": 4.0,
    "body": 3.0,
    "person": 2.0,
    "subject": 1.5,
    "party": 1.0,
    "two parties": 2.0,
    "two parties in the title": 1.0,
    "in the title": 1.5,
    "nothing else": -4.0,
}
"""What each place weighs before anybody has decided anything, in log odds: a programme by its title is as good as decided, a
country alone is little."""
NAMED = len(PRIORS)
_BUCKETS = 1 << 16
SIZE = NAMED + _BUCKETS
_LONGEST = 3000
"""Words of a document that are looked at."""


@dataclass(frozen=True, slots=True)
class Features:
    """The places that are not 0, with their values; `names` are what of the register was found, as "kind id"."""

    places: NDArray[np.int64]
    values: NDArray[np.float64]
    names: tuple[str, ...] = ()


def features_of(index: NameIndex, title: str, text: str) -> Features:
    """The features of a document; `text` is its body, without furniture.

    >>> from servanda.agreement import Agreement, Party
    >>> parties = Party("n", {"en": "Northland"}), Party("s", {"en": "Southland"})
    >>> index = NameIndex.of(Agreement("accord", {"en": "Accord"}, parties=parties))
    >>> features_of(index, "", "Northland and Southland met.").names
    ('party n', 'party s')
    """
    named = index.named(title, text)
    dense = [min(1.0, math.log2(1 + len(named.found[kind])) / 2) for kind in KINDS]
    dense += [
        float(len(named.found["party"]) > 1),
        float(len(named.in_title["party"]) > 1),
        float(any(named.in_title[kind] for kind in KINDS if kind != "party")),
        1.0,
    ]
    words = sorted({crc32(key.encode()) % _BUCKETS for key in keys_of(f"{title}\n{text}")[:_LONGEST]})
    share = 1 / math.sqrt(len(words)) if words else 0.0
    places = np.array([*range(NAMED), *(NAMED + word for word in words)], dtype=np.int64)
    values = np.array([*dense, *([share] * len(words))], dtype=np.float64)
    names = tuple(f"{kind} {id}" for kind in KINDS for id in sorted(named.found[kind]))
    return Features(places, values, names)
