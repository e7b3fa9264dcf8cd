"""The formats in which a project's data leaves it, each by its name.

Takes a project and something to write to; gives how many lines or rows were written. One file a format; this one names them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from servanda.errors import UnknownName

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["FORMATS", "write"]

FORMATS = ("jsonl", "register", "assessments", "training")


def write(project: Project, name: str, out: BinaryIO, *, since: int = 0, partial: bool = False) -> int:
    """Write the project's data in the format of that name; gives the number of lines.

    `since` is the version of the record after which a copy as jsonl begins, `partial` takes passages into training data in which
    only some statements were judged. Raises UnknownName for another name.
    """
    if name not in FORMATS:
        raise UnknownName("no-such-format", value=name, remedy="choose-one-of", known=", ".join(FORMATS))
    number = 0
    for number, line in enumerate(_lines(project, name, since, partial=partial), start=1):  # noqa: B007 - the last one counts
        out.write(line)
    return number


def _lines(project: Project, name: str, since: int, *, partial: bool) -> Iterator[bytes]:
    """Those formats that are the office's own: whole, with texts of others, or to be taken in again."""
    from servanda.exports.register import register_table
    from servanda.exports.training import training_lines

    match name:
        case "jsonl":
            from servanda.record.copy import copied

            yield from copied(project, since)
        case "training":
            for row in training_lines(project, partial=partial):
                yield f"{json.dumps(row, ensure_ascii=False)}\n".encode("utf-8", "surrogatepass")
        case _:
            table, _ = register_table(project.register()[1], assessments=name == "assessments")
            yield from (line.encode("utf-8", "surrogatepass") for line in table.splitlines(keepends=True))
