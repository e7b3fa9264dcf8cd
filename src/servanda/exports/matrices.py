"""Matrices in the words of a language: entries and bodies by status, each row adding up to all that there is.

Takes a `Matrix` and a look-up of names, gives a `ToldMatrix`: a table whose cells are shaded, since names and numbers stay
readable in a table at any width, to anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from servanda.exports.entry import entry_name
from servanda.exports.page import Cell, Table, ToldMatrix
from servanda.exports.upper_levels import left_out_sentence, upper_levels
from servanda.exports.wording import Wording
from servanda.progress import Matrix
from servanda.progress.matrix import UNKNOWN, MatrixRow

__all__ = ["told_matrix"]

Naming = Callable[[str], str]


def told_matrix(matrix: Matrix, words: Wording, name: Naming) -> ToldMatrix | None:
    """The matrix with its title and note; None where it has no rows."""
    rows, left_out = upper_levels(matrix.rows)
    if not rows:
        return None
    title, first = _headings(matrix.by, words)
    head = (first, words.say("What is counted"), words.say("In all"),
            *(words.term("state", column) for column in matrix.columns))  # fmt: skip
    table = Table(
        " ".join(_notes(matrix, left_out, words)), head, tuple(_cells(row, matrix, words, name) for row in rows)
    )
    parts = tuple((None, None, None, *(_part(row, column) for column in matrix.columns)) for row in rows)
    unknown = (False, False, False, *(column in UNKNOWN for column in matrix.columns))
    return ToldMatrix(
        f"matrix-{matrix.by}", title, table.caption, table, tuple(row.depth for row in rows), parts, unknown
    )


def _headings(by: str, words: Wording) -> tuple[str, str]:
    """What the matrix is called, and what its rows are."""
    if by == "body":
        return words.say("Bodies by status"), words.say("Body")
    if by == "programme":
        return words.say("Entries by status"), words.say("Entry")
    return words.say("What is due, by status"), words.say("Due")


def _notes(matrix: Matrix, left_out: int, words: Wording) -> Iterator[str]:
    yield words.say("A row adds up to all that are declared or listed.")
    if matrix.by == "body":
        yield words.say("What several bodies answer for is in the row of each.")
        if matrix.left_out:
            yield words.count("{number} entry is in no row: it names no body.",
                              "{number} entries are in no row: they name no body.", matrix.left_out)  # fmt: skip
    elif matrix.by != "programme":
        yield words.say("Each entry is in the shortest stretch that holds all days of its due date.")
    if left_out:
        yield left_out_sentence(left_out, words)


def _cells(row: MatrixRow, matrix: Matrix, words: Wording, name: Naming) -> tuple[Cell, ...]:
    numbers = (row.total, *(row.cells.get(column, 0) for column in matrix.columns))
    entry = name(row.item.id) if matrix.by in ("programme", "body") else entry_name(row.item, words)
    return (
        Cell(entry[:1].upper() + entry[1:]),
        Cell(words.noun(row.level, 2)),
        *(Cell(words.whole(number)) for number in numbers),
    )


def _part(row: MatrixRow, column: str) -> Fraction | None:
    number = row.cells.get(column, 0)
    return Fraction(100 * number, row.total) if number else None
