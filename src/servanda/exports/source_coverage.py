"""What is told of the sources that are fetched: on which days each was read and on which not, what came, and what needs a look.

Takes the coverage of the sources; gives sentences in the language of the report, or what a program reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from servanda.exports.wording import Wording, printable
from servanda.message import LANGUAGES
from servanda.period import Period

if TYPE_CHECKING:
    from servanda.agreement import Watched
    from servanda.fetching import SourceCoverage

__all__ = ["source_lines", "sources_as_json"]

_MOST_GAPS = 5


def source_lines(words: Wording, sources: Iterable[SourceCoverage], watched: Iterable[Watched]) -> Iterator[str]:
    """For each source a sentence on what was read, one on what was not, and one for each warning.

    >>> from servanda.exports.wording import wording
    >>> from servanda.fetching import Asked, coverage_of
    >>> told = [Asked("https://a.example/", date(2031, 5, day), day != 2, day == 1) for day in (1, 2, 3)]
    >>> for line in source_lines(wording("en"), coverage_of(told, date(2031, 5, 3)), ()):
    ...     print(line.replace(chr(160), " "))
    https://a.example/: read on 2 days from 1 May 2031 to 3 May 2031; 1 new document or version.
    https://a.example/: not read 2 May 2031. What was said there then may be missing.
    """
    names = {one.address: one.name for one in watched if one.name}
    for one in sources:
        name = printable(names.get(one.source, one.source))
        read = sum(1 for day in one.days if day.answered)
        yield words.say(
            "{source}: read on {days} from {first} to {last}; {documents}.", source=name,
            days=words.count("{number} day", "{number} days", read), first=words.day(one.days[0].day),
            last=words.day(one.days[-1].day),
            documents=words.count("{number} new document or version", "{number} new documents or versions", one.documents),
        )  # fmt: skip
        if one.gaps:
            yield words.say(
                "{source}: not read {gaps}. What was said there then may be missing.",
                source=name,
                gaps="; ".join(_gaps(words, one.gaps)),
            )
        for warning in one.warnings:
            yield words.say("{source} needs a look. {warning}", source=name, warning=warning.told.told(words.lang))


def _gaps(words: Wording, gaps: tuple[tuple[date, date], ...]) -> Iterator[str]:
    """The newest gaps, and how many there were before."""
    if len(gaps) > _MOST_GAPS:
        yield words.count("{number} time before", "{number} times before", len(gaps) - _MOST_GAPS)
    for first, last in gaps[-_MOST_GAPS:]:
        yield words.period(Period(first, last))


def sources_as_json(sources: Iterable[SourceCoverage]) -> list[dict[str, Any]]:
    """The sources with their days, gaps and warnings."""
    return [
        {
            "source": one.source,
            "documents": one.documents,
            "days": [
                {"day": day.day.isoformat(), "asked": day.asked, "answered": day.answered, "documents": day.documents}
                for day in one.days
            ],
            "gaps": [{"start": first.isoformat(), "end": last.isoformat()} for first, last in one.gaps],
            "warnings": [
                {
                    "kind": warning.kind,
                    "told": str(warning.told),
                    "explanation": {lang: warning.told.told(lang) for lang in LANGUAGES},
                }
                for warning in one.warnings
            ],
        }
        for one in sources
    ]
