"""Archives of files, ZIP and TAR, and single files packed by gzip, bzip2, xz or zstd.

Takes a stream, gives what is in it, one thing after another, each by itself: nothing is written to disk, so a name leads nowhere.
Links and devices are refused. Names that are not UTF-8 are read in the encoding that old programs wrote, or with their bytes
written out.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

import zstandard

from servanda.errors import BinaryInput, InputError, InputTooLarge
from servanda.intake.budget import MOST_THINGS, Budget, Counted, Source, limited
from servanda.received import Received

__all__ = ["FAULTS", "in_tar", "in_zip", "unpacked"]

FAULTS = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
    NotImplementedError, OverflowError, RecursionError, RuntimeError, zstandard.ZstdError,
)  # fmt: skip
"""What the libraries raise where bytes are damaged."""
_ENTRY = 46
"""Bytes of the smallest entry in a ZIP's list."""
_TAIL = 22 + 65_535
_WIDEST_WINDOW = 1 << 27
_UTF8, _LOCKED = 0x800, 0x1
_MARKS = (
    (b"\x1f\x8b", "gzip", (".gz", ".gzip", ".tgz")),
    (b"BZh", "bzip2", (".bz2", ".tbz2", ".tbz")),
    (b"\xfd7zXZ\x00", "xz", (".xz", ".txz")),
    (b"(\xb5/\xfd", "zstd", (".zst", ".zstd", ".tzst")),
)


def in_zip(one: Received, stream: BinaryIO, budget: Budget) -> Iterator[Received | InputError]:
    """What is in a ZIP; in a WACZ, only its web archives."""
    _check_list(stream, one.name)
    with zipfile.ZipFile(stream) as package:
        parts = package.infolist()
        names = {part.filename for part in parts}
        is_wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
        for part in parts:
            name = _zip_name(part)
            if not name:
                yield BinaryInput("archive-damaged", file=one.name, remedy="pack-again")
                continue
            if part.is_dir() or is_hidden(name) or (is_wacz and not name.startswith("archive/")):
                continue
            budget.count()
            try:
                yield Received(one.file, _zip_bytes(package, part, one.told_of(name), budget), one.named(name))
            except InputError as fault:
                yield fault


def _zip_bytes(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, budget: Budget) -> bytes:
    if part.flag_bits & _LOCKED:
        raise BinaryInput("part-locked", file=name, remedy="save-without-password")
    if stat.S_ISLNK(part.external_attr >> 16):
        raise InputError("part-is-link", file=name, remedy="give-files-themselves")
    try:
        with package.open(part) as source:
            return limited(Counted(source, budget), name)
    except FAULTS as fault:
        raise BinaryInput("archive-damaged", file=name, remedy="pack-again") from fault


def _zip_name(part: zipfile.ZipInfo) -> str:
    """A name as it was meant: UTF-8 even where it is not marked as that, else the code page of DOS for Cyrillic."""
    if part.flag_bits & _UTF8 or part.filename.isascii():
        return part.filename
    try:
        raw = part.filename.encode("cp437")
    except UnicodeError:
        return part.filename
    try:
        return raw.decode("utf-8")
    except UnicodeError:
        cyrillic = raw.decode("cp866")
    letters = [sign for sign in cyrillic if not sign.isascii()]
    return cyrillic if all("А" <= sign <= "ё" for sign in letters) else part.filename


def _check_list(stream: BinaryIO, name: str) -> None:
    """Refuse a ZIP whose list of entries is too long to be loaded."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    found = tail.rfind(b"PK\x05\x06")
    listed = int.from_bytes(tail[found + 12 : found + 16], "little") if found >= 0 else 0
    larger = tail.rfind(b"PK\x06\x06")
    if larger >= 0:
        listed = max(listed if listed < 0xFFFFFFFF else 0, int.from_bytes(tail[larger + 40 : larger + 48], "little"))
    stream.seek(0)
    if listed > MOST_THINGS * _ENTRY:
        raise InputTooLarge("too-many-in-archive", file=name, remedy="unpack", limit=MOST_THINGS)


def in_tar(one: Received, stream: Source, budget: Budget) -> Iterator[Received | InputError]:
    """What is in a TAR."""
    with tarfile.open(fileobj=cast(BinaryIO, stream), mode="r|", errors="surrogateescape") as package:
        for part in package:
            name = _printable(part.name)
            if part.isdir() or is_hidden(name):
                continue
            budget.count()
            shown = one.told_of(name)
            source = package.extractfile(part) if part.isreg() else None
            if source is None:
                yield InputError("part-is-link", file=shown, remedy="give-files-themselves")
                continue
            try:
                data = limited(cast(Source, Counted(cast(Source, source), budget)), shown)
                if len(data) < part.size:
                    raise BinaryInput("archive-damaged", file=shown, remedy="pack-again")
                yield Received(one.file, data, one.named(name))
            except InputError as fault:
                yield fault


def _printable(name: str) -> str:
    """A name with the bytes of it that are no UTF-8 written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def is_hidden(name: str) -> bool:
    """Whether a name in an archive is one of those that systems add by themselves.

    >>> is_hidden("__MACOSX/a.html"), is_hidden("a/.DS_Store"), is_hidden("../a.html")
    (True, True, False)
    """
    parts = name.split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part.strip(".") for part in parts)


def unpacked(stream: BinaryIO, head: bytes) -> Source | None:
    """The bytes that are packed in a stream; None where it is not packed.

    >>> unpacked(io.BytesIO(gzip.compress(b"They met.")), b"\\x1f\\x8b").read(4)
    b'They'
    """
    kind = next((kind for mark, kind, _ in _MARKS if head.startswith(mark)), None)
    if kind == "gzip":
        return gzip.GzipFile(fileobj=stream)
    if kind == "bzip2":
        return bz2.BZ2File(stream)
    if kind == "xz":
        return lzma.LZMAFile(stream)
    if kind == "zstd":
        reader = zstandard.ZstdDecompressor(max_window_size=_WIDEST_WINDOW)
        return cast(Source, reader.stream_reader(stream, read_across_frames=True))
    return None


def unpacked_name(name: str) -> str:
    """The name of a file without the suffix that packing gave it.

    >>> unpacked_name("a.html.gz"), unpacked_name("a.tgz"), unpacked_name("a.html")
    ('a.html', 'a.tar', 'a.html')
    """
    for _, _, suffixes in _MARKS:
        for suffix in suffixes:
            if name.lower().endswith(suffix):
                return name[: -len(suffix)] + (".tar" if suffix.startswith(".t") else "")
    return name
