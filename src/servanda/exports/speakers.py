"""What each speaker is quoted with, as a table: a list to read on in, and no verdict on anybody.

Takes the records that reconciliation gives and a look-up of names, gives a table with every claim and every finding named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from servanda.exports.page import Cell, Table
from servanda.exports.wording import Wording, printable

if TYPE_CHECKING:
    from servanda.reconciliation import SpeakerRecord

__all__ = ["speakers_table"]


def speakers_table(records: Iterable[SpeakerRecord], words: Wording, name: Callable[[str], str]) -> Table:
    """One row a speaker: the claims, the contradictions and tensions that some of them are part of, and those claims."""
    head = (words.say("Speaker"), words.say("Claims"), words.say("In contradictions"), words.say("In tensions"),
            words.say("Claims in them"))  # fmt: skip
    rows = [
        (
            Cell(name(one.speaker)),
            *(_counted(ids, words) for ids in (one.claims, one.contradictions, one.tensions, one.disputed)),
        )
        for one in records
    ]
    caption = words.say(
        "What each speaker is quoted with, and the findings that some of it is part of. A contradiction does not say which "
        "of its claims is wrong, so this is no verdict on anybody."
    )
    return Table(caption, head, tuple(rows))


def _counted(ids: Sequence[str], words: Wording) -> Cell:
    """How many there are, and which."""
    if not ids:
        return Cell(words.whole(0))
    named = printable(", ".join(ids))
    return Cell(words.say("{value} ({when})", value=words.whole(len(ids)), when=named))
