"""The register's names of people, bodies and subjects by any of their forms, so that a page names them in its own language.

Takes an Agreement; gives a look-up from every name, alias and id to the names by language, and findings explained with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from servanda.agreement import Agreement, Body, Item, Names, Party, Person, Subject
from servanda.claim import Claim
from servanda.finding import Finding

__all__ = ["explained", "names_in"]


def names_in(agreement: Agreement) -> dict[str, Names]:
    """Every name that the register gives, with all its languages.

    >>> accord = Agreement("accord", {"en": "Accord"}, parties=(Party("n", {"en": "Northland", "fr": "Nordie"}, ("the North",)),))
    >>> names_in(accord)["the North"]["fr"]
    'Nordie'
    """
    known: tuple[Person | Body | Party | Subject | Item, ...]
    known = (*agreement.people, *agreement.bodies, *agreement.parties, *agreement.subjects, *agreement.walk())
    return {form: one.names for one in known for form in (one.id, *one.names.values(), *one.aliases)}


def explained(
    findings: Iterable[Finding],
    claims: Iterable[Claim],
    names: Mapping[str, Names],
    reconcile: Callable[[list[Claim]], Iterable[Finding]],
) -> tuple[Finding, ...]:
    """The findings, each explanation with the names that its language has for the speakers and subjects.

    Explanations bend their words round names (de, d’), so names cannot be put in afterwards: the claims are reconciled under
    their names in each language. A finding's id does not depend on names.
    """
    findings, claims = list(findings), list(claims)
    told = {finding.id: dict(finding.explanation) for finding in findings}
    for lang in sorted({lang for words in told.values() for lang in words}):
        renamed = [replace(claim, speaker=_in(lang, claim.speaker, names), subject=_in(lang, claim.subject, names))
                   for claim in claims]  # fmt: skip
        if renamed == claims:
            continue
        for finding in reconcile(renamed):
            if finding.id in told:
                told[finding.id][lang] = finding.explanation[lang]
    return tuple(replace(finding, explanation=told[finding.id]) for finding in findings)


def _in(lang: str, name: str, names: Mapping[str, Names]) -> str:
    return names.get(name, {}).get(lang, name)
