"""A dated release of what may be shown: every public format, the changes since the release before, digests, how it is cited.

Takes a project; gives a Release. It is written beside its place and takes it whole; once there, it is never written to again.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from servanda.errors import UsageError
from servanda.exports.csvw import write_csvw
from servanda.exports.iati import write_iati
from servanda.exports.parquet import write_parquet
from servanda.exports.public import Public, public_account
from servanda.exports.public_changes import changed_lines
from servanda.exports.public_jsonl import write_public_jsonl
from servanda.exports.rdf import write_rdf
from servanda.exports.sdmx import write_sdmx
from servanda.exports.sqlite import write_sqlite
from servanda.exports.workbook import write_workbook
from servanda.message import reason

if TYPE_CHECKING:
    from servanda.record.project import Project
    from servanda.record.releases import Release

__all__ = ["CHANGES", "LINES", "make_release", "released_lines"]

LINES = "jsonl"
CHANGES = "changes.jsonl"
_NO_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_Written = int | tuple[int, tuple[str, ...]]
_FORMATS: Mapping[str, Callable[[Public, BinaryIO], _Written]] = {
    LINES: write_public_jsonl,
    "csv.zip": write_csvw,
    "parquet.zip": write_parquet,
    "xlsx": write_workbook,
    "sqlite": write_sqlite,
    "nt": write_rdf,
    "iati.xml": write_iati,
    "sdmx.csv": write_sdmx,
}
"""The public formats by the ending of their file; one that has nothing to say is left out."""


def make_release(project: Project) -> Release:
    """Release the project's public data of today; raises UsageError where this day's and version's is there already."""
    from servanda.record.releases import FOLDER, releases_in

    public = public_account(project)
    before = releases_in(project.folder)
    name = f"{public.head['day']}-v{public.version}"
    place = project.folder / FOLDER / name
    if place.exists():
        raise UsageError("release-exists", value=str(place), remedy="release-stays")
    new = place.with_name(f".{name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        _fill(new, public, project.folder / FOLDER / before[-1].name if before else None)
        new.replace(place)
    except OSError as error:
        raise UsageError("cannot-be-written", value=str(place), remedy="check-rights", reason=reason(error)) from error
    return next(one for one in releases_in(project.folder) if one.name == name)


def released_lines(folder: Path) -> Iterator[bytes]:
    """The JSON Lines of a release."""
    file = next(one for one in sorted(folder.glob(f"*.{LINES}")) if one.name != CHANGES)
    with file.open("rb") as lines:
        yield from lines


def _fill(folder: Path, public: Public, before: Path | None) -> None:
    from servanda.record.releases import MANIFEST, digest_of_released

    stem = _NO_NAME.sub("-", public.account.agreement.id) or "data"
    written = [_format(folder / f"{stem}.{ending}", public, write) for ending, write in _FORMATS.items()]
    if before is not None:
        written.append(_lines(folder / CHANGES, changed_lines(released_lines(before), released_lines(folder))))
    files = [
        {"name": file.name, "bytes": file.stat().st_size, "sha256": digest_of_released(file)}
        for file in written
        if file
    ]
    told = {
        "release": 1,
        **public.head,
        "names": dict(public.account.agreement.names),
        "program": f"Servanda {version('servanda')}",
        "before": before.name if before else None,
        "citation": _citation(public),
        "files": files,
    }
    _lines(folder / MANIFEST, [json.dumps(told, ensure_ascii=False, indent=1).encode()])


def _format(file: Path, public: Public, write: Callable[[Public, BinaryIO], Any]) -> Path | None:
    with file.open("wb") as out:
        written = write(public, out)
        _keep(out)
    if (written[0] if isinstance(written, tuple) else written) == 0:
        file.unlink()
        return None
    file.chmod(0o444)
    return file


def _lines(file: Path, lines: Iterable[bytes]) -> Path:
    with file.open("wb") as out:
        out.writelines(lines)
        _keep(out)
    file.chmod(0o444)
    return file


def _keep(out: BinaryIO) -> None:
    out.flush()
    os.fsync(out.fileno())


def _citation(public: Public) -> dict[str, str]:
    """How the release is cited, by language: what, of which day and version, under which licence."""
    head = public.head
    names = public.account.agreement.names or {"en": head["agreement"]}
    parts = (f"{head['day']}, v{head['version']}", head["licence"])
    return {lang: ". ".join(filter(None, (name, *parts))) + "." for lang, name in names.items()}
