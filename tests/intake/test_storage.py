"""Files and folders of other storages are found by their addresses; what cannot be reached says what to do."""

import sys
import zipfile
from pathlib import Path

import fsspec
import pytest

from servanda.errors import InputError, UsageError
from servanda.intake import budget, storage
from servanda.intake.storage import Address, files_at, named, received_at


@pytest.fixture
def memory():
    """A storage in memory, empty before and after."""
    found = fsspec.filesystem("memory")
    found.store.clear()
    found.pseudo_dirs[:] = [""]
    yield found
    found.store.clear()
    found.pseudo_dirs[:] = [""]


def texts(address):
    return [one.text for one in files_at(Address(address))]


def test_a_folder_is_read_through_in_the_order_of_names_without_what_is_hidden(memory):
    for name in ("/pages/b.txt", "/pages/a/z.txt", "/pages/.hidden/c.txt", "/pages/a/.d.txt", "/elsewhere/e.txt"):
        memory.pipe(name, b"They met.")
    assert texts("memory://pages/") == ["memory://pages/a/z.txt", "memory://pages/b.txt"]


def test_a_file_is_what_it_would_be_on_this_machine(memory):
    memory.pipe("/pages/a.txt", b"They met.")
    [one] = received_at(Address("memory://pages/a.txt"))
    assert (one.name, one.data, one.document_name) == ("memory://pages/a.txt", b"They met.", "a")


def test_an_archive_gives_what_is_in_it(memory):
    with memory.open("/pages.zip", "wb") as out, zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "One.")
        packed.writestr("b.txt", "Two.")
    found = list(received_at(Address("memory://pages.zip")))
    assert [one.name for one in found] == ["memory://pages.zip!/a.txt", "memory://pages.zip!/b.txt"]


def test_a_file_that_is_not_there_is_refused(memory):
    [error] = received_at(Address("memory://gone.txt"))
    assert isinstance(error, InputError) and str(error).startswith("memory://gone.txt: There is no such file.")


def test_what_is_too_large_is_refused_without_being_held(memory, monkeypatch):
    memory.pipe("/long.txt", b"a" * (budget.LARGEST + 1))
    [error] = received_at(Address("memory://long.txt"))
    assert error.fault.key == "too-many-bytes"


def test_a_file_that_breaks_off_is_refused(memory, monkeypatch):
    memory.pipe("/a.txt", b"They met.")

    def broken(*_, **__):
        raise RuntimeError("connection reset")

    monkeypatch.setattr(type(memory), "_open", broken)
    [error] = received_at(Address("memory://a.txt"))
    assert "connection reset" in str(error)


def test_an_address_of_this_machine_is_a_path(tmp_path):
    assert named(f"file://{tmp_path}/a.txt") == tmp_path / "a.txt"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("https://a.example/b", "address-of-web"),
        ("zip://a.txt::https://a.example/b.zip", "several-addresses"),
        ("simplecache::s3://pages/a", "several-addresses"),
        ("ftp://anna:secret@a.example/b", "password-in-address"),
    ],
)
def test_addresses_that_are_not_opened(text, fault):
    with pytest.raises(UsageError) as raised:
        named(text)
    assert raised.value.fault.key == fault


def test_a_password_is_not_told():
    with pytest.raises(UsageError) as raised:
        named("ftp://anna:secret@a.example/b")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("text", ["C:/pages", "a:b.txt", "notes/2024: a.txt"])
def test_a_path_with_a_colon_is_a_path(text):
    assert named(text) == Path(text)


def test_without_fsspec_the_remedy_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError, match=r"pip install 'servanda\[cluster\]'"):
        texts("memory://pages")


def test_an_unknown_kind_of_storage_is_told():
    with pytest.raises(UsageError, match="The storage cannot be read: Protocol not known: nowhere"):
        texts("nowhere://pages")


def test_what_a_storage_needs_beside_is_told(monkeypatch):
    import fsspec.core

    def missing(*_, **__):
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr(fsspec.core, "url_to_fs", missing)
    with pytest.raises(UsageError, match="needs another package: Install s3fs to access S3"):
        texts("s3://pages")


def test_a_storage_that_cannot_be_listed_is_told(memory, monkeypatch):
    memory.pipe("/pages/a.txt", b"They met.")

    def broken(*_, **__):
        raise PermissionError("no rights")

    monkeypatch.setattr(type(memory), "ls", broken)
    monkeypatch.setattr(type(memory), "isdir", lambda *_: True)
    with pytest.raises(UsageError, match="no rights"):
        texts("memory://pages")


def test_the_kinds_that_are_of_this_machine_are_those_of_fsspec():
    assert set(storage._OWN) == set(fsspec.get_filesystem_class("file").protocol)
