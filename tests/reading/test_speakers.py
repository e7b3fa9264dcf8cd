"""Pronouns, offices and short names as the full names that the text gives."""

import pytest

from servanda.document import Document
from servanda.reading.attribution import find_statements
from servanda.reading.cues import cues_of
from servanda.reading.names import find_people, nominative, phrase_nominative


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
    found = find_people("President Jan Berg met Ann Lee, the envoy. Berg left.", cues_of("en"))
    assert [(person.name, bool(person.roles)) for person in found] == [("Jan Berg", True), ("Ann Lee", True)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Павла Зотова", "Павел Зотов"), ("Анны Лосевой", "Анна Лосева"), ("Наото Кана", "Наото Кан")],
)
def test_russian_names_stand_in_the_nominative(words: str, expected: str) -> None:
    assert nominative(words.split()) == expected


def test_russian_bodies_stand_in_the_nominative() -> None:
    assert phrase_nominative("Сельскую почту района", "почту") == "Сельская почта района"
