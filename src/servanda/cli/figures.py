"""What a judged sample tells, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.cli import output
from servanda.cli.messages import say
from servanda.evaluation import Figures, Reliability, Share
from servanda.exports.wording import printable

if TYPE_CHECKING:
    from servanda.record.evaluation import Evaluation
    from servanda.record.rivals import Rivals

__all__ = ["show", "show_rivals"]

_OVER = {
    "all": "over-all",
    "found": "over-found",
    "language": "over-language",
    "kind": "over-kind",
    "source": "over-source",
}


def show(evaluation: Evaluation, lang: str) -> None:
    """Print precision, recall and F1 over all and by language, kind and source; claims; and the reliability table."""
    from servanda.exports.evaluation import figure_rows

    told, sample = evaluation.estimates(), evaluation.sample
    facts = {"sample": sample.batch_id, "seed": sample.seed, "readers": ", ".join(sample.readers)}
    counts = {"judged": len(evaluation.judged), "items": len(evaluation.items), "unsure": told.unsure}
    output.line(printable(say("sample-judged", lang, **facts, **counts)))
    if sample.unread:
        output.line(say("unread-documents", lang, number=sample.unread))
    if not evaluation.judged:
        output.line(say("nothing-judged", lang))
        return
    output.line(say("intervals-are", lang))
    head = ["", *(say(name, lang) for name in ("precision", "recall", "f1", "statements-judged", "attributions-there"))]
    output.table(head, [_row(_over(name, value, lang), figures, lang) for name, value, figures in figure_rows(told)])
    output.line(say("wrong-because", lang, **told.faults))
    if told.claims["right"] is not None:
        output.line(say("claims-right", lang, **{name: _share(found, lang) for name, found in told.claims.items()}))
    if told.calibration is not None:
        _show_calibration(told.calibration, lang)


def show_rivals(rivals: Rivals, lang: str) -> None:
    """Print how two readers compare."""
    found = rivals.comparison
    numbers = {"difference": found.difference, "low": found.low, "high": found.high}
    shares = {"old": found.first, "new": found.second} | numbers
    told = {name: f"{value:+.3f}" if name in numbers else f"{value:.3f}" for name, value in shares.items()}
    facts = {"first": rivals.first, "second": rivals.second, "passages": found.passages, "documents": found.documents}
    output.line(printable(say("rivals", lang, **facts, **told)))


def _over(name: str, value: str, lang: str) -> str:
    if name == "kind":
        value = say(f"kind-{value}", lang)
    if name == "source" and not value:
        value = say("no-source", lang)
    return printable(say(_OVER[name], lang, value=value))


def _row(name: str, figures: Figures, lang: str) -> list[str]:
    shares = [figures.precision, figures.recall, figures.f1]
    judged = [str(share.judged) if share else "0" for share in shares[:2]]
    return [name, *(_share(share, lang) for share in shares), *judged]


def _share(found: Share | None, lang: str) -> str:
    if found is None:
        return "-"
    parts = {"value": found.value, "low": found.low, "high": found.high}
    return say("share-of", lang, **{name: f"{100 * part:.0f}" for name, part in parts.items()})


def _show_calibration(found: Reliability, lang: str) -> None:
    head = [say(name, lang) for name in ("confidence", "share-right", "statements-judged")]
    rows = [(f"{one.low:.2f}-{one.high:.2f}", _share(one.right, lang), str(one.right.judged)) for one in found.bins]
    output.table(head, rows)
    figures = {"brier": found.brier, "base": found.base, "error": found.error}
    output.line(say("calibration", lang, **{name: f"{value:.3f}" for name, value in figures.items()}))
