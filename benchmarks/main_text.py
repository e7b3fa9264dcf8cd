"""How much of a page's text is found, and nothing else of it, beside trafilatura, readability and resiliparse in one run.

    python benchmarks/main_text.py [--peers PYTHON] [--rounds N] [--pages]

Renders the made-up articles of `pages/` by twelve templates as real sites use; six of them, in `pages/held`, were written
before any system was run on them and are not looked at while rules are written. The score is that of Scrapinghub's article
extraction benchmark (github.com/scrapinghub/article-extraction-benchmark, evaluate.py): of the runs of four words in the gold
and in what was found, tp is the sum of the smaller counts, fp and fn what is left over in what was found and in the gold; the
precision tp / (tp + fp) and recall tp / (tp + fn) of the pages are averaged, and F1 = 2PR / (P + R). The headline is no part
of the gold there; a line that is the headline counts for nothing in any system. `--pages` also prints each template. PYTHON is
an environment of the peers: `pip install --no-deps --require-hashes -r benchmarks/peers-pages-requirements.txt`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader

HERE = Path(__file__).resolve().parent
PAGES = HERE / "pages"
HALVES = ("open", "held")
SYSTEMS = ("servanda", "trafilatura", "trafilatura, fast", "readability", "resiliparse")
CUT = {"paywall": 3}
"""How many parts of the article a template shows; the others show all."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Page:
    """One page: its template, markup, the headline, and the text that is wanted."""

    half: str
    template: str
    lang: str
    markup: str
    title: str
    gold: str


def text_of(items: Iterable[Any]) -> str:
    """The words of an article's parts, in their order.

    >>> text_of(["A met.", {"h": "Why"}, {"table": [["a", "1"], ["b", "2"]]}])
    'A met.\\nWhy\\na 1\\nb 2'
    """
    lines: list[str] = []
    for item in items:
        if isinstance(item, str):
            lines.append(item)
        elif "h" in item:
            lines.append(item["h"])
        else:
            lines += item.get("list") or [" ".join(row) for row in item["table"]]
    return "\n".join(lines)


def pages() -> Iterator[Page]:
    """Every article by every template."""
    articles = yaml.safe_load((PAGES / "articles.yaml").read_text(encoding="utf-8"))
    around = yaml.safe_load((PAGES / "around.yaml").read_text(encoding="utf-8"))
    templates = Environment(loader=FileSystemLoader(PAGES), autoescape=True)
    for half in HALVES:
        for path in sorted((PAGES / half).glob("*.html")):
            template = templates.get_template(f"{half}/{path.name}")
            for article in articles:
                lang = article["lang"]
                markup = template.render(article, a=around[lang], items=article["body"])
                gold = text_of(article["body"][: CUT.get(path.stem)])
                yield Page(half, path.stem, lang, markup, article["title"], gold)


def runs_of_four(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text with how often each stands there; a shorter text is one run.

    >>> sorted(runs_of_four("a b c d e"))
    [('a', 'b', 'c', 'd'), ('b', 'c', 'd', 'e')]
    """
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[place : place + 4]) for place in range(max(1, len(words) - 3)))


def precision_and_recall(gold: str, found: str) -> tuple[float, float]:
    """Of the runs found, the share that was wanted; of those wanted, the share that was found.

    >>> precision_and_recall("a b c d e", "a b c d")
    (1.0, 0.5)
    """
    wanted, given = runs_of_four(gold), runs_of_four(found)
    both = (wanted & given).total()
    return both / given.total() if given else 0.0, both / wanted.total() if wanted else 1.0


def without_headline(found: str, title: str) -> str:
    """What was found without the lines that are the headline."""
    words = _WORD.findall(title)
    return "\n".join(line for line in found.split("\n") if _WORD.findall(line) != words)


def f1(scores: list[tuple[float, float]]) -> float:
    """The harmonic mean of the mean precision and the mean recall."""
    precision, recall = mean(p for p, _ in scores), mean(r for _, r in scores)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def run(system: str, python: str, given: Path) -> dict[str, Any]:
    """One system over all pages, in a process of its own: the texts and the processor's seconds."""
    command = [python, str(HERE / "main_text_system.py"), system, str(given)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--peers", default=None, help="the interpreter of the peers' environment")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--pages", action="store_true", help="each template by itself, too")
    chosen = options.parse_args()
    made = list(pages())
    size = sum(len(page.markup.encode()) for page in made) / len(made) / 1000
    systems = SYSTEMS if chosen.peers else SYSTEMS[:1]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "pages.json"
        given.write_text(json.dumps([page.markup for page in made]), encoding="utf-8")
        measured: dict[str, list[dict[str, Any]]] = {system: [] for system in systems}
        for _ in range(chosen.rounds):
            for system in systems:
                python = sys.executable if system == "servanda" else chosen.peers
                measured[system].append(run(system, python, given))
    print(f"{len(made)} pages, {size:.0f} kB each on average.\n")
    print("| system | open, F1 | held out, precision | recall | F1 | pages a second |\n|---|---|---|---|---|---|")
    scores = {
        system: [_score(page, text) for page, text in zip(made, measured[system][0]["texts"], strict=True)]
        for system in systems
    }
    for system in systems:
        halves = {
            half: [s for page, s in zip(made, scores[system], strict=True) if page.half == half] for half in HALVES
        }
        held = halves["held"]
        speed = len(made) / median(one["seconds"] for one in measured[system])
        print(
            f"| {system} | {f1(halves['open']):.3f} | {mean(p for p, _ in held):.3f} | {mean(r for _, r in held):.3f} "
            f"| {f1(held):.3f} | {speed:.0f} |"
        )
    if chosen.pages:
        _by_template(made, scores)


def _score(page: Page, found: str) -> tuple[float, float]:
    return precision_and_recall(page.gold, without_headline(found, page.title))


def _by_template(made: list[Page], scores: dict[str, list[tuple[float, float]]]) -> None:
    print(f"\n| template | {' | '.join(scores)} |\n|---|{'---|' * len(scores)}")
    for half, template in dict.fromkeys((page.half, page.template) for page in made):
        each = [
            f1([s for page, s in zip(made, found, strict=True) if page.template == template])
            for found in scores.values()
        ]
        print(f"| {template}, {half} | {' | '.join(f'{value:.3f}' for value in each)} |")


if __name__ == "__main__":
    main()
