"""A finding told in a few sentences: who said what and when, the sum, and what would resolve it.

Takes a Draft and gives a Finding with its explanation in each language. The sentences are in explanations/*.yaml; a
case without sentences there is an error that the tests find, not a blank on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from servanda.claim import Claim, Measure
from servanda.finding import Finding
from servanda.period import Period
from servanda.reconciliation.drafts import Amount, Draft, finding_id
from servanda.reconciliation.reports import Report
from servanda.reconciliation.wording import LANGUAGES, Language, language

__all__ = ["finding_of", "told"]

_SAID_BY_THE_SENTENCE = frozenset({Measure.SHARE, Measure.DONE, Measure.PLANNED, Measure.DUE, Measure.STATUS})
"""Figures whose sentence tells what is measured, so that the measure's name would say it twice."""
_DOUBLE_STOP = re.compile(r"\.\.(?!\.)")
"""An abbreviation's full stop before the sentence's own: "2022 г.."."""


def finding_of(draft: Draft) -> Finding:
    """The draft as a finding, in words.

    >>> from servanda.claim import Figure, Measure
    >>> from servanda.finding import Verdict
    >>> claim = Claim("c1", "commitment", "Bridge", (Figure(Measure.DUE, Period.parse("before 2029")),), speaker="The ministry")
    >>> finding_of(Draft(Verdict.CONSISTENT, "promise", "kept", (claim,), ())).claims
    ('c1',)
    """
    about = draft.about or draft.claims[0]
    return Finding(
        id=finding_id(draft.verdict, draft.relation, draft.names),
        verdict=draft.verdict,
        relation=draft.relation,
        claims=tuple(sorted(draft.names)),
        measure=about.measure,
        subject=about.subject,
        arithmetic=draft.arithmetic,
        explanation={code: told(draft, language(code)) for code in LANGUAGES},
    )


def told(draft: Draft, tongue: Language) -> str:
    """The draft's sentences in one language.

    >>> from servanda.claim import Figure, Measure
    >>> from servanda.finding import Verdict
    >>> claim = Claim("c1", "commitment", "Bridge", (Figure(Measure.DUE, Period.parse("before 2029")),), speaker="The ministry")
    >>> told(Draft(Verdict.CONSISTENT, "promise", "kept", (claim,), ()), language("en")).split(". ")[1]
    'The later statement says that it was done in time.'
    """
    sentences = [_saying(claim, draft.reports, tongue) for claim in _in_time(draft.claims)]
    facts = {name: _fact(fact, tongue) for name, fact in draft.facts.items()}
    for name, fact in draft.facts.items():
        if isinstance(fact, Amount):
            facts[f"{name}_who"] = _speakers((c for c in draft.claims if c.id in fact.claims), tongue)
    case = tongue.words["cases"][draft.case]
    sentences.append(case["sum"].format(**facts))
    remarks = [tongue.words["remarks"][remark] for remark in draft.remarks]
    sentences.extend(remark.format(**facts, who=_who(draft.about or draft.claims[0])) for remark in remarks)
    if case.get("resolve"):
        sentences.append(case["resolve"])
    return _DOUBLE_STOP.sub(".", " ".join(tongue.smoothed(sentence) for sentence in sentences))


def _in_time(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(
        claims, key=lambda claim: (str(claim.said_on.start or claim.said_on.end) if claim.said_on else "", claim.id)
    )


def _who(claim: Claim) -> str:
    return claim.speaker or claim.source or claim.id


def _speakers(claims: Iterable[Claim], tongue: Language) -> str:
    names = list(dict.fromkeys(_who(claim) for claim in _in_time(claims)))
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {tongue.words['and']} {names[-1]}"


def _saying(claim: Claim, reports: Iterable[Report], tongue: Language) -> str:
    """One claim as a sentence: its speaker, its day, its figures."""
    own = [report for report in reports if report.claim.id == claim.id]
    plain = own and all(report.figure.measure in _SAID_BY_THE_SENTENCE for report in own)
    named = "" if plain else tongue.words["named"].format(measure=tongue.measure(claim.measure))
    words = tongue.words["saying" if claim.said_on else "saying undated"]
    said = tongue.day_or_period(claim.said_on) if claim.said_on else ""
    subject = ", ".join([claim.subject, *sorted(claim.qualifiers)])
    figures = tongue.words["figure joint"].join(tongue.figure(report) for report in own)
    return str(words.format(who=_who(claim), said=said, named=named, subject=subject, figures=figures))


def _fact(fact: Amount | Period | str, tongue: Language) -> str:
    if isinstance(fact, Amount):
        return tongue.span(fact.interval, fact.thing)
    if isinstance(fact, Period):
        return tongue.when(fact)
    return fact
