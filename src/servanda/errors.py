"""All errors that Servanda raises, as one tree.

    ServandaError                 the base: what was wrong, where, and what to do about it
    ├── UsageError                the call itself was wrong (exit status 2)
    │   ├── ProjectNotFound       the folder holds no Servanda project
    │   └── UnknownName           a name that is not one of a known family
    ├── InputError                one input is refused, the others go on (exit status 1)
    │   ├── EmptyInput            nothing in it
    │   ├── BinaryInput           not text of any known encoding, or not a known format
    │   ├── InputTooLarge         over the stated limit
    │   ├── RegisterError         agreement.yaml, with the line and what is expected there
    │   ├── TableError            a row of a table, with its row number and column
    │   └── ModelMissing          no model to read a document's language, which the set-up should have installed
    └── RecordError               the record cannot be used (exit status 3)
        ├── RecordLocked          another process holds it
        ├── RecordReadOnly        it may not be written
        └── RecordDamaged         what is stored does not agree with itself

Each error has a stable `id`, an `exit_status`, and the fields that a program or a form needs:
`file`, `line` (from 1), `offset` (characters from 0), `value` and `remedy`.
"""

from __future__ import annotations

from typing import ClassVar


class ServandaError(Exception):
    """What was wrong, where it was, and what to do about it.

    >>> str(ServandaError("The file is empty.", file="a.txt", remedy="Save the page again."))
    'a.txt: The file is empty. Save the page again.'
    >>> str(ServandaError("Expected a date.", file="agreement.yaml", line=7, value="soon"))
    "agreement.yaml:7: Expected a date. Found 'soon'."
    """

    id: ClassVar[str] = "servanda"
    exit_status: ClassVar[int] = 2

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        offset: int | None = None,
        value: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.offset = offset
        self.value = value
        self.remedy = remedy

    def __str__(self) -> str:
        """One line: the place, the fault, the value found and the remedy."""
        place = ""
        if self.file:
            place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: "
        elif self.line:
            place = f"line {self.line}: "
        parts = [place + self.message]
        if self.offset is not None:
            parts.append(f"At character {self.offset}.")
        if self.value is not None:
            shown = self.value if len(self.value) <= 80 else self.value[:77] + "..."
            parts.append(f"Found {shown!r}.")
        if self.remedy:
            parts.append(self.remedy)
        return " ".join(parts)

    def as_dict(self) -> dict[str, str | int | None]:
        """The fields, as a program reads them."""
        return {
            "error": self.id,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "offset": self.offset,
            "value": self.value,
            "remedy": self.remedy,
        }


class UsageError(ServandaError):
    """The call itself was wrong."""

    id = "usage"


class ProjectNotFound(UsageError):
    """The folder holds no Servanda project."""

    id = "project-not-found"


class UnknownName(UsageError):
    """A name that is not one of a known family; the message lists the known ones."""

    id = "unknown-name"


class InputError(ServandaError):
    """One input is refused; the others go on."""

    id = "input"
    exit_status = 1


class EmptyInput(InputError):
    """There is nothing in it."""

    id = "empty-input"


class BinaryInput(InputError):
    """Not text of any known encoding, or not a known format."""

    id = "binary-input"


class InputTooLarge(InputError):
    """Over the stated limit."""

    id = "input-too-large"


class RegisterError(InputError):
    """A fault in the register, with the line and what is expected there."""

    id = "register"


class TableError(InputError):
    """A row of a table that cannot be taken."""

    id = "table"


class ModelMissing(InputError):
    """The model of a document's language, which the set-up should have installed, is not there."""

    id = "model-missing"


class RecordError(ServandaError):
    """The record cannot be used."""

    id = "record"
    exit_status = 3


class RecordLocked(RecordError):
    """Another process holds the record."""

    id = "record-locked"


class RecordReadOnly(RecordError):
    """The record may not be written."""

    id = "record-read-only"


class RecordDamaged(RecordError):
    """What is stored does not agree with itself."""

    id = "record-damaged"
