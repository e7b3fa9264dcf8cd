"""Pronouns, offices and short names as the full names that the text gives."""

import pytest

from servanda.document import Document
from servanda.reading.attribution import find_statements
from servanda.reading.names import find_people
from servanda.reading.people_words import people_words
from servanda.reading.russian_names import nominative, phrase_nominative
from servanda.reading.speakers import Speakers


def speakers(text: str, lang: str) -> list[tuple[str, ...]]:
    return [statement.speaker for statement in find_statements(Document("page", text, lang))]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Ann Lee arrived. Lee said that work goes on. She added that it is late.", "en", [("Ann Lee",)] * 2),
        ("Jan Berg and Ann Lee agreed to build a road. They said that work begins soon.",
         "en", [("Jan Berg", "Ann Lee")] * 2),
        ("The president of Norland, Jan Berg, arrived. The head of state said that all is well.", "en", [("Jan Berg",)]),
        ("An expert said that all is well.", "en", [()]),
        ("Le président norlandais Jan Berg et la ministre Anne Roux ont promis de signer l'accord.",
         "fr", [("Jan Berg", "Anne Roux")]),
        ("Le président norlandais Jan Berg a reçu la ministre Anne Roux. Roux a dit que tout va bien. "
         "Elle a ajouté que le pont est sûr. Le président a répondu que le tunnel l'est aussi.",
         "fr", [("Anne Roux",), ("Anne Roux",), ("Jan Berg",)]),
        ("L'OTAN a annoncé que ses troupes partiront.", "fr", [("OTAN",)]),
        ("Selon de nombreux experts, le pont est sûr.", "fr", [()]),
        ("Сообщение для Павла Зотова пришло. Зотов сказал, что мост готов. Он добавил, что откроет его.",
         "ru", [("Павел Зотов",)] * 2),
        ("По словам Анны Лосевой, мост готов.", "ru", [("Анна Лосева",)]),
        ("Президент Павел Зотов прибыл в Осло. Глава государства заявил, что мост готов.", "ru", [("Павел Зотов",)]),
        ("Газета «Маяк» вышла. Газета «Маяк» сообщила, что мост готов. По данным газеты, он крепок.",
         "ru", [("Маяк",)] * 2),
    ],
)  # fmt: skip
def test_full_names(text: str, lang: str, expected: list[tuple[str, ...]]) -> None:
    assert speakers(text, lang) == expected


def test_a_pronoun_agrees_in_gender() -> None:
    text = (
        "La ministre Anne Roux a dit que le pont est sûr. Le sénateur Paul Brun a dit le contraire. "
        "Elle a ajouté que rien ne presse."
    )
    assert speakers(text, "fr")[-1] == ("Anne Roux",)


def test_people_are_found_with_their_offices() -> None:
    found = find_people("President Jan Berg met Ann Lee, the envoy. Berg left.", people_words("en"))
    assert [(person.name, bool(person.roles)) for person in found] == [("Jan Berg", True), ("Ann Lee", True)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Павла Зотова", "Павел Зотов"), ("Анны Лосевой", "Анна Лосева"), ("Наото Кана", "Наото Кан")],
)
def test_russian_names_stand_in_the_nominative(words: str, expected: str) -> None:
    assert nominative(words.split()) == expected


def test_russian_bodies_stand_in_the_nominative() -> None:
    assert phrase_nominative("Сельскую почту района", "почту") == "Сельская почта района"


def of_words(text: str, source: str, lang: str) -> tuple[str, ...]:
    """Who a source is by its words alone, the last time that they stand in the text; what stands before is heard."""
    speakers = Speakers(Document("page", text, lang))
    start, here = text.rindex(source), 0
    while (stop := text.find(". ", here, start)) >= 0:
        speakers.hear((here, stop))
        here = stop + 2
    return speakers.names([(start, start + len(source))], (here, len(text)))


