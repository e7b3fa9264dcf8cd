"""The example project: its register is sound, its documents open as what they are, and their words are our own."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.claim import Claim
from servanda.intake import open_document
from servanda.intake.register import load_agreement
from servanda.linking import link, speaker_name
from servanda.progress import roll_up

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "union-state"
DOCUMENTS = sorted((EXAMPLE / "documents").iterdir())
LANGUAGES = {
    "2018-06-19-belarus24-trade": "en",
    "2021-09-09-lalibre-gas-market": "fr",
    "2021-09-09-milknews-programmes": "ru",
    "2021-11-04-dw-council-approves": "ru",
    "2022-08-24-tass-embassy": "en",
    "2022-12-19-tass-andreichenko": "en",
    "2022-12-cmio-loukachenko": "fr",
    "2023-04-05-4esnok-lukashenko": "ru",
    "2023-04-06-kremlin-meeting": "fr",
    "2023-10-31-sb-mezentsev": "en",
    "2024-01-29-haberikra-poutine": "fr",
    "2024-01-29-properm-turnover": "ru",
    "2024-12-05-belarusby-projection": "en",
    "2026-02-26-newsby-eightfold": "en",
    "2026-02-26-newsby-measures": "ru",
}


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "union-state" / "reported.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    found = words(text)
    for at in range(len(found) - length + 1):
        yield tuple(found[at : at + length])


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_a_document_opens_with_its_language_day_and_address(file: Path) -> None:
    document = open_document(file)
    assert document.lang == LANGUAGES[file.stem]
    day = re.match(r"\d{4}-\d{2}(-\d{2})?", file.stem)
    assert day is not None
    assert document.published is not None
    start, end = document.published.start, document.published.end
    assert str(start).startswith(day[0])
    assert str(end).startswith(day[0])
    raw = file.read_text(encoding="utf-8")
    address = re.search(r'(?:^(?:Source|Источник) ?: |rel="canonical" href=")([^"\s]+)', raw, re.MULTILINE)
    assert address is not None
    assert document.address == address[1]
    assert document.title


def test_the_list_of_languages_is_complete() -> None:
    assert {file.stem for file in DOCUMENTS} == set(LANGUAGES)


def test_every_reported_source_has_its_document(rows: list[dict[str, str]]) -> None:
    texts = [file.read_text(encoding="utf-8") for file in DOCUMENTS]
    for row in rows:
        assert sum(row["source"] in text for text in texts) == 1, row["id"]


def test_no_sentence_is_shared_with_the_page_that_others_wrote(shared: Path) -> None:
    theirs = set(runs((shared / "documents" / "000_dbc88e7f93c49182.txt").read_text(encoding="utf-8"), 8))
    for file in (*DOCUMENTS, EXAMPLE / "README.md", EXAMPLE / "agreement.yaml"):
        assert not theirs.intersection(runs(file.read_text(encoding="utf-8"), 8)), file.name


def test_the_texts_have_the_length_of_short_news() -> None:
    for file in DOCUMENTS:
        raw = file.read_text(encoding="utf-8")
        article = re.search("<article>(.*)</article>", raw, re.DOTALL)
        text = re.sub("<[^>]+>", " ", article[1]) if article else raw
        assert 100 <= len(text.split()) <= 250, file.name


class TestRegister:
    """agreement.yaml of the example."""

    def test_declares_what_it_does_not_list(self) -> None:
        progress = roll_up(load_agreement(EXAMPLE))
        [first] = progress.items[0].counts
        assert (first.level, first.declared, first.assessed) == ("programme", 28, 0)
        assert 0 < first.listed < first.declared
        assert str(first.completion) == "[0, 100]"
        [second] = progress.items[1].counts
        assert (second.level, second.declared, second.listed) == ("measure", 310, 0)

    def test_every_listed_programme_names_its_source(self) -> None:
        assert all(item.source.startswith("https://") for item in load_agreement(EXAMPLE).walk())

    def test_every_name_is_given_in_three_languages(self) -> None:
        agreement = load_agreement(EXAMPLE)
        named = (*agreement.parties, *agreement.bodies, *agreement.people, *agreement.walk(), *agreement.subjects)
        assert all(set(entry.names) == {"en", "fr", "ru"} for entry in named)

    def test_every_scope_and_speaker_of_the_table_is_in_it(self, rows: list[dict[str, str]]) -> None:
        agreement = load_agreement(EXAMPLE)
        names = {person.names["en"] for person in (*agreement.people, *agreement.bodies)}
        for row in rows:
            found = link(Claim(row["id"], row["measure"], row["scope"], ()), agreement)
            assert found is not None, row["scope"]
            assert speaker_name(row["speaker"], agreement) in names

    @pytest.mark.parametrize(
        ("given", "name"),
        [
            ("Vladimir Poutine", "Vladimir Putin"),
            ("Владимира Путина", "Vladimir Putin"),
            ("Loukachenko", "Alexander Lukashenko"),
            ("Аляксандр Лукашэнка", "Alexander Lukashenko"),
            ("Алексеем Оверчуком", "Aleksey Overchuk"),
            ("Alexeï Overtchouk", "Aleksey Overchuk"),
            ("Андрейченко", "Vladimir Andreichenko"),
            ("Дмитрий Мезенцев", "Dmitry Mezentsev"),
            ("Высшего Государственного совета", "Supreme State Council"),
            ("the broadcaster Belarus 24", "Belarus 24"),
            ("News agency BelTA", "BelTA"),
            ("Embassy of Japan", "Embassy of Japan"),
        ],
    )
    def test_a_speaker_in_any_script_is_one(self, given: str, name: str) -> None:
        assert speaker_name(given, load_agreement(EXAMPLE)) == name
