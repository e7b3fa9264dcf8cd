"""What each quantity of a sentence measures: a share done, a count, an amount over a period, growth, or nothing comparable.

Takes a Scene; gives a Fact for each figure. The rules go by the words of the clause, the quantity's kind and the length of its
period, and lean to the careful side: a share is one of finished things only where the clause says that planned things are
finished, and what only may be the case gives no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from servanda.claim import Figure, Measure
from servanda.document import Span
from servanda.period import Period
from servanda.quantity import Comparator, Quantity, QuantityKind
from servanda.reading.fact import Fact, fact_of
from servanda.reading.fact_aims import aim_of, is_aim
from servanda.reading.fact_amounts import MEASURED, amount_in, is_amount_without_unit, topic_of
from servanda.reading.fact_periods import growth_periods, moment_after, when_of, years_apart
from servanda.reading.fact_states import State, by_degree, is_beside, is_undergone, state_of
from servanda.reading.quantities_changes import as_change, direction_of
from servanda.reading.scenes import Scene
from servanda.reading.scopes import counted_phrase, phrase_at, phrase_before, share_phrase, topic_near
from servanda.reading.table_growth import at_yearly_rate, is_yearly_rate

__all__ = ["Fact", "facts_in"]

_LARGE = 1000
_APPOSED = 50
_RATE_BEFORE, _RATE_BEHIND = 24, 20
"""How far round a change "a year" or "average annual" makes it a yearly rate."""


def facts_in(scene: Scene) -> list[Fact]:
    """The facts of a sentence, in its order.

    >>> text = "By now 40 % of the measures have been carried out, and exports rose to $5 billion in 2023."
    >>> [(fact.figure.measure.name, fact.named, fact.subject) for fact in facts_in(Scene(text, 0, len(text), "en"))]
    [('SHARE', 'completion', 'measures'), ('VOLUME', 'exports', 'exports')]
    """
    facts: list[Fact] = []
    for quantity in scene.quantities:
        clause = scene.clause_of(quantity.number_start)
        if scene.has("possibilities", clause) and not _month_of_may(scene, clause):
            continue
        fact = _fact(scene, quantity, clause, facts)
        if fact is not None:
            facts.append(fact)
    return list(_with_subjects(_without_presupposed(facts, scene)))


def _with_subjects(facts: list[Fact]) -> Iterator[Fact]:
    """The facts, an aim that names nothing being of what the result beside it is of; one of nothing lacks its subject."""
    for fact in facts:
        if fact.subject or not fact.needs_subject:
            yield fact
            continue
        shares = (other for other in facts if other.subject and other.figure.measure is Measure.SHARE)
        beside = next(shares, None)
        yield replace(fact, subject=beside.subject) if beside else replace(fact, missing=(*fact.missing, "subject"))


def _month_of_may(scene: Scene, clause: Span) -> bool:
    """Whether all that looks like "may" in a clause is the month, or lies in its dates."""
    found = scene.finds("possibilities", clause)
    return all(any(m.start <= a and b <= m.end for m in scene.moments) for a, b, _ in found)


def _fact(scene: Scene, quantity: Quantity, clause: Span, before: list[Fact]) -> Fact | None:
    """The fact that one quantity gives, beside those found before it in the sentence."""
    if quantity.kind is not QuantityKind.NUMBER and is_aim(scene, quantity, clause):
        return _aim(scene, quantity, clause, before)
    if quantity.kind is QuantityKind.PERCENTAGE:
        return _share(scene, quantity, clause, before)
    if quantity.kind in (QuantityKind.CHANGE, QuantityKind.FACTOR):
        return _growth(scene, quantity, clause, before)
    if quantity.kind is QuantityKind.CURRENCY or quantity.unit in MEASURED:
        return amount_in(scene, quantity, clause)
    if is_amount_without_unit(scene, quantity, clause):
        amount = amount_in(scene, quantity, clause)
        return amount and replace(amount, missing=(*amount.missing, "unit"))
    if quantity.kind is QuantityKind.NUMBER:
        return _count(scene, quantity, clause, before)
    return None


def _aim(scene: Scene, quantity: Quantity, clause: Span, before: list[Fact]) -> Fact | None:
    """What was planned of a share, an amount or its growth, under a name of its own; it is no result."""
    if quantity.kind is QuantityKind.PERCENTAGE:
        figure = Figure(Measure.LEVEL, when_of(scene, quantity, clause, amount=False), quantity)
        subject = share_phrase(scene, clause, quantity)
        return fact_of(scene, figure, aim_of("completion"), subject, clause, needs_subject=True)
    if quantity.kind in (QuantityKind.CHANGE, QuantityKind.FACTOR):
        planned: Fact | None = _growth(scene, quantity, clause, before)
        named = f"{planned.named} growth" if planned else ""
    else:
        planned = amount_in(scene, quantity, clause)
        named = planned.named if planned else ""
    if planned is None:
        return None
    figure = Figure(Measure.LEVEL, planned.figure.when, quantity)
    return replace(planned, figure=figure, named=aim_of(named), forecast=False)


def _share(scene: Scene, quantity: Quantity, clause: Span, before: list[Fact]) -> Fact | None:
    """A share of finished things, the share beside a count, a share carried on from the sentence before, or another share."""
    last = before[-1] if before else None
    if last and last.figure.measure is Measure.DONE and _apposed(scene, last.end, quantity.start):
        figure = replace(last.figure, measure=Measure.SHARE, quantity=quantity)
        return replace(last, figure=figure, start=quantity.start, end=quantity.end)
    if change := _as_change(scene, quantity, clause, before):
        return change
    state = state_of(scene, clause, quantity)
    about = share_phrase(scene, clause, quantity)
    things = scene.finds(scene.words.things, clause)
    when = when_of(scene, quantity, clause, amount=False)
    if state and (
        _can_be_done(scene, about, state, quantity) if about else bool(things) or by_degree(scene, state, quantity)
    ):
        subject = about or phrase_before(scene, clause, min(state[1], quantity.start))
        subject = subject or (phrase_at(scene, clause, *things[0][:2]) if things else "")
        return fact_of(scene, Figure(Measure.SHARE, when, quantity, state=state[0]), "completion", subject, clause)
    noun = scene.finds(scene.words.state_nouns, clause)
    topic = topic_near(scene, clause, quantity)
    if topic and any(start <= topic[1] and topic[2] <= end for start, end, _ in noun):
        topic = None
    if noun and not topic and (not about or _is_planned(scene, about)):
        subject = phrase_at(scene, clause, noun[0][1], noun[0][1])
        return fact_of(scene, Figure(Measure.SHARE, when, quantity, state=noun[0][2]), "completion", subject, clause)
    if not about and not topic and (inherited := _inherited(scene, before)):
        own = state[0] if state and inherited.clause != clause else inherited.figure.state
        figure = replace(inherited.figure, when=when, quantity=quantity, state=own)
        return replace(inherited, figure=figure, clause=clause, start=quantity.start, end=quantity.end, missing=())
    if state and not about and not topic and is_undergone(scene, state, quantity):
        figure = Figure(Measure.SHARE, when, quantity, state=state[0])
        return fact_of(scene, figure, "completion", "", clause, needs_subject=True)
    subject = about or (phrase_at(scene, clause, *topic[1:]) if topic else "")
    if not subject:
        return None
    named = subject if scene.words["shares"].pattern.match(subject) else f"share of {subject}"
    return fact_of(scene, Figure(Measure.LEVEL, when, quantity), named, subject, clause)


def _is_planned(scene: Scene, words: str) -> bool:
    """Whether a phrase is first of all about planned things: "measures in trade", not "trade in the programme"."""
    things = scene.words.things.pattern.search(words) or scene.words["planned_words"].pattern.search(words)
    topic = scene.words.topics.pattern.search(words)
    return things is not None and (topic is None or things.start() < topic.start())


def _can_be_done(scene: Scene, about: str, state: State, quantity: Quantity) -> bool:
    """Whether a share is of what can be finished: planned things, or a work that has been done: "73 % of the track were laid"."""
    if _is_planned(scene, about):
        return True
    flows = any(scene.words[name].pattern.search(about) for name in ("topics", "volumes", "levels", "shares"))
    return not flows and is_undergone(scene, state, quantity)


def _apposed(scene: Scene, end: int, start: int, *further: str) -> bool:
    """Whether a figure only restates the one before it: "14, or only 4.5 %"; words of `further` lists may stand between too."""
    between = scene.text[end:start] if 0 <= start - end <= _APPOSED else "apart"
    joined = scene.words["appositions"].pattern.search(between) or re.search(r"[,(—–-]", between)
    for words in (
        scene.words["appositions"],
        scene.words.states,
        *(scene.words[name] for name in ("auxiliaries", *further)),
    ):
        between = words.pattern.sub("", between)
    return bool(joined) and not between.strip(" \n,(—–-")


def _inherited(scene: Scene, before: list[Fact]) -> Fact | None:
    """The last share of this sentence or of the one before it, which "today it is 60 %" carries on."""
    earlier = before or (facts_in(scene.before) if scene.before else [])
    return next((fact for fact in reversed(earlier) if fact.figure.measure is Measure.SHARE), None)


def _growth(scene: Scene, quantity: Quantity, clause: Span, before: list[Fact]) -> Fact | None:
    """Growth of what the clause, the sentence or the fact before it is about."""
    named, subject = topic_of(scene, quantity, clause)
    if (
        not topic_near(scene, clause, quantity)
        and before
        and before[-1].figure.measure in (Measure.VOLUME, Measure.LEVEL)
    ):
        named, subject = before[-1].named, before[-1].subject
    subject = subject or phrase_before(scene, clause, quantity.start)
    ends = _from_to(scene, clause, quantity)
    near = scene.text[max(clause[0], quantity.start - _RATE_BEFORE) : min(clause[1], quantity.end + _RATE_BEHIND)]
    ends = ends or (years_apart(scene, quantity, clause) if is_yearly_rate(near) else None)
    later, base = ends or growth_periods(scene, quantity, clause, yearly=quantity.kind is QuantityKind.CHANGE)
    missing: tuple[str, ...] = () if named else ("measure",)
    missing += () if later else ("period",)
    missing += () if base else ("base period",)
    figure = at_yearly_rate(Figure(Measure.GROWTH, later, quantity, base=base), near)
    return fact_of(scene, figure, named or "amount", subject, clause, missing)


def _as_change(scene: Scene, quantity: Quantity, clause: Span, before: list[Fact]) -> Fact | None:
    """A percentage that says by how much the amount before it changed: "grew from 33 to 37 billion, or by 11 per cent"."""
    last = before[-1] if before else None
    if (
        last is None
        or last.figure.measure is not Measure.VOLUME
        or not _apposed(scene, last.end, quantity.start, "degree")
    ):
        return None
    rising = direction_of(scene.text[clause[0] : quantity.start], scene.lang)
    if rising is None or quantity.value is None or not scene.precedes("degree", quantity.start, 12):
        return None
    return _growth(scene, as_change(quantity, falling=not rising), clause, before)


def _from_to(scene: Scene, clause: Span, quantity: Quantity) -> tuple[Period, Period] | None:
    """The periods of "eightfold, from 6.5 billion in 1996 to nearly 55 billion in 2025": of the last amount and of the first."""
    amounts = [q for q in scene.quantities if q.kind is QuantityKind.CURRENCY or q.unit in MEASURED]
    dated = [m.period for q in amounts if (m := moment_after(scene, q)) is not None and m.period is not None]
    if len(dated) == 2 and dated[0].end and dated[1].start and dated[0].end < dated[1].start:
        return dated[1], dated[0]
    if len(dated) == 2 and dated[1].end and dated[0].start and dated[1].end < dated[0].start:
        return dated[0], dated[1]
    return None


def _count(scene: Scene, quantity: Quantity, clause: Span, before: list[Fact]) -> Fact | None:
    """Planned things in a state or in all, and other things counted where the number is worth comparing."""
    if before and (rest := _rest_of(scene, before[-1], quantity)):
        return rest
    whole = _whole_of(scene, quantity) or quantity
    state = state_of(scene, clause, whole)
    phrase = counted_phrase(scene, clause, quantity)
    things = scene.finds(scene.words.things, clause)
    unit = quantity.unit or ""
    planned = bool(scene.words.things.name_of(unit) or _is_planned(scene, whole.text))
    if scene.words["differences"].pattern.match(scene.text, quantity.end + 1):
        return None
    if state and (unit or whole is not quantity or scene.precedes("partitive", quantity.start, 12)):
        planned = planned or is_undergone(scene, state, whole) or is_beside(scene, state, quantity)
    when = when_of(scene, quantity, clause, amount=False)
    noun = scene.words.things.name_of(unit) or unit
    if state and quantity.unit is None and (counted_noun := _noun_for(scene, clause, things, before)):
        (noun, phrase), planned = counted_noun, True
    counted = replace(quantity, unit=noun or None)
    if state and planned:
        return fact_of(scene, Figure(Measure.DONE, when, counted, state=state[0]), noun, phrase, clause)
    if planned and (scene.has("planned", clause) or scene.has("includes", clause)):
        return fact_of(scene, Figure(Measure.PLANNED, when, counted), noun, phrase, clause)
    employed = scene.has("employed", clause)
    if quantity.unit is None or planned or (scene.words["not_measured"].name_of(unit) and not employed):
        return None
    telling = quantity.comparator is not Comparator.EQUAL or scene.has(
        "levels", (quantity.number_end, quantity.end + 20)
    )
    if telling or (quantity.value or 0) >= _LARGE:
        plural = unit if " " in unit else _plural(unit)
        return fact_of(scene, Figure(Measure.LEVEL, when, quantity), plural, phrase or unit, clause)
    return None


def _rest_of(scene: Scene, part: Fact, quantity: Quantity) -> Fact | None:
    """The plan that a number gives where the part before it is done: the 310 of "125 of 310 measures have been carried out"."""
    done = part.figure.quantity
    if part.figure.measure is not Measure.DONE or done is None or _whole_of(scene, done) is not quantity:
        return None
    figure = replace(part.figure, measure=Measure.PLANNED, quantity=replace(quantity, unit=done.unit), state="done")
    return replace(part, figure=figure, start=quantity.start, end=quantity.end)


def _whole_of(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The number that a number is said to be out of: the 310 of "125 of 310 measures"."""
    following = next((other for other in scene.quantities if other.number_start > quantity.number_start), None)
    joined = scene.words.of_whole.match(scene.text, quantity.number_end)
    if following is None or joined is None or joined.end() != following.number_start:
        return None
    return following if following.kind is QuantityKind.NUMBER else None


