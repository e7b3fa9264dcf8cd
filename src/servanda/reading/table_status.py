"""Where a thing stands, from the words of a status cell: "published", "in force", "not yet signed", "almost completed".

Takes the cell's text and gives a state. A cell says that a thing is done only where nothing in it hinders that: a negation,
a part ("partially", "60 %"), or a time to come ("to be signed") anywhere in the cell is stronger than any word of being
done, since a promise that is wrongly held to be kept is no longer looked at. Without such a word a past participle is enough.
"""

from __future__ import annotations

import re
from functools import cache

from servanda.claim import DONE_STATES
from servanda.reading.phrases import Lookup, merged

__all__ = ["is_status", "status_in"]

_NUMBERED = re.compile(r"\bno\.?\s*(?=\d)|\bn°\s*(?=\d)|№\s*(?=\d)", re.IGNORECASE)
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|per cent|percent|pour cent|процент)", re.IGNORECASE)
_OUT_OF = re.compile(r"\b(\d+)\s*(?:of|out of|/|sur|из)\s*(?:the\s+)?(\d+)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}\s*[./]\s*\d{1,2}\s*[./]\s*\d{2,4}")


@cache
def _lists() -> dict[str, Lookup]:
    words, states = merged("status"), merged("claims")["states"]
    lists = {
        name: Lookup({name: words[name]}) for name in ("harmless", "done_words", "participles", "not_done", "status")
    }
    lists["hindered"] = Lookup(words["hindered"])
    lists["states"] = Lookup(states)
    return lists


def is_status(measure: str) -> bool:
    """Whether a measure is a status: its cell is read as words, although a day may stand in them.

    >>> is_status("status"), is_status("completion")
    (True, False)
    """
    return _lists()["status"].name_of(" ".join(measure.split())) is not None


def status_in(text: str) -> str | None:
    """The state that a status cell gives; None where its words say neither that it is done nor what hinders it.

    >>> [status_in(text) for text in ("published", "entered into force on 3 May", "not in force", "signing postponed")]
    ['done', 'launched', 'not done', 'behind schedule']
    >>> [status_in(text) for text in ("partially done", "to be signed", "en cours", "готовится к подписанию", "on the agenda")]
    ['in progress', 'planned', 'in progress', 'in progress', None]
    """
    lists = _lists()
    words = _NUMBERED.sub(" ", " ".join(text.split()))
    named = lists["states"].first(words)
    free = lists["harmless"].pattern.sub(" ", words)
    hindrance = _part_of(words) or lists["hindered"].first(free)
    if hindrance:
        return named if named and named not in DONE_STATES else hindrance
    if named:
        return named
    if lists["done_words"].pattern.search(words):
        return "done"
    participles = (word for word in re.findall(r"[^\W\d_]+", words) if lists["participles"].name_of(word))
    return "done" if any(not lists["not_done"].name_of(word) and len(word) > 3 for word in participles) else None


def _part_of(words: str) -> str | None:
    """In progress, where a number says that less than all is done: "60 %", "signed by 3 of 5"."""
    if any(float(share.replace(",", ".")) < 100 for share in _PART.findall(words)):
        return "in progress"
    undated = _DAY.sub(" ", words)
    return "in progress" if any(int(one) < int(two) for one, two in _OUT_OF.findall(undated)) else None
