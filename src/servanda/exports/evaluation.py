"""What a judged sample tells, as the JSON object that other programs read and as the rows of a table for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from servanda.evaluation import Estimates, Figures, Reliability, Share

if TYPE_CHECKING:
    from servanda.record.evaluation import Evaluation
    from servanda.record.rivals import Rivals

__all__ = ["comparison_as_json", "evaluation_as_json", "figure_rows"]


def evaluation_as_json(evaluation: Evaluation) -> dict[str, Any]:
    """The sample, how far it is judged, and all figures; shares lie in 0..1, each with its 95 % interval.

    A figure that nothing was judged for is null.
    """
    told = evaluation.estimates()
    return {
        "sample": {
            "id": evaluation.sample.pk,
            "batch": evaluation.sample.batch_id,
            "seed": evaluation.sample.seed,
            "drawn": evaluation.sample.recorded.isoformat(timespec="seconds"),
            "readers": evaluation.sample.readers,
            "sizes": {lang: {"statements": s, "passages": p} for lang, (s, p) in evaluation.sample.sizes.items()},
            "unread_documents": evaluation.sample.unread,
        },
        "items": len(evaluation.items),
        "judged": len(evaluation.judged),
        "unsure": told.unsure,
        "attributed": _figures(told.attributed),
        "found": _figures(told.found),
        "faults": dict(told.faults),
        "by": {
            name: {value: _figures(figures) for value, figures in values.items()} for name, values in told.by.items()
        },
        "claims": {name: _share(share) for name, share in told.claims.items()},
        "calibration": _reliability(told.calibration),
    }


def comparison_as_json(rivals: Rivals) -> dict[str, Any]:
    """Two readers on the same passages."""
    return {"first": rivals.first, "second": rivals.second, "attributed_f1": asdict(rivals.comparison)}


def figure_rows(told: Estimates) -> Iterator[tuple[str, str, Figures]]:
    """What is measured, over what, and the figures: over all, as found, then by language, kind and source."""
    yield "all", "", told.attributed
    yield "found", "", told.found
    for name, values in told.by.items():
        for value, figures in values.items():
            yield name, value, figures


def _figures(figures: Figures) -> dict[str, Any]:
    return {name: _share(getattr(figures, name)) for name in ("precision", "recall", "f1")}


def _share(share: Share | None) -> dict[str, Any] | None:
    return None if share is None else asdict(share)


def _reliability(found: Reliability | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "bins": [
            {"low": one.low, "high": one.high, "predicted": one.predicted, "right": _share(one.right)}
            for one in found.bins
        ],
        "brier": found.brier,
        "brier_of_one_confidence": found.base,
        "expected_calibration_error": found.error,
        "judged": found.judged,
    }
