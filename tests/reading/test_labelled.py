"""Speech without a verb of saying, in three languages: who says what on pages that only show it by their shape."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.document import Document, Furniture, FurnitureKind
from servanda.reading.labelled import issued_statements, labelled_statements, without_labels
from servanda.reading.sourced import find_sourced

CASES = yaml.safe_load((Path(__file__).parent / "labelled.yaml").read_text(encoding="utf-8"))
LANGUAGES = ("en", "fr", "ru")


def _told(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " + ".join(text[start:end] for start, end in spans) or "-"


def _whole(words: str, text: str) -> str:
    """The words that "A ~ B" stands for."""
    first, _, last = words.partition(" ~ ")
    return text[text.index(first) : text.index(last, text.index(first)) + len(last)] if last else words


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_who_speaks(case: dict[str, Any], lang: str) -> None:
    page = Document("page", case[lang], lang)
    found = labelled_statements(page)
    found = [*found, *issued_statements(page, found)]
    got = [
        " | ".join(_told(page.text, spans) for spans in (s.source, s.cue, s.content))
        + f" >> {', '.join(s.speaker) or '-'}"
        for s in sorted(found, key=lambda statement: statement.start)
    ]
    lines = case[f"{lang}_said"].splitlines()
    wanted = [line for line in lines if not line.startswith("!")]
    assert got == [
        " | ".join(_whole(part, page.text) for part in line.split(" | ")) if " ~ " in line else line for line in wanted
    ]
    for words in (line.removeprefix("!").strip() for line in lines if line.startswith("!")):
        assert words in page.text and not any(words in line for line in got)


def test_what_only_leads_to_speech_is_not_read() -> None:
    page = Document("page", "Dora Orr (@dora)\nTrains run.\n\nP. Hale: Good. Let us begin.\n\nA. Orr: We run 40.", "en")
    kept = [page.text[start:end].strip() for start, end in without_labels(page, [(0, len(page.text))])]
    assert [words for words in kept if words] == ["Trains run.", "Good. Let us begin.", "We run 40."]


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("Exports rose to 12 %. Source: customs office", "en", "Exports rose to 12 %."),
        ("Les exportations atteignent 12 %. Source : douanes", "fr", "Les exportations atteignent 12 %."),
        ("Экспорт вырос до 12 %. Источник: таможня", "ru", "Экспорт вырос до 12 %."),
    ],
)
def test_a_caption_with_its_source(text: str, lang: str, said: str) -> None:
    page = Document("page", text, lang, furniture=(Furniture(0, len(text), FurnitureKind.CAPTION),))
    assert [text[a:b] for found in find_sourced(page) for a, b in found.said] == [said]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_that_its_narrator_reports_is_left_to_the_grammar(lang: str) -> None:
    words = {
        "en": "— Is it done?\n\n— All of it, — said Ann Lee. — We are glad.",
        "fr": "— Est-ce fait ?\n\n— Tout est fait, répond Anne Roux. Nous sommes contents.",
        "ru": "— Готово?\n\n— Всё готово, — ответила Анна Лосева. — Мы рады.",
    }
    assert labelled_statements(Document("page", words[lang], lang)) == []
