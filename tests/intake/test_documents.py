"""Plain texts and pages become documents whose spans lie in their text; what is no text is refused with a reason."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.document import Document, FurnitureKind
from servanda.errors import BinaryInput, EmptyInput, InputError, InputTooLarge, TableError
from servanda.intake import LARGEST, document_from_bytes, open_document
from servanda.intake.furniture import find_furniture
from servanda.intake.language import language_of
from servanda.intake.table import read_rows
from servanda.intake.text import read_text

RUSSIAN = "Министр сообщил, что строительство моста завершено наполовину. Работы продолжатся весной."


def covered(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end) if not text[place].isspace()}


def kinds(text: str) -> dict[str, str]:
    return {text[item.start : item.end]: item.kind.value for item in find_furniture(text)}


def test_the_gold_page_comes_out_whole(shared: Path) -> None:
    name = "000_dbc88e7f93c49182"
    gold = json.loads((shared / "gold" / f"{name}.jsonl").read_text(encoding="utf-8"))
    document = open_document(shared / "documents" / f"{name}.txt")
    for field in ("doc", "text", "lang", "title", "title_lang", "dateline", "caption", "published"):
        assert getattr(document, field) == gold[field]
    found = [(item.start, item.end) for item in document.furniture]
    assert covered(document.text, found) == covered(document.text, gold["furniture"])
    assert document.published_bounds is not None
    assert document.published_bounds.start == date(2021, 1, 1)


@pytest.mark.parametrize("file", ["french_dev.jsonl", "russian_dev.jsonl"])
def test_articles_without_furniture_keep_all_their_text(shared: Path, file: str) -> None:
    for line in (shared / "benchmarks" / file).read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        document = read_text(gold["text"], gold["doc"])
        found = [(item.start, item.end) for item in document.furniture]
        assert covered(document.text, found) == covered(document.text, gold["furniture"])
        assert (document.lang, document.dateline) == (gold["lang"], gold["dateline"])


@pytest.mark.parametrize(
    ("opening", "dateline", "published"),
    [
        ("MINSK, 19 December 2022 — The bridge", "MINSK, 19 December 2022", "2022-12-19"),
        ("МОСКВА, 5 апреля 2023 г. (Агентство) — Мост", "МОСКВА, 5 апреля 2023 г.", "2023-04-05"),
        ("4 juillet 2012. - Le pont", "4 juillet 2012", "2012-07-04"),
        ("BREST, décembre 2022 — Le pont", "BREST, décembre 2022", "2022-12-01/2022-12-31"),
        ("МИНСК – Мост", "МИНСК", None),
    ],
)
def test_datelines(opening: str, dateline: str, published: str | None) -> None:
    document = read_text(f"{opening} was half built, the minister said to the press on site.", "a")
    assert document.dateline == dateline
    assert (str(document.published) if document.published else None) == published


def test_furniture_of_one_language_below_a_text_of_another() -> None:
    found = kinds("Le pont avance bien.\n\nFacebook\nX\n\nLeave a Reply\n\nThis site uses Akismet to reduce spam.")
    assert found == {
        "Facebook\nX": "sharing",
        "Leave a Reply": "comments",
        "This site uses Akismet to reduce spam.": "notice",
    }
    assert "Читайте также: мост закрыт" in kinds("Мост строят.\n\nЧитайте также: мост закрыт\n\nРаботы идут.")


def test_sentences_about_sites_and_sharing_are_text() -> None:
    text = "Share prices fell on Monday.\n\nМы в Минске договорились о мосте.\n\nEn continuant ainsi, les données manqueront."
    assert kinds(text) == {}


def test_a_page_with_its_metadata() -> None:
    page = """<html lang="en"><head><title>Pont | Site</title><link rel="canonical" href="https://example.org/pont">
    <meta property="og:site_name" content="Le Site"><script type="application/ld+json">
    {"datePublished": "2024-02-03T09:00"}</script>
    </head><body><nav><a href="/">Accueil</a></nav><article><h1>Le pont avance</h1>
    <figure><figcaption>Le chantier.</figcaption></figure>
    <p>Le pont est à moitié construit, a d&eacute;clar&eacute; la ministre.</p><script>track()</script></article>
    <div class="share-buttons"><a>Facebook</a></div><footer>Tous droits réservés</footer></body></html>"""
    document = document_from_bytes(page.encode(), "pont.html")
    assert (document.title, document.lang, document.publisher) == ("Le pont avance", "fr", "Le Site")
    assert (str(document.published), document.published_from) == ("2024-02-03", "JSON-LD datePublished")
    assert (document.address, document.caption) == ("https://example.org/pont", "Le chantier.")
    assert "track" not in document.text and "déclaré" in document.text
    found = {document.text[item.start : item.end]: item.kind for item in document.furniture}
    assert found["Facebook"] is FurnitureKind.SHARING
    assert found["Le pont avance"] is FurnitureKind.TITLE
    assert not any("moitié" in span for span in found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r", "cp866"])
def test_encodings_of_a_russian_text(encoding: str) -> None:
    document = document_from_bytes(RUSSIAN.encode(encoding), "a.txt")
    assert (document.text, document.lang) == (RUSSIAN, "ru")


def test_line_ends_are_kept() -> None:
    assert document_from_bytes(b"One.\r\nTwo.\rThree.\n", "a.txt").text == "One.\r\nTwo.\rThree.\n"


def test_neighbouring_languages_are_told_apart() -> None:
    assert language_of("Міністр повідомив, що будівництво мосту завершено наполовину.") == "uk"
    assert language_of("Міністр паведаміў, што будаўніцтва моста завершана напалову.") == "be"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyInput),
        (b" \n", EmptyInput),
        (b"%PDF-1.7", BinaryInput),
        (b"PK\x03\x04zip", BinaryInput),
        (b"\x89PNG\r\n\x1a\n", EmptyInput),
        (b"text\x00text", BinaryInput),
        (bytes(range(1, 32)) * 9, BinaryInput),
        (b"<html><script>x</script>", EmptyInput),
        (b"<div>" * 5000, InputTooLarge),
        (b"<p>x" * 200_000, InputTooLarge),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        document_from_bytes(data, "odd.html")
    assert caught.value.file == "odd.html"
    assert caught.value.remedy


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(InputTooLarge, match=f"{LARGEST:,}"):
        open_document(huge)


def check_spans(document: Document) -> None:
    last = 0
    for item in document.furniture:
        assert last <= item.start < item.end <= len(document.text)
        last = item.end


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "ignore"))))
def test_any_bytes_give_a_document_or_a_refusal(data: bytes) -> None:
    for name in ("a.txt", "a.html"):
        try:
            check_spans(document_from_bytes(data, name))
        except InputError as error:
            assert error.file == name


def test_a_table_keeps_its_good_rows_and_names_the_others(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Claims on the plan;;\n\nid;value\n1;2\n3;4;5\n6;7\n", encoding="utf-8")
    refused: list[TableError] = []
    assert [(row.number, row.cells["id"]) for row in read_rows(table, refused)] == [(4, "1"), (6, "6")]
    assert [error.line for error in refused] == [5]
    with pytest.raises(TableError):
        read_rows(table)


def test_a_quotation_mark_among_tabs_may_be_just_one(tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    table.write_text('id\tvalue\n1\t"sixty" per cent\n2\t"open\n', encoding="utf-8")
    assert [row.cells["value"] for row in read_rows(table)] == ['"sixty" per cent', '"open']


def test_tables_keep_quoted_lines_and_row_numbers(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_bytes(' Id ;VALUE\n1;"two\nlines"\n\n2;три моста построены\n'.encode("cp1251"))
    assert [(row.number, row.cells) for row in read_rows(table)] == [
        (2, {"id": "1", "value": "two\nlines"}),
        (5, {"id": "2", "value": "три моста построены"}),
    ]


def test_a_broken_row_is_named(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text('id,value\n1,2\n3,"open\n', encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_rows(table)
    assert caught.value.line == 3
