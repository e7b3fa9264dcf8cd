"""How much of what whole documents of unseen agreements say arrives as claims: figures, speakers, links to the register.

    python benchmarks/documents.py [LANG] [open|held] [-v]

Takes the made-up news of tests/reading/documents with the figures that were written down before they were read; gives, for each
language and half, precision and recall of the figures, and the share of those found that have the right speaker and the right
entry of the register. `-v` prints what differs. The `held` half was not looked at while rules were written.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from servanda.agreement import Agreement
from servanda.claim import Figure, Measure
from servanda.intake import document_from_bytes
from servanda.intake.register import load_agreement
from servanda.linking import link
from servanda.period import Period
from servanda.reading import read_document

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "reading" / "documents"
LANGUAGES = ("en", "fr", "ru")
HALVES = ("open", "held")
BEFORE, AFTER = 2000, 1000
ARTICLES = ("the ", "le ", "la ", "les ", "l'", "l’", "un ", "une ", "a ", "an ")


@dataclass
class Score:
    """Counts of figures wanted, given and right, and of the right ones with the right speaker and link."""

    wanted: int = 0
    given: int = 0
    right: int = 0
    spoken: int = 0
    linked: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the figures given that were wanted."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of the figures wanted that were given."""
        return self.right / self.wanted if self.wanted else 1.0


@cache
def register(name: str) -> Agreement:
    """One of the made-up agreements."""
    text = yaml.safe_dump(_agreements()[name], allow_unicode=True, sort_keys=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "agreement.yaml"
        path.write_text(text, encoding="utf-8")
        return load_agreement(path)


@cache
def _agreements() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / "agreements.yaml").read_text(encoding="utf-8"))
    return loaded


def documents(lang: str, half: str) -> list[dict[str, Any]]:
    """The documents of one language and half, as the files have them."""
    listed = yaml.safe_load((FOLDER / f"{lang}.yaml").read_text(encoding="utf-8"))
    return [row for row in listed if row["set"] == half]


def shown(figure: Figure) -> str:
    """A figure as the files write it."""
    words = [figure.measure.name]
    if figure.measure in (Measure.SHARE, Measure.DONE):
        words.append(figure.state)
    if figure.quantity:
        words += [str(figure.quantity.literal), *([figure.quantity.unit] if figure.quantity.unit else [])]
    return " ".join(words) + f" | {figure.when}" + (f" | {figure.base}" if figure.base else "")


def found_in(row: dict[str, Any], lang: str) -> list[tuple[str, str, str]]:
    """What the program takes from a document: speaker, key in the register or "-", figure."""
    received = document_from_bytes(row["text"].encode(), row["id"] + ".txt")
    document = replace(received, lang=lang, published=Period.parse(str(row["published"])))
    found = []
    for statement in read_document(document).statements:
        for claim in statement.claims:
            start, end = claim.start or 0, claim.end or 0
            around = f"{document.title or ''}\n{document.text[max(0, start - BEFORE) : end + AFTER]}"
            made = link(claim, register(row["agreement"]), around)
            found += [(claim.speaker, made.key if made else "-", shown(figure)) for figure in claim.figures]
    return list(dict.fromkeys(found))


def _plain(name: str) -> str:
    name = name.casefold().strip()
    return next((name.removeprefix(article) for article in ARTICLES if name.startswith(article)), name)


def _agrees(wanted: str, given: str) -> bool:
    options = [_plain(option) for option in wanted.split(" // ")]
    return any(option == "" or option in _plain(given) or (given and _plain(given) in option) for option in options)


def score(rows: list[dict[str, Any]], lang: str) -> Score:
    """The counts over documents; of two found that fit one wanted, that with the right speaker and link counts."""
    total = Score()
    for row in rows:
        given = found_in(row, lang)
        left = list(given)
        total.given += len(given)
        total.wanted += len(row["expected"])
        missed = Counter[str]()
        for wanted in row["expected"]:
            speaker, key, figures = wanted.split(" :: ")
            fits = [one for one in left if one[2] in figures.split(" // ")]
            fits.sort(key=lambda one: (not _agrees(speaker, one[0]), one[1] not in key.split(" // ")))
            if not fits:
                missed[wanted] += 1
                continue
            best = fits[0]
            left.remove(best)
            total.right += 1
            total.spoken += _agrees(speaker, best[0])
            total.linked += best[1] in key.split(" // ")
            if not _agrees(speaker, best[0]) or best[1] not in key.split(" // "):
                total.differences.append(f"{row['id']}  other {best[0]!r} {best[1]} for {wanted}")
        total.differences += [f"{row['id']}  missed {wanted}" for wanted in missed]
        total.differences += [f"{row['id']}  extra {one}" for one in left]
    return total


def main(langs: list[str], halves: list[str], verbose: bool) -> None:
    """Print one line a language and half, as a Markdown table."""
    print("| documents | figures | precision | recall | speaker right | link right |\n|---|---|---|---|---|---|")
    for half in halves:
        for lang in langs:
            rows = documents(lang, half)
            got = score(rows, lang)
            shares = [f"{number / got.right:.2f}" if got.right else "-" for number in (got.spoken, got.linked)]
            print(
                f"| {lang}, {half}, {len(rows)} | {got.wanted} | {got.precision:.2f} | {got.recall:.2f} | {' | '.join(shares)} |"
            )
            if verbose:
                print("\n".join(got.differences), file=sys.stderr)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        [word for word in given if word in LANGUAGES] or list(LANGUAGES),
        [word for word in given if word in HALVES] or list(HALVES),
        "-v" in given,
    )
