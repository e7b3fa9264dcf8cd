"""Forecasts of completion on made-up histories: how far off, and how often the true day lies between the bounds.

    python benchmarks/forecast.py [--write]

Five families of histories with a known end, assessed every quarter with whole per cents, drawn by a seeded chance: steady,
slowing, stalled for a year, rushing at the deadline, in steps. Each is cut at a half of its time. Beside the straight line
through the first and last share stands the line through the last two. `--write` puts the table into docs/progress.md.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from statistics import median

from servanda.progress import forecast

PAGE = Path(__file__).resolve().parents[1] / "docs" / "progress.md"
BEGIN, QUARTER, RUNS = date(2020, 1, 1), 91, 400

FAMILIES: dict[str, Callable[[float], float]] = {
    "steady": lambda t: t,
    "slowing": lambda t: 1 - (1 - t) ** 1.7,
    "stalled": lambda t: t * 1.5 if t < 0.3 else 0.45 if t < 0.55 else 0.45 + (t - 0.55) * 0.55 / 0.45,
    "rushing": lambda t: t**1.8,
    "in steps": lambda t: int(t * 5) / 5 if t < 1 else 1.0,
}


def history(shape: Callable[[float], float], chance: random.Random) -> tuple[list[tuple[date, Fraction]], date]:
    """Shares at the ends of quarters with a little noise, never falling, and the day on which all is done."""
    days = chance.randint(12, 28) * QUARTER
    points, least = [], 0
    for day in range(0, days, QUARTER):
        least = max(least, min(99, round(100 * shape(day / days) + chance.gauss(0, 1))))
        points.append((BEGIN + timedelta(days=day), Fraction(least)))
    return points, BEGIN + timedelta(days=days)


def main() -> None:
    """Forecast every history at its half, print the table."""
    parser = argparse.ArgumentParser(description="Score forecasts on made-up histories.")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    lines = [
        "| histories | forecasts | true day between the bounds | median error, days | by the last two shares, days (forecasts) |",
        "|---|---|---|---|---|",
    ]
    for name, shape in FAMILIES.items():
        chance = random.Random(name)
        errors, others, inside = [], [], 0
        for _ in range(RUNS):
            points, end = history(shape, chance)
            known = points[: max(3, len(points) // 2)]
            made = forecast(known)
            if made.day and made.earliest and made.latest:
                errors.append(abs((made.day - end).days))
                inside += made.earliest <= end <= made.latest
            gained = known[-1][1] - known[-2][1]
            if gained > 0:
                late = known[-1][0] + timedelta(days=round((100 - known[-1][1]) * QUARTER / gained))
                others.append(abs((late - end).days))
        shown = f"{median(others):.0f} ({len(others)})" if others else "–"
        lines.append(
            f"| {name} | {len(errors)} of {RUNS} | {inside / len(errors):.2f} | {median(errors):.0f} | {shown} |"
        )
    print("\n".join(lines))
    if given.write:
        page = re.sub(
            r"(?s)(<!-- made: forecast -->\n).*?(<!-- end -->)",
            lambda mark: mark[1] + "\n".join(lines) + "\n" + mark[2],
            PAGE.read_text(encoding="utf-8"),
        )
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
