"""The place of the running text on pages that mark nothing, and what must stay text wherever it stands."""

from servanda.document import Document
from servanda.intake import document_from_bytes
from servanda.intake.furniture import body_of

STORY = "The council said on the bank of the canal that two fifths of it were dug, and that the rest would follow in a year."
TEASER = "The two offices have sent each other the same invoice for three years."


def page(inside: str) -> Document:
    return document_from_bytes(f"<html><body>{inside}</body></html>".encode(), "a.html")


def body(inside: str) -> list[str]:
    document = page(inside)
    return [line for line in body_of(document.text, document.furniture).split("\n") if line.strip()]


def story(paragraphs: int) -> str:
    return "".join(f"<div>{number}. {STORY}</div>" for number in range(paragraphs))


def test_teasers_below_an_unnamed_text_are_furniture() -> None:
    found = body(f"<div><h1>Canal</h1><div>{story(6)}</div><div><div>{TEASER}</div><div>{TEASER}</div></div></div>")
    assert found == [f"{number}. {STORY}" for number in range(6)]


def test_a_long_paragraph_outside_the_text_stays_text() -> None:
    long = f"{STORY} {STORY}"
    assert long in body(f"<h1>Canal</h1><div>{story(8)}</div><div><div>{long}</div></div>")


def test_what_stands_between_the_headline_and_the_text_stays_text() -> None:
    assert TEASER in body(f"<div>Gazette</div><h1>Canal</h1><div>{TEASER}</div><div>{story(6)}</div>")


def test_what_stands_above_the_headline_is_furniture() -> None:
    assert "Gazette" not in body(f"<div>Gazette</div><h1>Canal</h1><div>{TEASER}</div><div>{story(6)}</div>")


def test_a_text_in_parts_of_one_class_stays_whole() -> None:
    last = "They meet again in May."
    found = body(f"<h1>Canal</h1><div class=t>{story(6)}</div><div>Ad</div><div class=t><div>{last}</div></div>")
    assert found[-1] == last


def test_a_short_paragraph_beside_a_single_long_one_stays_text() -> None:
    found = body(f"<div>Gazette</div><div><p>{STORY} {STORY} {STORY}</p><p>They left.</p></div>")
    assert found[-1] == "They left."


def test_short_paragraphs_above_a_heavy_notice_stay_text() -> None:
    notice = "".join(f"<div>Part {number}: {STORY} {STORY} {STORY}</div>" for number in range(4))
    assert TEASER in body(f"<h1>Canal</h1><div><div>{TEASER}</div></div><div>{notice}</div>")
