"""Pictures of text are read where Tesseract is installed, in the layout that a PDF is read in, within limits."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from made_pdf import column, made_pdf

from servanda.errors import EmptyInput
from servanda.intake import document_from_bytes, ocr, pdf
from servanda.intake.pdf_process import PdfProcess

HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
LINES = [
    "The minister told the council that the bridge was half",
    "built, and that the works were to go on in the spring of",
]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def table(lines: list[str]) -> str:
    """What Tesseract gives for lines of words that are 20 points high, each letter 12 wide."""
    rows = [HEADER]
    for number, line in enumerate(lines):
        left = 300
        for place, word in enumerate(line.split(" ")):
            rows.append(
                f"5\t1\t1\t1\t{number}\t{place}\t{left}\t{400 + 30 * number}\t{12 * len(word)}\t20\t93.5\t{word}"
            )
            left += 12 * (len(word) + 1)
    rows.append("5\t1\t1\t1\t9\t0\t5\t5\t3\t900\t4.0\t|")  # an edge of the paper
    return "\n".join(rows)


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a program in the place of Tesseract: what it does once it has read the picture."""

    def put(script: str) -> None:
        program = tmp_path / "tesseract"
        program.write_text(
            f'#!/bin/sh\nif [ "$1" = --list-langs ]; then echo eng; exit; fi\ncat > {tmp_path}/seen\n{script}\n'
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        for module in (ocr, pdf):
            monkeypatch.setattr(module, "recogniser", lambda: str(program))

    return put


def shows(tmp_path: Path, lines: list[str]) -> str:
    (tmp_path / "table").write_text(table(lines))
    return f"cat {tmp_path}/table"


def test_a_scanned_page_between_others(tesseract: Callable[[str], None], tmp_path: Path) -> None:
    tesseract(shows(tmp_path, LINES))
    document = document_from_bytes(made_pdf([column(["The council met."]), "picture"]), "a.pdf")
    assert document.text == f"The council met.\n\n{' '.join(LINES)}"
    assert document.page_of(document.text.index("minister")) == 2
    [note] = [note for note in document.notes if note.key == "pages-recognised"]
    assert dict(note.slots) == {"pages": "2"}
    head, _, rest = (tmp_path / "seen").read_bytes().partition(b"\n")
    width, height = map(int, head.split()[1:3])
    assert (head[:2], len(rest)) == (b"P5", width * height)


def test_a_picture(tesseract: Callable[[str], None], tmp_path: Path) -> None:
    tesseract(shows(tmp_path, LINES))
    document = document_from_bytes(PNG, "a.png")
    assert document.text == " ".join(LINES) and document.lang == "en"


@pytest.mark.parametrize("script", ["exit 1", "echo nothing", "sleep 30"], ids=["fails", "finds nothing", "hangs"])
def test_what_cannot_be_recognised_needs_ocr(
    tesseract: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(ocr, "LONGEST", 0.5)
    tesseract(script)
    for data, name in ((PNG, "a.png"), (made_pdf(["picture"]), "a.pdf")):
        with pytest.raises(EmptyInput, match="needs OCR"):
            document_from_bytes(data, name)


def test_a_page_that_is_not_there_has_no_picture() -> None:
    process = PdfProcess()
    assert process.picture(made_pdf(["picture"]), 7) is None
    process.close()
