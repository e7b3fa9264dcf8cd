"""How much of what single statements say arrives as claims: figures, whole claims, links to the register.

    python benchmarks/claims.py [LANG] [open|wide|held] [-v]

Takes the statements of tests/reading (`statements/` and `claims_*.yaml`) with what a careful reader takes from them, written
down before they were read; gives, for each language and half, precision and recall of figures, of whole claims (all figures of
one saying together, with what it is about, what is missing and whether it is second hand) and of links to the register, with
how many claims about none of its entries, or about one that a person has to choose, were told to be so. `-v` prints what
differs. The `held` half was not looked at while rules were written; `wide` are later statements for development, about many
agreements, with their figures alone.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from servanda.agreement import Agreement
from servanda.claim import Claim, Figure, Measure
from servanda.document import Document
from servanda.intake.register import load_agreement
from servanda.linking import link, rivals
from servanda.period import Period
from servanda.reading.claims import claims_of
from servanda.statement import Kind, Mode, Statement

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "reading"
LANGUAGES = ("en", "fr", "ru")
HALVES = ("open", "wide", "held")
NONE = "-"


@dataclass
class Counts:
    """How many were wanted, given and right."""

    wanted: int = 0
    given: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of those given that were wanted."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of those wanted that were given."""
        return self.right / self.wanted if self.wanted else 1.0

    def __str__(self) -> str:
        if not self.wanted and not self.given:
            return "- | -"
        return f"{self.precision:.2f} | {self.recall:.2f}"


@dataclass
class Score:
    """Counts over statements; `none` counts claims about no entry, or about one that a person is to choose, as links not made."""

    statements: int = 0
    figures: Counts = field(default_factory=Counts)
    claims: Counts = field(default_factory=Counts)
    links: Counts = field(default_factory=Counts)
    none: Counts = field(default_factory=Counts)
    differences: list[str] = field(default_factory=list)


@cache
def _registers() -> dict[str, Agreement]:
    found = {}
    for name, register in yaml.safe_load(
        (FOLDER / "statements" / "registers.yaml").read_text(encoding="utf-8")
    ).items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "agreement.yaml"
            path.write_text(yaml.safe_dump(register, allow_unicode=True, sort_keys=False), encoding="utf-8")
            found[name] = load_agreement(path)
    return found


def cases(lang: str, half: str) -> list[dict[str, Any]]:
    """The statements of one language and half; an older one gives its figures alone."""
    listed = yaml.safe_load((FOLDER / "statements" / f"{lang}.yaml").read_text(encoding="utf-8"))
    older = yaml.safe_load((FOLDER / f"claims_{lang}.yaml").read_text(encoding="utf-8"))
    wide = yaml.safe_load((FOLDER / "statements" / f"wide_{lang}.yaml").read_text(encoding="utf-8"))
    return [case for case in (*listed, *older, *wide) if case["set"] == half]


def read(case: dict[str, Any], lang: str) -> list[tuple[Claim, str]]:
    """The claims of a statement, each with its key in the register, "-" for none and "? a b" for a choice left to a person."""
    before = case.get("before", "")
    text = before + case["text"] + ". " + case.get("after", "")
    content = ((len(before), len(before) + len(case["text"])),)
    published = Period.parse(str(case["said"]))
    document = Document("note", text, lang, published=published, address="https://example.org/a", digest="sha256:00")
    kind = Kind(case.get("kind", "progress"))
    statement = Statement((), (), content, Mode.INDIRECT, kind, (case.get("speaker", "Ana Ray"),))
    register = _registers().get(case.get("register", ""))
    return [(claim, _key(claim, register, text)) for claim in claims_of(statement, document)]


def _key(claim: Claim, register: Agreement | None, text: str) -> str:
    if register is None:
        return NONE
    made = link(claim, register, text)
    if made is not None:
        return made.key
    others = sorted(one.key for one in rivals(claim, register, text))
    return " ".join(["?", *others]) if others else NONE


def shown(figure: Figure) -> str:
    """A figure as the files write it."""
    words = [figure.measure.name]
    if figure.measure in (Measure.SHARE, Measure.DONE, Measure.STATUS):
        words.append(figure.state)
    if figure.quantity:
        words += [str(figure.quantity.literal), *([figure.quantity.unit] if figure.quantity.unit else [])]
    return " ".join(words) + f" | {figure.when or NONE}" + (f" | {figure.base}" if figure.base else "")


