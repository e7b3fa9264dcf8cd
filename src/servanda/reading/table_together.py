"""What the rows of a table say of each other's words: nouns that tell two shares apart, parts of a whole, promises to start.

Takes the claims of one table with their rows; gives them with the topics, states and measures that only the whole table
shows. Nothing is compared here: a row never changes another's numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from servanda.claim import Claim, Figure, Measure
from servanda.quantity import PER_CENT
from servanda.reading.phrases import Lookup, merged
from servanda.reading.table_topics import measure_lists

__all__ = ["read_together"]

Cells = Mapping[str, str]

_GENERAL = frozenset(
    {
        "activity",
        "commitment",
        "condition",
        "instruction",
        "measure",
        "obligation",
        "point",
        "provision",
        "requirement",
        "step",
        "task",
        "work",
    }
)
"""Planned things of any kind: a share of "tasks" is one of the plan, while one of "milestones" may be of these alone."""


@cache
def _lists() -> dict[str, Lookup]:
    words = merged("table")
    return {name: Lookup({name: words[name]}) for name in ("starts", "started")}


def read_together(claims: Sequence[Claim], rows: Mapping[str, Cells]) -> list[Claim]:
    """The claims of a table, each in the light of the others; `rows` has the cells by the claim's id.

    >>> read_together([], {})
    []
    """
    return _starts_kept(_nouns_apart(_parts_alike(claims), rows), rows)


def _key(claim: Claim) -> tuple[str, str]:
    return " ".join(claim.subject.lower().split()), claim.topic


def _parts_alike(claims: Sequence[Claim]) -> list[Claim]:
    """Where one row gives a part of a whole under a state of its own, the rows with the same measure are of that state too."""
    states = {
        _key(claim): figure.state
        for claim in claims
        for figure in claim.figures
        if figure.measure in (Measure.SHARE, Measure.DONE) and figure.state == claim.topic
    }
    return [
        replace(claim, figures=tuple(_in_state(figure, states[_key(claim)]) for figure in claim.figures))
        if _key(claim) in states
        else claim
        for claim in claims
    ]


def _in_state(figure: Figure, state: str) -> Figure:
    if figure.measure is not Measure.LEVEL or figure.quantity is None:
        return figure
    measure = Measure.SHARE if figure.quantity.unit == PER_CENT else Measure.DONE
    return replace(figure, measure=measure, state=state)


def _nouns_apart(claims: Sequence[Claim], rows: Mapping[str, Cells]) -> list[Claim]:
    """Claims of completion with the planned thing as their topic where one subject has shares of several kinds of them."""
    nouns: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.topic == "completion" and any(figure.measure is Measure.SHARE for figure in claim.figures):
            nouns[_key(claim)[0]].add(_noun(claim, rows))
    apart: list[Claim] = []
    for claim in claims:
        kinds = nouns.get(_key(claim)[0], set()) - {""}
        noun = _noun(claim, rows) if claim.topic == "completion" else ""
        several = len({"" if kind in _GENERAL else kind for kind in kinds}) > 1
        apart.append(replace(claim, topic=noun) if several and noun and noun not in _GENERAL else claim)
    return apart


def _noun(claim: Claim, rows: Mapping[str, Cells]) -> str:
    """The planned things that a claim counts, by its measure, else by its unit; "" where it names none, or two at once."""
    things = measure_lists()["things"]
    for column in ("measure", "unit"):
        named = {name for _, _, name in things.finds(rows.get(claim.id, {}).get(column, ""))}
        if named:
            return named.pop() if len(named) == 1 else ""
    return ""


def _starts_kept(claims: Sequence[Claim], rows: Mapping[str, Cells]) -> list[Claim]:
    """Where a subject's promise is only to start something, "started" is all that keeps it: its status is launched."""
    lists = _lists()
    starting = {
        _key(claim)[0] for claim in claims if _promises(claim) and lists["starts"].pattern.match(_value(claim, rows))
    }
    kept: list[Claim] = []
    for claim in claims:
        begun = lists["started"].pattern.search(_value(claim, rows)) is not None
        figures = claim.figures
        if begun and _key(claim)[0] in starting:
            figures = tuple(
                replace(figure, state="launched")
                if figure.measure is Measure.STATUS and figure.state == "in progress"
                else figure
                for figure in figures
            )
        kept.append(replace(claim, figures=figures))
    return kept


def _promises(claim: Claim) -> bool:
    return any(figure.measure is Measure.DUE for figure in claim.figures)


def _value(claim: Claim, rows: Mapping[str, Cells]) -> str:
    return rows.get(claim.id, {}).get("value", "")
