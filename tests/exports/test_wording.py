"""The catalogues are complete and compiled, and numbers, intervals and days are set as each language sets them."""

import ast
import re
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from servanda.assessment import Status
from servanda.claim import DONE_STATES, Measure
from servanda.errors import UnknownName
from servanda.exports import html, markdown, text, wording
from servanda.exports.wording import LANGUAGES, printable
from servanda.finding import Verdict
from servanda.interval import Interval
from servanda.period import Period

EXPORTS = Path(wording.__file__).parent
PLACE = re.compile(r"\{(\w+)\}")


def catalogue(lang):
    with (EXPORTS / "locale" / lang / "LC_MESSAGES" / "report.po").open("rb") as file:
        return read_po(file, locale=lang)


def sentences():
    """The first argument of every call of `say` and `count` in the room, wherever it stands."""
    for file in sorted(EXPORTS.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("say", "count")
            ):
                number = 2 if node.func.attr == "count" else 1
                given = node.args[:number]
                if not given or (file.name == "wording.py" and not isinstance(given[0], ast.Constant)):
                    continue
                words = tuple(ast.literal_eval(argument) for argument in given)
                if all(isinstance(word, str) for word in words) and len(words) == number:
                    yield words if number == 2 else words[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_sentence_of_the_code_is_in_each_catalogue_and_no_other(lang):
    known = {message.id for message in catalogue(lang) if message.id and not message.context}
    assert known == set(sentences())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_lacks_a_translation(lang):
    for message in catalogue(lang):
        if message.id:
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            assert all(forms), message.id
            assert not message.fuzzy, message.id
            assert len(forms) == (1 if isinstance(message.id, str) else catalogue(lang).num_plurals), message.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_keep_the_places_of_the_sentence(lang):
    for message in catalogue(lang):
        for form in message.string if isinstance(message.string, tuple) else (message.string,):
            if message.id and not message.context:
                first = message.id if isinstance(message.id, str) else message.id[0]
                assert sorted(PLACE.findall(form)) == sorted(PLACE.findall(first)), message.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_compiled_catalogue_is_up_to_date(lang):
    fresh = BytesIO()
    write_mo(fresh, catalogue(lang))
    compiled = EXPORTS / "locale" / lang / "LC_MESSAGES" / "report.mo"
    assert compiled.read_bytes() == fresh.getvalue(), (
        "compile it: pybabel compile -D report -d src/servanda/exports/locale"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_vocabularies_of_the_nouns_are_whole(lang):
    known = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in catalogue(lang) if m.context}
    for family in ("verdict", "verdicts"):
        assert {(family, verdict.value) for verdict in Verdict} <= known
    assert {("measure", measure.value) for measure in Measure} <= known
    assert {("state", state) for state in (*DONE_STATES, *(status.value for status in Status))} <= known


@pytest.mark.parametrize("lang", ["fr", "ru"])
def test_no_english_sentence_is_left_in_a_report(account, lang):
    english = [m if isinstance(m, str) else m[0] for m in sentences()]
    telling = [re.split(r"[{}]", sentence)[0] for sentence in english if sentence.count(" ") > 1]
    telling = [words for words in telling if words.count(" ") > 1]
    assert len(telling) > 15
    reports = (
        html.render(account, lang),
        markdown.render(account, lang),
        text.render(account, lang, color=False, width=100),
    )
    for report in reports:
        assert not [words for words in telling if words in report]


LOOSE_SIGN = re.compile(r"[\w})] ?[;!?%»]|[\w})] ?:(?!\S)|«(?!\u00a0)|'", re.ASCII)
"""A high sign after a letter or an ordinary space, an opening quotation mark without its space, a typewriter apostrophe."""


def test_french_sets_no_break_spaces_before_high_signs():
    messages = [message for message in catalogue("fr") if message.id]
    for message in messages:
        for form in message.string if isinstance(message.string, tuple) else (message.string,):
            assert not LOOSE_SIGN.search(form), form


@pytest.mark.parametrize(
    ("lang", "low", "high", "unit", "shown"),
    [
        ("en", "73.5", "74.5", "per cent", "73.5–74.5%"),
        ("fr", "73.5", "74.5", "per cent", "73,5–74,5\u00a0%"),
        ("ru", "73.5", "74.5", "per cent", "73,5–74,5\u00a0%"),
        ("fr", 28, 28, "programme", "28\u00a0programmes"),
        ("ru", 21, 21, "programme", "21\u00a0программа"),
        ("ru", 28, 28, "programme", "28\u00a0программ"),
        ("en", 8000, None, "enterprise", "≥\u00a08,000\u00a0enterprises"),
        ("fr", None, "1.5", None, "≤\u00a01,5"),
        ("fr", 1_200_000_000, 1_200_000_000, "EUR", "1,2\u00a0milliard\u00a0EUR"),
        ("ru", 44 * 10**9, 45 * 10**9, "USD", "44–45\u00a0млрд\u00a0USD"),
        ("en", "38.7951", "39.7441", "per cent", "38.79–39.75%"),
        ("en", None, None, "goat", "not known"),
        ("en", 3, 3, "goat", "3\u00a0goats"),
        ("ru", 12, 12, "bridge", "12\u00a0мостов"),
        ("fr", 2, 2, "goat", "2\u00a0goat"),
    ],
)
def test_intervals(lang, low, high, unit, shown):
    bounds = [None if bound is None else Fraction(bound) for bound in (low, high)]
    assert wording.wording(lang).interval(Interval(*bounds), unit) == shown


@pytest.mark.parametrize(
    ("lang", "period", "shown"),
    [
        ("en", "2023-04-06", "6\u00a0April 2023"),
        ("fr", "2024-03-01", "1er\u00a0mars 2024"),
        ("ru", "2023-04-06", "6\u00a0апреля 2023\u202fг."),
        ("fr", "2022-12", "décembre 2022"),
        ("ru", "2022-12", "декабрь 2022\u202fг."),
        ("en", "2022", "2022"),
        ("en", "2021/2023", "2021–2023"),
        ("fr", "before 2023", "31\u00a0décembre 2022 ou avant"),
        ("ru", "since 2023", "1\u00a0января 2023\u202fг. или позже"),
    ],
)
def test_days_and_stretches_of_days(lang, period, shown):
    assert wording.wording(lang).period(Period.parse(period)) == shown


def test_a_sentence_that_ends_in_an_abbreviation_has_one_full_stop():
    words = wording.wording("ru")
    told = words.say(
        "The earliest was made on {first}, the latest on {last}.", first="1", last=words.day(date(2026, 2, 26))
    )
    assert told.endswith("2026\u202fг.")


def test_what_cannot_be_seen_is_shown():
    assert printable("a\u200fb\u2069c\u0000d") == "a[U+200F]b[U+2069]c[U+0000]d"
    assert printable("one\r\ntwo\tthree") == "one\ntwo\tthree"


def test_a_language_without_a_catalogue_is_named_with_the_known_ones():
    with pytest.raises(UnknownName, match=r"Found 'la'.*en, fr, ru"):
        wording.wording("la")
