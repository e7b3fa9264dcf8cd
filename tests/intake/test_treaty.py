"""Treaties: XML, plain text and pages to articles, with places that lead back to the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from servanda.errors import InputError
from servanda.intake.treaty import read_treaty
from servanda.obligations import find_obligations

XML = """<?xml version="1.0" encoding="UTF-8"?>
<treaty>
  <meta><name>North &amp; South</name><date_signed>2030-03-15</date_signed><date_into_force/><language>en</language></meta>
  <body><chapter>
    <article article_identifier="1">Recalling what was agreed,</article>
    <article number="ARTICLE 5.7" name="Bridges &amp; roads">1. The Parties &amp; the Ünion shall open
  the bridge before 1 July 2033.</article>
  </chapter></body>
</treaty>
"""


def written(folder: Path, text: str, name: str = "accord.xml", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


def test_xml_gives_articles_and_days(tmp_path: Path) -> None:
    treaty = read_treaty(written(tmp_path, XML))
    assert (treaty.id, treaty.name, treaty.lang) == ("accord", "North & South", "en")
    assert (treaty.signed, treaty.in_force) == (date(2030, 3, 15), None)
    assert [(article.number, article.title) for article in treaty.articles] == [("", ""), ("5.7", "Bridges & roads")]


def test_places_lead_back_to_the_file(tmp_path: Path) -> None:
    (found,) = find_obligations(read_treaty(written(tmp_path, XML)))
    assert XML[slice(*found.span)] == "before 1 July 2033" == found.text


def test_places_in_real_treaties_lead_back_to_their_files(shared: Path) -> None:
    for file in sorted((shared / "treaties").glob("*.xml")):
        text = file.read_text(encoding="utf-8-sig")
        for found in find_obligations(read_treaty(file)):
            there = text[slice(*found.span)].replace("&amp;", "&").split()
            assert there == found.text.split()


@pytest.mark.parametrize(
    ("text", "numbers", "signed"),
    [
        (
            "ACCORD\n\nArticle premier\nElles agissent.\n\nArticle 2 : Durée\nTrois ans.\n\nFait à Oslo, le 3 mai 2029",
            ["", "1", "2"], date(2029, 5, 3),
        ),
        (
            "Статья 1\nСтороны действуют.\nСтатья 2.\nДалее.\n\nСовершено в Осло 3 мая 2029 года",
            ["1", "2"], date(2029, 5, 3),
        ),
        ("ARTICLE IV\nWork.\nArt. 5.7\nSee Article 5 of the other treaty.", ["IV", "5.7"], None),
    ],
)  # fmt: skip
def test_a_plain_text_is_cut_at_its_headings(
    tmp_path: Path, text: str, numbers: list[str], signed: date | None
) -> None:
    treaty = read_treaty(written(tmp_path, text, "accord.txt"))
    assert [article.number for article in treaty.articles] == numbers
    assert treaty.signed == signed
    assert all(text[slice(*article.span(0, len(article.text)))] == article.text for article in treaty.articles)


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("This Agreement shall enter into force on 1 January 2030.", date(2030, 1, 1)),
        ("This Treaty shall enter into force on the day of the last notice. Done at Oslo on 3 May 2029.", None),
        ("The annex shall enter into force on 1 January 2030.", None),
        ("Le présent accord entre en vigueur le 1er janvier 2030.", date(2030, 1, 1)),
        ("La présente convention entrera en vigueur à compter du 1er janvier 2030.", date(2030, 1, 1)),
        ("Настоящий Договор вступает в силу с 1 января 2030 года.", date(2030, 1, 1)),
        ("Настоящее Соглашение вступает в силу со дня подписания.", None),
    ],
)
def test_a_treaty_may_name_the_day_of_its_entry_into_force(tmp_path: Path, clause: str, day: date | None) -> None:
    treaty = read_treaty(written(tmp_path, f"Article 1\nThey meet.\n\nArticle 2\n{clause}\n", "accord.txt"))
    assert treaty.in_force == day


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<?xml version='1.0'?><treaty><body><article number='1'>a</body></treaty>", "no-xml"),
        ("<?xml version='1.0'?><!DOCTYPE t [<!ENTITY a 'aa'>]><treaty>&a;</treaty>", "xml-entities"),
        ("<?xml version='1.0'?><!DOCTYPE t [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><treaty>&a;</treaty>", "xml-entities"),
        ("<?xml version='1.0'?><treaty>" + "<a>" * 200 + "</a>" * 200 + "</treaty>", "xml-too-deep"),
        ("<?xml version='1.0'?><other><article number='1'>a</article></other>", "no-article"),
        ("<?xml version='1.0'?><treaty><article>a</article></treaty>", "no-article"),
        ("They met and talked of Article 5.", "no-article"),
        ("", "nothing-in-it"),
    ],
)  # fmt: skip
def test_what_is_no_treaty_is_refused_with_its_name(tmp_path: Path, text: str, fault: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(InputError) as refused:
        read_treaty(file)
    assert refused.value.fault.key == fault
    assert refused.value.file == str(file)
    assert refused.value.remedy
