"""How fast PDFs are read, and how much of their text comes out in order, beside pdftotext and pdfminer.six in the same run.

    python benchmarks/pdf.py [--pages N] [--peer PYTHON]

Prints made-up reports from HTML by Chromium, in English, French and Russian, in one column and in two, with a running head, page
numbers and a table on every fifth page of one column; the text of the HTML is the gold. Takes the interpreter of an environment
with pdfminer.six as --peer. Gives pages a second and the F1 of runs of four words: a running head left in, or columns read
across, costs. pdftotext and pdfminer.six are started for each file, as they would be for a folder.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from servanda.intake import open_document

SUBJECTS = {
    "en": [
        "The ministry of transport",
        "The council",
        "The customs service",
        "A working group",
        "The agency for roads",
    ],
    "fr": [
        "Le ministère des transports",
        "Le conseil",
        "Le service des douanes",
        "Un groupe de travail",
        "L’agence des routes",
    ],
    "ru": ["Министерство транспорта", "Совет", "Таможенная служба", "Рабочая группа", "Дорожное агентство"],
}
VERBS = {
    "en": ["announced that", "told the commission that", "noted in its report that"],
    "fr": ["a annoncé que", "a indiqué à la commission que", "a relevé dans son rapport que"],
    "ru": ["сообщило, что", "доложило комиссии, что", "отметило в отчёте, что"],
}
CLAIMS = {
    "en": [
        "{n} per cent of the works in district {m} were complete",
        "{n} of {m} measures of the plan were carried out",
    ],
    "fr": [
        "{n} pour cent des travaux du district {m} étaient achevés",
        "{n} mesures sur {m} du plan étaient exécutées",
    ],
    "ru": ["завершено {n} процентов работ в районе {m}", "выполнено {n} мер плана из {m}"],
}
HEADS = {
    "en": "Annual report of the commission",
    "fr": "Rapport annuel de la commission",
    "ru": "Годовой отчёт комиссии",
}
SENTENCES_A_PAGE = 34


def report(lang: str, columns: int, pages: int, seed: int) -> tuple[str, str]:
    """A report as HTML, and its text."""
    chance = random.Random(seed)
    blocks: list[str] = []
    shown: list[str] = []
    for number in range(pages * SENTENCES_A_PAGE // 6):
        sentences = []
        for _ in range(6):
            claim = chance.choice(CLAIMS[lang]).format(n=chance.randint(2, 99), m=chance.randint(100, 999))
            sentences.append(f"{chance.choice(SUBJECTS[lang])} {chance.choice(VERBS[lang])} {claim}.")
        blocks.append(f"<p>{' '.join(sentences)}</p>")
        shown.append(" ".join(sentences))
        if number % 28 == 27 and columns == 1:
            rows = [[f"{number}.{row}", str(chance.randint(1, 99)), f"20{chance.randint(20, 40)}"] for row in range(6)]
            cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
            blocks.append(f"<table>{cells}</table>")
            shown.append("\n".join("\t".join(row) for row in rows))
    style = (
        f"@page{{size:A4;margin:25mm 20mm;@top-left{{content:'{HEADS[lang]}';font-size:8pt}}"
        "@bottom-center{content:counter(page);font-size:8pt}}"
        f"body{{font:10pt serif;text-align:justify;columns:{columns};column-gap:10mm}}"
        "p{margin:0 0 8pt}td{padding:2pt 30pt}"
    )
    html = f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><style>{style}</style>{"".join(blocks)}</html>'
    return html, "\n\n".join(shown)


def printed(html: str, folder: Path) -> Path:
    """The report as Chromium prints it."""
    page, out = folder / "report.html", folder / "report.pdf"
    page.write_text(html, encoding="utf-8")
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={out}",
    ]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True)
    return out


def score(gold: str, found: str) -> float:
    """F1 of runs of four words."""
    runs = [Counter(zip(*(words[shift:] for shift in range(4)), strict=False)) for words in map(_words, (gold, found))]
    shared = sum((runs[0] & runs[1]).values())
    return 2 * shared / (sum(runs[0].values()) + sum(runs[1].values()))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def systems(peer: str | None) -> dict[str, Callable[[Path], str]]:
    """The readers by name."""

    def program(*command: str) -> Callable[[Path], str]:
        def read(file: Path) -> str:
            told = [str(file) if part == "FILE" else part for part in command]
            return subprocess.run(told, check=True, capture_output=True, text=True).stdout

        return read

    found: dict[str, Callable[[Path], str]] = {"servanda": lambda file: open_document(file).text}
    found["pdftotext"] = program("pdftotext", "FILE", "-")
    if peer:
        script = "import sys; from pdfminer.high_level import extract_text; sys.stdout.write(extract_text(sys.argv[1]))"
        found["pdfminer.six"] = program(peer, "-c", script, "FILE")
    return found


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=40)
    options.add_argument("--peer")
    chosen = options.parse_args()
    print("| report | system | pages | pages a second | 4-gram F1 |\n|---|---|---|---|---|")
    for lang in SUBJECTS:
        for columns in (1, 2):
            html, gold = report(lang, columns, chosen.pages, seed=columns)
            with tempfile.TemporaryDirectory() as folder:
                file = printed(html, Path(folder))
                pages = len(open_document(file).pages)  # the language's model is loaded here, and the process started
                for name, read in systems(chosen.peer).items():
                    start = time.perf_counter()
                    text = read(file)
                    speed = pages / (time.perf_counter() - start)
                    print(f"| {lang}, columns: {columns} | {name} | {pages} | {speed:.0f} | {score(gold, text):.3f} |")
                    sys.stdout.flush()


if __name__ == "__main__":
    main()
