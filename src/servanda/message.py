"""A sentence of the program as its name and what fills it, so that it is told in whatever language is asked for.

Errors, their remedies, remarks on documents and what `servanda check` lists are made of these. Their words stand in
`messages/`, one file a language with the same names and the same slots; a record keeps the name and the slots, and whoever
shows one chooses the language. `str()` tells it in English.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

__all__ = ["LANGUAGES", "Message", "Slot", "lang_of_environment", "language_name", "reason", "sentences"]

_FOLDER = Path(__file__).parent / "messages"

LANGUAGES: tuple[str, ...] = tuple(sorted(file.stem for file in _FOLDER.glob("*.yaml")))
"""The languages that the program speaks."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence by its name in `messages/`, with what fills its slots: words, whole numbers, or other messages.

    >>> spread = Message.of("too-many-bytes", size=21_000_000, limit=20_000_000)
    >>> str(spread)
    'It has 21,000,000 bytes, more than the limit of 20,000,000.'
    >>> Message.of("title-in-another-language", title=Message.of("language-en"), text=Message.of("language-fr")).told("fr")
    'Le titre est en anglais, le texte en français.'
    """

    key: str
    slots: tuple[tuple[str, Slot], ...] = ()

    @classmethod
    def of(cls, key: str, /, **slots: Slot) -> Message:
        """The sentence of that name with its slots filled."""
        return cls(key, tuple(slots.items()))

    def told(self, lang: str) -> str:
        """The sentence in a language; one whose name is not known, as a later version may write it, by its name and slots."""
        known = sentences(_FOLDER, lang)
        filled = {name: _shown(slot, lang) for name, slot in self.slots}
        if self.key not in known:
            return ", ".join([self.key, *map(str, filled.values())])
        return known[self.key].format_map(filled)

    def __str__(self) -> str:
        """The sentence in English."""
        return self.told("en")

    def as_data(self) -> dict[str, Any]:
        """What `json.dumps` takes, and `from_data` reads.

        >>> Message.of("no-such-file").as_data(), Message.of("no-day-but-years", year="2021").as_data()
        ({'key': 'no-such-file'}, {'key': 'no-day-but-years', 'slots': {'year': '2021'}})
        """
        slots = {name: slot.as_data() if isinstance(slot, Message) else slot for name, slot in self.slots}
        return {"key": self.key, "slots": slots} if slots else {"key": self.key}

    @classmethod
    def from_data(cls, data: str | Mapping[str, Any]) -> Message:
        """The message that `as_data` gave; a text, as records kept before there were messages, stays as it was written.

        >>> str(Message.from_data("The file is empty."))
        'The file is empty.'
        """
        if isinstance(data, str):
            return cls.of("as-recorded", text=data)
        slots = data.get("slots", {}).items()
        return cls(data["key"], tuple((n, cls.from_data(s) if isinstance(s, Mapping) else s) for n, s in slots))


Slot: TypeAlias = str | int | Message


def lang_of_environment() -> str:
    """The language that the environment asks for, where the program speaks it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            code = value[:2].lower()
            return code if code in LANGUAGES else "en"
    return "en"


def language_name(code: str) -> Slot:
    """A language by its code, as a slot of a message: its name where the program knows one.

    >>> str(language_name("uk")), language_name("tlh")
    ('Ukrainian', 'tlh')
    """
    key = f"language-{code}"
    return Message(key) if key in sentences(_FOLDER, "en") else code


def reason(fault: OSError | ValueError) -> Message:
    """Why the system could not open or write a file, in the program's own words where it has them.

    >>> str(reason(PermissionError(13, "Permission denied"))), str(reason(OSError(95, "Not supported")))
    ('permission denied', 'Not supported')
    """
    key = f"system-{errno.errorcode.get(getattr(fault, 'errno', None) or 0, '')}"
    if key in sentences(_FOLDER, "en"):
        return Message(key)
    return Message.of("as-recorded", text=getattr(fault, "strerror", None) or str(fault))


@cache
def sentences(folder: Path, lang: str) -> dict[str, str]:
    """The sentences of a language in a folder of them, by name."""
    found: dict[str, str] = yaml.safe_load((folder / f"{lang}.yaml").read_text(encoding="utf-8"))
    return found


class _Number(int):
    """A whole number that groups its digits as a language does, where its slot asks for groups with a comma."""

    separator = ","

    def __format__(self, form: str) -> str:
        return super().__format__(form).replace(",", self.separator)


def _shown(slot: Slot, lang: str) -> object:
    """What stands in a slot: one line, with characters that a terminal would obey written out."""
    if isinstance(slot, Message):
        return slot.told(lang)
    if isinstance(slot, int):
        number = _Number(slot)
        number.separator = sentences(_FOLDER, lang)["thousands"]
        return number
    return _CONTROL.sub(lambda sign: repr(sign[0])[1:-1], slot)
