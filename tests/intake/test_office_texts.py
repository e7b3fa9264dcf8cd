"""Texts of word processors and in Markdown become documents; what is hostile in them is refused by its own name."""

import io
import zipfile

import docx
import pytest

from servanda.errors import BinaryInput, EmptyInput, InputError, InputTooLarge
from servanda.intake import document_from_bytes

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def docx_of(body: str, **parts: str) -> bytes:
    named = {f"word/{name}.xml": part for name, part in parts.items()}
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **named})


def odt_of(body: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table"))
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content + "</office:document-content>"}
    )


def test_a_docx_with_a_table() -> None:
    made = docx.Document()
    made.add_heading("Мост открыт", 0)
    made.add_paragraph("Министр сообщил, что мост готов на 74 %.")
    table = made.add_table(2, 2)
    for place, words in enumerate(("Этап", "Доля", "Сваи", "100 %")):
        table.cell(place // 2, place % 2).text = words
    out = io.BytesIO()
    made.save(out)
    document = document_from_bytes(out.getvalue(), "report.docx")
    assert document.text == "Мост открыт\n\nМинистр сообщил, что мост готов на 74 %.\n\nЭтап\tДоля\nСваи\t100 %"
    assert (document.title, document.lang) == ("Мост открыт", "ru")
    assert document.media_type.endswith("wordprocessingml.document")


def test_deleted_words_are_left_out_and_notes_follow() -> None:
    body = (
        "<w:p><w:r><w:t>The share is </w:t></w:r><w:del><w:r><w:delText>70</w:delText><w:t>70</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>74 per cent.</w:t></w:r></w:ins></w:p>"
    )
    notes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote><w:p><w:r><w:t>By length.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    assert (
        document_from_bytes(docx_of(body, footnotes=notes), "a.docx").text == "The share is 74 per cent.\n\nBy length."
    )


def test_an_odt_with_a_note_a_table_and_a_comment() -> None:
    body = (
        "<text:tracked-changes><text:p>Supprimé.</text:p></text:tracked-changes>"
        '<text:h>Le pont est ouvert</text:h><text:p>Il est achevé<text:s text:c="2"/>à <text:span>74 %</text:span>'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>En longueur.</text:p></text:note-body>"
        "</text:note>, dit-il.</text:p><text:p/>"
        "<table:table><table:table-row><table:table-cell><text:p>Étape</text:p></table:table-cell><table:table-cell>"
        "<text:p>Part</text:p><text:p>en %</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert document_from_bytes(odt_of(body), "a.odt").text == (
        "Le pont est ouvert\n\nIl est achevé à 74 %, dit-il.\n\nEn longueur.\n\nÉtape\tPart en %"
    )


@pytest.mark.parametrize("make", [docx_of, odt_of], ids=["docx", "odt"])
@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", EmptyInput),
        ("<x>" * 2000 + "</x>" * 2000, InputTooLarge),
        ("<unclosed>", BinaryInput),
        ("\x00", BinaryInput),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]>", BinaryInput),
    ],
    ids=["empty", "deep", "not closed", "null byte", "document type"],
)
def test_a_bad_part_is_refused(make: object, body: str, error: type[InputError]) -> None:
    with pytest.raises(error, match=r"^bad: "):
        document_from_bytes(make(body), "bad")  # type: ignore[operator]


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_does() -> None:
    bomb = docx_of("", styles=" " * 210_000_000)
    assert len(bomb) < 1_000_000
    with pytest.raises(InputTooLarge, match="200,000,000"):
        document_from_bytes(bomb, "bomb.docx")


def test_a_package_that_is_cut_short_is_refused() -> None:
    with pytest.raises(BinaryInput):
        document_from_bytes(docx_of("<w:p/>")[:-30], "cut.docx")


def test_markdown_is_the_page_that_it_stands_for() -> None:
    text = (
        "---\ntitle: Мост открыт\ndate: 2031-05-04\nurl: https://a.example/most\n---\n\n# Мост открыт\n\n"
        "Министр сказал, что мост *готов*.\n\n| Этап | Доля |\n|---|---|\n| Сваи | 100 % |\n\n<script>alert(1)</script>\n"
    )
    document = document_from_bytes(text.encode(), "most.md")
    assert document.text.startswith("Мост открыт\n\nМинистр сказал, что мост готов.\n\n")
    assert "alert" not in document.text and "*" not in document.text
    assert (document.title, str(document.published), document.address, document.lang, document.media_type) == (
        "Мост открыт",
        "2031-05-04",
        "https://a.example/most",
        "ru",
        "text/markdown",
    )


def test_a_text_that_begins_with_a_rule_keeps_all_its_words() -> None:
    assert "One: two" in document_from_bytes(b"---\n- One: two\n---\n\nThe minister spoke.", "a.md").text
