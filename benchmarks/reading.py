"""Every reader side by side: who said what, and the figures, with speed, memory and the time to load.

    python benchmarks/reading.py [FOLDER] [--rounds 3] [--write]

FOLDER holds `benchmarks/` and `gold/` (by default the folder `shared` beside the repository). The peers that the registry has are
installed into an environment of their own (`.venv-peers`, from peers-requirements.txt; PEERS_PYTHON names another). Each system
runs in a process of its own, on one core, with its models loaded; systems take turns, and medians are told, since speeds swing.
Figures of others, and of a second human annotator, are cited from the sets' README. `--write` puts the tables into
docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from servanda.document import Document, Furniture, FurnitureKind

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- written by benchmarks/reading.py --write -->", "<!-- end of what is written -->"
ATTRIBUTION = {
    "English, PolNeAR dev": ("benchmarks/polnear_dev.jsonl", ("textacy", "servanda", "textacy, by paragraph")),
    "French dev": ("benchmarks/french_dev.jsonl", ("servanda",)),
    "Russian dev": ("benchmarks/russian_dev.jsonl", ("servanda",)),
    "French page": ("gold/000_dbc88e7f93c49182.jsonl", ("servanda",)),
}
CITED = {
    "English, PolNeAR dev": (
        ("GenderGapTracker, cited", "3.7", "0.390", "0.454", "", "0.618"),
        ("three plain CRFs, cited", "31", "0.402", "0.613", "", "0.801"),
        ("a small convolutional tagger, cited", "23", "0.544", "0.694", "", "0.849"),
        ("a second human annotator, cited", "", "0.719", "0.802", "", "0.917"),
    ),
    "French dev": (("GenderGapTracker, cited", "", "0.267", "0.533", "", "0.692"),),
    "French page": (("GenderGapTracker, cited", "", "0.316", "0.421", "", "0.705"),),
}
FIGURES = ("attributed F1", "attribution F1", "exact content F1", "content token F1")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def document_of(row: dict[str, Any]) -> Document:
    """The document of a line of a set; the PolNeAR lines name no language and are English."""
    furniture = tuple(Furniture(start, end, FurnitureKind.TITLE) for start, end in row.get("furniture", ()))
    return Document(row["doc"], row["text"], row.get("lang") or "en", row.get("title"), furniture=furniture)


def peers_python() -> str:
    """The interpreter in which the peers are installed; they are, where they are not."""
    if given := os.environ.get("PEERS_PYTHON"):
        return given
    folder = HERE.parent / ".venv-peers"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        print("Installing the peers ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "-r", str(HERE.parent / "requirements-build.txt")], check=True)
        subprocess.run([*pip, "--no-build-isolation", "-r", str(HERE / "peers-requirements.txt")], check=True)
        (folder / "ready").touch()
    return str(python)


def run(system: str, gold: Path, out: Path) -> dict[str, float]:
    """One system over one set, in a process of its own; what it measured."""
    python = sys.executable if system.startswith("servanda") else peers_python()
    command = [python, str(HERE / "reading_system.py"), system, str(gold), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | ONE_THREAD)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def in_turn(systems: tuple[str, ...], gold: Path, folder: Path, rounds: int) -> dict[str, list[dict[str, float]]]:
    """All systems over one set, in turn, so that a busy minute falls on each alike; predictions lie in the folder by name."""
    found: dict[str, list[dict[str, float]]] = {system: [] for system in systems}
    for _ in range(rounds):
        for system in systems:
            found[system].append(run(system, gold, folder / f"{system}.jsonl"))
    return found


def scored(scorer: Path, gold: Path, predicted: Path) -> list[str]:
    """The lines that a scorer prints."""
    command = [sys.executable, str(scorer), str(gold), str(predicted)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def middle(measured: list[dict[str, float]], name: str) -> float:
    """The median of what was measured."""
    return median(one[name] for one in measured)


def attribution(shared: Path, folder: Path, rounds: int) -> Iterator[str]:
    """The table of who said what; the ratio is that of the same round, its median."""
    yield f"| set | system | documents a second | × textacy | {' | '.join(FIGURES)} | MB | load, s |"
    yield f"|---|---|---|---|{'---|' * len(FIGURES)}---|---|"
    for name, (path, systems) in ATTRIBUTION.items():
        gold = shared / path
        measured = in_turn(systems, gold, folder, rounds)
        for system in systems:
            lines = scored(shared / "benchmarks" / "score_attribution.py", gold, folder / f"{system}.jsonl")
            figures = {f: line.split()[-5] for line in lines for f in FIGURES if line.startswith(f)}
            speed = median(one["rows"] / one["seconds"] for one in measured[system])
            ratio = ""
            if "textacy" in systems:
                pairs = zip(measured["textacy"], measured[system], strict=True)
                ratio = f"{median(theirs['seconds'] / ours['seconds'] for theirs, ours in pairs):.1f}"
            cells = [name, system, f"{speed:.1f}", ratio, *(figures[figure] for figure in FIGURES)]
            cells += [f"{middle(measured[system], 'memory'):.0f}", f"{middle(measured[system], 'load'):.1f}"]
            yield f"| {' | '.join(cells)} |"
        for system, cited_speed, *rest in CITED.get(name, ()):
            yield f"| {' | '.join([name, system, cited_speed, '', *rest, '', ''])} |"


def quantities(shared: Path, folder: Path, rounds: int) -> Iterator[str]:
    """The table of figures, for all sorts together; spans that the set ends behind its text are cut in a second count."""
    gold = shared / "benchmarks" / "quantities_dev.jsonl"
    cut = folder / "cut.jsonl"
    cut.write_text("\n".join(json.dumps(_inside(json.loads(line))) for line in gold.read_text().splitlines()) + "\n")
    systems = ("recognizers-text-suite", "servanda quantities")
    measured = in_turn(systems, gold, folder, rounds)
    yield "| system | language | value F1 | span F1 | value F1, spans cut to the text | characters a second | MB | load, s |"
    yield "|---|---|---|---|---|---|---|---|"
    scorer = shared / "benchmarks" / "score_quantities.py"
    for system in systems:
        speed = median(one["characters"] / one["seconds"] for one in measured[system])
        tables = [
            {
                line.split()[0]: line.split()
                for line in scored(scorer, given, folder / f"{system}.jsonl")
                if " all" in line
            }
            for given in (gold, cut)
        ]
        for lang, words in tables[0].items():
            cells = [system, lang, words[4], words[7], tables[1][lang][4], f"{speed:,.0f}"]
            cells += [f"{middle(measured[system], 'memory'):.0f}", f"{middle(measured[system], 'load'):.1f}"]
            yield f"| {' | '.join(cells)} |"


def _inside(row: dict[str, Any]) -> dict[str, Any]:
    """A line of the set whose spans end where its text does: 170 of the French ones end one character behind it."""
    length = len(row["text"])
    return {**row, "expected": [{**each, "end": min(each["end"], length)} for each in row["expected"]]}


def start(rounds: int) -> Iterator[str]:
    """What it takes to begin: an interpreter, `import servanda`, the command's help, and each language's model."""
    lines = {
        "an empty interpreter": ["-c", "pass"],
        "`import servanda`": ["-c", "import servanda"],
        "`servanda --help`": ["-m", "servanda", "--help"],
    }
    for lang in ("en", "fr", "ru"):
        code = f"from servanda.reading.syntax import load_parser; load_parser({lang!r})"
        lines[f"the {lang} model"] = ["-c", code]
    times: dict[str, list[float]] = {name: [] for name in lines}
    for _ in range(rounds):
        for name, line in lines.items():
            times[name].append(_seconds([sys.executable, *line]))
    empty = median(times["an empty interpreter"])
    least = min(median(times[name]) for name in lines if name.endswith("model")) - empty
    yield "| what | s of the processor | beside the quickest model |\n|---|---|---|"
    for name, measured in times.items():
        own = max(0.0, median(measured) - empty)
        yield f"| {name} | {median(measured):.2f} | {own / least:.3f} |"


def _seconds(command: list[str]) -> float:
    """Processor seconds of a process."""
    before = os.times()
    subprocess.run(command, capture_output=True, check=True, env=os.environ | ONE_THREAD)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def machine() -> str:
    """The machine in words."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"Measured on {time.strftime('%Y-%m-%d')} on one of {os.cpu_count()} cores ({model}, {memory:.0f} GB, Python "
        f"{platform.python_version()}), with a load of {load:.1f} at the start; times are of the processor."
    )


def main() -> None:
    """Print the tables, or write them into the page of benchmarks."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", nargs="?", type=Path, default=HERE.parents[1] / "shared")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    told = [machine()]
    with tempfile.TemporaryDirectory() as folder:
        for table in (
            attribution(given.shared, Path(folder), given.rounds),
            quantities(given.shared, Path(folder), given.rounds),
            start(given.rounds),
        ):
            told.append("\n".join(table))
            print(told[-1], file=sys.stderr)
    text = "\n\n".join(told)
    if not given.write:
        print(text)
        return
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
