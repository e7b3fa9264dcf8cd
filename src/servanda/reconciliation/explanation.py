"""A finding told in a few sentences: who said what and when, the sum, and what would resolve it.

Takes a Draft and gives a Finding with its explanation in each language, put into words when it is first read: few
readers of thousands of findings read all of them in all languages. The sentences are in explanations/*.yaml; a case
without sentences there is an error that the tests find, not a blank on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from servanda.claim import Claim, Measure
from servanda.finding import Finding
from servanda.period import Period
from servanda.reconciliation.drafts import Amount, Draft, Fact, Hypothesis, finding_id, is_assumed
from servanda.reconciliation.network import MOST_CONFLICTS, MOST_STEPS
from servanda.reconciliation.reports import LeftOut
from servanda.reconciliation.wording import LANGUAGES, Language, language

__all__ = ["finding_of", "left_out_because", "partial_because", "told"]

_SAID_BY_THE_SENTENCE = frozenset({Measure.SHARE, Measure.DONE, Measure.PLANNED, Measure.DUE, Measure.STATUS})
"""Figures whose sentence tells what is measured, so that the measure's name would say it twice."""
_DOUBLE_STOP = re.compile(r"\.\.(?!\.)")
"""An abbreviation's full stop before the sentence's own: "2022 г.."."""


Names = Mapping[str, Mapping[str, str]]
"""A name by language code, for each name as claims give it."""
_NO_NAMES: Names = MappingProxyType({})


