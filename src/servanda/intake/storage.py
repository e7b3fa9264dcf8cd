"""Files and folders of other storages, named by addresses that fsspec knows: `s3://bucket/2024/`, `memory://a.warc.gz`.

Takes an address; gives the files below it, and what each brings, as `containers` does for a file of this machine. fsspec comes
with the extra `cluster`; what a storage needs beside it (s3fs for S3) is named where it is missing. Pages of the web are not
opened here: `servanda fetch` asks for those politely and keeps what was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from servanda.errors import InputError, UsageError
from servanda.intake.budget import Budget
from servanda.intake.containers import in_stream
from servanda.received import Received

__all__ = ["Address", "files_at", "named", "received_at"]

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*(?:::[^/]*)*)://([^/]*)")
_OWN = ("file", "local")
_WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a file or a folder in a storage."""

    text: str


def named(text: str) -> Path | Address:
    """What somebody means by a name: an address of a storage, or a path, which `file://` is another way to write.

    Raises UsageError for addresses of the web, for several in one ("::"), and for a password in an address, which the record
    would keep.

    >>> named("s3://pages/2024"), named("file:///srv/pages").as_posix(), named("a.txt").as_posix()
    (Address(text='s3://pages/2024'), '/srv/pages', 'a.txt')
    """
    found = _ADDRESS.match(text)
    if found is None:
        return Path(text)
    scheme, host = found[1].lower(), found[2]
    if ":" in host.rpartition("@")[0]:
        raise UsageError("password-in-address", value=f"{scheme}://...", remedy="configure-fsspec")
    if scheme in _OWN:
        return Path(text.partition("://")[2])
    if scheme in _WEB:
        raise UsageError("address-of-web", value=text, remedy="use-fetch")
    if "::" in text:
        raise UsageError("several-addresses", value=text, remedy="give-plain-address")
    return Address(text)


def files_at(address: Address) -> Iterator[Address]:
    """The files that are meant, a folder read through in the order of names; hidden files are left out.

    Raises UsageError where fsspec or what it needs is not installed, or the storage does not answer.
    """
    storage, place = _opened(address)
    try:
        if not storage.isdir(place):
            yield address
            return
        for below in _below(storage, place, address.text.rstrip("/")):
            yield Address(below)
    except UsageError:
        raise
    except Exception as error:  # what a storage raises is not known
        raise _unreached(address, error) from error


def received_at(address: Address) -> Iterator[Received | InputError]:
    """What a file of a storage brings; one that cannot be read gives its error."""
    storage, place = _opened(address)
    name = address.text
    try:
        size = int(storage.info(place).get("size") or 0)
        with storage.open(place, "rb") as stream:
            yield from in_stream(stream, name, Budget(size, name))
    except InputError as fault:
        yield fault
    except FileNotFoundError:
        yield InputError("no-such-file", file=name, remedy="check-name")
    except Exception as error:  # what a storage raises is not known
        yield InputError("cannot-be-read", file=name, remedy="check-storage", reason=_told(error))


def _below(storage: Any, place: str, name: str) -> Iterator[str]:
    """The addresses of the files in a folder, of which no more is held than the names of one way down."""
    entries = {str(entry["name"]).rstrip("/"): entry["type"] for entry in storage.ls(place, detail=True)}
    entries.pop(place.rstrip("/"), None)
    for path in sorted(entries, key=lambda one: one.rpartition("/")[2]):
        own = path.rpartition("/")[2]
        if own.startswith("."):
            continue
        if entries[path] == "directory":
            yield from _below(storage, path, f"{name}/{own}")
        else:
            yield f"{name}/{own}"


def _opened(address: Address) -> tuple[Any, str]:
    """The storage of an address, and the place in it."""
    try:
        core: Any = import_module("fsspec.core")
    except ImportError as error:
        raise UsageError("no-fsspec", value=address.text, remedy="install-fsspec") from error
    try:
        storage, place = core.url_to_fs(address.text)
    except ImportError as error:
        raise UsageError(
            "storage-needs-package", value=address.text, remedy="install-storage-package", reason=_told(error)
        ) from error
    except Exception as error:  # what a storage raises is not known
        raise _unreached(address, error) from error
    return storage, str(place)


def _unreached(address: Address, error: Exception) -> UsageError:
    return UsageError("storage-not-reached", value=address.text, remedy="check-storage", reason=_told(error))


def _told(error: Exception) -> str:
    return (str(error) or type(error).__name__).rstrip(".")
