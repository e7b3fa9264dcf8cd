"""Every message that the program raises or keeps has its words in each language, with the slots that it is given."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from servanda import errors, message
from servanda.errors import InputError, RecordLocked, TableError
from servanda.message import LANGUAGES, Message, sentences

SOURCE = Path(message.__file__).parent
FOLDERS = (SOURCE / "messages", SOURCE / "cli" / "messages", SOURCE / "api" / "messages")
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
PLACES = {"file", "line", "offset", "value", "remedy"}
FAMILIES = ("system-", "language-")
"""Names that are put together: from the system's name of a fault, from a language's code."""
BY_HAND = {"as-recorded", "at-line", "at-character", "found", "problem"}


def slots_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def texts(node: ast.expr) -> list[str]:
    """The names that an argument may have; none where it holds a message made elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*texts(node.body), *texts(node.orelse)]
    assert not isinstance(node, ast.JoinedStr | ast.BinOp), ast.unparse(node)
    return []


def told(call: ast.Call) -> Iterator[tuple[str, set[str] | None]]:
    """Each message that a call makes, with the names of the slots that it fills; None where they are not to be seen."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    on = call.func.value.id if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) else ""
    given = {word.arg for word in call.keywords if word.arg}
    slots = given - (PLACES if called != "of" else set()) if all(word.arg for word in call.keywords) else None
    arguments: list[ast.expr] = []
    if (on, called) == ("Message", "of") or called in ERRORS:
        arguments = call.args[:1] + [word.value for word in call.keywords if word.arg == "remedy"]
    elif called == "Message" and not on:
        arguments = [one for one in call.args[:1] if not isinstance(one, ast.JoinedStr)]
    elif (on, called) == ("faults", "add"):
        arguments = [call.args[1], *call.args[3:4], *(word.value for word in call.keywords if word.arg == "remedy")]
    names = [name for argument in arguments for name in texts(argument)]
    wanted = [slots_of(sentences(FOLDERS[0], "en").get(name, "")) for name in names]
    for name, own in zip(names, wanted, strict=True):
        others = set().union(*(other for other in wanted if other is not own))
        yield name, None if slots is None else slots - (others - own)


@pytest.mark.parametrize("file", [file for folder in FOLDERS for file in sorted(folder.glob("*.yaml"))], ids=str)
def test_no_message_is_told_twice(file):
    names = re.findall(r"^([\w-]+):", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(names) == sorted(set(names))


CALLS = [
    (f"{file.relative_to(SOURCE)}:{node.lineno}", name, slots)
    for file in sorted(SOURCE.rglob("*.py"))
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call)
    for name, slots in told(node)
]


def test_the_walk_finds_what_is_raised() -> None:
    assert len(CALLS) > 200
    assert {"nothing-in-it", "expected-list", "no-day", "did-you-mean", "record-in-use"} <= {
        name for _, name, _ in CALLS
    }


@pytest.mark.parametrize(("place", "name", "slots"), CALLS, ids=[f"{place} {name}" for place, name, _ in CALLS])
def test_each_message_has_its_words_and_its_slots(place: str, name: str, slots: set[str] | None) -> None:
    for lang in LANGUAGES:
        assert name in sentences(FOLDERS[0], lang), f"{place} says {name!r}, which messages/{lang}.yaml lacks"
        if slots is not None:
            assert slots_of(sentences(FOLDERS[0], lang)[name]) == slots


def test_no_words_are_left_that_nothing_says() -> None:
    used = {name for _, name, _ in CALLS} | BY_HAND | {"thousands"}
    assert [name for name in sentences(FOLDERS[0], "en") if name not in used and not name.startswith(FAMILIES)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=["errors and remarks", "command line", "programs"])
def test_the_languages_have_the_same_names_and_slots(folder: Path) -> None:
    english = sentences(folder, "en")
    for lang in LANGUAGES:
        other = sentences(folder, lang)
        assert list(other) == list(english)
        assert {name: slots_of(text) for name, text in other.items()} == {
            name: slots_of(text) for name, text in english.items()
        }


@pytest.mark.parametrize(
    ("folder", "name"),
    [(folder, name) for folder in FOLDERS for name in sentences(folder, "en") if name != "thousands"],
)
def test_french_and_russian_are_set_as_print_sets_them(folder: Path, name: str) -> None:
    french, russian = ("".join(sentences(folder, lang)[name].split("`")[::2]) for lang in ("fr", "ru"))
    assert not re.search(r"\w'\w| [:;?!»%]|« |\w[;?!»]", french), french
    assert not re.search(r"« | »|\w'\w| [–-] | %| — ", russian), russian
    words = re.sub(r"\{[^}]*\}|servanda\.db", "", russian)
    assert re.search("[а-яё]", words.lower()) or not re.search("[a-z]{3}", words), russian


def test_an_error_speaks_each_language() -> None:
    error = TableError("column-empty", file="t.csv", line=3, remedy="fill-or-remove", column="scope")
    assert str(error) == "t.csv:3: The column 'scope' is empty. Fill it, or remove the row."
    assert error.told("fr") == "t.csv:3: La colonne «\u00a0scope\u00a0» est vide. Remplissez-la, ou supprimez la ligne."
    assert error.told("ru", place=False) == "Столбец «scope» пуст. Заполните его или удалите строку."


def test_numbers_are_grouped_as_the_language_does() -> None:
    large = Message.of("too-many-rows", limit=200_000)
    assert [large.told(lang) for lang in LANGUAGES] == [
        "It has more than 200,000 rows.",
        "Le tableau compte plus de 200\u202f000 lignes.",
        "В таблице больше 200\u00a0000 строк.",
    ]


def test_what_was_found_cannot_steer_a_terminal() -> None:
    assert "\x1b" not in str(InputError("no-such-file", value="\x1b[2J"))
    assert str(InputError("no-such-file", value="x" * 100)).endswith("x...'.")


def test_a_message_is_kept_and_told_later_in_any_language() -> None:
    note = Message.of("title-in-another-language", title=Message.of("language-en"), text=Message.of("language-ru"))
    again = Message.from_data(note.as_data())
    assert again == note and again.told("ru") == "Язык заголовка\u00a0— английский, язык текста\u00a0— русский."


def test_a_name_of_a_later_version_is_shown_with_what_fills_it() -> None:
    assert Message.of("not-known-here", row=7).told("fr") == "not-known-here, 7"


def test_slots_that_look_like_templates_are_left_alone() -> None:
    assert str(RecordLocked("record-in-use", file="{x}", value="{y}")) == (
        "{x}: Another process is writing to the record. Found '{y}'."
    )
