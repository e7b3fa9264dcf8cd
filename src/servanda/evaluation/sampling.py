"""Which statements and passages are judged: a random sample, stratified by language.

Why by language: figures are wanted for each, and a plain random sample of a hundred would hold three Russian statements where
Russian is a thirtieth of the record. Each language gets its share, and the rare ones at least a few; weights make up for it in
the figures over all. Within a language the sample is simple random: every statement has the same chance.

What is drawn are the items with the smallest hashes of seed and item. So the sample can be drawn anew from the seed and the
documents alone, on any machine and in any version of the program; and a larger sample with the same seed contains the smaller.
(This is a bottom-k sample: Cohen and Kaplan 2007, PODC.) Judging goes by the same order, so that what has been judged
when somebody stops is itself a random sample.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

__all__ = ["LEAST", "allot", "drawn", "rank"]

LEAST = 20
"""As many of each language at least, where there are so many and the sample has room."""

Item = TypeVar("Item")


def rank(seed: int, name: str) -> str:
    """Where an item stands in the order that a seed makes.

    >>> rank(7, "a") == rank(7, "a") != rank(8, "a")
    True
    """
    return hashlib.sha256(f"{seed}\0{name}".encode("utf-8", "surrogatepass")).hexdigest()


def drawn(items: Iterable[Item], number: int, seed: int, name: Callable[[Item], str]) -> list[Item]:
    """A simple random sample without replacement, in random order; `name` tells items apart.

    >>> drawn(["a", "b", "c", "d"], 2, 1, str) == drawn(["d", "c", "b", "a"], 3, 1, str)[:2]
    True
    """
    return sorted(items, key=lambda item: rank(seed, name(item)))[:number]


def allot(number: int, sizes: Mapping[str, int], least: int = LEAST) -> dict[str, int]:
    """How many to draw of each stratum: by its size, but at least a few, and never more than there are.

    >>> allot(100, {"en": 900, "ru": 100, "fr": 4})
    {'en': 76, 'ru': 20, 'fr': 4}
    >>> allot(10, {"en": 5, "fr": 2}), allot(4, {"en": 50, "fr": 50})
    ({'en': 5, 'fr': 2}, {'en': 2, 'fr': 2})
    """
    number = min(number, sum(sizes.values()))
    floor = min(least, number // len(sizes)) if sizes else 0
    found = {name: min(floor, size) for name, size in sizes.items()}
    while (left := number - sum(found.values())) > 0:
        room = {name: size for name, size in sizes.items() if found[name] < size}
        wanted = {name: number * size / sum(sizes.values()) - found[name] for name, size in room.items()}
        most = max(wanted, key=lambda name: (wanted[name], name))
        found[most] += max(1, min(int(wanted[most]), left, room[most] - found[most]))
    return found
