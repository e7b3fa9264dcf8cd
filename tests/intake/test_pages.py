"""Pages as sites lay them out: in tables, in bare divisions, with several days, headings and notices, in three languages."""

import pytest

from servanda.document import Document, FurnitureKind
from servanda.intake import document_from_bytes
from servanda.intake.dateline import find_dateline
from servanda.intake.html import read_page
from servanda.intake.published import earliest_by_years
from servanda.intake.text import read_text


def by_kind(document: Document) -> dict[str, str]:
    """The furniture's text under each kind."""
    found: dict[str, str] = {}
    for item in document.furniture:
        found[item.kind.value] = found.get(item.kind.value, "") + document.text[item.start : item.end] + "\n"
    return found


def body(document: Document) -> str:
    text = document.text
    for item in reversed(document.furniture):
        text = text[: item.start] + text[item.end :]
    return text


def page(inside: str, head: str = "") -> Document:
    return document_from_bytes(f"<html><head>{head}</head><body>{inside}</body></html>".encode(), "a.html")


STORY = "<p>The council said that 40 per cent of the canal was dug, and that the rest would follow within a year.</p>"


def test_a_page_laid_out_in_a_table() -> None:
    document = page("""<table><tr><td><a href=/>Home</a><br><a href=/a>Politics</a><br><a href=/b>Trade</a></td>
    <td>PORTSBY (Coast Agency) - The council said that 40 per cent of the canal was dug.<br>
    "We shall finish it within a year, whatever the weather may bring," its head told reporters on the bank of the canal.<br>
    <a href=/p>Print this page</a> | <a href=/s>Send to a friend</a></td></tr></table>""")
    assert by_kind(document)["navigation"].startswith("Home\nPolitics\nTrade")
    assert "Print this page" in by_kind(document)["navigation"]
    assert (document.dateline, body(document).strip()[:7]) == ("PORTSBY", "PORTSBY")


def test_a_table_of_values_keeps_its_rows() -> None:
    document = page("<table><tr><th>Canal</th><th>Dug</th></tr><tr><td>North</td><td>40 %</td></tr></table>" + STORY)
    assert "Canal\tDug\n\nNorth\t40 %" in document.text


def test_the_day_of_the_article_goes_before_that_of_its_site() -> None:
    data = """{"@graph": [{"@type": "WebSite", "datePublished": "2019-01-01"},
    {"@type": ["NewsArticle"], "datePublished": "2024-03-14T23:30:00+01:00"}]}"""
    document = page(STORY, f'<script type="application/ld+json">{data}</script>')
    assert str(document.published) == "2024-03-14"


def test_of_several_headings_the_one_that_the_head_names_is_the_title() -> None:
    head = "<title>Canal is 40% dug | The Coast</title>"
    document = page(f"<h1>The Coast</h1><h1>Canal is 40% dug</h1>{STORY}", head)
    assert document.title == "Canal is 40% dug"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Mardi 12 novembre 2019 - 08h15", "2019-11-12"),
        ("Mis à jour le 13/11/2019 à 10h00, publié le 11/11/2019 à 09h30", "2019-11-11"),
        ("Published: 4 May 2023 | Updated: 6 May 2023", "2023-05-04"),
        ("Обновлено: 6 мая 2023, 10:00 | Опубликовано: 4 мая 2023, 09:00", "2023-05-04"),
    ],
)
def test_lines_that_date_a_page(line: str, published: str) -> None:
    document = read_text(f"A canal for both\n\n{line}\n\nThe canal is half dug, the council said on its bank.", "a")
    assert str(document.published) == published
    assert line not in body(document)


def test_a_labelled_day_goes_before_the_day_in_the_head_of_the_page() -> None:
    document = page(f"<div>Friday 15 November 2019</div><h1>A canal</h1><div>Published on 11/11/2019</div>{STORY}")
    assert str(document.published) == "2019-11-11"


@pytest.mark.parametrize(
    ("opening", "dateline", "published"),
    [
        ("ПОРТОВСК, 5 апреля. /Агентство/. Канал", "ПОРТОВСК, 5 апреля", None),
        ("ПОРТОВСК, 5 апреля 2023 г. /Агентство/. Канал", "ПОРТОВСК, 5 апреля 2023 г.", "2023-04-05"),
        ("6 апреля 2023, Портовск /Корр. Агентства/. Канал", "6 апреля 2023, Портовск", "2023-04-06"),
        ("ПОРТОВСК, понедельник. Канал", "ПОРТОВСК, понедельник", None),
        ("PORTSBY, Wednesday — The canal", "PORTSBY, Wednesday", None),
        ("PORTSBY, 4 May (Coast Agency) - The canal", "PORTSBY, 4 May", None),
        ("VALMONT, mardi (Agence) – Le canal", "VALMONT, mardi", None),
    ],
)
def test_datelines_of_agencies(opening: str, dateline: str, published: str | None) -> None:
    found = find_dateline(f"{opening} is half dug.")
    assert found is not None
    assert (found.text, str(found.published) if found.published else None) == (dateline, published)


