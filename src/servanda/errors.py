"""All errors that Servanda raises, as one tree.

    ServandaError                 the base: what was wrong, where, and what to do about it
    ├── UsageError                the call itself was wrong (exit status 2)
    │   ├── ProjectNotFound       the folder holds no Servanda project
    │   ├── UnknownName           a name that is not one of a known family
    │   └── DecidedMeanwhile      somebody else has decided it since it was looked at
    ├── InputError                one input is refused, the others go on (exit status 1)
    │   ├── EmptyInput            nothing in it
    │   ├── BinaryInput           not text of any known encoding, or not a known format
    │   ├── InputTooLarge         over the stated limit
    │   ├── NotFetched            an address gave nothing whole, or may not be asked
    │   ├── RegisterError         agreement.yaml, with the line and what is expected there
    │   ├── TableError            a row of a table, with its row number and column
    │   └── ModelMissing          no model to read a document's language, which the set-up should have installed
    └── RecordError               the record cannot be used (exit status 3)
        ├── RecordLocked          another process holds it
        ├── RecordReadOnly        it may not be written
        └── RecordDamaged         what is stored does not agree with itself

Each error has a stable `id`, an `exit_status`, and the fields that a program or a form needs: `file`, `line` (from 1), `offset`
(characters from 0), `value`. What was wrong (`fault`) and what to do (`advice`) are messages: their names and slots are data,
their words stand in `messages/` in each language. `told` puts the error into one of them, `str()` into English.
"""

from __future__ import annotations

from typing import ClassVar

from servanda.message import Message, Slot


class ServandaError(Exception):
    """What was wrong, where it was, and what to do about it: names of messages, and what fills their slots.

    >>> error = EmptyInput("nothing-in-it", file="a.txt", remedy="save-text-again")
    >>> str(error)
    'a.txt: There is nothing in it. Save the page or the text again.'
    >>> error.told("ru", place=False)
    'Файл пуст. Сохраните страницу или текст ещё раз.'
    >>> str(RegisterError("field-twice", file="agreement.yaml", line=7, value="id", remedy="keep-one-field", other=5))
    "agreement.yaml:7: This field is given twice. Found 'id'. Keep it here or on line 5."
    """

    id: ClassVar[str] = "servanda"
    exit_status: ClassVar[int] = 2

    def __init__(
        self,
        fault: str | Message,
        *,
        file: str | None = None,
        line: int | None = None,
        offset: int | None = None,
        value: str | Message | None = None,
        remedy: str | Message | None = None,
        **slots: Slot,
    ) -> None:
        super().__init__(fault)
        self.fault = Message.of(fault, **slots) if isinstance(fault, str) else fault
        self.advice = Message.of(remedy, **slots) if isinstance(remedy, str) else remedy
        self.file = file
        self.line = line
        self.offset = offset
        self.found = value

    @property
    def message(self) -> str:
        """What was wrong, in English."""
        return str(self.fault)

    @property
    def value(self) -> str | None:
        """What was found."""
        return None if self.found is None else str(self.found)

    @property
    def remedy(self) -> str | None:
        """What to do, in English."""
        return None if self.advice is None else str(self.advice)

    def __str__(self) -> str:
        """One line in English: the place, the fault, the value found and the remedy."""
        return self.told("en")

    def told(self, lang: str, *, place: bool = True) -> str:
        """One line in a language, with the file and line or, where they are told already, without."""
        where = f"{self.file}:{self.line}: " if self.line else f"{self.file}: "
        if not self.file:
            where = Message.of("at-line", line=self.line).told(lang) if self.line else ""
        parts = [self.fault.told(lang)]
        if self.offset is not None:
            parts.append(Message.of("at-character", offset=self.offset).told(lang))
        if self.found is not None:
            shown = self.found.told(lang) if isinstance(self.found, Message) else self.found
            shown = shown if len(shown) <= 80 else shown[:77] + "..."
            parts.append(Message.of("found", value=shown).told(lang))
        if self.advice:
            parts.append(self.advice.told(lang))
        return (where if place else "") + " ".join(parts)

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


class DecidedMeanwhile(UsageError):
    """Somebody else has decided it since it was looked at; nothing was kept."""

    id = "decided-meanwhile"


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


class NotFetched(InputError):
    """An address of the web that gave nothing whole, or may not be asked."""

    id = "not-fetched"


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
