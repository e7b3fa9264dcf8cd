"""From a statement to its claims: what it says is measured, of what, when, against which base, and who said it when.

Takes a Statement and its Document; gives Claims. Figures of one sentence that state one fact ("125 of 310, or 40 %") are
figures of one claim; figures of different facts are different claims. A promise gives a due date. What a claim lacks to be
compared stands in its `missing`; what only may be the case, or is denied, gives no claim.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from servanda.claim import Claim, Figure, Measure
from servanda.document import Document, Span
from servanda.period import Period
from servanda.quantity import QuantityKind
from servanda.reading.claim_words import claim_words
from servanda.reading.fact_statuses import status_in
from servanda.reading.facts import Fact, facts_in
from servanda.reading.kinds import kind_of
from servanda.reading.promises import promise_in
from servanda.reading.scenes import Scene, scenes_of
from servanda.statement import Kind, Statement

__all__ = ["claims_of", "grouped", "measure_name"]

_DIGITS = 12


def claims_of(statement: Statement, document: Document) -> tuple[Claim, ...]:
    """The claims of a statement.

    >>> from servanda.statement import Mode
    >>> text = "By now 125 of 310 measures, or 40 %, have been carried out, the minister said."
    >>> said = Statement(((60, 72),), ((73, 77),), ((0, 58),), Mode.INDIRECT, speaker=("Ana Ray",))
    >>> claim, = claims_of(said, Document("note", text, "en"))
    >>> [(figure.measure.name, str(figure.quantity.literal)) for figure in claim.figures]
    [('SHARE', '[39.5, 40.5)'), ('DONE', '[125, 125]'), ('PLANNED', '[310, 310]')]
    """
    if statement.negated or not statement.content or claim_words(document.lang) is None:
        return ()
    found: list[tuple[Fact, ...]] = []
    for scene in scenes_of(document, statement.content):
        if statement.kind is Kind.PROGRESS and not scene.said_quantities and (status := status_in(scene)):
            found.append((status,))
            continue
        if statement.kind is not Kind.COMMITMENT and not scene.tells:
            continue
        facts = [fact for fact in facts_in(scene) if _within(fact, statement)]
        promise = promise_in(scene, statement.content) if statement.kind is Kind.COMMITMENT else None
        if promise and all(_is_counted_ahead(fact) for fact in facts):
            facts = [promise]
        elif promise and promise.figure.when and all(fact.figure.when != promise.figure.when for fact in facts):
            found.append((promise,))
        elif promise is None:
            found += _promised_beside(scene, statement, facts)
        found += grouped(facts)
    if len(found) > 1 and statement.kind is Kind.COMMITMENT:
        dated = [facts for facts in found if facts[0].figure.measure is not Measure.DUE or facts[0].figure.when]
        found = dated or found[:1]
    return tuple(_claim(facts, statement, document, index) for index, facts in enumerate(found))


def _promised_beside(scene: Scene, statement: Statement, facts: list[Fact]) -> Iterator[tuple[Fact, ...]]:
    """Promises in clauses of their own, beside what else a statement says: "..., and that the works will be finished in May"."""
    clauses = [(a, b) for a, b in scene.clauses if any(a < end and start < b for start, end in statement.content)]
    for clause in clauses if len(clauses) > 1 else ():
        if any(fact.clause == clause for fact in facts):
            continue
        if kind_of(scene.text[clause[0] : clause[1]], scene.lang) is Kind.COMMITMENT:
            promise = promise_in(scene, (clause,))
            if promise and promise.figure.when:
                yield (promise,)


def _is_counted_ahead(fact: Fact) -> bool:
    """Whether a figure only counts what is promised: "the last two locks will be handed over"."""
    counted = fact.figure.quantity is not None and fact.figure.quantity.kind is QuantityKind.NUMBER
    return counted and fact.figure.measure in (Measure.DONE, Measure.LEVEL)


def grouped(facts: list[Fact]) -> list[tuple[Fact, ...]]:
    """The facts that state one thing together: same topic and state, each measure once, save for the two ends of growth.

    >>> text = "Trade reached $53 billion in 2023, up by 6 % on the year before."
    >>> [[fact.figure.measure.name for fact in group] for group in grouped(facts_in(Scene(text, 0, len(text), "en")))]
    [['VOLUME', 'GROWTH']]
    """
    groups: list[list[Fact]] = []
    for fact in facts:
        group = next((group for group in reversed(groups) if _belongs(fact, group)), None)
        if group is None:
            groups.append([fact])
        else:
            group.append(fact)
    return [tuple(sorted(group, key=lambda fact: _rank(fact, group))) for group in groups]


def _belongs(fact: Fact, group: list[Fact]) -> bool:
    """Whether a fact is one more figure of a group's claim."""
    first = group[0]
    measures = [other.figure.measure for other in group]
    measure = fact.figure.measure
    if fact.topic != first.topic or Measure.LEVEL in (measure, *measures):
        return False
    if Measure.PLANNED not in (measure, *measures) and fact.figure.state != first.figure.state:
        return False
    if measure is Measure.VOLUME and Measure.GROWTH in measures:
        return measures.count(Measure.VOLUME) < 2
    return measure not in measures


