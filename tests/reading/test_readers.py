"""A reader that another package brings: found by its entry point, checked, completed, refused with a reason where it fails."""

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from servanda.document import Document
from servanda.errors import InputError, UnknownName, UsageError
from servanda.reading.readers import Reader, reader_named, readers
from servanda.statement import Kind, Mode, Statement

PAGE = Document("page", "Ann Lee: 28 of the 40 wells have been built. Nobody else spoke.", "en")
SAID = Statement(((0, 7),), (), ((9, 43),), Mode.DIRECT, speaker=("Ann Lee",), confidence=0.8)

MODULE = '''
"""A reader for lines that begin with a name and a colon."""
import re
from servanda.statement import Mode, Statement

LINE = re.compile(r"^(?P<who>[A-Z]\\\\w+(?: [A-Z]\\\\w+)*): (?P<said>[^.\\\\n]+)", re.MULTILINE)

def read_labels(document):
    if "BROKEN" in document.text:
        raise KeyError("no weights")
    return [
        Statement((found.span("who"),), (), (found.span("said"),), Mode.DIRECT, speaker=(found["who"],), confidence=0.9)
        for found in LINE.finditer(document.text)
    ]

class Loaded:
    made = 0
    def __init__(self):
        type(self).made += 1
    def __call__(self, document):
        return read_labels(document)

absent = None
'''.replace("\\\\", "\\")


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with readers, as pip would have installed it."""
    folder = tmp_path / "site"
    (folder / "label_reader-1.2.dist-info").mkdir(parents=True)
    (folder / "label_reader.py").write_text(MODULE)
    (folder / "label_reader-1.2.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: label-reader\nVersion: 1.2\n"
    )
    (folder / "label_reader-1.2.dist-info" / "entry_points.txt").write_text(
        textwrap.dedent("""\
            [servanda.readers]
            labels = label_reader:read_labels
            loaded = label_reader:Loaded
            absent = label_reader:absent
            gone = no_such_module:read
            """)
    )
    monkeypatch.syspath_prepend(str(folder))
    reader_named.cache_clear()
    yield folder
    reader_named.cache_clear()


def reads(*found):
    return Reader("test", "1", lambda document: found)


def test_a_reader_is_found_by_its_entry_point(package):
    assert set(readers()) >= {"labels", "loaded"}
    reading = reader_named("labels").read(PAGE)
    assert reading.reader == "labels 1.2"
    [found] = reading.statements
    assert (found.speaker, found.confidence) == (("Ann Lee",), 0.9)


def test_what_a_reader_leaves_out_is_read(package):
    [found] = reader_named("labels").read(PAGE).statements
    assert found.kind is Kind.PROGRESS
    assert [quantity.text for quantity in found.quantities] != []
    assert found.claims[0].speaker == "Ann Lee"


def test_a_class_is_made_once(package):
    for _ in range(3):
        reader_named("loaded").read(PAGE)
    assert sys.modules["label_reader"].Loaded.made == 1


def test_statements_come_in_the_order_of_the_text():
    later = Statement(((45, 51),), ((57, 62),), ((52, 56),), Mode.INDIRECT)
    assert [one.start for one in reads(later, SAID).read(PAGE).statements] == [9, 52]


def test_a_language_that_is_not_read_otherwise_is_the_readers_own():
    page = Document("p", "Anna: hotovo.", "cs")
    said = Statement(((0, 4),), (), ((6, 12),), Mode.DIRECT)
    assert reads(said).read(page).statements == (said,)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ("text", "no Statement. Found 'str'"),
        (Statement(((0, 7),), (), (), Mode.DIRECT), "without content"),
        (Statement(((0, 7),), (), ((9, 99),), Mode.DIRECT), "not in the text. At character 9. Found '9-99'"),
        (Statement(((7, 7),), (), ((9, 12),), Mode.DIRECT), "not in the text"),
        (Statement(((-3, 2),), (), ((9, 12),), Mode.DIRECT), "not in the text"),
        (Statement((("a", "b"),), (), ((9, 12),), Mode.DIRECT), "not in the text"),
        (Statement((), (), ((9, 12),), Mode.DIRECT, confidence=1.5), "between 0 and 1. Found '1.5'"),
    ],
)
def test_what_is_no_statement_of_the_document_is_refused(found, words):
    with pytest.raises(InputError, match=r"^The reader test 1") as error:
        reads(found).read(PAGE)
    assert words in str(error.value)


def test_a_reader_that_gives_no_list_is_told():
    with pytest.raises(InputError, match="TypeError"):
        Reader("test", "1", lambda document: 7).read(PAGE)


def test_names_that_are_no_readers(package):
    with pytest.raises(UnknownName, match=r"Choose one of servanda, absent, gone, labels, loaded"):
        reader_named("label")
    with pytest.raises(UsageError, match="cannot be loaded"):
        reader_named("gone")
    with pytest.raises(UsageError, match="cannot be called"):
        reader_named("absent")


def test_the_example_of_the_documentation_runs():
    page = (Path(__file__).resolve().parents[2] / "docs" / "readers.md").read_text(encoding="utf-8")
    module = {}
    exec(re.search(r"```python\n(.+?)```", page, re.DOTALL)[1], module)  # noqa: S102 - our own page
    reading = Reader("transcripts", "1.0", module["read_turns"]).read(
        Document("council", "Ann Lee: We have built 28 of the 40 wells.\nBo Day: Not so.", "en")
    )
    assert [(one.speaker, one.confidence) for one in reading.statements] == [(("Ann Lee",), 0.95), (("Bo Day",), 0.95)]


def test_a_project_reads_with_the_reader_that_its_register_names(package, tmp_path):
    def servanda(*args):
        return subprocess.run(
            [sys.executable, "-m", "servanda", *args], cwd=tmp_path, capture_output=True, text=True, check=False,
            env={"PYTHONPATH": f"{package}:{':'.join(sys.path)}", "LANG": "C.UTF-8", "PATH": ""},
        )  # fmt: skip

    assert servanda("init", "p").returncode == 0
    register = tmp_path / "p" / "agreement.yaml"
    register.write_text("agreement:\n  id: wells\n  name: {en: Wells}\n  reader: labels\n")
    (tmp_path / "p" / "documents" / "a.txt").write_text(PAGE.text)
    (tmp_path / "p" / "documents" / "b.txt").write_text("BROKEN text that nobody can read, since the weights are gone.")
    done = servanda("ingest", "--project", "p")
    assert done.returncode == 1
    assert "b.txt: The reader labels 1.2 failed on this document (KeyError: 'no weights')" in done.stderr
    assert "1 documents taken" in done.stderr
    assert "1 unchanged" in servanda("ingest", "--project", "p").stderr
    register.write_text("agreement:\n  id: wells\n  name: {en: Wells}\n  reader: label\n")
    unknown = servanda("ingest", "--project", "p")
    assert unknown.returncode == 2 and "There is no such reader. Found 'label'" in unknown.stderr
    register.write_text("agreement:\n  id: wells\n  name: {en: Wells}\n  readr: labels\n")
    faulty = servanda("ingest", "--project", "p")
    assert "1 unchanged" in faulty.stderr, "a slip in the register must not read everything anew"
    read = servanda("read", "p/documents/a.txt", "--reader", "labels", "--format", "json")
    assert '"reader": "labels 1.2"' in read.stdout
