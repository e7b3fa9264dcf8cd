"""Bad inputs by name: the file's name, its bytes, and the message that it must end in, written from what the file is."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

import zstandard
from made_pdf import column, made_pdf

Made = Callable[[], bytes]

_WORDS = b"The minister said that the bridge was half built, and that the works were to go on in the spring."
_PDF = made_pdf([column([_WORDS.decode()])])
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
_LAUGHS = f'<?xml version="1.0"?><!DOCTYPE rss [{_ENTITIES}]>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIL = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: Bridge\r\nMIME-Version: 1.0\r\n"


def _zip(files: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            if change:
                change(part)
            package.writestr(part, data)
    return out.getvalue()


def _nested(times: int) -> bytes:
    data = _WORDS
    for _ in range(times):
        data = _zip({"a.zip": data})
    return data


def _as_link(part: zipfile.ZipInfo) -> None:
    part.external_attr = 0o120777 << 16


def _tar(kind: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as package:
        part = tarfile.TarInfo("a.txt")
        part.type, part.linkname = kind, "/etc/passwd"
        package.addfile(part)
    return out.getvalue()


def _good_tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as package:
        part = tarfile.TarInfo("a.txt")
        part.size = len(_WORDS)
        package.addfile(part, io.BytesIO(_WORDS))
    return out.getvalue()


def _docx(body: str) -> bytes:
    document = f'<w:document xmlns:w="{_WORD}">{body}</w:document>'.encode()
    return _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": document})


def _odt(body: str) -> bytes:
    content = f'<o:c xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0">{body}</o:c>'.encode()
    return _zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content})


def _warc(block: bytes, length: object = None) -> bytes:
    size = len(block) if length is None else length
    return (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/b\r\nWARC-Date: 2031-05-04T06:00:00Z\r\n"
        f"Content-Type: application/http\r\nContent-Length: {size}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def _http(body: bytes, headers: str = "", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body


def _looping_pdf() -> bytes:
    return made_pdf(["picture"]).replace(b"/Kids [", b"/Kids [2 0 R 2 0 R ")


def _multipart(depth: int) -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
    return _MAIL + opened + b"Content-Type: image/png\r\n\r\nx\r\n"


BAD: dict[str, tuple[str, Made, str]] = {
    # texts
    "nothing": ("a.txt", lambda: b"", "nothing-in-it"),
    "white space": ("a.txt", lambda: b" \n\t\r\n" * 100, "nothing-in-it"),
    "no-break spaces": ("a.txt", lambda: "\u00a0\u2003".encode() * 50, "only-white-space"),
    "null bytes": ("a.txt", lambda: b"They\x00met.", "nul-bytes"),
    "null bytes only": ("a.txt", lambda: b"\x00" * 5000, "nul-bytes"),
    "control signs": ("a.txt", lambda: b"\x01\x02\x03 met \x04\x05" * 50, "unknown-encoding"),
    "noise": ("a.txt", lambda: bytes(range(1, 256)) * 20, "unknown-encoding"),
    # pages
    "a page of nothing": ("a.html", lambda: b"<!doctype html><html><body></body></html>", "page-shows-no-text"),
    "a page of comments": ("a.html", lambda: b"<html><!-- " + _WORDS + b" --></html>", "page-shows-no-text"),
    "a page of script": ("a.html", lambda: b"<html><script>var a = 1</script></html>", "page-shows-no-text"),
    "a page that needs its script": ("a.html", lambda: b"<p>Please enable JavaScript to go on.</p>", "page-is-script"),
    "a captcha": ("a.html", lambda: b"<p>Verify you are human.</p>", "page-is-captcha"),
    "a refusal": ("a.html", lambda: b"<h1>Access denied</h1>", "page-is-refusal"),
    "deep markup": ("a.html", lambda: b"<div>" * 200_000 + _WORDS, "markup-too-deep"),
    "a flood of tags": ("a.html", lambda: b"<p>a</p>" * 200_000, "too-many-tags"),
    "markup left open": ("a.html", lambda: b"<div>" * 900 + b"<b><i>" * 20_000, "markup-too-deep"),
    # PDF
    "a PDF of its head": ("a.pdf", lambda: b"%PDF-1.7\n", "pdf-damaged"),
    "a PDF cut in the middle": ("a.pdf", lambda: _PDF[: len(_PDF) // 2], "pdf-damaged"),
    "a PDF of noise": ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "pdf-damaged"),
    "a PDF without pages": ("a.pdf", lambda: made_pdf([]), "pdf-damaged"),
    "a PDF of white pages": ("a.pdf", lambda: made_pdf([[], []]), "pdf-shows-no-text"),
    "a scan": ("a.pdf", lambda: made_pdf(["picture"]), "needs-ocr"),
    "a PDF whose pages go in circles": ("a.pdf", _looping_pdf, "needs-ocr"),
    "a PDF of nested lists": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"\nendobj", "pdf-damaged"),
    # office
    "a DOCX of nothing": ("a.docx", lambda: _docx(""), "office-file-shows-no-text"),
    "a DOCX with entities": ("a.docx", lambda: _docx("<!DOCTYPE a [<!ENTITY b 'c'>]>"), "brings-entities"),
    "a DOCX that is no XML": ("a.docx", lambda: _docx("<w:p>"), "no-office-file"),
    "a deep DOCX": ("a.docx", lambda: _docx("<w:p>" * 5000 + "</w:p>" * 5000), "markup-too-deep"),
    "a DOCX cut short": ("a.docx", lambda: _docx("<w:p/>")[:-40], "archive-damaged"),
    "a DOCX that unpacks without end": ("a.docx", lambda: _docx(" " * 201_000_000), "unpacks-too-large"),
    "an ODT of nothing": ("a.odt", lambda: _odt(""), "office-file-shows-no-text"),
    "an ODT with entities": ("a.odt", lambda: _odt("<!ENTITY b 'c'>"), "brings-entities"),
    "an ODT that is no XML": ("a.odt", lambda: _odt("</x>"), "no-office-file"),
    "an office file of no text": ("a.xlsx", lambda: _zip({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "looks-like"),
    # archives
    "an empty ZIP": ("a.zip", lambda: b"PK\x05\x06" + bytes(18), "archive-empty"),
    "a ZIP of an empty file": ("a.zip", lambda: _zip({"a.txt": b""}), "nothing-in-it"),
    "a ZIP cut short": ("a.zip", lambda: _zip({"a.txt": _WORDS})[:-30], "archive-damaged"),
    "a ZIP with a wrong sum": ("a.zip", lambda: _zip({"a.txt": _WORDS}).replace(b"PK\x01\x02", b"PK\x01\x02", 1)
        .replace(struct.pack("<L", zlib.crc32(_WORDS)), b"abcd"), "archive-damaged"),
    "a ZIP with a link": ("a.zip", lambda: _zip({"a": b"/etc/passwd"}, _as_link), "part-is-link"),
    "a ZIP in ZIPs": ("a.zip", lambda: _nested(8), "archive-too-deep"),
    "a ZIP that unpacks to much": (
        "a.zip", lambda: _zip({f"{n}.txt": b"\n" * 19_000_000 for n in range(6)}), "archive-too-large"),
    "a ZIP with a large file": ("a.zip", lambda: _zip({"a.txt": b"a" * 20_000_001}), "document-too-large"),
    "a ZIP with a list of millions": (
        "a.zip", lambda: _zip({"a.txt": _WORDS})[:-10] + struct.pack("<LLH", 3_000_000_000, 0, 0), "too-many-in-archive"),
    "a TAR with a link": ("a.tar", lambda: _tar(tarfile.SYMTYPE), "part-is-link"),
    "a TAR with a hard link": ("a.tar", lambda: _tar(tarfile.LNKTYPE), "part-is-link"),
    "a TAR with a device": ("a.tar", lambda: _tar(tarfile.BLKTYPE), "part-is-link"),
    "a TAR with a pipe": ("a.tar", lambda: _tar(tarfile.FIFOTYPE), "part-is-link"),
    "a TAR cut short": ("a.tar", lambda: _good_tar()[:540], "archive-damaged"),
    "a gzip cut short": ("a.txt.gz", lambda: gzip.compress(_WORDS)[:-12], "archive-damaged"),
    "a gzip with a wrong sum": ("a.txt.gz", lambda: gzip.compress(_WORDS)[:-8] + bytes(8), "archive-damaged"),
    "a gzip of nothing": ("a.txt.gz", lambda: gzip.compress(b""), "nothing-in-it"),
    "a gzip of a line without end": ("a.txt.gz", lambda: gzip.compress(b"a" * 40_000_000), "document-too-large"),
    "a bzip2 cut short": ("a.txt.bz2", lambda: bz2.compress(_WORDS)[:-12], "archive-damaged"),
    "an xz cut short": ("a.txt.xz", lambda: lzma.compress(_WORDS)[:-12], "archive-damaged"),
    "a zstd with a wrong head": ("a.txt.zst", lambda: zstandard.compress(_WORDS)[:4] + b"\xff" * 40, "archive-damaged"),
    # web archives
    "a WARC of its first line": ("a.warc", lambda: b"WARC/1.1\r\n", "web-archive-damaged"),
    "a WARC without a length": ("a.warc", lambda: _warc(b"", ""), "web-archive-damaged"),
    "a WARC with a negative length": ("a.warc", lambda: _warc(b"abc", -3), "web-archive-damaged"),
    "a WARC that promises more": ("a.warc", lambda: _warc(b"abc", 10**14), "web-archive-damaged"),
    "an answer of no server": ("a.warc", lambda: _warc(b"hello"), "no-answer-of-server"),
    "an answer of nothing": ("a.warc", lambda: _warc(_http(b"")), "nothing-in-it"),
    "a page that is kept back": ("a.warc", lambda: _warc(_http(b"x", status="403 Forbidden")), "server-refused"),
    "a page that is gone": ("a.warc", lambda: _warc(_http(b"x", status="404 Not Found")), "server-had-no-page"),
    "an answer whose gzip is damaged": (
        "a.warc", lambda: _warc(_http(gzip.compress(_WORDS)[:-9], "Content-Encoding: gzip\r\n")), "archive-damaged"),
    "an answer that unpacks without end": (
        "a.warc", lambda: _warc(_http(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip\r\n")), "document-too-large"),
    "an answer in Brotli": ("a.warc", lambda: _warc(_http(b"\x0b\x02", "Content-Encoding: br\r\n")), "packed-in-unknown-way"),
    # mails and feeds
    "a mail of nothing": ("a.eml", lambda: _MAIL + b"Content-Type: text/plain\r\n\r\n", "mail-shows-no-text"),
    "a mail of a picture": ("a.eml", lambda: _MAIL + b"Content-Type: image/png\r\n\r\nx", "mail-shows-no-text"),
    "a mail with deep parts": ("a.eml", lambda: _multipart(1_500), "mail-damaged"),
    "a mail of many parts": (
        "a.eml", lambda: _MAIL + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n" * 10**6,
        "too-many-in-archive"),
    "a feed of many elements": ("a.xml", lambda: b"<rss>" + b"<a/>" * 200_001, "too-many-tags"),
    "a feed with laughing entities": ("a.xml", lambda: (_LAUGHS + "<rss><channel>&e9;</channel></rss>").encode(),
        "feed-declares-entities"),
    "a feed that reads a file": ("a.xml", lambda: b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
        "feed-declares-entities"),
    "a feed of nothing": ("a.xml", lambda: b"<rss><channel><title>A</title></channel></rss>", "feed-empty"),
    "a feed that does not end": ("a.xml", lambda: b"<rss><channel>" + b"<item><title>a</title></item>" * 1000, "feed-damaged"),
    "a deep feed": ("a.xml", lambda: b"<rss>" + b"<a>" * 1000, "markup-too-deep"),
    "a JSON feed cut short": ("a.json", lambda: b'{"version": "https://jsonfeed.org/version/1.1", "items": [{', "feed-damaged"),
    "a JSON feed of numbers": (
        "a.json", lambda: b'{"version": "https://jsonfeed.org/version/1.1", "items": [1, 2]}', "feed-empty"),
    "a deep JSON feed": (
        "a.json", lambda: b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000, "feed-damaged"),
    "an export without messages": (
        "a.json", lambda: json.dumps({"type": "public_channel", "messages": []}).encode(), "feed-empty"),
    # what is no document
    "a PNG": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "needs-ocr"),
    "a JPEG": ("a.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(50), "needs-ocr"),
    "a program": ("a", lambda: b"\x7fELF" + bytes(50), "looks-like"),
    "a database": ("a.db", lambda: b"SQLite format 3\x00" + bytes(50), "looks-like"),
    "an old office file": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "looks-like"),
    "an RTF": ("a.rtf", lambda: b"{\\rtf1 They met.}", "looks-like"),
    "a 7z": ("a.7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(50), "looks-like"),
    "a film": ("a.mp4", lambda: bytes(4) + b"ftypisom" + bytes(50), "looks-like"),
}  # fmt: skip
