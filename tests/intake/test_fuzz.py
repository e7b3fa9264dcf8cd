"""A target for each parser: whatever is changed in a good input, nothing but documents and errors comes of it."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from made_pdf import column, made_pdf

from servanda.errors import InputError
from servanda.intake import document_of, received_from

WORDS = b"The bridge is half built, the minister told the council."
PAGE = b"<!doctype html><html lang=en><title>Bridge</title><h1>Bridge</h1><table><tr><td>" + WORDS + b"</table></html>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
SIGNS = [
    b"\x00",
    b"\xff" * 4,
    b"<",
    b">",
    b"]]>",
    b"--b\r\n",
    b"PK\x01\x02",
    b"\x1f\x8b",
    b"&#0;",
    b"<!DOCTYPE",
    b"[[[",
    b"-1",
]


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as package:
        part = tarfile.TarInfo("a.html")
        part.size = len(PAGE)
        package.addfile(part, io.BytesIO(PAGE))
    return out.getvalue()


def warc(carried: bytes = PAGE, headers: bytes = b"") -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + b"\r\n" + carried
    head = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/b\r\nContent-Type: application/http\r\n"
    )
    return (head + b"Content-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n") * 2


MAIL = b"From: A <a@b.example>\r\nTo: c@d.example\r\nSubject: =?utf-8?b?0JzQvtGB0YI=?=\r\nMIME-Version: 1.0\r\n"
PARTS = b'Content-Type: multipart/%s; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
DOCX = (
    f'<w:d xmlns:w="{WORD}"><w:p><w:t>{WORDS.decode()}</w:t></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:d>'
)
ODT = f'<t:d xmlns:t="{ODF}:text:1.0"><t:p>{WORDS.decode()}<t:s/></t:p></t:d>'
SEEDS = {
    "text": WORDS * 3,
    "html": PAGE,
    "markdown": b"---\ndate: 2031-05-04\n---\n# Bridge\n\n| a | b |\n|---|---|\n| c | d |\n\n" + WORDS,
    "pdf": made_pdf([column([WORDS.decode()])]),
    "docx": zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": DOCX.encode()}),
    "odt": zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": ODT.encode()}),
    "zip": zipped({"a.html": PAGE, "b.txt": WORDS}),
    "tar": tar(),
    "tar.gz": gzip.compress(tar()),
    "bzip2": bz2.compress(WORDS),
    "xz": lzma.compress(WORDS),
    "zstd": zstandard.compress(warc()),
    "warc": warc(),
    "warc, packed answer": warc(gzip.compress(PAGE), b"Content-Encoding: gzip\r\n"),
    "warc, chunks": warc(b"5\r\n<p>Th\r\n4\r\ney m\r\n0\r\n\r\n", b"Transfer-Encoding: chunked\r\n"),
    "eml": MAIL + PARTS % b"mixed" + b"\r\n" + PAGE + b"\r\n--b--\r\n",
    "mhtml": MAIL + PARTS % b"related" + b"Content-Location: https://a.example/b\r\n\r\n" + PAGE + b"\r\n--b--\r\n",
    "rss": b"<rss><channel><item><title>B</title><description>" + WORDS + b"</description></item></channel></rss>",
    "atom": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>B</title><content>"
    + WORDS
    + b"</content></entry></feed>",
    "json feed": json.dumps(
        {"version": "https://jsonfeed.org/version/1", "items": [{"content_text": "Met."}]}
    ).encode(),
    "telegram": json.dumps(
        {"type": "public_channel", "messages": [{"id": 1, "type": "message", "text": ["Met."]}]}
    ).encode(),
}


def test_each_seed_is_good() -> None:
    for kind, seed in SEEDS.items():
        found = list(received_from(seed, "a.md" if kind == "markdown" else "a"))
        assert found and all(document_of(one).text for one in found if not isinstance(one, InputError)), kind
        assert not [one for one in found if isinstance(one, InputError)], kind


@pytest.mark.parametrize("kind", SEEDS)
@given(data=st.data())
def test_a_changed_input(kind: str, data: st.DataObject) -> None:
    changed = bytearray(SEEDS[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(changed) - 1))
        end = place + data.draw(st.integers(0, 4))
        changed[place:end] = data.draw(st.one_of(st.binary(max_size=4), st.sampled_from(SIGNS)))
        changed = changed or bytearray(b"x")
    for one in received_from(bytes(changed), "fuzz.md" if kind == "markdown" else "fuzz"):
        try:
            if isinstance(one, InputError):
                raise one
            assert document_of(one).text.strip()
        except InputError as fault:
            assert fault.file and fault.file.startswith("fuzz")
