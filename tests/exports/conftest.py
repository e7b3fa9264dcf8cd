"""An account made by hand, of an agreement that does not exist, with everything that a report can show."""

from datetime import date
from fractions import Fraction

import pytest

from servanda.agreement import Agreement, Party, Person, Subject
from servanda.claim import Claim, Figure, Measure
from servanda.document import Document
from servanda.errors import BinaryInput
from servanda.exports.report import Account, Coverage, Refusal, words_of
from servanda.finding import Finding, Verdict
from servanda.interval import Interval
from servanda.item import Item
from servanda.message import Message
from servanda.period import Period
from servanda.progress import roll_up
from servanda.quantity import Comparator, Quantity, QuantityKind
from servanda.reconciliation import corridor

ACCORD = Agreement(
    "lake-accord",
    {"en": "Lake Accord", "fr": "Accord du Lac", "ru": "Озёрное соглашение"},
    signed=date(2019, 3, 1),
    source="https://accord.example/text",
    parties=(
        Party("north", {"en": "Northland", "fr": "Nordie", "ru": "Нордия"}),
        Party("south", {"en": "Southland", "fr": "Sudie", "ru": "Судия"}),
    ),
    people=(
        Person("novak", {"en": "Anna Novak", "ru": "Анна Новак"}, offices=("Prime Minister of Northland",)),
        Person("petit", {"en": "Jean Petit", "fr": "Jean Petit", "ru": "Жан Пети"}),
    ),
    items=(
        Item("plan", "plan", {"en": "Lake programmes", "fr": "Programmes du Lac", "ru": "Озёрные программы"},
             period=Period.parse("2021/2023"), declared={"programme": 12},
             items=(Item("water", "programme", {"en": "Clean water", "fr": "Eau propre", "ru": "Чистая вода"}),)),
    ),
    subjects=(
        Subject("trade", {"en": "Lake trade", "fr": "Commerce du Lac", "ru": "Озёрная торговля"}),
        Subject("ferry", {"en": "Joint ferry line", "fr": "Ligne de ferry commune", "ru": "Общая паромная линия"}),
    ),
)  # fmt: skip

SPEECH = (
    "The cabinet met in the morning. Anna Novak said that almost 80% of the activities had been carried out, and thanked "
    "everyone. The session then turned to fish."
)
REPLY = "Jean Petit a dressé un bilan. « Nous avons achevé 70 % des activités prévues », a-t-il déclaré. La séance est levée."


def share(text, low, high, value, comparator=Comparator.EQUAL, **ends):
    bounds = Interval(Fraction(low), Fraction(high), **ends)
    return Quantity(text, bounds, bounds, Fraction(value), "per cent", QuantityKind.PERCENTAGE, comparator)


def money(text, low, high, **ends):
    bounds = Interval(Fraction(low) * 10**9, Fraction(high) * 10**9, **ends)
    return Quantity(text, bounds, bounds, None, "EUR", QuantityKind.CURRENCY, Comparator.ABOUT)


def growth(text, low, high):
    bounds = Interval(Fraction(low), Fraction(high), high_open=True)
    return Quantity(text, bounds, bounds, None, None, QuantityKind.CHANGE)


def place(text, words):
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def completion(id, day, quantity, speaker, **more):
    figure = Figure(Measure.SHARE, Period.parse(day), quantity)
    said = Period.parse(more.pop("said", day.split()[0]))
    return Claim(id, "completion", "Lake programmes", (figure,), said, speaker, topic="completion", **more)


def trade(id, period, quantity, said, speaker, *others, **more):
    figures = (Figure(Measure.VOLUME, Period.parse(period), quantity), *others)
    return Claim(id, "trade turnover", "Lake trade", figures, Period.parse(said), speaker, topic="trade", **more)


def finding(id, verdict, claims, measure, subject, arithmetic, *words):
    explanation = dict(zip(("en", "fr", "ru"), words, strict=True))
    return Finding(id, verdict, "relation", claims, measure, subject, arithmetic, explanation)


