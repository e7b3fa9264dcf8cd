"""A sample as a table to judge in a spreadsheet, with what was judged already; `servanda import judgements` takes it back.

Each statement, each claim below its statement, and each passage is a row. What a judge fills in: `verdict` for statements and
claims, `missed` (a whole number) and, if wished, `missed_words` for passages, one attribution a line as `source | cue | content`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from servanda.claim import Claim
from servanda.document import Span
from servanda.evaluation import CHOICES, Choice, Outcome
from servanda.exports.wording import wording
from servanda.item import Names
from servanda.record.encoding import decode

if TYPE_CHECKING:
    from servanda.record.evaluation import Evaluation, Judged
    from servanda.record.models import SampleItem

__all__ = ["COLUMNS", "claim_in_words", "judging_rows", "verdict_words"]

COLUMNS = (
    "sample", "item", "what", "document", "lang", "text", "speaker", "source", "cue", "content", "claim",
    "verdict", "missed", "missed_words", "why", "who",
)  # fmt: skip
AROUND = 240
"""Characters of the document shown before and after a statement."""


def verdict_words(lang: str) -> list[str]:
    """The answers that a verdict may have, for statements and claims, in a language.

    >>> verdict_words("en")[:2]
    ['right', 'wrong source']
    """
    return [message.told(lang) for message in CHOICES.values()]


def judging_rows(evaluation: Evaluation, lang: str, names: Mapping[str, Names]) -> Iterator[dict[str, str]]:
    """The sample's rows in the order of judging, by column; `names` are those of the register, by key."""
    for item in evaluation.items:
        judged = evaluation.judged.get(item.pk)
        yield _item_row(item, judged, lang)
        if item.statement_id:
            for number, row in enumerate(evaluation.claims.get(item.statement_id, []), start=1):
                found = judged.of_claim(row.pk) if judged else None
                link = evaluation.links.get(row.pk, "")
                yield {
                    "sample": str(item.sample_id),
                    "item": f"{item.number + 1}.{number}",
                    "what": "claim",
                    "document": item.document.doc,
                    "lang": item.lang,
                    "claim": claim_in_words(
                        decode(Claim, row.noun), lang, wording(lang).name(names.get(link, {}), link)
                    ),
                    "verdict": _told(found, lang) if found else "",
                }


def claim_in_words(claim: Claim, lang: str, link: str = "") -> str:
    """A claim as one line: what is measured of what, its figures with their days, and what it was linked to.

    >>> from servanda.claim import Figure, Measure
    >>> from servanda.period import Period
    >>> figure = Figure(Measure.STATUS, Period.parse("2024"), state="done")
    >>> claim_in_words(Claim("c", "status", "the bridge", (figure,)), "en", "Northern road")
    'the bridge; status: done, 2024 → Northern road'
    """
    words = wording(lang)
    told = []
    for figure in claim.figures:
        value = figure.quantity.text if figure.quantity else words.term("state", figure.state)
        told.append(", ".join([value, *([words.period(figure.when)] if figure.when else [])]))
    return f"{claim.subject}; {words.term('measure', claim.measure)}: {'; '.join(told)}" + f" → {link or '-'}"


def _item_row(item: SampleItem, judged: Judged | None, lang: str) -> dict[str, str]:
    text = item.document.text
    row = {
        "sample": str(item.sample_id),
        "item": str(item.number + 1),
        "what": item.kind,
        "document": item.document.doc,
        "lang": item.lang,
        "text": text[max(0, item.start - AROUND) : item.end + AROUND]
        if item.statement_id
        else text[item.start : item.end],
        "why": judged.why if judged else "",
        "who": judged.who if judged else "",
    }
    if item.statement_id:
        statement = item.statement
        row["speaker"] = ", ".join(statement.speaker)
        row |= {role: _words(text, getattr(statement, role)) for role in ("source", "cue", "content")}
        row["verdict"] = _told(judged.verdict.answer, lang) if judged and judged.verdict.answer else ""
    elif judged:
        row["missed"] = str(judged.verdict.missed or 0)
        row["missed_words"] = "\n".join(
            " | ".join(_words(text, part) for part in (one.source or (), one.cue or (), one.content))
            if one.source is not None
            else _words(text, one.content)
            for one in judged.verdict.attributions
        )
    return row


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " ... ".join(text[start:end] for start, end in spans)


def _told(choice: Choice, lang: str) -> str:
    if choice in CHOICES:
        return CHOICES[choice].told(lang)
    parts = [CHOICES[Choice(Outcome.WRONG, frozenset({fault}))].told(lang) for fault in sorted(choice.faults)]
    return ", ".join(parts)
