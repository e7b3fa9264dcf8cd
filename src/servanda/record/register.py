"""The register's files in the project folder, `agreement.yaml` and what lies beside it, and the Agreement in them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from base64 import b64decode, b64encode
from importlib import import_module
from pathlib import Path

from servanda.agreement import Agreement
from servanda.errors import RegisterError
from servanda.message import reason

__all__ = ["REGISTER", "agreement_in", "agreement_of", "digest_of", "register_files", "write_register"]

REGISTER = "agreement.yaml"
BESIDE = tuple(f"{kind}.{ending}" for kind in ("activities", "assessments") for ending in ("csv", "xlsx", "ods"))
_SHEETS = (".xlsx", ".ods")
"""Files that are no text; they are kept in Base64."""


def register_files(folder: Path, register: str = REGISTER) -> dict[str, str]:
    """The files of a register by the names that they have in a project, as they lie in a folder.

    >>> register_files(Path("no such folder"))
    {}
    """
    sources = {REGISTER: folder / register} | {name: folder / name for name in BESIDE}
    files = {}
    for name, file in sources.items():
        try:
            if file.is_file():
                files[name] = _as_register(file) if file.suffix == ".json" else _kept(file)
        except OSError as error:
            raise RegisterError(
                "register-unreadable-because", file=str(file), remedy="check-file-rights", reason=reason(error)
            ) from error
    return files


def _kept(file: Path) -> str:
    data = file.read_bytes()
    return b64encode(data).decode("ascii") if file.suffix in _SHEETS else data.decode("utf-8", "surrogateescape")


def _as_register(file: Path) -> str:
    """A register in JSON as the text of agreement.yaml."""
    room = import_module("servanda.intake.register_json")
    return str(room.as_yaml(room.read_json(file)))


def write_register(folder: Path, files: dict[str, str]) -> None:
    """Put these files in the place of the register's; each is written whole before it takes its name."""
    for name in (*BESIDE, REGISTER):
        place = folder / name
        if name not in files:
            place.unlink(missing_ok=True)
            continue
        new = place.with_name(f".{name}.new")
        with new.open("wb") as out:
            text = files[name]
            out.write(b64decode(text) if place.suffix in _SHEETS else text.encode("utf-8", "surrogateescape"))
            out.flush()
            os.fsync(out.fileno())
        new.replace(place)


def digest_of(files: dict[str, str]) -> str:
    """One digest of all files of a register.

    >>> digest_of({"agreement.yaml": "a"}) == digest_of({"agreement.yaml": "b"})
    False
    """
    whole = hashlib.sha256()
    for name, text in sorted(files.items()):
        part = text.encode("utf-8", "surrogateescape")
        whole.update(f"{name}\0{len(part)}\0".encode() + part)
    return "sha256:" + whole.hexdigest()


def agreement_in(folder: Path) -> Agreement:
    """The register of a folder; rows of a table beside it that have a fault are left out of it.

    Raises the first RegisterError where `agreement.yaml` itself has a fault.
    """
    agreement, faults = import_module("servanda.intake.register").check_agreement(folder / REGISTER)
    if agreement is None:
        raise faults[0] if faults else RegisterError("register-unreadable", file=str(folder / REGISTER))
    found: Agreement = agreement
    return found


def agreement_of(files: dict[str, str]) -> Agreement:
    """The register in the files that the record kept of it."""
    with tempfile.TemporaryDirectory() as folder:
        write_register(Path(folder), files)
        return agreement_in(Path(folder))