@pytest.mark.parametrize("text", ["UNESCO, Monday morning, met.", "The canal, 5 May, is dug.", "ООН одобрила канал."])
def test_sentences_are_no_datelines(text: str) -> None:
    assert find_dateline(text) is None


def test_a_bare_weekday_stays_unresolved_with_a_bound() -> None:
    document = read_text("ПОРТОВСК, понедельник. Канал начали копать в 2019 году, сообщил министр.", "a")
    assert document.published is None
    assert document.published_bounds is not None and str(document.published_bounds) == "2019-01-01/.."
    assert any("понедельник" in str(note) for note in document.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Le traité entrera en vigueur en janvier 2021.",
        "In 2021 the canal will be opened.",
        "В 2021 году канал откроют.",
        "Canal to open by 2021.",
    ],
)
def test_a_year_to_come_bounds_nothing(text: str) -> None:
    assert earliest_by_years(text) is None


def test_a_title_given_twice_below_the_name_of_its_site() -> None:
    text = "The Coast\n\nCanal is half dug\n\nCanal is half dug\n\nThe canal is half dug, the council said on its bank."
    document = read_text(text, "a")
    assert document.title == "Canal is half dug"
    assert by_kind(document)["title"].count("Canal is half dug") == 2


def test_a_caption_whose_credit_has_initials() -> None:
    document = read_text("A canal.\n\nThe bank at dawn. Photo: L. Martin\n\nIt is half dug, the council said.", "a")
    assert document.caption == "The bank at dawn. Photo: L. Martin"


def test_other_articles_after_the_last_sentence() -> None:
    form = (
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n\nComment *\n\n" * 3
    )
    text = f"A canal for both\n\nIt is half dug.\n\nRelated articles\n\nThe bridge reopens\nA new ferry\n\n{form}"
    document = read_text(text, "a")
    assert by_kind(document)["navigation"].strip() == "Related articles\n\nThe bridge reopens\nA new ferry"
    assert "Comment *" in by_kind(document)["comments"]


@pytest.mark.parametrize(
    "notice",
    [
        "This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.",
        "We and our 812 partners store and access information on a device, such as cookies, to process personal data.",
        "Your personal data will be processed in line with our privacy policy.",
        "Les données à caractère personnel recueillies font l'objet d'un traitement destiné à la gestion des commentaires.",
        "En cliquant sur « Envoyer », vous acceptez le traitement de vos données.",
        "Нажимая на кнопку «Отправить», я даю согласие на обработку персональных данных",
        "Персональные данные обрабатываются в соответствии с политикой конфиденциальности.",
    ],
)
def test_notices_of_data_processing(notice: str) -> None:
    document = read_text(f"A canal for both\n\nIt is half dug, the council said.\n\n{notice}", "a")
    assert by_kind(document) == {"notice": f"{notice}\n"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The data were collected by the ministry for its policy on rivers.",
        "Les données du ministère montrent que le canal est à moitié creusé.",
        "Данные министерства показывают, что канал вырыт наполовину.",
        "The council agreed on the terms of the canal.",
    ],
)
def test_sentences_about_data_are_text(sentence: str) -> None:
    assert by_kind(read_text(f"A canal for both\n\nIt is half dug.\n\n{sentence}", "a")) == {}


BODY = (
    "<p>The northern bridge was opened on Monday, the ministry of transport said, and cars have begun to cross it.</p>"
)


@pytest.mark.parametrize(
    ("head", "shown", "title"),
    [
        (
            "<title>The Herald - Bridge opens early</title>",
            "<font size=5>Bridge opens early</font><br>",
            "Bridge opens early",
        ),
        ("<title>The Herald | Bridge opens early</title>", "<b>Bridge opens early</b><p>", "Bridge opens early"),
        ("<title>Вестник: Мост открыт</title>", "<div><big><b>МОСТ ОТКРЫТ</b></big></div>", "МОСТ ОТКРЫТ"),
        # A section whose name begins the title is no headline, and a heading of the first rank goes before a bold line.
        ("<title>Bridge opens early in May</title>", "<b>Bridge opens</b><p>", "Bridge opens early in May"),
        ("<title>The Herald - Bridge opens</title>", "<b>The Herald</b><h1>A bridge at last</h1>", "A bridge at last"),
    ],
)
def test_a_headline_without_a_heading_is_told_by_the_page_title(head: str, shown: str, title: str) -> None:
    document = read_page(f"<html><head>{head}</head><body>{shown}{BODY}</body></html>", "a", "a.html")
    assert document.title == title
    marked = [document.text[part.start : part.end] for part in document.furniture if part.kind is FurnitureKind.TITLE]
    assert (title in marked) == (title in document.text)
