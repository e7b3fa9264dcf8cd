"""The bytes of documents as they were received, each kept once under its digest in the project's folder.

`originals/ab/abcd...` holds the bytes whose SHA-256 is abcd..., so that what a document's text was made of can be shown and
read again years later, and a change of one bit shows.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from servanda.errors import InputError
from servanda.message import Message, reason

__all__ = ["FOLDER", "Originals"]

FOLDER = "originals"
_PIECE = 1 << 20


class Originals:
    """The store of a project."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def place(self, digest: str) -> Path:
        """The file that holds, or would hold, the bytes with this digest.

        >>> Originals(Path("union")).place("sha256:abcd").as_posix()
        'union/originals/ab/abcd'
        """
        name = digest.rpartition(":")[2]
        return self._folder / name[:2] / name

    def keep(self, data: bytes, digest: str) -> None:
        """Keep bytes, unless they are kept; a process that is killed meanwhile leaves nothing under the name.

        Raises InputError where the folder cannot be written.
        """
        place = self.place(digest)
        if place.exists():
            return
        beside = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            beside.replace(place)
        except OSError as fault:
            beside.unlink(missing_ok=True)
            raise InputError(
                "original-not-kept", file=str(place), remedy="check-rights-and-disk", reason=reason(fault)
            ) from fault

    @property
    def is_there(self) -> bool:
        """Whether anything was ever kept; a copy of a record comes without it."""
        return self._folder.is_dir()

    def fault(self, digest: str) -> Message | None:
        """What is wrong with the bytes kept under a digest; None where nothing is.

        >>> str(Originals(Path("no such folder")).fault("sha256:abcd")).partition(";")[0]
        'The bytes that it was made of are not in originals/'
        """
        whole = hashlib.sha256()
        try:
            with self.place(digest).open("rb") as source:
                while part := source.read(_PIECE):
                    whole.update(part)
        except OSError:
            return Message("original-missing")
        return None if digest == f"sha256:{whole.hexdigest()}" else Message("original-differs")
