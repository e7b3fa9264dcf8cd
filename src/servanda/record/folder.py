"""The project's folder: how one is laid out, where the examples are, which paths name what in the record."""

from __future__ import annotations

import shutil
from pathlib import Path

from servanda.errors import UnknownName, UsageError
from servanda.message import Message, reason
from servanda.record.register import REGISTER
from servanda.record.settings import DATABASE_NAME

__all__ = ["FETCHED", "NEW_REGISTER", "examples", "is_project", "make_folder", "path_in", "printable"]

FETCHED = "fetched"
"""Where what was fetched is kept as web archives."""
_PARTS = ("documents", "series", "claims")
NEW_REGISTER = Path(__file__).parent / "new_project" / REGISTER
_EXAMPLES = Path(__file__).parents[1] / "examples"


def is_project(folder: Path) -> bool:
    """Whether the folder holds a register or a record."""
    return (folder / REGISTER).is_file() or (folder / DATABASE_NAME).is_file()


def examples() -> dict[str, Path]:
    """The example projects by name; in the repository the package's `examples` is a link to the folder at its root."""
    return {path.name: path for path in sorted(_EXAMPLES.glob("*")) if (path / REGISTER).is_file()}


def make_folder(folder: Path, example: str | None) -> None:
    """Lay out a new project: the example's files, or an empty register to be filled in."""
    if is_project(folder):
        raise UsageError("project-exists", value=str(folder), remedy="choose-folder")
    if folder.exists() and not folder.is_dir():
        raise UsageError("file-not-folder", value=str(folder), remedy="choose-name")
    if example is not None and example not in examples():
        known = ", ".join(examples())
        advice = Message.of("known-examples", known=known) if known else Message.of("no-examples")
        raise UnknownName("no-such-example", value=example, remedy=advice)
    try:
        for part in _PARTS:
            (folder / part).mkdir(parents=True, exist_ok=True)
        if example is None:
            shutil.copyfile(NEW_REGISTER, folder / REGISTER)
        else:
            ignored = shutil.ignore_patterns("*.db", "*.db-*", "__pycache__", "__init__.py")
            shutil.copytree(
                examples()[example], folder, ignore=ignored, copy_function=shutil.copyfile, dirs_exist_ok=True
            )
    except OSError as error:
        raise UsageError(
            "folder-cannot-be-made", value=str(folder), remedy="check-path-and-your-rights", reason=reason(error)
        ) from error


def path_in(folder: Path, path: Path) -> str:
    """The name of a file in the record: relative to the project's folder where it lies in it, whole otherwise.

    >>> path_in(Path("/srv/union"), Path("/srv/union/documents/a.txt"))
    'documents/a.txt'
    """
    whole = path.absolute().resolve()
    return printable(whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else whole.as_posix())


def printable(name: str) -> str:
    """The name of a file with bytes that are no UTF-8, and NUL, written out, since no database and no page can hold them.

    >>> printable("caf" + chr(0xDCE9)), printable("a" + chr(0))
    ('caf\\\\xe9', 'a\\\\x00')
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace").replace("\0", "\\x00")
