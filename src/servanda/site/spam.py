"""A filter of unwanted letters that learns from what moderators decide: naive Bayes over the words that stand in a letter.

Takes letters' words; gives the chance that a letter is unwanted, None as long as too few were decided on. It decides nothing:
the desk shows the chance and puts what is likely unwanted last. Only counts of words are kept.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from django.db.models import F

from servanda.site.models import Word

__all__ = ["chance_of", "chances", "learn", "words_of"]

_WORD = re.compile(r"[^\W_]{2,40}")
_HOST = re.compile(r"https?://([\w.-]{1,100})", re.IGNORECASE)
_MOST = 400
"""Different words of one letter that are looked at."""
_FEWEST = 5
"""Letters of either kind before anything is said."""


def words_of(text: str) -> frozenset[str]:
    """The different words of a letter, the hosts it leads to, and how many links it has, as far as that tells.

    >>> sorted(words_of("Buy, buy at https://pills.example/x"))
    ['at', 'buy', 'example', 'https', 'links:1', 'pills', 'site:pills.example']
    """
    hosts = [host.casefold()[:34] for host in _HOST.findall(text)]
    found = [f"links:{min(len(hosts), 5)}", *(f"site:{host}" for host in hosts)]
    found += [word.casefold()[:40] for word in _WORD.findall(text)]
    return frozenset(list(dict.fromkeys(found))[:_MOST])


def chance_of(words: Iterable[str], counts: Mapping[str, tuple[int, int]], letters: tuple[int, int]) -> float | None:
    """The chance, 0 to 1, from how many unwanted and other letters have each word and how many there are of both.

    >>> counts = {"pills": (9, 0), "treaty": (0, 9)}
    >>> [round(chance_of([word], counts, (10, 10)), 2) for word in ("pills", "treaty", "lake")]
    [0.91, 0.09, 0.5]
    >>> chance_of(["pills"], counts, (4, 10)) is None
    True
    """
    spam, wanted = letters
    if min(spam, wanted) < _FEWEST:
        return None
    odds = math.log(spam / wanted)
    for word in words:
        in_spam, in_wanted = counts.get(word, (0, 0))
        if in_spam or in_wanted:
            odds += math.log((in_spam + 1) / (spam + 2)) - math.log((in_wanted + 1) / (wanted + 2))
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, odds))))


def chances(texts: Iterable[str]) -> list[float | None]:
    """The chance of each text, as the moderators' decisions so far have it."""
    letters = [words_of(text) for text in texts]
    wanted = {"", *(word for words in letters for word in words)}
    names = sorted(wanted)
    counts: dict[str, tuple[int, int]] = {}
    for at in range(0, len(names), 500):
        rows = Word.objects.filter(word__in=names[at : at + 500]).values_list("word", "spam", "wanted")
        counts |= {word: (spam, other) for word, spam, other in rows}
    return [chance_of(words, counts, counts.get("", (0, 0))) for words in letters]


def learn(text: str, *, is_spam: bool) -> None:
    """Count a letter on which a moderator decided."""
    words = ["", *sorted(words_of(text))]
    Word.objects.bulk_create([Word(word=word) for word in words], ignore_conflicts=True)
    column = "spam" if is_spam else "wanted"
    Word.objects.filter(word__in=words).update(**{column: F(column) + 1})