def _noun_for(
    scene: Scene, clause: Span, things: list[tuple[int, int, str]], before: list[Fact]
) -> tuple[str, str] | None:
    """The noun that a bare number counts, and its phrase: one in its clause, else that of the count before it ("30 of them")."""
    if things:
        start, end, name = things[0]
        return name, phrase_at(scene, clause, start, end)
    earlier = before or (facts_in(scene.before) if scene.before else [])
    counts = [fact for fact in earlier if fact.figure.measure in (Measure.DONE, Measure.PLANNED)]
    return (counts[-1].named, counts[-1].subject) if counts else None


def _plural(noun: str) -> str:
    """The English plural of a noun of the vocabulary; a noun of another script stays as it is."""
    if not re.fullmatch(r"[a-z -]+", noun) or noun.endswith("s") or noun == "people":
        return noun
    return re.sub(r"(?<=[^aeiou])y$", "ie", noun) + "s"


def _without_presupposed(facts: list[Fact], scene: Scene) -> list[Fact]:
    """The facts, what a part or share is out of being planned: the 28 of "46 % of the 28 programmes are done"."""
    kept: list[Fact] = []
    for fact in facts:
        if fact.figure.measure not in (Measure.DONE, Measure.PLANNED) or fact.figure.quantity is None:
            kept.append(fact)
            continue
        beside = [other for other in facts if other is not fact and other.clause == fact.clause]
        shares = [other for other in beside if other.figure.measure is Measure.SHARE]
        counts = [other for other in beside if other.figure.measure is Measure.DONE and other.figure.quantity]
        of_whole = scene.precedes("partitive", fact.start, 12)
        smaller = [
            c
            for c in counts
            if c.figure.quantity and (c.figure.quantity.value or 0) < (fact.figure.quantity.value or 0)
        ]
        if smaller and (of_whole or fact.figure.measure is Measure.PLANNED):
            kept.append(replace(fact, figure=replace(fact.figure, measure=Measure.PLANNED, state="done")))
        elif (
            not shares
            or any(_apposed(scene, fact.end, share.start) for share in shares)
            or _is_larger_part(fact, [*counts, *(other for other in beside if other.figure.measure is Measure.PLANNED)])
        ):
            kept.append(fact)
        elif of_whole and (share := _share_of(scene, fact, shares)):
            figure = replace(fact.figure, measure=Measure.PLANNED, state="done", when=share.figure.when)
            kept.append(replace(fact, figure=figure))
    return kept


def _share_of(scene: Scene, whole: Fact, shares: list[Fact]) -> Fact | None:
    """The share that is taken of a number of things: "74 % of the 28 programmes", "of the 28 programmes 74 %"."""

    def only_small_words(start: int, end: int) -> bool:
        between = scene.text[start:end]
        for name in ("partitive", "edges"):
            between = scene.words[name].pattern.sub("", between)
        return start <= end and not between.strip(" ,\n")

    if only_small_words(whole.clause[0], whole.start):
        return min(shares, key=lambda share: abs(share.start - whole.start))
    return next((share for share in shares if only_small_words(share.end, whole.start)), None)


def _is_larger_part(fact: Fact, counts: list[Fact]) -> bool:
    """Whether a count is the part of a whole that the clause names too: the 125 of "125 of 310"."""
    value = fact.figure.quantity.value if fact.figure.quantity else None
    wholes = [c.figure.quantity.value for c in counts if c.figure.quantity and c.figure.quantity.value is not None]
    return value is not None and any(whole > value for whole in wholes)