def _rank(fact: Fact, group: list[Fact]) -> tuple[int, int]:
    """Order in a claim: the share of what is done, else as in the text; an amount before its growth, growth before both ends."""
    measures = [other.figure.measure for other in group]
    measure, first = fact.figure.measure, 1
    if measure is Measure.SHARE and fact.figure.state == "done":
        first = 0
    if measure is Measure.PLANNED:
        first = 2
    if measure is Measure.GROWTH:
        first = 0 if measures.count(Measure.VOLUME) != 1 else 2
    return first, fact.start


def measure_name(fact: Fact) -> str:
    """What a claim measures, in the vocabulary that claims tables use.

    >>> text = "All 28 programmes have been agreed."
    >>> measure_name(facts_in(Scene(text, 0, len(text), "en"))[0])
    'programmes agreed'
    """
    figure, measure = fact.figure, fact.figure.measure
    if measure is Measure.DUE:
        return "commitment"
    if measure is Measure.STATUS:
        return "status"
    if measure in (Measure.SHARE, Measure.DONE):
        noun = figure.quantity.unit if figure.quantity and measure is Measure.DONE else None
        if figure.quantity and figure.quantity.kind is QuantityKind.CURRENCY:
            return fact.named
        if figure.state == "done":
            return "completion"
        if not noun or figure.state in ("behind schedule", "in progress", "not started", "not done"):
            return figure.state
        return f"{_plural(noun)} {figure.state}"
    if measure is Measure.PLANNED:
        return f"{_plural(fact.named)} planned" if fact.named else "planned"
    if measure is Measure.GROWTH:
        return f"{fact.named} growth"
    return "trade turnover" if fact.named == "trade" and measure is Measure.VOLUME else fact.named


def _plural(noun: str) -> str:
    return re.sub(r"(?<=[^aeiou])y$", "ie", noun) + "s" if re.fullmatch(r"[a-z -]*[a-rt-z]", noun) else noun


def _within(fact: Fact, statement: Statement) -> bool:
    """Whether a figure's number lies in the statement's content."""
    quantity = fact.figure.quantity
    start, end = (quantity.number_start, quantity.number_end) if quantity else (fact.start, fact.end)
    return any(a <= start and end <= b for a, b in statement.content)


def _claim(facts: tuple[Fact, ...], statement: Statement, document: Document, index: int) -> Claim:
    """One claim of a statement."""
    said = document.published
    first = facts[0]
    holds = _holds(statement, document, said)
    figures = tuple(_completed(fact.figure, facts, holds) for fact in facts)
    start, end = _extent(facts, statement.content)
    spans = ";".join(f"{a}-{b}" for a, b in statement.content)
    key = f"{document.digest or document.doc}|{spans}|{index}"
    missing = dict.fromkeys(lack for lack in first.missing if not (lack == "period" and figures[0].when))
    if figures[0].when is None:
        missing.setdefault("due date" if figures[0].measure is Measure.DUE else "period")
    return Claim(
        id="c" + hashlib.sha256(key.encode()).hexdigest()[:_DIGITS],
        measure=measure_name(first),
        subject=next((fact.subject for fact in facts if fact.subject), ""),
        figures=figures,
        said_on=said,
        speaker=statement.speaker[0] if statement.speaker else _words(document.text, statement.source),
        source=document.address or document.doc,
        text=_words(
            document.text, tuple((max(a, start), min(b, end)) for a, b in statement.content if a < end and start < b)
        ),
        topic=first.topic,
        qualifiers=frozenset().union(*(fact.qualifiers for fact in facts)),
        forecast=any(fact.forecast for fact in facts),
        missing=tuple(missing),
        start=start,
        end=end,
        second_hand=statement.second_hand or any(fact.second_hand for fact in facts),
    )


def _completed(figure: Figure, facts: tuple[Fact, ...], holds: Period | None) -> Figure:
    """A figure with the period that another of its claim gives, or, on a day, with the day it was said."""
    if figure.when is not None or figure.measure is Measure.DUE:
        return figure
    shared = next(
        (fact.figure.when for fact in facts if fact.figure.when and fact.figure.measure is not Measure.GROWTH), None
    )
    on_day = figure.measure in (Measure.STATUS, Measure.SHARE, Measure.DONE, Measure.PLANNED, Measure.LEVEL)
    when = shared or (holds if on_day else None)
    return Figure(figure.measure, when, figure.quantity, figure.base, figure.state)


def _holds(statement: Statement, document: Document, said: Period | None) -> Period | None:
    """When a state holds that the text gives no day for: when it was said, or earlier where the cue says "earlier"."""
    words = claim_words(document.lang)
    if said is None or words is None:
        return said
    for start, end in statement.cue:
        around = document.text[max(0, start - 25) : end + 25]
        outside = [a < end + 25 and start - 25 < b for a, b in statement.content]
        if words["earlier"].pattern.search(around) and outside:
            return Period(None, said.end)
    return said


def _extent(facts: tuple[Fact, ...], content: tuple[Span, ...]) -> Span:
    """From the first to the last character of the clauses, inside the content."""
    start = max(min(fact.clause[0] for fact in facts), min(a for a, _ in content))
    end = min(max(fact.clause[1] for fact in facts), max(b for _, b in content))
    return (start, end) if start < end else (facts[0].start, facts[0].end)


def _words(text: str, spans: tuple[Span, ...]) -> str:
    """The words of spans, on one line."""
    return " ".join(" ".join(text[a:b] for a, b in spans).split()).strip(" ,;")
