"""Every kind of file goes through an ingest of a folder: each document once, its bytes kept, what cannot be had told."""

import gzip
import hashlib
import io
import json
import sys
import zipfile

import fsspec
import pytest

from servanda import intake
from servanda.intake import table
from servanda.intake.storage import Address, named
from servanda.received import Received
from servanda.record import models

PAGE = (
    b'<!doctype html><html lang="en"><head><title>Bridge</title></head><body><h1>Bridge</h1>'
    b"<p>Anna says: 74% of the bridge is done.</p></body></html>"
)
FEED = (
    b'<rss version="2.0"><channel><title>Agency</title><item><title>Tunnel</title><link>https://a.example/t</link>'
    b"<description>Boris says: 60% of the tunnel is done.</description></item></channel></rss>"
)


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def warc(page):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/bridge\r\nWARC-Date: 2031-05-04T06:00:00Z\r\n"
        b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n"
    )
    return gzip.compress(head % len(block) + block + b"\r\n\r\n")


def mhtml(page):
    return (
        b"Snapshot-Content-Location: https://a.example/bridge\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        b"Content-Location: https://a.example/bridge\r\n\r\n" + page + b"\r\n--b--\r\n"
    )


@pytest.fixture
def files(world, monkeypatch):
    """A project whose intake is the real one, and a way to put files into it."""
    for module in (intake, table):
        monkeypatch.setitem(sys.modules, module.__name__, module)

    def write(name, data):
        (world.project.folder / "documents" / name).write_bytes(data)

    return write


def test_one_page_in_five_kinds_of_files_is_one_document(world, files):
    for name, data in (
        ("a.html", PAGE),
        ("b.zip", zipped({"copy.html": PAGE})),
        ("c.warc.gz", warc(PAGE)),
        ("d.mhtml", mhtml(PAGE)),
        ("e.html.gz", gzip.compress(PAGE)),
    ):
        files(name, data)
    outcome = world.project.ingest()
    assert (outcome.taken, outcome.refused) == (5, [])
    [document] = world.project.documents()
    assert document.taken_by.startswith("servanda ")
    paths = models.Receipt.objects.using(world.project.alias).order_by("pk").values_list("path", flat=True)
    assert list(paths) == [
        "documents/a.html",
        "documents/b.zip!/copy.html",
        "documents/c.warc.gz!/https://a.example/bridge@2031-05-04T06:00:00Z",
        "documents/d.mhtml",
        "documents/e.html.gz!/e.html",
    ]
    assert len(world.project.claims()) == 1
    again = world.project.ingest()
    assert (again.batch, again.taken, again.unchanged) == (None, 0, 5)


def test_a_page_that_a_browser_wrote_anew_is_a_copy_not_a_second_voice(world, files):
    files("a.html", PAGE)
    files("b.mhtml", mhtml(PAGE.replace(b"<body>", b'<body class="shown"><!-- saved -->')))
    world.project.ingest()
    assert models.Document.objects.using(world.project.alias).count() == 2
    assert models.NearDuplicate.objects.using(world.project.alias).get().similarity == 1


def test_the_rest_goes_on_where_something_in_an_archive_cannot_be_had(world, files):
    files("a.zip", zipped({"empty.txt": b"", "feed.xml": FEED, "page.html": PAGE}))
    outcome = world.project.ingest()
    assert outcome.taken == 2
    assert [str(error.file).partition("documents/")[2] for error in outcome.refused] == ["a.zip!/empty.txt"]
    assert {one.address for one in world.project.documents()} == {"https://a.example/t", None}
    again = world.project.ingest()
    assert (again.batch, again.unchanged, len(again.refused)) == (None, 2, 1)


def test_bytes_are_kept_and_checked(world, files):
    files("a.zip", zipped({"page.html": PAGE}))
    world.project.ingest()
    assert world.project.check() == []
    [kept] = [file for file in (world.project.folder / "originals").rglob("*") if file.is_file()]
    assert kept.read_bytes() == PAGE
    kept.write_bytes(PAGE + b" ")
    assert "not those that were received" in str(world.project.check()[0])
    kept.unlink()
    assert "ingest or fetch it again" in str(world.project.check()[0])
    world.project.ingest()
    assert world.project.check() == []


def test_what_comes_without_a_file(world, files):
    assert world.project.ingest([Received("pasted", PAGE)]).taken == 1
    assert world.project.ingest([Received("pasted", PAGE)]).unchanged == 1
    assert [one.doc for one in world.project.documents()] == ["pasted"]


def test_signs_that_no_database_keeps_are_written_otherwise(world, files):
    item = {"id": "x\0y", "title": "Bri\0dge", "content_text": "Anna says: 74% of the bridge is done."}
    files(
        "feed.json",
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "A\ud800B", "items": [item]}).encode(),
    )
    assert world.project.ingest().taken == 1
    (document,) = world.project.documents()
    assert (document.doc, document.title, document.publisher) == (r"x\x00y", "Bri\ufffddge", "A\ufffdB")


def test_a_path_may_be_longer_than_a_key_of_an_index(world, files):
    parts = [hashlib.sha256(bytes([number])).hexdigest() for number in range(60)]
    files("a.zip", zipped({f"{'/'.join(parts)}/page.html": PAGE}))
    assert world.project.ingest().taken == 1
    assert world.project.ingest().unchanged == 1


def test_a_name_made_of_a_long_address_is_cut(world, files):
    long = "b" * 3000
    pages = [PAGE.replace(b"74", str(share).encode()) for share in (10, 20)]
    files("a.zip", zipped({f"{folder}{long[:200]}/page.html": page for folder, page in zip("xy", pages, strict=True)}))
    files("b.zip", zipped({f"{'c/' * 300}page.html": PAGE.replace(b"74", b"30")}))
    assert world.project.ingest().taken == 3
    assert max(len(one.doc) for one in world.project.documents()) <= 500


@pytest.fixture
def memory():
    """A storage in memory, empty before and after."""
    found = fsspec.filesystem("memory")
    found.store.clear()
    yield found
    found.store.clear()


def test_a_folder_of_another_storage_brings_what_one_of_this_machine_does(world, files, memory):
    memory.pipe(
        {"/crawl/1.warc.gz": warc(PAGE), "/crawl/a/2.txt": b"Anna says: 74% of it is done.", "/crawl/3.txt": b" "}
    )
    outcome = world.project.ingest([Address("memory://crawl")])
    assert (outcome.taken, [error.file for error in outcome.refused]) == (2, ["memory://crawl/3.txt"])
    paths = models.Receipt.objects.using(world.project.alias).values_list("path", flat=True)
    assert [path.partition("!")[0] for path in paths] == ["memory://crawl/1.warc.gz", "memory://crawl/a/2.txt"]
    assert world.project.ingest([Address("memory://crawl")]).unchanged == 2


def test_a_file_named_by_its_address_is_the_same_page(world, files):
    world.write("a.txt", "Anna says: 74% of it is done.")
    world.project.ingest()
    assert world.project.ingest([named(f"file://{world.project.folder}/documents/a.txt")]).unchanged == 1
