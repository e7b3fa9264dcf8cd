"""PDFs become texts in reading order; what hides, hangs or is damaged is told or refused, each by its own name."""

import subprocess
import sys
from pathlib import Path

import pytest
from made_pdf import Placed, column, made_pdf

from servanda.document import Document
from servanda.errors import BinaryInput, EmptyInput, InputError, InputTooLarge
from servanda.intake import document_from_bytes, open_document, pdf
from servanda.intake.pdf_process import PdfProcess

LEFT = [
    "The minister told the council that the bridge",
    "over the river would be half built by the end",
    "of the year, as the plan of 2020 had foreseen.",
    "He added that the works were to go on in the",
    "spring, once the ice has left the river banks.",
]
RIGHT = [
    "The commission answered that it had seen no",
    "report since March, and that the share it had",
    "computed itself was forty per cent at the most.",
    "Both sides agreed to publish the figures each",
    "quarter, beginning with the first of next year.",
]


def read(*pages: list[Placed] | str) -> Document:
    return document_from_bytes(made_pdf(pages), "report.pdf")


def test_a_page_in_one_column() -> None:
    document = read(column(LEFT))
    assert document.text == " ".join(LEFT)
    assert (document.lang, document.media_type, document.pages) == ("en", "application/pdf", (0,))


def test_two_columns_below_a_headline_are_read_one_after_the_other() -> None:
    document = read([(60, 800, 14, "Bridge half built"), *column(LEFT), *column(RIGHT, left=320)])
    assert document.text == "\n\n".join(["Bridge half built", " ".join(LEFT), " ".join(RIGHT)])
    assert document.title == "Bridge half built"


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (
            ["The ministry said that the recon-", "struction was done."],
            "The ministry said that the reconstruction was done.",
        ),
        (
            ["Le pont franco-", "allemand et la voie franco-allemande suivront le cal-", "endrier."],
            "Le pont franco-allemand et la voie franco-allemande suivront le calendrier.",
        ),
        (
            ["Министр сообщил, что строительство моста завер-", "шено наполовину."],
            "Министр сообщил, что строительство моста завершено наполовину.",
        ),
        (["Il vise la période 2024-", "2030 pour ces travaux."], "Il vise la période 2024-2030 pour ces travaux."),
    ],
)
def test_words_cut_at_the_end_of_a_line_are_made_whole(lines: list[str], whole: str) -> None:
    assert read(column(lines)).text == whole


def test_running_heads_and_page_numbers_are_left_out_and_paragraphs_go_over_the_page() -> None:
    def page(number: int, lines: list[str]) -> list[Placed]:
        head, foot = (60, 800, 8, f"Ministry of Transport, report {number}"), (290, 30, 8, f"- {number} -")
        return [head, *column(lines, top=740), foot]

    document = read(
        page(1, ["The council heard that the road would be opened in the"]),
        page(2, ["spring of 2031, as the minister said."]),
        page(3, ["No date was named for the bridge."]),
    )
    assert document.text == (
        "The council heard that the road would be opened in the spring of 2031, as the minister said.\n\n"
        "No date was named for the bridge."
    )
    assert [document.page_of(document.text.index(word)) for word in ("council", "spring", "bridge")] == [1, 2, 3]


def test_what_a_form_says_on_each_page_is_no_running_head() -> None:
    document = read(*([(60, 600, 10, f"Programmes completed: {count}")] for count in (4, 7, 9)))
    assert document.text.split("\n\n") == [f"Programmes completed: {count}" for count in (4, 7, 9)]


def test_a_table_stays_a_table() -> None:
    rows = [["Этап", "Срок", "Доля"], ["Сваи", "30.06.2030", "100 %"], ["Пролёт", "31.12.2031", "40 %"]]
    cells = [(60 + 150 * x, 760 - 15 * y, 10, cell) for y, row in enumerate(rows) for x, cell in enumerate(row)]
    wrapped = (210, 760 - 42, 10, "или позже")
    document = read(
        [(60, 800, 10, "Таблица показывает этапы работ."), *cells, wrapped, (60, 690, 10, "Ниже идёт текст.")]
    )
    assert document.text == (
        "Таблица показывает этапы работ.\n\n"
        "Этап\tСрок\tДоля\nСваи\t30.06.2030\t100 %\nПролёт\t31.12.2031 или позже\t40 %\n\n"
        "Ниже идёт текст."
    )


def test_pages_that_are_pictures_are_named_and_the_rest_is_taken() -> None:
    document = read(column(LEFT), "picture", "picture")
    assert document.text == " ".join(LEFT)
    assert "2-3" in " ".join(map(str, document.notes))
    with pytest.raises(EmptyInput, match=r"scan\.pdf: .*needs OCR"):
        document_from_bytes(made_pdf(["picture"]), "scan.pdf")


@pytest.mark.parametrize("kept", [9, 40, 400, 900])
def test_a_pdf_that_is_cut_short_is_refused_or_read_in_part(kept: int) -> None:
    with pytest.raises((BinaryInput, EmptyInput), match=r"cut\.pdf: "):
        document_from_bytes(made_pdf([column(LEFT)])[:kept], "cut.pdf")


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        ({"refused": "encrypted"}, BinaryInput, "password"),
        ({"refused": "too-many-pages"}, InputTooLarge, "5,000 pages"),
        ({"refused": "too-long"}, InputTooLarge, "longer"),
        ({"refused": "stopped"}, InputTooLarge, "60 seconds"),
    ],
)
def test_each_refusal_says_why(
    monkeypatch: pytest.MonkeyPatch, answer: dict[str, str], error: type[InputError], words: str
) -> None:
    class Answering:
        def pages(self, data: bytes) -> dict[str, str]:
            return answer

    monkeypatch.setattr(pdf, "pdf_process", Answering)
    with pytest.raises(error, match=words):
        document_from_bytes(b"%PDF-1.7", "a.pdf")


def test_a_file_that_hangs_or_kills_its_process_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    script = tmp_path / "reader.py"
    script.write_text(
        "import os, struct, sys, time\n"
        "while head := sys.stdin.buffer.read(16):\n"
        "    data = sys.stdin.buffer.read(struct.unpack('<qQ', head)[1])\n"
        "    if data == b'hang': time.sleep(60)\n"
        "    if data == b'die': os._exit(1)\n"
        "    print('{\"pages\": []}', flush=True)\n"
    )
    process = PdfProcess(longest=1.0, script=script)
    answers = [process.pages(data) for data in (b"good", b"hang", b"good", b"die", b"good")]
    process.close()
    good, stopped = {"pages": []}, {"refused": "stopped"}
    assert answers == [good, stopped, good, stopped, good]


def test_memory_is_limited_in_the_process() -> None:
    script = (
        "import runpy, sys, io, resource, pypdfium2\n"
        "sys.stdin = io.TextIOWrapper(io.BytesIO(b''))\n"
        f"runpy.run_path({str(Path(pdf.__file__).with_name('pdf_pages.py'))!r}, run_name='__main__')\n"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0])"
    )
    done = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2000000000"


def test_a_pdf_is_opened_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(made_pdf([column(LEFT)]))
    assert open_document(file).text == " ".join(LEFT)
