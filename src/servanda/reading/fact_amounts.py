"""Amounts of a sentence: money, gas, freight over a period, paid out by a day, or as a level.

Takes a scene, a quantity and its clause; gives the Fact. What an amount is of is told by a topic word of the lexicon, else by the
subject of its verb, else, where that is a pronoun, by the sentence before.
"""

from __future__ import annotations

from servanda.claim import Figure, Measure
from servanda.document import Span
from servanda.period import Period
from servanda.quantity import Quantity, QuantityKind
from servanda.reading.fact import Fact, fact_of
from servanda.reading.fact_periods import when_of, year_of
from servanda.reading.fact_states import State, state_of
from servanda.reading.scenes import Scene
from servanda.reading.scopes import counted_phrase, phrase_at, phrase_before, topic_near

__all__ = ["MEASURED", "amount_in", "is_amount_without_unit", "topic_of"]

MEASURED = frozenset({"tonne", "cubic metre", "kilowatt-hour", "barrel"})
"""Units of what flows over a period, as money does."""

_GIVEN = {"paid": "disbursements", "delivered": "deliveries"}
_GIFTS = frozenset({"amount", "loans", "aid", "payments", "disbursements"})
_LEVELS = frozenset({"debt", "price", "tariff", "budget"})
_AMOUNTS = frozenset(
    {"trade", "exports", "imports", "investment", "spending", "sales", "revenue", "debt", "budget", "freight"}
)
_LARGE = 1_000_000
_YEAR, _MONTH = 366, 28


def amount_in(scene: Scene, quantity: Quantity, clause: Span) -> Fact | None:
    """Money, gas, freight: a volume over its period, paid out by a day, or a level; a mere difference gives nothing.

    >>> text = "Cargo carried on the river totalled 4.7 million tonnes in 2016."
    >>> scene = Scene(text, 0, len(text), "en")
    >>> fact = amount_in(scene, scene.quantities[0], (0, len(text)))
    >>> fact.named, fact.subject, str(fact.figure.when)
    ('freight', 'Cargo carried on the river', '2016-01-01/2016-12-31')
    """
    if scene.has("growth", (max(scene.start, quantity.start - 30), quantity.start)) and scene.precedes(
        "degree", quantity.start
    ):
        return None
    state = state_of(scene, clause, quantity)
    if state and state[0] in _GIVEN and (given := _given(scene, quantity, clause, state)):
        return given
    named, subject = topic_of(scene, quantity, clause)
    missing: tuple[str, ...] = () if named or state else ("measure",)
    named = named or "amount"
    when = _last_year(scene, clause, when_of(scene, quantity, clause, amount=True))
    if named in _LEVELS or scene.words["levels"].name_of(named):
        return fact_of(scene, Figure(Measure.LEVEL, when, quantity), named, subject, clause, missing)
    if when is None and scene.has("running", clause) and scene.said is not None:
        state_given = next((state for state, name in _GIVEN.items() if name == named), None)
        if state_given:
            return fact_of(
                scene, Figure(Measure.DONE, None, quantity, state=state_given), named, subject, clause, missing
            )
        when = Period(None, scene.said.end)
    missing += () if when else ("period",)
    return fact_of(scene, Figure(Measure.VOLUME, when, quantity), named, subject, clause, missing)


def is_amount_without_unit(scene: Scene, quantity: Quantity, clause: Span) -> bool:
    """Whether a large bare number is an amount of something that is told in money or weight: "exports reached 12.4 billion".

    >>> text = "Exports reached 12.4 billion in 2019."
    >>> scene = Scene(text, 0, len(text), "en")
    >>> is_amount_without_unit(scene, scene.quantities[0], (0, len(text)))
    True
    """
    if quantity.kind is not QuantityKind.NUMBER or quantity.unit or (quantity.value or 0) < _LARGE:
        return False
    verbs = scene.finds("amount_verbs", (clause[0], quantity.start))
    topics = scene.finds(scene.words.topics, (clause[0], verbs[-1][0])) if verbs else []
    return any(name in _AMOUNTS for _, _, name in topics)


def _given(scene: Scene, quantity: Quantity, clause: Span, state: State) -> Fact | None:
    """What has been paid out or delivered by a day, by whom or of what; None for what was given over a period."""
    when = when_of(scene, quantity, clause, amount=True)
    if when is not None and (when.days or 0) >= _MONTH:
        return None
    named, subject = topic_of(scene, quantity, clause)
    if named in _GIFTS or not named:
        named = _GIVEN[state[0]]
    giver = phrase_before(scene, (clause[0], state[1]), state[1]) if state[1] < quantity.start else ""
    if giver and not _is_pronoun(scene, giver) and (not subject or subject in scene.text[state[1] : state[2]]):
        subject = giver
    return fact_of(scene, Figure(Measure.DONE, when, quantity, state=state[0]), named, subject, clause)


def _last_year(scene: Scene, clause: Span, when: Period | None) -> Period | None:
    """Of several years over which something grew, the last: "rose from 2012 to 2014, to 3.9 million tonnes"."""
    grew = any(
        q.kind in (QuantityKind.CHANGE, QuantityKind.FACTOR)
        for q in scene.quantities
        if clause[0] <= q.start < clause[1]
    )
    if grew and when and when.start and when.end and (when.days or 0) > _YEAR:
        return year_of(when.end)
    return when


def topic_of(scene: Scene, quantity: Quantity, clause: Span) -> tuple[str, str]:
    """What an amount or its growth is of: the name of it, and the phrase that says it; two empty strings where nothing does.

    >>> before = Scene("Exports fell.", 0, 13, "en")
    >>> text = "They will grow to 16 billion euros."
    >>> scene = Scene(text, 0, len(text), "en", before=before)
    >>> topic_of(scene, scene.quantities[0], (0, len(text)))
    ('exports', 'Exports')
    """
    if topic := topic_near(scene, clause, quantity):
        return topic[0], phrase_at(scene, scene.clause_of(topic[1]), topic[1], topic[2])
    verbs = scene.finds("amount_verbs", (clause[0], quantity.start))
    subject = phrase_before(scene, (clause[0], verbs[0][0]), verbs[0][0]) if verbs else ""
    if subject and not _is_pronoun(scene, subject):
        return _head(scene, subject), subject
    if scene.before is not None and (not verbs or not subject or _is_pronoun(scene, subject)):
        whole = (scene.before.start, scene.before.end)
        named = scene.before.finds(scene.words.topics, whole)
        if named and (subject or scene.has("pronouns", (clause[0], quantity.start))):
            start, end, name = named[-1]
            return name, phrase_at(scene.before, whole, start, end)
    return "", counted_phrase(scene, clause, quantity)


def _is_pronoun(scene: Scene, words: str) -> bool:
    return all(scene.words["pronouns"].name_of(word) for word in words.split())


def _head(scene: Scene, phrase: str) -> str:
    """The noun of a phrase with what stands before it: "budget revenue" of "budget revenue of the two states"."""
    words: list[str] = []
    for word in phrase.split():
        if words and scene.words["edges"].name_of(word):
            break
        words.append(word.lower())
    return " ".join(words)
