"""The formats in which a project's data leaves it, each by its name.

Takes a project and something to write to; gives how many lines or entries were written. One file a format; this one names them.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from servanda.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["FORMATS", "Asked", "Written", "write"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted.

    Of jsonl what came after the record's version `since`, or what is `public` alone; of training data `partial` passages too.
    """

    since: int = 0
    public: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """How many lines or entries were written, and the ids of those that the format has no place for."""

    number: int
    left_out: tuple[str, ...] = ()


def write(project: Project, name: str, out: BinaryIO, asked: Asked = Asked()) -> Written:
    """Write the project's data in the format of that name.

    Raises UnknownName for another one, UsageError where what is asked is nothing that the format has.
    """
    if name not in FORMATS:
        raise UnknownName("no-such-format", value=name, remedy="choose-one-of", known=", ".join(FORMATS))
    if (asked.since and name != "jsonl") or (asked.public and name in _OWN) or (asked.partial and name != "training"):
        raise UsageError("option-of-another-format", value=name, remedy="see-help-of-export")
    return FORMATS[name](project, out, asked)


def _jsonl(project: Project, out: BinaryIO, asked: Asked) -> Written:
    if asked.public and asked.since:
        return _changes(project, out, asked.since)
    if asked.public:
        return _public(project, out, "public_jsonl", "write_public_jsonl")
    from servanda.record.copy import copied

    return _lines(out, copied(project, asked.since))


def _changes(project: Project, out: BinaryIO, since: int) -> Written:
    """What changed of what may be shown since a release."""
    from servanda.exports.public_changes import changed_lines
    from servanda.exports.release import released_lines
    from servanda.record.releases import FOLDER, releases_in

    released = {one.version: one.name for one in releases_in(project.folder)}
    if since not in released:
        known = ", ".join(map(str, released)) or "–"
        raise UnknownName("no-such-release", value=str(since), remedy="known-releases", known=known)
    with tempfile.TemporaryFile() as now:
        _public(project, now, "public_jsonl", "write_public_jsonl")
        now.seek(0)
        return _lines(out, changed_lines(released_lines(project.folder / FOLDER / released[since]), now))


def _training(project: Project, out: BinaryIO, asked: Asked) -> Written:
    from servanda.exports.training import training_lines

    rows = training_lines(project, partial=asked.partial)
    return _lines(out, (f"{json.dumps(row, ensure_ascii=False)}\n".encode("utf-8", "surrogatepass") for row in rows))


def _register(project: Project, out: BinaryIO, asked: Asked) -> Written:
    return _table(project, out, assessments=False)


def _assessments(project: Project, out: BinaryIO, asked: Asked) -> Written:
    return _table(project, out, assessments=True)


def _table(project: Project, out: BinaryIO, *, assessments: bool) -> Written:
    from servanda.exports.register import register_table

    table, number = register_table(project.register()[1], assessments=assessments)
    out.write(table.encode("utf-8", "surrogatepass"))
    return Written(number)


def _iati(project: Project, out: BinaryIO, asked: Asked) -> Written:
    from servanda.exports.iati import write_iati
    from servanda.exports.public import public_register

    number, left_out = write_iati(public_register(project), out)
    if not number:
        raise UsageError("no-start-known", remedy="give-signed-day")
    return Written(number, left_out)


def _sdmx(project: Project, out: BinaryIO, asked: Asked) -> Written:
    from servanda.exports.public import public_register
    from servanda.exports.sdmx import write_sdmx

    return Written(*write_sdmx(public_register(project), out))


def _public(project: Project, out: BinaryIO, room: str, name: str) -> Written:
    """The tables of what may be shown, by the function of a file beside this one."""
    from servanda.exports.public import public_account

    return Written(getattr(import_module(f"servanda.exports.{room}"), name)(public_account(project), out))


def _lines(out: BinaryIO, lines: Iterable[bytes]) -> Written:
    number = 0
    for line in lines:
        out.write(line)
        number += 1
    return Written(number)


_OWN = ("register", "assessments", "training")
"""What is never for everybody."""

FORMATS: Mapping[str, Callable[[Project, BinaryIO, Asked], Written]] = {
    "jsonl": _jsonl,
    "csvw": lambda project, out, _: _public(project, out, "csvw", "write_csvw"),
    "parquet": lambda project, out, _: _public(project, out, "parquet", "write_parquet"),
    "xlsx": lambda project, out, _: _public(project, out, "workbook", "write_workbook"),
    "sqlite": lambda project, out, _: _public(project, out, "sqlite", "write_sqlite"),
    "iati": _iati,
    "rdf": lambda project, out, _: _public(project, out, "rdf", "write_rdf"),
    "sdmx": _sdmx,
    "register": _register,
    "assessments": _assessments,
    "training": _training,
}
