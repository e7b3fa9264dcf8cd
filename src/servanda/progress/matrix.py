"""Entries by status: for each entry and level below it, how many stand where, and how many have no status and why.

Takes an Agreement, a grouping and a day; gives a `Matrix` of counts. What is not known has columns of its own: by the reason that
somebody gave, without one, and declared but not named in the register; so every row adds up to its total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Reason, Status
from servanda.item import Item
from servanda.progress.counts import latest
from servanda.progress.groups import entries_by
from servanda.progress.whole import whole_of

__all__ = ["COLUMNS", "NOT_NAMED", "UNKNOWN", "Matrix", "MatrixRow", "matrix", "matrix_by_due"]

NOT_NAMED = "not named"
"""Declared, but in the register by number only."""

UNKNOWN = (*(reason.value for reason in Reason), Status.NOT_ASSESSED.value, NOT_NAMED)
"""Ways of having no status; "not assessed" is without a reason."""

_TOLD = (Status.DONE, Status.IN_PROGRESS, Status.AT_RISK, Status.OVERDUE, Status.NOT_STARTED, Status.DROPPED)

COLUMNS = (*(status.value for status in _TOLD), *UNKNOWN)
"""All columns, from done to unknown."""


_AS_LISTED = ("programme", "assessor")
"""Groupings in which what lies below an entry has rows of its own; others lay it flat."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One level below one entry, or below one body: how many are in each of COLUMNS, those with none left out."""

    item: Item
    depth: int
    level: str
    total: int
    cells: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows by a grouping; `columns` are those of COLUMNS in which any row has something.

    `left_out` is how many entries of the register no row counts: those of no body, or the one that has all others below it.
    """

    by: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    left_out: int = 0


def matrix(agreement: Agreement, by: str = "programme", as_of: date | None = None) -> Matrix:
    """The matrix of a register by one of GROUPINGS, its rows in the register's order.

    As the register is listed, a row for the whole comes first where there are several entries at its top.

    >>> plan = Item("p", "plan", {}, declared={"bridge": 5}, items=(Item("a", "bridge", {}), Item("b", "bridge", {})))
    >>> told = (Assessment("a", Status.DONE, date(2030, 1, 1), "office"),)
    >>> found = matrix(Agreement("x", {}, items=(plan,), assessments=told))
    >>> found.columns, [row.cells for row in found.rows]
    (('done', 'not assessed', 'not named'), [{'done': 1, 'not assessed': 1, 'not named': 3}])
    """
    newest, groups = latest(agreement.assessments, as_of), entries_by(agreement, by)
    if by == "programme" and len(groups) > 1:
        groups = (whole_of(agreement),)
    found = tuple(_with_depth(groups)) if by in _AS_LISTED else tuple((item, 0) for item in groups)
    rows = tuple(row for item, depth in found for row in _rows(item, depth, newest) if row.total)
    met = {column for row in rows for column in row.cells}
    counted = {entry.id for item, _ in found for entry in item.items}
    left_out = sum(item.id not in counted for item in agreement.walk())
    return Matrix(by, tuple(column for column in COLUMNS if column in met), rows, left_out)


def matrix_by_due(agreement: Agreement, as_of: date | None = None, most: int = 24) -> Matrix | None:
    """The matrix by quarter due, or by half-year or year where there are more rows than that; None where nothing has a due date.

    >>> from servanda.period import Period
    >>> tasks = tuple(Item(str(year), "task", {}, due=Period.parse(f"{year}-05")) for year in (2031, 2032))
    >>> accord = Agreement("x", {}, items=tasks)
    >>> [[row.item.id for row in matrix_by_due(accord, most=most).rows] for most in (2, 1)]
    [['2031-Q2', '2032-Q2'], ['2031', '2032']]
    """
    if not any(item.due and item.due.end for item in agreement.walk()):
        return None
    for by in ("quarter", "half-year", "period"):
        found = matrix(agreement, by, as_of)
        if len(found.rows) <= most:
            break
    return found


def _with_depth(items: tuple[Item, ...], depth: int = 0) -> Iterator[tuple[Item, int]]:
    for item in items:
        yield item, depth
        yield from _with_depth(item.items, depth + 1)


def _rows(item: Item, depth: int, newest: Mapping[str, Assessment]) -> Iterator[MatrixRow]:
    cells: dict[str, Counter[str]] = {level: Counter() for level in item.declared}
    for entry in item.walk():
        if entry is not item:
            cells.setdefault(entry.level, Counter())[_column(newest.get(entry.id))] += 1
    for level, counted in cells.items():
        unnamed = item.declared.get(level, 0) - counted.total()
        if unnamed > 0:
            counted[NOT_NAMED] = unnamed
        told = {column: counted[column] for column in COLUMNS if counted[column]}
        yield MatrixRow(item, depth, level, counted.total(), told)


def _column(assessment: Assessment | None) -> str:
    if assessment is None or assessment.status is Status.NOT_ASSESSED:
        return str(assessment.reason if assessment and assessment.reason else Status.NOT_ASSESSED)
    return assessment.status.value