@pytest.mark.parametrize(
    ("text", "source", "lang", "expected"),
    [
        # The head of a phrase speaks: not the owner, nor whom a complement is about.
        ("Ann Lee rested. Lee's spokesman spoke.", "Lee's spokesman", "en", ()),
        ("Ann Lee rested. A spokesman for Ann Lee spoke.", "A spokesman for Ann Lee", "en", ()),
        ("Ann Lee rested. The Lee campaign spoke.", "The Lee campaign", "en", ("Lee campaign",)),
        ("Ann Lee rested. Lee supporters spoke.", "Lee supporters", "en", ()),
        ("Anne Roux se repose. Le porte-parole d'Anne Roux a parlé.", "Le porte-parole d'Anne Roux", "fr", ()),
        ("Павел Зотов отдыхает. Пресс-секретарь Зотова ответил.", "Пресс-секретарь Зотова", "ru", ()),
        # Appositions, before and behind.
        ("It rained, said Bob Hill, Lee's spokesman.", "Bob Hill, Lee's spokesman", "en", ("Bob Hill",)),
        ("The minister of trade, Ann Lee, spoke.", "The minister of trade, Ann Lee,", "en", ("Ann Lee",)),
        ("Norland's Minister of Trade Ann Lee spoke.", "Norland's Minister of Trade Ann Lee", "en", ("Ann Lee",)),
        ("Le ministre du Commerce Paul Brun a parlé.", "Le ministre du Commerce Paul Brun", "fr", ("Paul Brun",)),
        ("Le porte-parole du ministre Paul Brun a parlé.", "Le porte-parole du ministre Paul Brun", "fr", ()),
        ("Министр торговли Норландии Анна Лосева ответила.", "Министр торговли Норландии Анна Лосева", "ru",
         ("Анна Лосева",)),
        # Coordinations.
        ("Ann Lee, the envoy, and Jan Berg spoke.", "Ann Lee, the envoy, and Jan Berg", "en", ("Ann Lee", "Jan Berg")),
        ("Ann Lee, Jan Berg and Bob Hill spoke.", "Ann Lee, Jan Berg and Bob Hill", "en",
         ("Ann Lee", "Jan Berg", "Bob Hill")),
        ("The Ministry of Trade and Industry spoke.", "The Ministry of Trade and Industry", "en",
         ("Ministry of Trade and Industry",)),
        ("Anne Roux et le ministre Paul Brun ont parlé.", "Anne Roux et le ministre Paul Brun", "fr",
         ("Anne Roux", "Paul Brun")),
        ("Анна Лосева и Павел Зотов ответили.", "Анна Лосева и Павел Зотов", "ru", ("Анна Лосева", "Павел Зотов")),
        # Titles tell namesakes apart.
        ("Ann Lee met Bob Lee. Mrs. Lee spoke.", "Mrs. Lee", "en", ("Ann Lee",)),
        ("Anne Roux a reçu Paul Roux. M. Roux a parlé.", "M. Roux", "fr", ("Paul Roux",)),
        ("President Roy arrived. The president spoke.", "The president", "en", ("Roy",)),
        # Both of an office, and pronouns.
        ("President Jan Berg met President Ann Lee. Both presidents spoke.", "Both presidents", "en",
         ("Jan Berg", "Ann Lee")),
        ("Le président Paul Brun a reçu la présidente Anne Roux. Les deux présidents ont parlé.", "Les deux présidents",
         "fr", ("Paul Brun", "Anne Roux")),
        ("Президент Павел Зотов принял президента Ивана Лаптева. Оба президента ответили.", "Оба президента", "ru",
         ("Павел Зотов", "Иван Лаптев")),
        ("Robert Hill called Susan Gray. She spoke.", "She", "en", ("Susan Gray",)),
        ("Ann Lee, who spoke, left.", "who", "en", ("Ann Lee",)),
        ("I said so. Ann Lee left.", "I", "en", ()),
    ],
)  # fmt: skip
def test_a_source_by_its_words_alone(text: str, source: str, lang: str, expected: tuple[str, ...]) -> None:
    assert of_words(text, source, lang) == expected
