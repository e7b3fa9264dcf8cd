"""Pictures of text to runs of words with their places, by Tesseract where that is installed.

Takes a picture's bytes (PNG, JPEG, TIFF, PGM), gives runs as those of a page of a PDF, so that columns, tables and running
heads are found in the same way. Tesseract is a program of its own: it runs within limits on time and memory, on one core.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess  # Tesseract, by its full path, on bytes from a pipe
import sys
from collections import defaultdict
from functools import cache
from itertools import pairwise
from statistics import median

from servanda.intake.lexicon import lexicons
from servanda.intake.pdf_layout import Run

__all__ = ["recognised", "recogniser"]

LONGEST = 120.0
"""Seconds that a page may take."""
LARGEST_MEMORY = 2_000_000_000
_LEAST_SURE = 20.0
"""Words that Tesseract itself is less sure of, in per cent, are specks and lines."""
_WIDE = 1.5
"""A gap of so many heights of a letter parts two runs."""
_LIMITED = """import os, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])"""
_WORD = "5"


@cache
def recogniser() -> str | None:
    """The program that recognises text, by its full path; None where it is not installed."""
    return shutil.which("tesseract")


def recognised(picture: bytes) -> list[Run] | None:
    """The runs of words in a picture; None where it cannot be read, or not in time."""
    program = recogniser()
    if program is None:
        return None
    command = [program, "-", "-", "-l", _languages(program), "tsv"]
    limited = [sys.executable, "-I", "-c", _LIMITED, str(LARGEST_MEMORY), *command]
    try:
        done = subprocess.run(  # noqa: S603
            limited,
            input=picture,
            capture_output=True,
            timeout=LONGEST,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return _runs(done.stdout.decode("utf-8", "replace"))


@cache
def _languages(program: str) -> str:
    """The languages of intake for which Tesseract has data, as it names them."""
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return "eng"
    known = told.stdout.split()
    return "+".join(name for lexicon in lexicons().values() if (name := lexicon.get("ocr")) in known) or "eng"


def _runs(table: str) -> list[Run]:
    """Runs of the words in Tesseract's table; heights are those of a block, since a line without high letters is no smaller."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    blocks: defaultdict[str, defaultdict[tuple[str, str], list[Run]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        try:
            left, top, wide, high = (float(row[key]) for key in ("left", "top", "width", "height"))
            is_word = row["level"] == _WORD and float(row["conf"]) >= _LEAST_SURE and row["text"].strip()
        except (KeyError, TypeError, ValueError):
            continue
        if is_word:
            word = Run(row["text"].strip(), left, -top - high, left + wide, -top)
            blocks[row["block_num"]][row["par_num"], row["line_num"]].append(word)
    return [run for lines in blocks.values() for run in _of_block(list(lines.values()))]


def _of_block(lines: list[list[Run]]) -> list[Run]:
    half = median(max(word.top for word in line) - min(word.bottom for word in line) for line in lines) / 2
    found = []
    for line in lines:
        middle = (max(word.top for word in line) + min(word.bottom for word in line)) / 2
        cuts = [place for place, (one, two) in enumerate(pairwise(line), 1) if two.left - one.right > 2 * _WIDE * half]
        for start, end in pairwise([0, *cuts, len(line)]):
            words = line[start:end]
            text = " ".join(word.text for word in words)
            found.append(Run(text, words[0].left, middle - half, words[-1].right, middle + half))
    return found