def finding_of(draft: Draft, names: Names = _NO_NAMES) -> Finding:
    """The draft as a finding, in words; `names` has the register's names by language for those that the claims give.

    >>> from servanda.claim import Figure
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
        explanation=_Sentences(draft, names),
        rule={code: language(code).words["rules"][draft.relation] for code in LANGUAGES},
        degree=draft.degree,
        hypotheses=tuple(_Sentences(draft, names, one) for one in draft.hypotheses),
        since=draft.since or draft.last_said,
        ended=draft.ended,
        origins=draft.origins,
    )


def told(draft: Draft, tongue: Language, names: Names = _NO_NAMES) -> str:
    """The draft's sentences in one language.

    >>> from servanda.claim import Figure
    >>> from servanda.finding import Verdict
    >>> claim = Claim("c1", "commitment", "Bridge", (Figure(Measure.DUE, Period.parse("before 2029")),), speaker="The ministry")
    >>> told(Draft(Verdict.CONSISTENT, "promise", "kept", (claim,), ()), language("en")).split(". ")[1]
    'The later statement says that it was done in time.'
    """
    return _Teller(draft, tongue, names).told()


def left_out_because(one: LeftOut, lang: str) -> str:
    """Why a figure or claim is not compared, in words.

    >>> left_out_because(LeftOut("c1", None, ("unit",)), "en")
    'it has no unit'
    """
    words = language(lang).words["left out"]
    return "; ".join(words[reason].format(value=one.value) for reason in one.reasons)


def partial_because(limit: str, lang: str) -> str:
    """What an answer that is partial lacks, in words.

    >>> partial_because("effort", "en")
    'the solver gave up on one question; there may be more sets of claims that clash'
    """
    limits = {"conflicts": MOST_CONFLICTS, "steps": MOST_STEPS}
    return str(language(lang).words["partial"][limit].format(number=limits.get(limit, 0)))


@dataclass(frozen=True, slots=True)
class _Teller:
    """One draft in one language, with the names that the language has."""

    draft: Draft
    tongue: Language
    names: Names

    def told(self) -> str:
        """Who said what, the sum, and what would resolve it."""
        draft, words = self.draft, self.tongue.words
        sentences = [self.saying(claim) for claim in _in_time(draft.claims)]
        facts = self.facts(draft.facts)
        case = words["cases"][draft.case]
        sentences.append(case["sum"].format(**facts))
        who = self.who(draft.about or draft.claims[0])
        sentences.extend(words["remarks"][remark].format(**facts, who=who) for remark in draft.remarks)
        if draft.ended is not None:
            sentences.append(words["ended"].format(day=self.tongue.day_or_period(Period.day(draft.ended.day))))
        if case.get("resolve"):
            sentences.append(case["resolve"])
        return self.set(sentences)

    def hypothesis(self, one: Hypothesis) -> str:
        """One way in which the clash would be resolved."""
        return self.set([self.tongue.words["hypotheses"][one.case].format(**self.facts(one.facts))])

    def set(self, sentences: Iterable[str]) -> str:
        """The sentences as they are printed."""
        return _DOUBLE_STOP.sub(".", " ".join(self.tongue.smoothed(sentence) for sentence in sentences))

    def name(self, name: str) -> str:
        """A name as the language has it."""
        return self.names.get(name, {}).get(self.tongue.code, name)

    def who(self, claim: Claim) -> str:
        """Who made a claim, as the language has the name; the assumption, where nobody made it."""
        return str(self.tongue.words["assumption"]) if is_assumed(claim) else self.name(_who(claim))

    def facts(self, facts: Mapping[str, Fact]) -> dict[str, str]:
        """The facts in words, those that claims give with who gave them."""
        told = {name: self.fact(fact) for name, fact in facts.items()}
        for name, fact in facts.items():
            if isinstance(fact, Amount):
                told[f"{name}_who"] = self.speakers(c for c in self.draft.claims if c.id in fact.claims)
        return told

    def fact(self, fact: Fact) -> str:
        """One fact in words."""
        if isinstance(fact, Amount):
            return self.tongue.span(fact.interval, fact.thing)
        if isinstance(fact, Period):
            return self.tongue.when(fact)
        if isinstance(fact, tuple):
            return ", ".join(map(self.tongue.when, fact))
        return self.name(fact)

    def speakers(self, claims: Iterable[Claim]) -> str:
        """Those who made the claims, in the order of time."""
        names = list(dict.fromkeys(self.who(claim) for claim in _in_time(claims)))
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.tongue.words['and']} {names[-1]}"

    def saying(self, claim: Claim) -> str:
        """One claim as a sentence: its speaker, its day, its figures."""
        tongue = self.tongue
        own = [report for report in self.draft.reports if report.claim.id == claim.id]
        plain = own and all(report.figure.measure in _SAID_BY_THE_SENTENCE for report in own)
        named = "" if plain else tongue.words["named"].format(measure=tongue.measure(claim.measure))
        key = "saying assumed" if is_assumed(claim) else "saying" if claim.said_on else "saying undated"
        words = tongue.words[key]
        said = tongue.day_or_period(claim.said_on) if claim.said_on else ""
        subject = ", ".join([self.name(claim.subject), *map(tongue.qualifier, sorted(claim.qualifiers))])
        figures = tongue.words["figure joint"].join(tongue.figure(report) for report in own)
        who = self.who(claim)
        return str(words.format(who=who, said=said, named=named, subject=subject, figures=figures))


class _Sentences(Mapping[str, str]):
    """A draft's explanation, or one of its hypotheses, by language code; equal to a dict with the same words."""

    __slots__ = ("_draft", "_hypothesis", "_known", "_names")

    def __init__(self, draft: Draft, names: Names, hypothesis: Hypothesis | None = None) -> None:
        self._draft, self._names, self._hypothesis = draft, names, hypothesis
        self._known: dict[str, str] = {}

    def __getitem__(self, code: str) -> str:
        if code not in self._known:
            if code not in LANGUAGES:
                raise KeyError(code)
            teller = _Teller(self._draft, language(code), self._names)
            self._known[code] = teller.hypothesis(self._hypothesis) if self._hypothesis else teller.told()
        return self._known[code]

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[type[dict[str, str]], tuple[dict[str, str]]]:
        """Kept and sent elsewhere as the words alone."""
        return dict, (dict(self),)


def _in_time(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(
        claims, key=lambda claim: (str(claim.said_on.start or claim.said_on.end) if claim.said_on else "", claim.id)
    )


def _who(claim: Claim) -> str:
    return claim.speaker or claim.source or claim.id
