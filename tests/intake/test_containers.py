"""Archives, web archives, mails and feeds give each document in them; what is hostile is refused, and the rest goes on."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
import zstandard
from made_pdf import column, made_pdf

from servanda.document import Document
from servanda.errors import InputError
from servanda.intake import document_of, received_from, received_in

PAGE = (
    b'<!doctype html><html lang="en"><head><title>Bridge half built</title></head>'
    b"<body><h1>Bridge half built</h1><p>The bridge is half built, the minister told the council.</p></body></html>"
)
RUSSIAN = "Министр сообщил, что мост построен наполовину.".encode()


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def tarred(*parts: tuple[tarfile.TarInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as package:
        for part, data in parts:
            part.size = len(data)
            package.addfile(part, io.BytesIO(data))
    return out.getvalue()


def answer(body: bytes, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body


def record(block: bytes, address: str = "https://a.example/bridge.html", kind: str = "response") -> bytes:
    content = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-05-04T06:00:00Z\r\n"
        f"Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def documents(data: bytes, name: str) -> dict[str, Document | str]:
    """What comes of bytes: each document by its place, or what is told of what cannot be had."""
    found: dict[str, Document | str] = {}
    for one in received_from(data, name):
        try:
            if isinstance(one, InputError):
                raise one
            found[one.name] = document_of(one)
        except InputError as fault:
            found[str(fault.file)] = fault.told("en", place=False)
    return found


def texts(data: bytes, name: str) -> dict[str, str]:
    return {place: one if isinstance(one, str) else one.text for place, one in documents(data, name).items()}


def test_a_zip_of_everything() -> None:
    inner = zipped({"note.txt": b"They met in the capital."})
    found = documents(
        zipped({"a/page.html": PAGE, "report.pdf": made_pdf([column(["The bridge is ready."])]), "more.zip": inner}),
        "all.zip",
    )
    assert {place: one.media_type for place, one in found.items() if isinstance(one, Document)} == {
        "all.zip!/a/page.html": "text/html",
        "all.zip!/report.pdf": "application/pdf",
        "all.zip!/more.zip!/note.txt": "text/plain",
    }
    assert found["all.zip!/a/page.html"].doc == "page"  # type: ignore[union-attr]


def test_names_in_a_zip_that_are_not_marked_as_utf8() -> None:
    data = zipped({"xxxx.txt": RUSSIAN, "yyyyyyyy.txt": RUSSIAN})
    data = data.replace(b"xxxx.txt", "Мост.txt".encode("cp866")).replace(b"yyyyyyyy.txt", "Мост.txt".encode())
    assert list(documents(data, "a.zip")) == ["a.zip!/Мост.txt"] and len(list(received_from(data, "a.zip"))) == 2


def test_a_part_of_a_zip_that_has_no_name_is_refused_and_the_rest_taken() -> None:
    data = zipped({"q/": b"", "q": b"Anna said no.", "b.txt": b"Boris said yes."}).replace(b"q", b"\0")
    read = texts(data, "plan.zip")
    assert read.pop("plan.zip").startswith("What is packed here is damaged") and list(read.values()) == [
        "Boris said yes."
    ]


def test_what_systems_add_to_archives_is_left_out() -> None:
    assert list(texts(zipped({"__MACOSX/a.txt": b"x", ".DS_Store": b"x", "a.txt": b"They met."}), "a.zip")) == [
        "a.zip!/a.txt"
    ]


@pytest.mark.parametrize(
    ("pack", "suffix"),
    [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz"), (zstandard.compress, "zst"), (bytes, "")],
)
def test_a_tar_however_it_is_packed(pack: object, suffix: str) -> None:
    data = tarred((tarfile.TarInfo("a/page.html"), PAGE), (tarfile.TarInfo("b.txt"), RUSSIAN))
    name = f"a.tar.{suffix}".rstrip(".")
    found = texts(pack(data), name)  # type: ignore[operator]
    assert list(found) == [f"{name}!/a/page.html", f"{name}!/b.txt"]
    assert found[f"{name}!/b.txt"] == RUSSIAN.decode()


@pytest.mark.parametrize(("pack", "suffix"), [(gzip.compress, "gz"), (zstandard.compress, "zst")])
def test_one_page_that_is_packed(pack: object, suffix: str) -> None:
    found = documents(pack(PAGE), f"page.html.{suffix}")  # type: ignore[operator]
    [(place, document)] = found.items()
    assert place == f"page.html.{suffix}!/page.html"
    assert isinstance(document, Document) and document.title == "Bridge half built"


def test_links_devices_and_climbing_names_in_a_tar() -> None:
    link, device, up = tarfile.TarInfo("link.txt"), tarfile.TarInfo("device"), tarfile.TarInfo("../../up.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    device.type = tarfile.CHRTYPE
    found = texts(tarred((link, b""), (device, b""), (up, b"They met.")), "a.tar")
    assert found["a.tar!/../../up.txt"] == "They met."  # a name only: nothing is written anywhere
    assert "link" in found["a.tar!/link.txt"] and "device" in found["a.tar!/device"]


def test_a_tar_with_a_name_that_is_no_utf8() -> None:
    data = tarred((tarfile.TarInfo("caf_.txt"), b"They met.")).replace(b"caf_.txt", b"caf\xe9.txt")
    head = bytearray(data)
    total = sum(head[:148]) + 8 * 32 + sum(head[156:512])
    head[148:156] = f"{total:06o}\0 ".encode()
    assert list(texts(bytes(head), "a.tar")) == ["a.tar!/caf\\xe9.txt"]


def test_a_web_archive() -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    warc = b"".join(
        gzip.compress(one)
        for one in (
            record(b"software: x", kind="warcinfo"),
            record(answer(PAGE)),
            record(
                answer(gzip.compress(PAGE), "Content-Type: text/html\r\nContent-Encoding: gzip"), "https://a.example/2"
            ),
            record(answer(chunked, "Content-Type: text/html\r\nTransfer-Encoding: chunked"), "https://a.example/3"),
            record(answer(b"\x89PNG", "Content-Type: image/png"), "https://a.example/logo.png"),
            record(answer(b"", "Location: /x", "301 Moved"), "https://a.example/old"),
            record(answer(b"<p>No.</p>", status="403 Forbidden"), "https://a.example/kept"),
            record(answer(b"<p>Gone.</p>", status="404 Not Found"), "https://a.example/gone"),
            record(
                answer("Мост готов.".encode("cp1251"), "Content-Type: text/plain; charset=windows-1251"),
                "https://a.example/t",
            ),
        )
    )
    found = documents(warc, "crawl.warc.gz")
    places = [f"crawl.warc.gz!/https://a.example/{end}@2031-05-04T06:00:00Z" for end in ("bridge.html", "2", "3")]
    pages = [found[place] for place in places]
    assert all(isinstance(one, Document) for one in pages)
    assert len({one.digest for one in pages if isinstance(one, Document)}) == 1
    first = pages[0]
    assert isinstance(first, Document)
    assert (first.address, first.captured) == ("https://a.example/bridge.html", "2031-05-04T06:00:00Z")
    told = {place.split("/")[-1].split("@")[0]: one for place, one in found.items() if isinstance(one, str)}
    assert sorted(told) == ["gone", "kept"]
    assert "refused" in told["kept"] and "403" in told["kept"] and "404" in told["gone"]
    assert found["crawl.warc.gz!/https://a.example/t@2031-05-04T06:00:00Z"].text == "Мост готов."  # type: ignore[union-attr]


def test_a_wacz_is_its_web_archives() -> None:
    wacz = zipped(
        {
            "datapackage.json": b"{}",
            "pages/pages.jsonl": b"{}",
            "archive/data.warc.gz": gzip.compress(record(answer(PAGE))),
            "indexes/index.cdx": b"x",
        }
    )
    [(place, document)] = documents(wacz, "a.wacz").items()
    assert place == "a.wacz!/archive/data.warc.gz!/https://a.example/bridge.html@2031-05-04T06:00:00Z"
    assert isinstance(document, Document) and document.doc == "bridge"


@pytest.mark.parametrize("kept", [20, 150, 350])
def test_a_web_archive_that_is_cut_short_keeps_what_stands_before(kept: int) -> None:
    whole = record(answer(PAGE))
    found = texts(whole + whole.replace(b"bridge.html", b"tunnel.html")[:kept], "a.warc")
    assert [place for place in found if "bridge" in place] and "damaged" in found["a.warc"]


def mail(**more: object) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = "Пресс-служба <press@a.example>", "desk@b.example"
    made["Subject"], made["Date"] = "Мост построен наполовину", "Sun, 04 May 2031 09:30:00 +0300"
    made.set_content(RUSSIAN.decode(), charset="koi8-r")
    return made


def test_a_mail_with_attachments() -> None:
    made = mail()
    made.add_attachment(
        made_pdf([column(["The bridge is ready."])]), maintype="application", subtype="pdf", filename="отчёт.pdf"
    )
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "a@b.example", "c@d.example", "Tunnel"
    inner.set_content("The tunnel is ready.")
    made.add_attachment(inner)
    found = documents(made.as_bytes(), "mail.eml")
    body = found["mail.eml"]
    assert isinstance(body, Document)
    assert (body.title, body.publisher, str(body.published), body.lang) == (
        "Мост построен наполовину",
        "Пресс-служба",
        "2031-05-04",
        "ru",
    )
    assert body.text.strip() == RUSSIAN.decode()
    rest = {
        place: one.text.strip() for place, one in found.items() if isinstance(one, Document) and place != "mail.eml"
    }
    assert rest == {"mail.eml!/отчёт.pdf": "The bridge is ready.", "mail.eml!/part 3": "The tunnel is ready."}


def saved(page: bytes, address: str = "https://a.example/bridge.html") -> bytes:
    import base64

    return (
        (
            f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: x\r\n"
            "Date: Sun, 04 May 2031 06:00:00 -0000\r\n"
            'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
            "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://a.example/x.png\r\n\r\neA==\r\n"
            f"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {address}\r\n\r\n"
        ).encode()
        + base64.encodebytes(page)
        + b"\r\n--b--\r\n"
    )


def test_a_page_saved_by_a_browser_is_the_page() -> None:
    [(place, document)] = documents(saved(PAGE), "page.mhtml").items()
    assert isinstance(document, Document)
    [alone] = documents(PAGE, "page.html").values()
    assert isinstance(alone, Document) and document.digest == alone.digest
    assert (place, document.doc, document.title) == ("page.mhtml", "bridge", "Bridge half built")
    assert (document.address, document.captured) == ("https://a.example/bridge.html", "2031-05-04")


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Агентство</title><link>https://a.example</link>
<item><title>Мост готов</title><link>https://a.example/1</link><pubDate>Sun, 04 May 2031 09:30:00 +0300</pubDate>
<description>Коротко.</description><content:encoded><![CDATA[<p>Министр сообщил, что мост готов.</p>]]></content:encoded></item>
<item><title>Тоннель &amp; дорога</title><guid>https://a.example/2</guid><description>Тоннель строят.</description></item>
<item><guid>3</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Agence</title>
<entry><title type="html">Le pont &lt;b&gt;avance&lt;/b&gt;</title>
<link rel="alternate" href="https://a.example/fr/1"/><id>urn:1</id><published>2031-05-04T23:30:00+03:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le pont est à moitié construit.</p></div></content>
</entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Agency",
    "items": [
        {"id": "1", "url": "https://a.example/en/1", "title": "Bridge", "date_published": "2031-05-04T01:00:00Z",
         "content_html": "<p>The bridge is half built.</p>"},
        {"id": "2", "content_text": "The tunnel is ready.\n\nThe road is not."},
    ],
}  # fmt: skip
TELEGRAM = {
    "name": "Министерство",
    "type": "public_channel",
    "id": 7,
    "messages": [
        {"id": 1, "type": "service", "date": "2031-05-01T10:00:00", "text": ""},
        {"id": 2, "type": "message", "date": "2031-05-04T10:00:00", "text": ["Мост ", {"type": "bold", "text": "готов"}, "."]},
        {"id": 3, "type": "message", "date": "2031-05-05T10:00:00", "photo": "x.jpg", "text": ""},
    ],
}  # fmt: skip


def test_rss() -> None:
    found = documents(RSS.encode(), "news.xml")
    first, second = found["news.xml!/https://a.example/1"], found["news.xml!/https://a.example/2"]
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.text == "Мост готов\n\nМинистр сообщил, что мост готов."
    assert (first.address, first.publisher, str(first.published), first.title) == (
        "https://a.example/1",
        "Агентство",
        "2031-05-04",
        "Мост готов",
    )
    assert second.text == "Тоннель & дорога\n\nТоннель строят."
    assert "no words" in str(found["news.xml!/3"])


def test_atom() -> None:
    [document] = documents(ATOM.encode(), "a.atom").values()
    assert isinstance(document, Document)
    assert document.text == "Le pont avance\n\nLe pont est à moitié construit."
    assert (document.address, str(document.published), document.publisher) == (
        "https://a.example/fr/1",
        "2031-05-04",
        "Agence",
    )


def test_json_feed() -> None:
    found = documents(json.dumps(JSON_FEED).encode(), "feed.json")
    assert [one.text for one in found.values() if isinstance(one, Document)] == [
        "Bridge\n\nThe bridge is half built.",
        "The tunnel is ready.\n\nThe road is not.",
    ]


def test_an_export_of_telegram() -> None:
    [(place, document)] = documents(json.dumps(TELEGRAM, ensure_ascii=False).encode(), "result.json").items()
    assert isinstance(document, Document)
    assert (place, document.text, document.publisher, str(document.published)) == (
        "result.json!/message 2",
        "Мост готов.",
        "Министерство",
        "2031-05-04",
    )


def test_an_entry_is_the_same_document_in_a_later_copy_of_its_feed() -> None:
    news = "<item><title>Новое</title><description>Новость.</description></item>"
    later = RSS.replace("<item><title>Мост", f"{news}<item><title>Мост")
    one, two = (documents(text.encode(), "n.xml")["n.xml!/https://a.example/1"] for text in (RSS, later))
    assert isinstance(one, Document) and isinstance(two, Document) and one.digest == two.digest


def test_archives_too_deep_or_too_large_are_stopped() -> None:
    data = b"They met."
    for _ in range(6):
        data = zipped({"a.zip": data})
    assert "deep" in " ".join(texts(data, "deep.zip").values())
    bomb = zipped({f"{number}.txt": b"a" * 15_000_000 for number in range(8)})
    assert "unpacks to more than 100,000,000" in str([*received_from(bomb, "bomb.zip")][-1])
    assert len(bomb) < 200_000
    assert "20,000,000" in texts(gzip.compress(b"a" * 21_000_000), "a.txt.gz")["a.txt.gz"]


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    assert [type(one) for one in (*received_in(tmp_path), *received_in(tmp_path / "a.zip"))] == [InputError, InputError]
