"""A page that was not given is named as what stands in its place; an article about such things is an article."""

import pytest

from servanda.errors import EmptyInput
from servanda.intake import document_from_bytes

ARTICLE = "The minister said that the bridge would be opened to traffic in the spring of the year after next. " * 3


def page(*parts: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{''.join(parts)}</body></html>".encode()


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("<h1>Just a moment...</h1><p>Checking your browser before you go on.</p>", "captcha"),
        ("<p>Please confirm that you are not a robot.</p>", "captcha"),
        ("<p>Vérifiez que vous êtes humain pour continuer.</p>", "captcha"),
        ("<p>Подтвердите, что вы не робот.</p>", "captcha"),
        ("<p>You need to enable JavaScript to run this app.</p>", "script"),
        ("<p>Veuillez activer JavaScript pour afficher cette page.</p>", "script"),
        ("<p>Для работы сайта включите JavaScript.</p>", "script"),
        ("<h1>Access denied</h1><p>Reference 18.4f.</p>", "refusal"),
        ("<h1>Accès refusé</h1>", "refusal"),
        ("<h1>Доступ запрещён</h1><p>Обратитесь к администратору.</p>", "refusal"),
        ("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>", "no text"),
    ],
)
def test_what_is_no_page(shown: str, told: str) -> None:
    with pytest.raises(EmptyInput, match=told) as caught:
        document_from_bytes(page(shown), "a.html")
    assert caught.value.remedy


@pytest.mark.parametrize(
    "words",
    [
        "Subscribe to continue reading.",
        "Cet article est réservé aux abonnés.",
        "Полная версия доступна только подписчикам.",
    ],
)
def test_what_stands_before_a_paywall_is_taken_and_the_rest_is_named(words: str) -> None:
    document = document_from_bytes(page(f"<p>{ARTICLE}</p><p>{words}</p>"), "a.html")
    assert ARTICLE.strip() in document.text
    assert "page-behind-paywall" in [note.key for note in document.notes]


def test_a_page_says_itself_that_it_is_not_free() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    document = document_from_bytes(page(f"<p>{ARTICLE}</p>", head=head), "a.html")
    assert "page-behind-paywall" in [note.key for note in document.notes]


def test_an_index_of_teasers_is_named() -> None:
    teaser = '<article><h2><a href="/{n}">Bridge {n} opens</a></h2><p>Works at bridge {n} are done.</p></article>'
    teasers = [teaser.format(n=number) for number in range(8)]
    document = document_from_bytes(page(*teasers), "a.html")
    assert [note.key for note in document.notes if note.key == "page-is-index"]


@pytest.mark.parametrize(
    "text",
    [
        "Access denied to observers at the bridge, the mission said on Monday in a statement to the press and the council.",
        "It was over in just a moment, the minister said after the council had met in the capital on Monday.",
        "Доступ закрыт для наблюдателей на мосту, сообщила миссия в понедельник в заявлении для печати и совета.",
        "Accès refusé aux observateurs sur le pont, a indiqué la mission lundi dans une déclaration à la presse et au conseil.",
    ],
)
def test_a_short_report_of_a_refusal_is_a_report(text: str) -> None:
    assert document_from_bytes(page(f"<p>{text}</p>"), "a.html").text == text


def test_articles_are_articles() -> None:
    related = [f'<h3><a href="/{n}">Bridge {n} opens</a></h3>' for n in range(8)]
    robots = "<p>Websites ask readers to confirm that you are not a robot, the ministry said.</p>"
    document = document_from_bytes(page(f"<h1>Bridge</h1><p>{ARTICLE}</p>" * 5, robots, *related), "a.html")
    assert not {"page-is-index", "page-behind-paywall"} & {note.key for note in document.notes}
