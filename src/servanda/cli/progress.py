"""`servanda progress`: what is declared, listed, assessed and claimed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import AsOf, Format, FormatOption, KnownOn, LangOption, ProjectOption, day, spoken
from servanda.cli.outlook import tell_outlooks

if TYPE_CHECKING:
    from servanda.exports.wording import Wording
    from servanda.item import Names
    from servanda.progress import ItemProgress, MovedDeadline, Progress, Risk

_Methods = Annotated[
    list[str] | None,
    typer.Option(
        "--method", help="declared, listed, assessed, certain, shares, weighted or budget; several stand side by side."
    ),
]
_By = Annotated[
    str,
    typer.Option("--by", help="programme, party, body, level, period (the year due), half-year, quarter or assessor."),
]


def run(
    project: ProjectOption = Path(),
    form: FormatOption = Format.TEXT,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    by: _By = "programme",
    method: _Methods = None,
    forecast: Annotated[bool, typer.Option("--forecast", help="When all is done at the pace so far.")] = False,
    lang: LangOption = None,
) -> None:
    """Count what is declared, listed and assessed below each entry of the register, with what is claimed of it.

    Completion is out of all declared, the rest left open; out of those listed, the rest not done; out of those assessed; no more
    than what is certain of that very day; or a mean: of shares, by weight, by money. What is overdue or at risk on
    the day follows, with the rule and its arithmetic.

    Example: servanda progress --as-of 2023-06-30 --by party --method certain --method weighted
    """
    from servanda.record.project import Project

    if forecast:
        outlooks = Project.open(project).outlooks((method or ["declared"])[0], day(as_of), day(known_on))
        tell_outlooks(outlooks, form, spoken(lang))
        return
    opened = Project.open(project)
    found = opened.progress(day(as_of), day(known_on), by=by, method=method or "declared")
    moved = opened.moved_deadlines(day(known_on))
    if form is not Format.TEXT:
        risks: dict[str, list[Risk]] = {}
        for risk in found.risks:
            risks.setdefault(risk.item, []).append(risk)
        output.data((_as_json(row, found.method, risks.get(row.item.id, ()), moved) for row in found.items), form)
        return
    from servanda.exports.wording import wording

    words = spoken(lang)
    told = wording(words)
    if not found.agreement.items:
        output.line(say("no-items", words))
        return
    if found.items:
        _tell_counts(found, told, words, by)
    _tell_risks(found, told, words)
    _tell_moved(moved, told, words)


def _tell_counts(found: Progress, told: Wording, words: str, by: str) -> None:
    """The counts, by which methods they were made, and what they leave unknown for which reasons."""
    from servanda.exports.entry import entry_name

    known = found.agreement.names_by_form()
    names = ["entry", "level", "declared", "listed", "assessed", "unknown", "completion", "claimed"]
    head = [say(name, words) for name in names]
    if by == "assessor":
        head.insert(1, say("assessor", words))
    head[-1:-1] = [say(f"name-{name}", words) for name in found.methods[1:]]
    output.table(head, (cells for row in found.items for cells in _rows(row, found, told, known)))
    for name in found.methods:
        reason = say(f"method-{name}", words)
        output.line(told.say("{name}: {reason}", name=say("method", words), reason=reason))
    for row in found.items:
        for reason, number in row.reasons:
            shown = entry_name(row.item, told)
            output.line(
                say("unknown-because", words, entry=shown, number=number, reason=say(f"reason-{reason.name}", words))
            )
    if found.disputed and by != "assessor":
        output.line(say("assessors-disagree", words, number=len(found.disputed)))


def _tell_moved(moved: Sequence[MovedDeadline], told: Wording, words: str) -> None:
    """The deadlines that moved: from which day to which, how often, and how far in all."""
    if moved:
        output.line("")
        head = [say(name, words) for name in ("entry", "first-due", "due-now", "times-moved", "days")]
        output.table(head, (_moved_row(one, told) for one in moved))


def _moved_row(one: MovedDeadline, told: Wording) -> list[str]:
    days = "" if one.days is None else f"{one.days:+d}"
    return [told.name(one.names, one.item), str(one.first or ""), str(one.due or ""), str(one.times), days]


def _tell_risks(found: Progress, told: Wording, words: str) -> None:
    """What is overdue or at risk, by which rule, with the arithmetic."""
    from servanda.reporting import status_told

    items = {item.id: item for item in found.agreement.walk()}
    rows = []
    for risk in found.risks:
        other = items.get(risk.other)
        name = told.name(items[risk.item].names, risk.item)
        rule = say(
            f"risk-{risk.rule.name}", words, days=risk.days, other=told.name(other.names, other.id) if other else ""
        )
        rows.append((name, status_told(risk.status.value, words), rule, risk.arithmetic))
    if rows:
        output.line("")
        output.table([say(name, words) for name in ("entry", "standing", "rule", "arithmetic")], rows)


def _rows(row: ItemProgress, found: Progress, told: Wording, known: Mapping[str, Names]) -> Iterator[list[str]]:
    """One row a level below the entry, and one a figure that is claimed of it."""
    from servanda.exports.entry import entry_name

    name = "  " * row.depth + entry_name(row.item, told)
    whose = [told.name(known.get(row.assessor, {}), row.assessor)] if row.assessor else []
    for place, count in enumerate(row.counts):
        declared = "" if count.declared is None else str(count.declared)
        counts = [declared, str(count.listed), str(count.assessed), str(count.unknown)]
        shares = [told.interval(row.shares[place]), *(told.interval(shares[place]) for _, shares in row.others)]
        yield [name, *whose, told.noun(count.level, 2), *counts, *shares, ""]
    for claimed in row.claimed:
        speaker = told.name(known.get(claimed.speaker, {}), claimed.speaker)
        said = f"{told.interval(claimed.share)} {claimed.when or ''} {speaker} ({claimed.claim})"
        yield [name, *[""] * (4 + len(found.methods)), "", said]


def _as_json(row: ItemProgress, method: str, risks: Sequence[Risk], moved: Sequence[MovedDeadline]) -> dict[str, Any]:
    from servanda.exports.changes import moved_as_json

    mine = {item.id for item in row.item.walk()}
    return {
        "item": row.item.id,
        "level": row.item.level,
        "names": dict(row.item.names),
        "method": method,
        "assessor": row.assessor,
        "counts": [
            {
                "level": count.level,
                "declared": count.declared,
                "listed": count.listed,
                "assessed": count.assessed,
                "unknown": count.unknown,
                "statuses": {status.value: number for status, number in count.statuses.items()},
                "completion": str(row.shares[place]),
                "by_method": {name: str(shares[place]) for name, shares in ((method, row.shares), *row.others)},
            }
            for place, count in enumerate(row.counts)
        ],
        "reasons": {reason.value: number for reason, number in row.reasons},
        "risks": [
            {"rule": one.rule.value, "days": one.days, "other": one.other, "arithmetic": one.arithmetic}
            for one in risks
        ],
        "moved_deadlines": [moved_as_json(one) for one in moved if one.item in mine],
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
