"""Another reader on the passages that were judged: does it read them better than the reader of the sample?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from servanda.errors import InputError, ServandaError, UsageError
from servanda.evaluation import Comparison, Counts, compare, match
from servanda.evaluation.matching import Attribution
from servanda.record.evaluation import evaluation_of
from servanda.record.gold import GoldPassage, complete_passages
from servanda.record.nouns import document_noun
from servanda.statement import Reading, Statement

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["Rivals", "rivals_of"]


@dataclass(frozen=True, slots=True)
class Rivals:
    """The sample's readers and the other one, what the comparison gave, and the documents that the other could not read."""

    first: str
    second: str
    comparison: Comparison
    refused: list[ServandaError] = field(default_factory=list)


def rivals_of(project: Project, name: str) -> Rivals:
    """Compare the reader of that name with the sample's; raises UsageError where no passage is known whole."""
    reader = import_module("servanda.reading.readers").reader_named(name)
    readers = evaluation_of(project).sample.readers
    passages = complete_passages(project)
    if not passages:
        raise UsageError("no-whole-passages", remedy="judge-passages-whole")
    readings: dict[int, Reading | None] = {}
    refused: list[ServandaError] = []
    for passage in passages:
        if passage.document.pk not in readings:
            document = document_noun(passage.document)
            try:
                readings[passage.document.pk] = reader.read(document)
            except InputError as error:
                error.file = error.file or document.doc
                readings[passage.document.pk] = None
                refused.append(error)
    read = [(passage, reading) for passage in passages if (reading := readings[passage.document.pk])]
    comparison = compare(
        [passage.document.doc for passage, _ in read],
        [_counts(passage, passage.read, passage.document.text) for passage, _ in read],
        [_counts(passage, _within(passage, reading), reading.document.text) for passage, reading in read],
    )
    return Rivals(", ".join(readers), reader.label, comparison, refused)


def _within(passage: GoldPassage, reading: Reading) -> list[Statement]:
    start, end = passage.span
    return [one for one in reading.statements if start <= one.start < end]


def _counts(passage: GoldPassage, read: Sequence[Attribution], text: str) -> Counts:
    matched = match(text, read, passage.attributions)
    return Counts(sum(one.is_attributed for one in matched), len(read), len(passage.attributions))
