"""The language of texts: neighbours of Russian are never taken for it, short or long, and what is not known stays unknown."""

import pytest

from servanda.intake import document_from_bytes
from servanda.intake.language import language_of, language_of_title, mismatch_note
from servanda.intake.letters import known_languages
from servanda.message import LANGUAGES, Message

SHORT = {
    "uk": [
        "Переговори про нову угоду тривають",
        "Голова ради заявив про успіх програми",
        "Будова мосту завершена на половину",
        "Товарообмен зростає вже третє десятиріччя",
        "Виконано понад дві третини заходів",
        "За словами прем'єра, роботу завершено",
        "Вiн сказав, що угоду виконано",
        "П’ять об’єктів здано вчасно",
        "Програма зростання затверджена радою",
    ],
    "be": [
        "Гутаркі пра новую дамову працягваюцца",
        "Работы завершаны напалову",
        "Старшыня рады заявіў пра поспех праграмы",
        "Тавараабарот расце трэцяе дзесяцігоддзе",
        "Сьвет зьмяняецца, кажа дасьледчык",
        "Рашэньне аб падатках: зьезд адбыўся ў сьнежні",
        "Празь месяц сталі вядомыя вынікі",
        "Prezident skazaŭ, što praca idzie",
        "Урад плануе завяршыць працу да чэрвеня",
    ],
    "bg": [
        "Министърът съобщи за напредъка",
        "Работата по моста е към края си",
        "Търговията расте с всяка година",
        "Изпълнени са две трети от мерките",
    ],
    "sr": [
        "Председник владе је рекао да посао напредује",
        "Мост је завршен до половине",
        "Влада планира да заврши радове",
    ],
    "mk": ["Министерот рече дека работата напредува", "Владата планира да ги заврши работите"],
    "kk": ["Президент жаңа келісім туралы айтты", "Бағдарламаның жартысы орындалды"],
    "ru": [
        "Переговоры о новом соглашении идут",
        "Мост построен наполовину",
        "Министр по делам СНГ приехал в Гродно",
        "Лукашенко встретился с Головченко",
        "Премьер: договор будет выполнен вовремя",
        "Об этом сообщил представитель правительства",
        "Программа роста утверждена советом",
    ],
    "en": ["The minister said work is going well", "Trade deal takes effect in January"],
    "fr": ["Le ministre dit que les travaux avancent", "L’accord entre en vigueur en janvier"],
    "de": ["Der Minister sagte, die Arbeit gehe gut voran"],
    "pl": ["Minister powiedział, że prace postępują"],
    "lt": ["Ministras sakė, kad darbas vyksta gerai"],
    None: ["Ҳукумат мехоҳад корро ба анҷом расонад", "Президент ҫӗнӗ килӗшӳ ҫинчен каланӑ", "12 + 30 = 42"],
}


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in SHORT.items() for text in texts])
def test_a_few_words(lang, text):
    assert language_of(text) == lang


UKRAINIAN = (
    "Уряд повідомив, що міст через річку добудовано. За словами міністра, роботу виконано вчасно, а гроші на другу чергу вже "
    "виділено. Мешканці сіл чекають на дорогу третій рік. "
)
RUSSIAN = (
    "Правительство сообщило, что мост через реку достроен. По словам министра, работа выполнена вовремя, а деньги на вторую "
    "очередь уже выделены. Жители сёл ждут дорогу третий год. "
)
BELARUSIAN = (
    "Урад паведаміў, што мост цераз раку дабудаваны. Паводле слоў міністра, праца выкананая своечасова, а грошы на другую "
    "чаргу ўжо выдзеленыя. Жыхары вёсак чакаюць дарогу трэці год. "
)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (UKRAINIAN * 20, "uk"),
        (BELARUSIAN * 20, "be"),
        (RUSSIAN * 20, "ru"),
        (RUSSIAN * 5 + "Киевская газета пишет: «Угоду підписано, їй дали ґрунт»." + RUSSIAN, "ru"),
        (RUSSIAN + UKRAINIAN * 3, "uk"),
        (BELARUSIAN * 3 + RUSSIAN, "be"),
        (UKRAINIAN + RUSSIAN, "uk"),
        (f"Share Tweet Read more\n{UKRAINIAN}\nAll rights reserved", "uk"),
        ("The Ukrainian text reads «Угоду виконано вчасно», the minister said on Monday in the old hall.", "en"),
    ],
    ids=[
        "uk",
        "be",
        "ru",
        "uk quoted in ru",
        "mostly uk",
        "mostly be",
        "half uk",
        "uk in English frame",
        "uk quoted in en",
    ],
)
def test_pages_long_and_mixed(text, lang):
    assert language_of(text) == lang


@pytest.mark.parametrize(("text", "lang"), [(UKRAINIAN, "uk"), (BELARUSIAN, "be")])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_a_page_is_kept_in_its_encoding_and_not_read_as_russian(text, lang, encoding):
    document = document_from_bytes(text.encode(encoding), "a.txt")
    assert (document.lang, document.text) == (lang, text)
    page = f'<html lang="ru"><title>Новости</title><p>{text}</p></html>'
    assert document_from_bytes(page.encode("utf-8"), "a.html").lang == lang


@pytest.mark.parametrize(
    ("title", "text_language", "lang"),
    [
        ("Belarus, Russia sign 28 programmes", "en", "en"),
        ("Putin meets Lukashenko in Sochi", "fr", "fr"),
        ("Підсумки року для двох держав", "ru", "uk"),
        ("Вынікі перамоў у Мінску сёння", "ru", "be"),
        ("Итоги года для двух государств", "uk", "ru"),
        ("Переговори тривають", "ru", "ru"),
        ("Мост в Гродно", "be", "be"),
        ("Мост в Гродно", "fr", None),
    ],
)
def test_titles(title, text_language, lang):
    assert language_of_title(title, text_language) == lang


def test_each_language_has_its_name_in_each_language():
    for lang in LANGUAGES:
        names = [Message(f"language-{code}").told(lang) for code in known_languages()]
        assert not [name for name in names if name.startswith("language-")]
        assert len(set(names)) == len(names)
    assert str(mismatch_note("be", "kk")) == "The title is in Kazakh, the text in Belarusian."
