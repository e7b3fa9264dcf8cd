"""Precision, recall and F1 of a reading from its judged sample, over all and by language, kind and source.

- *Precision*: of the statements read, how many are right. From the statements of the sample.
- *Recall*: of the attributions in the text, how many are read rightly. From the passages of the sample: those read rightly
  there, out of all that are there. A statement with a wrong source or wrong content counts as one that was missed, as
  matching one to one against an annotated text would have it.
- *F1*: 2PR / (P + R). It rises with both, so that the bounds of both give its bounds. Each is taken at 97.5 %, which makes the F1
  interval one of at least 95 % however the two depend on each other (Bonferroni).

Each figure is given twice: `attributed`, the right words in the right mouth, and `found`, the right words whoever they are
given to. Statements on which the judge was unsure are left out, and counted. What is missed has no kind, so that there is no
recall by kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from servanda.evaluation.calibration import Reliability, reliability
from servanda.evaluation.intervals import LEVEL, Observation, Share, share
from servanda.evaluation.judged import Choice, Fault, JudgedPassage, JudgedStatement, Outcome

__all__ = ["Estimates", "Figures", "estimate"]

_CLAIM_FAULTS = (Fault.VALUE, Fault.PERIOD, Fault.LINK)


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 at one level; None where nothing was judged for it."""

    precision: Share | None
    recall: Share | None
    f1: Share | None


@dataclass(frozen=True, slots=True)
class Estimates:
    """All that a judged sample tells.

    `by` has, for "language", "kind" and "source", the attributed figures of each value. `claims` has for "right", "value",
    "period" and "link" the share of the claims of rightly read statements in which that is right. `unsure` counts statements
    that are left out, `faults` those with each fault.
    """

    attributed: Figures
    found: Figures
    by: Mapping[str, Mapping[str, Figures]]
    claims: Mapping[str, Share | None]
    calibration: Reliability | None
    unsure: int = 0
    faults: Mapping[str, int] = field(default_factory=dict)


def estimate(
    statements: Iterable[JudgedStatement],
    passages: Iterable[JudgedPassage],
    sizes: Mapping[str, tuple[int, int]] | None = None,
) -> Estimates:
    """What the sample tells; `sizes` has, for each language, how many statements and passages there are to draw from.

    >>> right = JudgedStatement("a", "en", "position", "x", Choice(Outcome.RIGHT))
    >>> wrong = JudgedStatement("b", "en", "position", "x", Choice.wrong(Fault.SOURCE))
    >>> told = estimate([right, right, wrong, right], [JudgedPassage("a", "en", "x", (right, right), missed=1)])
    >>> told.attributed.precision.value, told.found.precision.value, round(told.attributed.recall.value, 2)
    (0.75, 1.0, 0.67)
    """
    judged, read = list(statements), list(passages)
    decided = [one for one in judged if one.is_decided]
    by: dict[str, Callable[[JudgedStatement | JudgedPassage], str]] = {
        "language": lambda one: one.lang,
        "kind": lambda one: one.kind if isinstance(one, JudgedStatement) else "",
        "source": lambda one: one.source,
    }
    weights = _weights(decided, read, sizes or {})
    grouped = {
        name: {
            value: _figures(
                [one for one in decided if key(one) == value],
                [one for one in read if name != "kind" and key(one) == value],
                weights,
            )
            for value in sorted({key(one) for one in (*decided, *(read if name != "kind" else ()))})
        }
        for name, key in by.items()
    }
    return Estimates(
        attributed=_figures(decided, read, weights),
        found=_figures(decided, read, weights, attributed=False),
        by=grouped,
        claims=_claims(decided, weights),
        calibration=reliability((one.confidence, one.is_attributed) for one in decided),
        unsure=len(judged) - len(decided),
        faults=_faults(decided),
    )


_Weights = tuple[Mapping[str, float], Mapping[str, float]]


def _weights(
    statements: Iterable[JudgedStatement], passages: Iterable[JudgedPassage], sizes: Mapping[str, tuple[int, int]]
) -> _Weights:
    """For each language, for how many statements, and passages, one that was judged stands."""
    counts = Counter(one.lang for one in statements), Counter(one.lang for one in passages)
    return (
        {lang: sizes.get(lang, (number, 0))[0] / number for lang, number in counts[0].items()},
        {lang: sizes.get(lang, (0, number))[1] / number for lang, number in counts[1].items()},
    )


def _figures(
    statements: Iterable[JudgedStatement],
    passages: Iterable[JudgedPassage],
    weights: _Weights,
    *,
    attributed: bool = True,
) -> Figures:
    read = [
        Observation(one.document, one.is_attributed if attributed else one.is_found, 1, weights[0][one.lang])
        for one in statements
    ]
    there = [
        Observation(one.document, one.attributed if attributed else one.found, one.there, weights[1][one.lang])
        for one in passages
    ]
    return Figures(share(read), share(there), _f1(read, there))


def _f1(read: list[Observation], there: list[Observation]) -> Share | None:
    narrow = (1 + LEVEL) / 2
    precision, recall = share(read, narrow), share(there, narrow)
    if precision is None or recall is None:
        return None
    documents = len({one.document for one in (*read, *(one for one in there if one.whole))})
    return Share(
        _harmonic(precision.value, recall.value),
        _harmonic(precision.low, recall.low),
        _harmonic(precision.high, recall.high),
        precision.judged + recall.judged,
        documents,
    )


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _claims(statements: Iterable[JudgedStatement], weights: _Weights) -> dict[str, Share | None]:
    """The share of claims that are right as a whole, and in each part; one that is no claim at all is right in none."""
    seen = [
        (one.document, claim, weights[0][one.lang])
        for one in statements
        for claim in one.claims
        if one.is_found and claim.outcome is not Outcome.UNSURE
    ]

    def right_in(fault: Fault | None) -> Share | None:
        return share(Observation(document, _is_right(claim, fault), 1, weight) for document, claim, weight in seen)

    return {"right": right_in(None)} | {fault.value: right_in(fault) for fault in _CLAIM_FAULTS}


def _is_right(claim: Choice, fault: Fault | None) -> bool:
    if fault is None:
        return claim.outcome is Outcome.RIGHT
    return claim.outcome is not Outcome.NONE and fault not in claim.faults


def _faults(statements: Iterable[JudgedStatement]) -> dict[str, int]:
    """How many statements have which fault; "none" counts those that are no attributions."""
    counts: Counter[str] = Counter()
    for one in statements:
        counts.update(fault.value for fault in one.answer.faults)
        counts[Outcome.NONE.value] += one.answer.outcome is Outcome.NONE
    return {name: counts[name] for name in (Fault.SOURCE.value, Fault.CONTENT.value, Outcome.NONE.value)}