def score(rows: list[dict[str, Any]], lang: str) -> Score:
    """The counts over statements."""
    total = Score()
    for case in rows:
        _count(total, case, read(case, lang))
    return total


def _count(total: Score, case: dict[str, Any], found: list[tuple[Claim, str]]) -> None:
    total.statements += 1
    whole = "claims" in case
    wanted = case["claims"] if whole else [{"figures": case["figures"]}]
    left = [shown(figure) for claim, _ in found for figure in claim.figures]
    total.figures.given += len(left)
    notes = []
    for figure in (figure for one in wanted for figure in one["figures"]):
        total.figures.wanted += 1
        fitting = next((one for one in left if one in figure.split(" // ")), None)
        if fitting is None:
            notes.append(f"  missed {figure}")
        else:
            left.remove(fitting)
            total.figures.right += 1
    notes += [f"  extra {one}" for one in left]
    if whole:
        notes += _count_claims(total, wanted, list(found))
    if notes:
        total.differences += [f"{case['text']} ({case['said']})", *notes]


def _count_claims(total: Score, wanted: list[dict[str, Any]], left: list[tuple[Claim, str]]) -> list[str]:
    """Count whole claims and links; what differs, in words."""
    notes = []
    total.claims.wanted += len(wanted)
    total.claims.given += len(left)
    total.links.given += sum(key[0] not in "-?" for _, key in left)
    for one in wanted:
        counts = total.none if one["link"][0] in "-?" else total.links
        counts.wanted += 1
        pair = max(left, key=lambda pair: _shared(one, pair[0]), default=None)
        if pair is None or not _shared(one, pair[0]):
            notes.append(f"  no claim for {one['figures']}")
            continue
        left.remove(pair)
        claim, key = pair
        faults = list(_faults(one, claim))
        total.claims.right += not faults
        notes += [f"  {fault}" for fault in faults]
        if one["link"][0] in "-?":
            total.none.given += 1
            total.none.right += key == one["link"]
        else:
            total.links.right += key == one["link"]
        if key != one["link"]:
            notes.append(f"  linked to {key}, not {one['link']}: {claim.measure}, {claim.subject!r}")
    return notes


def _shared(wanted: dict[str, Any], claim: Claim) -> int:
    """How many of the figures wanted a claim has."""
    given = {shown(figure) for figure in claim.figures}
    return sum(bool(given.intersection(figure.split(" // "))) for figure in wanted["figures"])


def _faults(wanted: dict[str, Any], claim: Claim) -> list[str]:
    faults = []
    if not len(claim.figures) == len(wanted["figures"]) == _shared(wanted, claim):
        faults.append("other figures in the claim")
    if wanted.get("subject", "").casefold() not in claim.subject.casefold():
        faults.append(f"about {claim.subject!r}, not {wanted['subject']!r}")
    if wanted.get("measure", claim.measure) != claim.measure:
        faults.append(f"measures {claim.measure!r}, not {wanted['measure']!r}")
    if sorted(wanted.get("missing", ())) != sorted(claim.missing):
        faults.append(f"lacks {sorted(claim.missing)}, not {sorted(wanted.get('missing', ()))}")
    if wanted.get("second_hand", False) != claim.second_hand:
        faults.append("second hand" if claim.second_hand else "not second hand")
    return faults


def main(langs: list[str], halves: list[str], verbose: bool) -> None:
    """Print one line a language and half, as a Markdown table."""
    print(
        "| statements | figures: precision | recall | claims: precision | recall | links: precision | recall | none of these |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for half in halves:
        for lang in langs:
            got = score(cases(lang, half), lang)
            none = f"{got.none.right}/{got.none.wanted}"
            print(f"| {lang}, {half}, {got.statements} | {got.figures} | {got.claims} | {got.links} | {none} |")
            if verbose:
                print("\n".join(got.differences), file=sys.stderr)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        [word for word in given if word in LANGUAGES] or list(LANGUAGES),
        [word for word in given if word in HALVES] or list(HALVES),
        "-v" in given,
    )
