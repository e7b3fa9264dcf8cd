"""What is given to a command: files, archives, standard input."""

import io
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from servanda.cli import inputs
from servanda.errors import UsageError


@pytest.fixture
def typed(monkeypatch):
    return lambda data: monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_standard_input_is_a_document(typed):
    typed(b"The minister said so.")
    [document] = inputs.documents_in([Path("-")])
    assert document.text == "The minister said so." and document.doc.startswith("stdin-")


def test_standard_input_is_named_by_what_it_holds(typed):
    names = []
    for data in (b"One.", b"Two.", b"One."):
        typed(data)
        names.append(inputs.meant_by(["a.txt", "-"])[1].file)
    assert names[0] == names[2] != names[1]


def test_an_archive_in_standard_input(typed):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "One.")
        package.writestr("b.txt", "Two.")
    typed(out.getvalue())
    assert [one.text for one in inputs.documents_in([Path("-")])] == ["One.", "Two."]


def test_standard_input_without_end_is_refused(typed, monkeypatch):
    monkeypatch.setattr(inputs, "_LARGEST", 10)
    typed(b"a" * 11)
    with pytest.raises(UsageError, match="10 bytes"):
        inputs.meant_by(["-"])
