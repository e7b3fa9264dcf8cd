"""The bytes of an office file (XLSX, DOCX, ODT), looked at before anything unpacks them.

Such a file is a ZIP of XML parts. It is refused where it is no such thing, unpacks to more than any form or template needs, or
where a part brings a document type with it: entities of its own, which no office program writes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from servanda.errors import BinaryInput, InputError, InputTooLarge
from servanda.message import reason

__all__ = ["LARGEST_PACKAGE", "check_package", "package_bytes"]

LARGEST_PACKAGE = 20_000_000
LARGEST_UNPACKED = 200_000_000
MOST_PARTS = 5_000
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".emf", ".wmf", ".tif", ".tiff")


def package_bytes(path: Path) -> bytes:
    """The file's bytes, once looked at.

    Raises InputError where it cannot be read, BinaryInput where it is no office file or brings entities, InputTooLarge.
    """
    name = str(path)
    try:
        if path.stat().st_size > LARGEST_PACKAGE:
            raise InputTooLarge("table-too-large", file=name, remedy="split-table", limit=LARGEST_PACKAGE)
        data = path.read_bytes()
    except (OSError, ValueError) as fault:
        raise InputError("cannot-be-read", file=name, remedy="check-name-and-rights", reason=reason(fault)) from fault
    check_package(data, name)
    return data


def check_package(data: bytes, name: str) -> None:
    """Raise BinaryInput where bytes are no office file or bring entities, InputTooLarge where they unpack to too much.

    >>> check_package(b"PK no more", "a")
    Traceback (most recent call last):
        ...
    servanda.errors.BinaryInput: a: This is no office file that can be opened. Save it again as XLSX or DOCX, without a password.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _look_at(package, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as fault:
        raise BinaryInput("no-office-file", file=name, remedy="save-as-office-file") from fault


def _look_at(package: zipfile.ZipFile, name: str) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise InputTooLarge("unpacks-too-large", file=name, remedy="save-without-pictures", limit=LARGEST_UNPACKED)
    unpacked = 0
    for part in parts:
        if part.filename.casefold().endswith(_PICTURES):
            continue
        with package.open(part) as stream:
            end = b""
            while piece := stream.read(1 << 20):
                unpacked += len(piece)
                if unpacked > LARGEST_UNPACKED:
                    raise InputTooLarge(
                        "unpacks-too-large", file=name, remedy="save-without-pictures", limit=LARGEST_UNPACKED
                    )
                if _DOCTYPE.search((end + piece).replace(b"\x00", b"")):
                    raise BinaryInput("brings-entities", file=name, value=part.filename, remedy="save-as-office-file")
                end = piece[-20:]
