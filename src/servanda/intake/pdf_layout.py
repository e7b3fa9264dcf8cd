"""The runs of a page in the order in which they are read: lines, of which each is in a column, or is a row of a table.

A gutter is where few runs cross. Rows of runs that leave it free are columns where the runs on both sides fill their side, as
lines of prose do; otherwise what stands beside each other is a row, its cells parted by tabs. Takes the runs of `pdf_pages`,
gives Lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

__all__ = ["Line", "Run", "lines_of_page"]

_NARROWEST_GUTTER = 6.0
_FEWEST_ROWS = 4
_FILLED = 0.7
"""The share of its side that the lines of a column fill, in the middle of them."""
_MOST_COLUMNS = 4
_SAME_EDGE = 2.0
_MOST_RUNS = 2_000
"""A page with more runs is a drawing; its columns are not looked for."""
_SHORTEST_PROSE = 18
"""Letters in the middle line of a column, at least."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together on one line, with their box in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read: its text, box, the edges of its column, and whether it is a row of a table."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    edges: tuple[float, float]
    column: int
    is_row: bool

    @property
    def height(self) -> float:
        """The height of its letters."""
        return self.top - self.bottom


def lines_of_page(runs: Sequence[Run]) -> list[Line]:
    """The lines of a page.

    >>> runs = [Run("Tons", 50, 700, 80, 712), Run("2031", 200, 700, 230, 712), Run("Rye", 50, 680, 70, 692)]
    >>> [(line.text, line.is_row) for line in lines_of_page(runs)]
    [('Tons\\t2031', True), ('Rye', False)]
    """
    lines: list[Line] = []
    for column, block in enumerate(_blocks(list(runs), _MOST_COLUMNS)):
        edges = (min(run.left for run in block), max(run.right for run in block))
        lines += [_line(row, edges, column) for row in _with_whole_cells(_rows(block))]
    return lines


def _line(row: Sequence[Run], edges: tuple[float, float], column: int) -> Line:
    return Line(
        "\t".join(run.text for run in row),
        row[0].left,
        min(run.bottom for run in row),
        max(run.right for run in row),
        max(run.top for run in row),
        edges,
        column,
        len(row) > 1,
    )


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs from top to bottom, those of one height together from left to right."""
    rows: list[list[Run]] = []
    middle = 0.0
    for run in sorted(runs, key=lambda run: (-run.bottom - run.top, run.left)):
        centre = (run.bottom + run.top) / 2
        if rows and middle - centre < 0.4 * max(run.top - run.bottom, 1.0):
            rows[-1].append(run)
        else:
            rows.append([run])
            middle = centre
    return [_joined(sorted(row, key=lambda run: run.left)) for row in rows]


def _with_whole_cells(rows: Sequence[list[Run]]) -> list[list[Run]]:
    """The rows with what stands close below cells other than the first put into them: their text was too long for one line."""
    kept: list[list[Run]] = []
    for row in rows:
        above = kept[-1] if kept else []
        places = [_cell_above(run, above) for run in row]
        if len(above) > 1 and all(places):
            for run, place in zip(row, places, strict=True):
                cell = above[place or 0]
                box = (cell.left, min(run.bottom, cell.bottom), max(run.right, cell.right), cell.top)
                above[place or 0] = Run(f"{cell.text} {run.text}", *box)
        else:
            kept.append(row)
    return kept


def _cell_above(run: Run, row: Sequence[Run]) -> int | None:
    """The cell of the row above whose left edge the run has, close below it."""
    height = run.top - run.bottom
    return next(
        (
            place
            for place, cell in enumerate(row)
            if abs(cell.left - run.left) < _SAME_EDGE and -0.3 * height < cell.bottom - run.top < 0.5 * height
        ),
        None,
    )


def _joined(row: list[Run]) -> list[Run]:
    """A row in which runs that the file gives apart, but that stand side by side, are one."""
    kept = row[:1]
    for run in row[1:]:
        last = kept[-1]
        gap = run.left - last.right
        if gap > max(1.2 * (last.top - last.bottom), 1.0):
            kept.append(run)
            continue
        space = "" if gap < 0.1 * (last.top - last.bottom) else " "
        box = (min(last.bottom, run.bottom), max(last.right, run.right), max(last.top, run.top))
        kept[-1] = Run(last.text + space + run.text, last.left, *box)
    return kept


def _blocks(runs: list[Run], most: int) -> list[list[Run]]:
    """The runs as blocks to be read one after another: what crosses the gutter, and the columns beside it."""
    if not runs:
        return []
    gutter = _gutter(runs) if most > 1 and 2 * _FEWEST_ROWS <= len(runs) <= _MOST_RUNS else None
    if gutter is None:
        return [runs]
    blocks: list[list[Run]] = []
    for crosses, group in groupby(_rows(runs), lambda row: any(run.left < gutter < run.right for run in row)):
        part = [run for row in group for run in row]
        left = [run for run in part if run.right <= gutter]
        right = [run for run in part if run.left >= gutter]
        if crosses or not (_is_column(left, runs, gutter) and _is_column(right, runs, gutter)):
            if blocks and not crosses and len(part) < 2:
                blocks[-1] += part
            else:
                blocks.append(part)
            continue
        blocks += [*_blocks(left, most - 1), *_blocks(right, most - 1)]
    return blocks


def _gutter(runs: Sequence[Run]) -> float | None:
    """The place that the fewest runs cross with enough of them on both sides; None where it is crossed by most."""
    edges = sorted({run.right for run in runs})
    starts = sorted(run.left for run in runs)
    low, high = min(starts), max(edges)
    best: tuple[int, float, float] | None = None
    for edge in edges:
        if not low + 0.1 * (high - low) < edge < high - 0.1 * (high - low):
            continue
        following = next((left for left in starts if left > edge), None)
        if following is None or following - edge < _NARROWEST_GUTTER:
            continue
        place = (edge + following) / 2
        crossing = sum(run.left < place < run.right for run in runs)
        before, after = sum(run.right <= place for run in runs), sum(run.left >= place for run in runs)
        if min(before, after) >= _FEWEST_ROWS and crossing < len(runs) / 2:
            found = (crossing, edge - following, place)
            best = min(best, found) if best else found
    return best[2] if best else None


def _is_column(runs: Sequence[Run], all_runs: Sequence[Run], gutter: float) -> bool:
    """Whether these runs on one side of the gutter are lines of prose that fill it."""
    if len(runs) < _FEWEST_ROWS:
        return False
    wide = max(run.right for run in runs) - min(run.left for run in runs)
    rows = _rows(runs)
    filled = median(sum(run.right - run.left for run in row) for row in rows)
    return filled > _FILLED * wide and median(sum(len(run.text) for run in row) for row in rows) >= _SHORTEST_PROSE