TITLE_IN_ENGLISH = Message.of(
    "title-in-another-language", title=Message.of("language-en"), text=Message.of("language-fr")
)
DOCUMENTS = (
    Document("speech.txt", SPEECH, "en", "Cabinet meets", "en", published=Period.parse("2023-04-05"),
             address="https://news.example/speech", publisher="Northland Daily"),
    Document("bilan.txt", REPLY, "fr", "Lake summit ends", "en", published=Period.parse("2023-04"),
             address="https://presse.example/bilan", notes=(TITLE_IN_ENGLISH,)),
)  # fmt: skip

CLAIMS = (
    completion("a1", "2022-03-31 or earlier", share(">46", 46, 100, 46, Comparator.MORE, low_open=True), "Anna Novak",
               said="2022-04-01", text="more than 46% done", source="https://news.example/spring"),
    completion("a2", "2022-12", share("60", "59.5", "60.5", 60, high_open=True), "Jean Petit", text="60% done"),
    completion("a3", "2023-04-05", share("almost 80%", 75, 80, 80, Comparator.ALMOST, low_open=True, high_open=True),
               "Anna Novak", office="Prime Minister of Northland", source="https://news.example/speech",
               **place(SPEECH, "that almost 80% of the activities had been carried out")),
    completion("a4", "2023-04-06", share("70 %", "69.5", "70.5", 70, high_open=True), "Jean Petit",
               source="https://presse.example/bilan", **place(REPLY, "Nous avons achevé 70 % des activités prévues")),
    trade("t1", "2022", money("4-4.5", 4, "4.5"), "2022-12-20", "Jean Petit", source="table.csv", text="4 to 4.5 billion"),
    trade("t2", "2023", money("5.3", "5.25", "5.35", high_open=True), "2024-02-01", "Anna Novak",
          Figure(Measure.GROWTH, Period.parse("2023"), growth("+6%", "1.055", "1.065"), Period.parse("2022")),
          text="5.3 billion, up by 6%"),
    Claim("p1", "commitment", "Joint ferry line", (Figure(Measure.DUE, Period.parse("before 2023")),),
          Period.parse("2021-09-09"), "Anna Novak", text="a joint ferry line before 2023"),
    Claim("o1", "ducks counted", "harbour", (Figure(Measure.LEVEL, Period.parse("2023"), Quantity.exact(3, "duck")),),
          Period.parse("2023"), "", text="three ducks"),
)  # fmt: skip

UNLINKED = (
    Claim(
        "u1", "completion", "bridges", (Figure(Measure.SHARE, None, share("half", 45, 55, 50)),), speaker="Jean Petit"
    ),
)

FINDINGS = (
    finding("f-c", Verdict.CONTRADICTION, ("a3", "a4"), "completion", "Lake programmes",
            ("2023-04-05: 75 < x < 80", "2023-04-06: 69.5 ≤ x < 70.5", "75 > 70.5"),
            "A share of finished things cannot fall in a day.", "Une part achevée ne peut pas baisser en un jour.",
            "Доля выполненного не может упасть за день."),
    finding("f-t", Verdict.TENSION, ("t1", "t2"), "trade turnover", "Lake trade", ("5.25 / 1.065 = 4.93 > 4.5",),
            "The growth makes 4.9 to 5.1 for 2022.", "La hausse donne 4,9 à 5,1 pour 2022.",
            "Рост даёт 4,9–5,1 за 2022 год."),
    finding("f-o", Verdict.OVERDUE, ("p1",), "commitment", "Joint ferry line", ("2022-12-31 < 2026-11-24",),
            "The day has passed.", "La date est passée.", "Срок прошёл."),
)  # fmt: skip


@pytest.fixture(scope="session")
def account():
    return Account(
        ACCORD,
        as_of=date(2026, 11, 24),
        documents=DOCUMENTS,
        claims=CLAIMS,
        findings=FINDINGS,
        words=words_of(CLAIMS, DOCUMENTS),
        refusals=(Refusal("scan.pdf", BinaryInput("unknown-encoding", file="scan.pdf")),),
        coverage=(Coverage(date(2026, 11, 20), documents=2, claims=8),),
        unlinked=UNLINKED,
        corridors=tuple(corridor(CLAIMS)),
        progress=roll_up(ACCORD, CLAIMS, date(2026, 11, 24)),
        versions=("Servanda 0.1.0", "reader 1"),
    )
