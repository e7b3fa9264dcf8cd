"""Releases of a project's public data as they lie in its folder: dated, with the record's version, and never changed.

Takes the folder; gives the releases with their files, and what of them is not any more as it was written. A release is a folder
of its own with `release.json`, which has the digest of every other file in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from servanda.errors import InputError

__all__ = ["FOLDER", "MANIFEST", "Release", "ReleasedFile", "digest_of_released", "faults_in_releases", "releases_in"]

FOLDER = "releases"
MANIFEST = "release.json"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A file of a release: its name, its size in bytes, and the SHA-256 of them."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release: the folder's name, the day, the record's version, how it is cited by language, and its files."""

    name: str
    day: str
    version: int
    citation: dict[str, str]
    files: tuple[ReleasedFile, ...]


def releases_in(folder: Path) -> tuple[Release, ...]:
    """The releases of a project, oldest first; what is no release of this form is passed over.

    >>> releases_in(Path("no such folder"))
    ()
    """
    found = (_release(place) for place in sorted((folder / FOLDER).glob(f"[!.]*/{MANIFEST}")))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.version, one.day)))


def _release(manifest: Path) -> Release | None:
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        files = tuple(ReleasedFile(str(one["name"]), int(one["bytes"]), str(one["sha256"])) for one in told["files"])
        citation = {str(lang): str(text) for lang, text in told["citation"].items()}
        return Release(manifest.parent.name, str(told["day"]), int(told["version"]), citation, files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def digest_of_released(file: Path) -> str:
    """The SHA-256 of a file, which may be large."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def faults_in_releases(folder: Path) -> Iterator[InputError]:
    """Files of releases that are missing, or that are not as they were when they were released."""
    for place in sorted((folder / FOLDER).glob("[!.]*")):
        release = _release(place / MANIFEST)
        if release is None:
            yield InputError("release-unreadable", file=str(place / MANIFEST), remedy="bring-release-back")
            continue
        for one in release.files:
            file = place / one.name
            if Path(one.name).name != one.name or not file.is_file() or digest_of_released(file) != one.sha256:
                yield InputError("release-changed", file=str(file), remedy="bring-release-back")
