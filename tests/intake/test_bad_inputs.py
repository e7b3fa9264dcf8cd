"""Each bad input ends in one clear error of its own, in the time that a person waits, and the rest goes on."""

import os
import time
from pathlib import Path

import pytest
from bad_inputs import BAD

from servanda.cli.inputs import documents_in
from servanda.document import Document
from servanda.errors import InputError
from servanda.intake import document_of, received_from, received_in
from servanda.message import LANGUAGES


def faults(data: bytes, name: str) -> list[InputError]:
    found = []
    for one in received_from(data, name):
        try:
            if isinstance(one, InputError):
                raise one
            document_of(one)
        except InputError as fault:
            found.append(fault)
    return found


@pytest.mark.parametrize("kind", BAD)
def test_it_is_refused_by_its_name_with_a_remedy(kind: str) -> None:
    name, make, expected = BAD[kind]
    found = faults(make(), name)
    assert expected in [fault.fault.key for fault in found]
    for fault in found:
        assert fault.file and fault.file.startswith(name) and fault.remedy and fault.exit_status == 1
        assert len({fault.told(lang) for lang in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(
    "data",
    [
        b"<!---->" * 9_000,
        b"<?a?>" * 12_000,
        b"<!--" * 16_000,
        b"<?xml ?>" + b"<!DOCTYPE a>" * 5_000,
        b'{"messages": [' + b'"type" ' * 8_000,
        b"A: b\r\n" * 10_000,
        b"From: a\n" + b" b\n" * 20_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 9_000,
        b"\n \n" * 20_000,
        b"a-\n" * 16_000,
    ],
)
def test_no_beginning_makes_the_program_think_for_long(data: bytes) -> None:
    start = time.process_time()
    assert list(received_from(data, "a.xml"))
    assert time.process_time() - start < 2


def test_there_are_many_and_of_many_kinds() -> None:
    assert len(BAD) >= 60 and len({expected for _, _, expected in BAD.values()}) >= 30


def test_texts_that_are_odd_are_taken_as_they_are() -> None:
    for text in (
        "The \u202eminister\u202c said so.",
        "e\u0301te\u0301 " * 500,
        "word " * 100_000,
        "They met.\r\nThey\u2028left.\x0c",
        "\ufeff\ufeffThey met.",
    ):
        [one] = received_from(text.encode(), "a.txt")
        assert not isinstance(one, InputError) and document_of(one).text == text.removeprefix("\ufeff")


def test_a_folder_of_odd_files_gives_what_can_be_had(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The minister said so.")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "up").symlink_to("..")
    (tmp_path / "nowhere.txt").symlink_to("missing")
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("The minister left.")
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "line.txt").open("wb") as long:
        long.truncate(1_000_000_000)
    if os.geteuid():
        (tmp_path / "closed.txt").write_text("x")
        (tmp_path / "closed.txt").chmod(0)
    found = list(documents_in([tmp_path]))
    assert sorted(one.text for one in found if isinstance(one, Document)) == [
        "The minister left.",
        "The minister said so.",
    ]
    told = {Path(str(one.file)).name: one.fault.key for one in found if isinstance(one, InputError)}
    assert told["empty.txt"] == "nothing-in-it" and told["line.txt"] == "too-many-bytes"
    assert told["nowhere.txt"] == told["loop"] == "no-such-file"


def test_a_pipe_and_a_device_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        [one] = received_in(path)
        assert isinstance(one, InputError) and one.fault.key == "not-a-file"


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from servanda.intake import budget, containers

    monkeypatch.setattr(budget, "LARGEST", 10)
    monkeypatch.setattr(containers, "LARGEST", 1_000)
    (tmp_path / "a.txt").write_text("The minister said so.")
    [one] = received_in(tmp_path / "a.txt")
    assert isinstance(one, InputError) and one.fault.key == "document-too-large"
