"""The official statistics of a project: those of the record, and those that lie in its `series/` folder and are not in it yet.

Takes a project; gives its Series in the register's terms. A table that is put into the folder counts at once, as an edit of the
register does, and is kept at its import; one whose import was undone does not count while it lies there. Rows with a fault are
passed over here; the import and `check` tell them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.claim import Claim
from servanda.errors import InputError, ServandaError
from servanda.message import reason
from servanda.record import models
from servanda.record.encoding import decode
from servanda.record.view import View
from servanda.series import Series, gathered

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["FOLDER", "SUFFIXES", "current_rows", "digest_of_file", "faults_in_folder", "read_table", "series_of"]

FOLDER = "series"
"""Where tables of statistics lie in a project."""
SUFFIXES = (".csv", ".tsv", ".xlsx", ".xls", ".ods")


def series_of(project: Project, known_on: Any = None) -> tuple[Series, ...]:
    """The series that count, in the register's terms."""
    view = View(project.alias, known_on)
    parts = [decode(Series, row.noun) for row in current_rows(view).values()]
    if known_on is None:
        parts = [series for rows, _ in _in_folder(project) for _, series in rows] + parts
    return tuple(_linked(project, series, known_on) for series in gathered(parts))


def current_rows(view: View) -> dict[tuple[str, str, str], models.Observation]:
    """The newest row for each series, period and day of publication, by these."""
    return {key_of(decode(Series, row.noun)): row for row in view.rows(models.Observation).iterator()}


def key_of(part: Series) -> tuple[str, str, str]:
    """What tells one value of a series from another.

    >>> from fractions import Fraction
    >>> from servanda.period import Period
    >>> from servanda.series import Observation
    >>> key_of(Series("s", "exports", "Trade", "EUR", "", (Observation(Period.parse("2029-05-01"), Fraction(1)),)))
    ('s', '2029-05-01', 'None')
    """
    (one,) = part.observations
    return part.id, str(one.when), str(one.published)


def digest_of_file(data: bytes) -> str:
    """The digest by which a table is known again."""
    return str(import_module("servanda.intake.digest").digest_of(data))


def read_table(file: Path) -> tuple[list[Any], list[ServandaError]]:
    """The rows of a table of statistics, and the errors of those that cannot be taken.

    Raises InputError where nothing of it can be read.
    """
    table, reading = import_module("servanda.intake.table"), import_module("servanda.reading.table_series")
    faulty: list[ServandaError] = []
    rows = table.read_rows(file, faulty)
    taken, refused = reading.read_series(({"row": row.number, **row.cells} for row in rows), str(file))
    return taken, [*faulty, *refused]


def faults_in_folder(project: Project) -> Iterator[ServandaError]:
    """What is wrong in tables that lie in the folder and are not in the record."""
    for _, faults in _in_folder(project):
        yield from faults


def _in_folder(project: Project) -> Iterator[tuple[list[Any], list[ServandaError]]]:
    """The tables of the folder that the record has never had."""
    folder = project.folder / FOLDER
    files = [file for file in sorted(folder.glob("*")) if file.suffix.lower() in SUFFIXES and file.is_file()]
    if not files:
        return
    kept = set(models.SeriesFile.objects.using(project.alias).values_list("digest", flat=True))
    for file in files:
        try:
            digest = digest_of_file(file.read_bytes())
        except OSError as error:
            yield [], [InputError("cannot-be-read", file=str(file), remedy="check-rights", reason=reason(error))]
            continue
        if digest not in kept:
            yield _remembered(file, digest)


@lru_cache(maxsize=64)
def _remembered(file: Path, digest: str) -> tuple[list[Any], list[ServandaError]]:
    """A table of the folder, read once as long as its digest is the same."""
    try:
        return read_table(file)
    except InputError as error:
        return [], [error]


def _linked(project: Project, series: Series, known_on: Any) -> Series:
    """The series under the register's name of its subject, with its qualifiers as the register has them."""
    from dataclasses import replace

    room, agreement = import_module("servanda.linking"), project.register(known_on)[1]
    claim = Claim(series.id, series.measure, series.subject, (), qualifiers=series.qualifiers)
    link = room.link(claim, agreement)
    if link is None:
        return series
    named = room.linked(claim, link)
    return replace(series, subject=named.subject, qualifiers=named.qualifiers)
