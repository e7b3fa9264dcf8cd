"""Where the register stands, in the words of a language: what is declared, named, assessed and not known.

Takes a progress roll-up and a look-up of names, gives sentences and a table that say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from servanda.exports.page import Cell, Table
from servanda.exports.upper_levels import left_out_sentence, upper_levels
from servanda.exports.wording import Wording
from servanda.progress import ItemProgress, Progress
from servanda.progress.counts import counts_of, latest
from servanda.progress.whole import whole_of

__all__ = ["standing_sentences", "standing_table", "with_whole"]

Naming = Callable[[str], str]
"""From an entry's id to its name as a line begins."""


def with_whole(progress: Progress | None) -> Progress | None:
    """The same roll-up; of a register whose entries all stand at its top, which counts nothing below any, one of the whole.

    >>> with_whole(None) is None
    True
    """
    if progress is None or any(row.counts for row in progress.items):
        return progress
    whole = whole_of(progress.agreement)
    counts = counts_of(whole, latest(progress.agreement.assessments, progress.as_of))
    return replace(progress, items=(ItemProgress(whole, 0, counts, ()),))


def standing_sentences(progress: Progress | None, words: Wording, name: Naming) -> Iterator[str]:
    """For each entry of the register that has others below it, how many are declared, named and assessed."""
    rows, left_out = upper_levels(progress.items if progress else ())
    for row in rows:
        for count in row.counts:
            total = words.counted(count.level, count.total)
            known = {"name": name(row.item.id), "total": total, "listed": words.whole(count.listed),
                     "assessed": words.whole(count.assessed), "unknown": words.whole(count.unknown)}  # fmt: skip
            if count.declared is None:
                yield words.say("{name}: {total} named in the register; assessed: {assessed}.", **known)
            else:
                yield words.say(
                    "{name}: {total} declared; named in the register: {listed}; assessed: {assessed}; of unknown status: "
                    "{unknown}.", **known)  # fmt: skip
    if left_out:
        yield left_out_sentence(left_out, words)


def standing_table(progress: Progress | None, words: Wording, name: Naming) -> Table | None:
    """The same as a table, with the share done that the assessments leave open."""
    head = (words.say("Entry"), words.say("What is counted"), words.say("Declared"), words.say("Named"),
            words.say("Assessed"), words.say("Unknown"), words.say("Done"))  # fmt: skip
    rows = []
    shown, left_out = upper_levels(progress.items if progress else ())
    for row in shown:
        for count in row.counts:
            declared = words.say("not known") if count.declared is None else words.whole(count.declared)
            numbers = [words.whole(number) for number in (count.listed, count.assessed, count.unknown)]
            entry, counted = name(row.item.id), words.noun(count.level, 2)
            cells = (entry, counted, declared, *numbers, words.bounds(count.completion))
            rows.append(tuple(Cell(cell) for cell in cells))
    caption = words.say("Declared, named and assessed; done is out of all declared, the unknown left open")
    if left_out:
        caption = f"{caption}. {left_out_sentence(left_out, words)}"
    return Table(caption, head, tuple(rows)) if rows else None
