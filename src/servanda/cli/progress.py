"""`servanda progress`: what is declared, listed, assessed and claimed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import AsOf, Format, FormatOption, KnownOn, LangOption, ProjectOption, day, spoken

if TYPE_CHECKING:
    from servanda.exports.wording import Wording
    from servanda.item import Names
    from servanda.progress import ItemProgress


def run(
    project: ProjectOption = Path(),
    form: FormatOption = Format.TEXT,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    by: Annotated[str, typer.Option("--by", help="programme, party or body.")] = "programme",
    method: Annotated[str, typer.Option("--method", help="declared, listed, assessed or certain.")] = "declared",
    lang: LangOption = None,
) -> None:
    """Count what is declared, listed and assessed below each entry of the register, with what is claimed of it.

    Completion is out of all declared, the rest left open; out of those listed, the rest not done; out of those assessed;
    or no more than what is certain of that very day.

    Example: servanda progress --as-of 2023-06-30 --by party --method certain
    """
    from servanda.record.project import Project

    found = Project.open(project).progress(day(as_of), day(known_on), by=by, method=method)
    if form is not Format.TEXT:
        output.data((_as_json(row, found.method) for row in found.items), form)
        return
    from servanda.exports.wording import wording

    words = spoken(lang)
    told, known = wording(words), found.agreement.names_by_form()
    if not found.items:
        output.line(say("no-items", words))
        return
    names = ("entry", "level", "declared", "listed", "assessed", "unknown", "completion", "claimed")
    output.table(
        [say(name, words) for name in names], (cells for row in found.items for cells in _rows(row, told, known))
    )
    output.line(told.say("{name}: {reason}", name=say("method", words), reason=say(f"method-{found.method}", words)))


def _rows(row: ItemProgress, told: Wording, known: Mapping[str, Names]) -> Iterator[list[str]]:
    """One row a level below the entry, and one a figure that is claimed of it."""
    name = "  " * row.depth + told.name(row.item.names, row.item.id)
    for count, share in zip(row.counts, row.shares, strict=True):
        declared = "" if count.declared is None else str(count.declared)
        counts = [declared, str(count.listed), str(count.assessed), str(count.unknown)]
        yield [name, told.noun(count.level, 2), *counts, str(share), ""]
    for claimed in row.claimed:
        speaker = told.name(known.get(claimed.speaker, {}), claimed.speaker)
        said = f"{claimed.share} {claimed.when or ''} {speaker} ({claimed.claim})"
        yield [name, "", "", "", "", "", "", said]


def _as_json(row: ItemProgress, method: str) -> dict[str, Any]:
    return {
        "item": row.item.id,
        "level": row.item.level,
        "names": dict(row.item.names),
        "method": method,
        "counts": [
            {
                "level": count.level,
                "declared": count.declared,
                "listed": count.listed,
                "assessed": count.assessed,
                "unknown": count.unknown,
                "statuses": {status.value: number for status, number in count.statuses.items()},
                "completion": str(share),
            }
            for count, share in zip(row.counts, row.shares, strict=True)
        ],
        "claimed": [
            {
                "claim": one.claim,
                "when": None if one.when is None else str(one.when),
                "share": str(one.share),
                "speaker": one.speaker,
                "said_on": None if one.said_on is None else str(one.said_on),
                "forecast": one.forecast,
            }
            for one in row.claimed
        ],
    }
