"""Where an export is written: a file that is there whole or not at all, or the standard output.

What is killed half-way leaves the older file as it was. A pipe or a device is written to as it is.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from servanda.errors import UsageError
from servanda.message import reason

__all__ = ["target"]


@contextmanager
def target(file: Path | None) -> Iterator[BinaryIO]:
    """What takes the bytes of an export; with None the standard output.

    Raises UsageError where the file cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, target(Path(folder) / "a.csv") as out:
    ...     _ = out.write(b"id")
    ...     print([one.name for one in Path(folder).iterdir()])
    ['.a.csv.new']
    """
    if file is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        place = file.resolve()
        if place.exists() and not place.is_file():
            with place.open("wb") as out:
                yield out
            return
        new = place.with_name(f".{place.name}.new")
        try:
            with new.open("wb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            if place.exists():
                shutil.copymode(place, new)
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError("cannot-be-written", value=str(file), remedy="choose-file", reason=reason(error)) from error
