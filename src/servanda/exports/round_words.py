"""The heads of columns in the forms and reports of reporting rounds, by the placeholder that stands below them."""

from __future__ import annotations

from servanda.assessment import PERCENTAGES, Assessment
from servanda.exports.wording import Wording
from servanda.item import Names
from servanda.reporting import REASON_WORDS, grade_told

__all__ = ["heads", "value_told"]


def heads(words: Wording) -> dict[str, str]:
    """The head of each column in a language.

    >>> from servanda.exports.wording import wording
    >>> heads(wording("fr"))["due"]
    'Échéance'
    """
    return {
        "id": words.say("Number"),
        "entry": words.say("Register entry"),
        "part_of": words.say("Part of"),
        "due": words.say("Due"),
        "last": words.say("Last status"),
        "per_cent": words.say("Per cent done"),
        "status": words.say("Status"),
        "reason": words.say("Why there is none"),
        "evidence": words.say("Evidence"),
        "as_of": words.say("As of"),
        "source": words.say("Source"),
        "body": words.say("Body"),
        "state": words.say("Its report"),
        "decided_by": words.say("Decided by"),
        "decided_on": words.say("Decided on"),
        "note": words.say("Note"),
        "leaves_out": words.say("What the totals leave out"),
        "narrative": words.say("The period"),
        "entries": words.say("Entries"),
        "counted": words.say("Counted"),
        "done": words.say("Done"),
        "in_progress": words.say("In progress"),
        "not_started": words.say("Not started"),
        "at_risk": words.say("At risk"),
        "overdue": words.say("Overdue"),
        "dropped": words.say("Dropped"),
        "unknown": words.say("Unknown"),
        "share_done": words.say("Share done"),
    }


def value_told(told: Assessment, names: Names, words: Wording) -> str:
    """What an assessment says, as its scale has it, or why it says nothing; `names` are those of its value.

    >>> from datetime import date
    >>> from servanda.exports.wording import wording
    >>> grade = PERCENTAGES.grade("74.5")
    >>> told = Assessment("b", grade.status, date(2030, 6, 30), "o", "", "per cent", grade.id, grade.share)
    >>> value_told(told, {}, wording("ru"))
    '74,5\\xa0%'
    """
    if told.reason is not None:
        return REASON_WORDS[told.reason].told(words.lang)
    if told.scale == PERCENTAGES.id and told.share is not None and told.share.low is not None:
        return words.say("{number}%", number=words.number(told.share.low))
    return grade_told(told.scale, told.value or told.status.value, names, words.lang)
