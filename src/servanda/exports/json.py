"""Readings, claims, findings and whole accounts as the JSON objects that other programs are promised.

Takes the nouns, gives plain dicts that `json.dumps` takes as they are. The shapes are stable: keys may be added, none
changes its meaning. Two conventions differ on purpose. The quantities of a reading are numbers for people who count
words (a share is 0.74); the bounds of a claim are exact strings ("73.5"), since a sum over claims must come out the same
on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from servanda.claim import Claim, Figure, Measure
from servanda.document import Document, Span
from servanda.exports.bounds import ends_as_json, interval_as_json, period_as_json
from servanda.exports.changes import moved_as_json
from servanda.exports.courses_json import courses_as_json, matrix_as_json
from servanda.exports.rewritten import rewritings_as_json
from servanda.exports.series import series_as_json
from servanda.exports.source_coverage import sources_as_json
from servanda.finding import Degree, Finding
from servanda.interval import Interval, decimal_text
from servanda.message import LANGUAGES
from servanda.quantity import Comparator, Moment, Quantity, QuantityKind
from servanda.review import Answered
from servanda.statement import Reading, Statement

if TYPE_CHECKING:
    from servanda.exports.report import Account
    from servanda.linking import Link
    from servanda.progress import ItemProgress

__all__ = [
    "account_as_json",
    "answers_as_json",
    "claim_as_json",
    "document_as_json",
    "finding_as_json",
    "interval_as_json",
    "link_as_json",
    "period_as_json",
    "reading_as_json",
    "standing_as_json",
    "words_as_json",
]

_OVER_A_PERIOD = (Measure.VOLUME, Measure.GROWTH)
_UNSAID = (Comparator.EQUAL, Comparator.VAGUE)
"""Comparators that no word stands for: a plain number, and an order of magnitude, which has bounds and no value."""


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """A document and its attributions, as `servanda read` prints them; every offset counts characters of `text`.

    >>> from servanda.document import Document
    >>> shown = reading_as_json(Reading(Document("note", "Nothing was said.", "en"), (), "reader 1"))
    >>> shown["doc"], shown["lang"], shown["published"], shown["attributions"]
    ('note', 'en', None, [])
    """
    document = reading.document
    return {
        "doc": document.doc,
        "lang": document.lang,
        "title": document.title,
        "title_lang": document.title_lang,
        "dateline": document.dateline,
        "published": period_as_json(document.published),
        "caption": document.caption,
        "text": document.text,
        "furniture": [[part.start, part.end] for part in document.furniture],
        "attributions": [_attribution(statement) for statement in reading.statements],
        "notes": [str(note) for note in document.notes],
        "reader": reading.reader,
    }


def claim_as_json(claim: Claim) -> dict[str, Any]:
    """A claim: its first figure as `value` with `as_of` or `period`, and all of them under `figures`.

    >>> from datetime import date
    >>> from servanda.period import Period
    >>> share = Quantity("74", Interval(Fraction(147, 2), Fraction(149, 2), high_open=True), Interval(), Fraction(74),
    ...     "per cent", QuantityKind.PERCENTAGE)
    >>> figure = Figure(Measure.SHARE, Period.day(date(2023, 4, 6)), share)
    >>> shown = claim_as_json(Claim("c1", "completion", "programmes", (figure,)))
    >>> shown["value"]["low"], shown["value"]["high"], shown["value"]["high_open"], shown["as_of"]
    ('73.5', '74.5', True, '2023-04-06')
    """
    return {
        "id": claim.id,
        "measure": claim.measure,
        "subject": claim.subject,
        "qualifiers": sorted(claim.qualifiers),
        "value": _value(claim.figure, claim.text),
        **_when(claim.figure),
        "figures": [_figure(figure, claim.text) for figure in claim.figures],
        "said_on": period_as_json(claim.said_on),
        "speaker": claim.speaker,
        "office": claim.office,
        "source": claim.source,
        "text": claim.text,
        "forecast": claim.forecast,
        "second_hand": claim.second_hand,
        "missing": list(claim.missing),
        "start": claim.start,
        "end": claim.end,
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """A finding, as `servanda reconcile --format json` lists it; `arithmetic` has one line a step.

    >>> from servanda.finding import Verdict
    >>> found = Finding("f1", Verdict.CONTRADICTION, "never-falls", ("a", "b"), "completion", "tasks", ("80 > 74",), {"en": "."})
    >>> finding_as_json(found)["verdict"], finding_as_json(found)["claims"], finding_as_json(found)["arithmetic"]
    ('contradiction', ['a', 'b'], '80 > 74')
    """
    return {
        "id": finding.id,
        "verdict": finding.verdict.value,
        "relation": finding.relation,
        "claims": list(finding.claims),
        "measure": finding.measure,
        "subject": finding.subject,
        "arithmetic": "\n".join(finding.arithmetic),
        "explanation": dict(finding.explanation),
        "rule": dict(finding.rule),
        "degree": _degree(finding.degree),
        "hypotheses": [dict(words) for words in finding.hypotheses],
        "since": finding.since and finding.since.isoformat(),
        "origins": [
            {"speaker": one.speaker, "claims": list(one.claims), "sources": list(one.sources)}
            for one in finding.origins
        ],
        "ended": finding.ended and {"day": finding.ended.day.isoformat(), "claim": finding.ended.claim},
    }


def _degree(degree: Degree | None) -> dict[str, str | None] | None:
    """How far apart the sides are: exact numbers as strings, the widening as a part of one."""
    if degree is None:
        return None
    widening = None if degree.widening is None else decimal_text(degree.widening)
    return {"gap": decimal_text(degree.gap), "unit": degree.unit, "widening": widening}


def answers_as_json(answers: Iterable[Answered]) -> list[dict[str, str]]:
    """What was answered to a finding, in order."""
    return [
        {"finding": one.finding, "kind": one.kind, "who": one.who, "text": one.text, "on": one.on.isoformat()}
        for one in answers
    ]


def link_as_json(link: Link | None) -> dict[str, Any] | None:
    """What a claim is about, with the points of each reason and their sum out of a hundred, in the languages of reports."""
    if link is None:
        return None
    from servanda.linking import score_in_words

    return {
        "key": link.key,
        "name": link.name,
        "points": link.points,
        "score": {lang: score_in_words(link.points).told(lang) for lang in LANGUAGES},
        "reasons": [
            {"points": reason.points} | {lang: reason.message.told(lang) for lang in LANGUAGES}
            for reason in link.reasons
        ],
    }


def account_as_json(account: Account) -> dict[str, Any]:
    """A whole account, as `servanda report --output FILE.json` writes it: everything that the pages show, in no language."""
    progress = account.progress
    return {
        "agreement": {"id": account.agreement.id, "names": dict(account.agreement.names)},
        "as_of": account.as_of.isoformat(),
        "known_on": account.known_on and account.known_on.isoformat(),
        "progress": [standing_as_json(row) for row in progress.items] if progress else [],
        "method": progress.method if progress else None,
        "risks": [
            {
                "item": one.item,
                "rule": one.rule.value,
                "days": one.days,
                "other": one.other,
                "arithmetic": one.arithmetic,
            }
            for one in (progress.risks if progress else ())
        ],
        "matrices": [matrix_as_json(one) for one in account.matrices],
        "courses": courses_as_json(account.courses),
        "moved_deadlines": [moved_as_json(one) for one in account.moved],
        "findings": [
            finding_as_json(finding) | {"answers": answers_as_json(account.answers.get(finding.id, ()))}
            for finding in account.findings
        ],
        "dismissed": [
            finding_as_json(one.finding)
            | {"answers": answers_as_json(account.answers.get(one.finding.id, ()))}
            | {"dismissed": {"who": one.who, "why": one.why, "on": one.on.isoformat()}}
            for one in account.dismissed
        ],
        "answers_alone": answers_as_json(account.answers_alone),
        "speakers": [
            {
                "speaker": one.speaker,
                "claims": list(one.claims),
                "contradictions": list(one.contradictions),
                "tensions": list(one.tensions),
                "disputed": list(one.disputed),
            }
            for one in account.records
        ],
        "series": [series_as_json(series) for series in account.series],
        "claims": [
            claim_as_json(claim) | words_as_json(account, claim) | {"link": link_as_json(account.links.get(claim.id))}
            for claim in account.claims
        ],
        "earlier": [claim_as_json(claim) | words_as_json(account, claim) for claim in account.earlier],
        "not_compared": [
            claim_as_json(claim)
            | words_as_json(account, claim)
            | {"candidates": [link_as_json(one) for one in account.rivals.get(claim.id, ())]}
            for claim in account.unlinked
        ],
        "left_out": [
            {"claim": one.claim, "figure": one.number, "reasons": list(one.reasons)} for one in account.left_out
        ],
        "partial": [{"subject": subject, "limit": limit} for subject, limit in account.partial],
        "documents": [document_as_json(document) for document in account.documents],
        "refused": [
            {"name": one.name, "line": one.error.line, "reason": one.error.told("en", place=False)}
            for one in account.refusals
        ],
        "coverage": [
            {"day": one.day.isoformat(), "documents": one.documents, "claims": one.claims} for one in account.coverage
        ],
        "fetched": sources_as_json(account.fetched),
        "rewritten": rewritings_as_json(account.rewritten),
        "versions": list(account.versions),
    }


def standing_as_json(row: ItemProgress) -> dict[str, Any]:
    """What is declared, listed and assessed below an entry of the register."""
    counts = [
        {
            "level": count.level,
            "declared": count.declared,
            "listed": count.listed,
            "assessed": count.assessed,
            "unknown": count.unknown,
            "statuses": {status.value: number for status, number in count.statuses.items()},
        }
        for count in row.counts
    ]
    return {"id": row.item.id, "level": row.item.level, "names": dict(row.item.names), "counts": counts}


def words_as_json(account: Account, claim: Claim) -> dict[str, Any]:
    """The words that a claim rests on, with the rest of their sentence."""
    words = account.words.get(claim.id)
    if words is None:
        return {"words": None}
    return {"words": {"before": words.before, "exact": words.quoted, "after": words.after, "lang": words.lang}}


def document_as_json(document: Document) -> dict[str, Any]:
    """A document without its text, which its publisher may not have given leave to pass on."""
    return {
        "doc": document.doc,
        "title": document.title,
        "title_lang": document.title_lang,
        "lang": document.lang,
        "published": period_as_json(document.published),
        "publisher": document.publisher,
        "address": document.address,
        "digest": document.digest,
        "notes": [str(note) for note in document.notes],
    }


def _attribution(statement: Statement) -> dict[str, Any]:
    """One statement, its quantities and moments in the order of the text."""
    found = [_quantity(quantity) for quantity in statement.quantities]
    found += [_moment(moment) for moment in statement.moments]
    return {
        "source": _spans(statement.source),
        "cue": _spans(statement.cue),
        "content": _spans(statement.content),
        "mode": statement.mode.value,
        "kind": statement.kind.value,
        "speaker": list(statement.speaker),
        "negated": statement.negated,
        "second_hand": statement.second_hand,
        "confidence": statement.confidence,
        "quantities": sorted(found, key=lambda one: (one["start"], one["end"])),
        "claims": [claim_as_json(claim) for claim in statement.claims],
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _quantity(quantity: Quantity) -> dict[str, Any]:
    """A quantity in the units of a reading: parts of one for shares and changes, units of account for money."""
    literal, value, unit = quantity.literal, quantity.value, quantity.unit
    if quantity.kind is QuantityKind.PERCENTAGE:
        literal, unit = literal.scaled(Fraction(1, 100)), "share"
        value = None if value is None else value / 100
    elif quantity.kind is QuantityKind.CHANGE:
        literal, unit = literal - Interval.point(1), "share"
        value = None if value is None else value - 1
    elif quantity.kind is QuantityKind.FACTOR:
        unit = "factor"
    elif quantity.kind is QuantityKind.POINTS:
        unit = "percentage point"
    return {
        "text": quantity.text,
        "start": quantity.start,
        "end": quantity.end,
        "value": _number(value),
        "low": _number(literal.low),
        "high": _number(literal.high),
        "unit": unit,
        "comparator": None if quantity.comparator in _UNSAID else quantity.comparator.value,
        "kind": quantity.kind.value,
    }


def _moment(moment: Moment) -> dict[str, Any]:
    """A time expression among the quantities: an ISO 8601 value, with the days it can mean as bounds."""
    ends = ends_as_json(moment.period) if moment.period else {"start": None, "end": None}
    return {
        "text": moment.text,
        "start": moment.start,
        "end": moment.end,
        "value": moment.value,
        "low": ends["start"],
        "high": ends["end"],
        "unit": "duration" if moment.kind.value == "duration" else "date",
        "comparator": None if moment.limit in _UNSAID else moment.limit.value,
        "kind": moment.kind.value,
    }


def _number(number: Fraction | None) -> int | float | None:
    """A JSON number; whole ones stay whole."""
    if number is None:
        return None
    return number.numerator if number.denominator == 1 else float(number)


def _value(figure: Figure, said: str = "") -> dict[str, Any]:
    """The bounds of a figure as exact strings; a promise has the words it was `said` in, a status its own, and no bounds."""
    quantity = figure.quantity
    if quantity is None:
        dated = figure.when.text or str(figure.when) if figure.when else ""
        words = (said or dated) if figure.measure is Measure.DUE else figure.state
        return {"text": words, "low": None, "high": None, "low_open": True, "high_open": True, "unit": None}
    bounds = quantity.literal
    return {
        "text": quantity.text,
        **interval_as_json(bounds),
        "unit": quantity.unit,
    }


def _when(figure: Figure) -> dict[str, Any]:
    """`period` for what is counted over days, `as_of` for what stands on a day."""
    if figure.measure in _OVER_A_PERIOD:
        return {"period": ends_as_json(figure.when) if figure.when else None}
    return {"as_of": period_as_json(figure.when)}


def _figure(figure: Figure, said: str = "") -> dict[str, Any]:
    """One figure of a claim, with what it measures and the state or base that it needs."""
    shown: dict[str, Any] = {"measure": figure.measure.value, "value": _value(figure, said), **_when(figure)}
    if figure.measure is Measure.GROWTH:
        shown["base"] = ends_as_json(figure.base) if figure.base else None
        if figure.yearly:
            shown["yearly"] = True
    elif figure.measure in (Measure.SHARE, Measure.DONE, Measure.STATUS):
        shown["state"] = figure.state
    return shown
