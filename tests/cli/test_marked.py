"""A page on a terminal: one colour a speaker, signs where there are no colours, one message while a model is loaded."""

import io
import re

import pytest
from rich.console import Console

from servanda import Document
from servanda.cli import loading, marked
from servanda.message import LANGUAGES
from servanda.reading import read_document, syntax

TEXT = (
    "Anna 日本 Weber said that 12 wells were dug.\r\n\r\n"
    "Boris Lang replied that 3 wells are dry. “We dig on,” Anna Weber added.\r\n"
)


@pytest.fixture(scope="module")
def reading():
    return read_document(Document("a", TEXT, "en"))


def shown(monkeypatch, reading, lang="en", width=40, **settings):
    """What a terminal of that width gets."""
    stream = io.StringIO()
    made = Console(file=stream, force_terminal=True, highlight=False, width=width, **settings)
    monkeypatch.setattr(marked, "Console", lambda **_: made)
    marked.show(reading, lang)
    return stream.getvalue()


def test_each_speaker_has_a_colour(monkeypatch, reading):
    told = shown(monkeypatch, reading, color_system="standard")
    assert "\x1b[36mAnna Weber\x1b[0m" in told and "\x1b[35mBoris Lang\x1b[0m" in told
    assert "\x1b[1;36mAnna 日本 Weber\x1b[0m \x1b[3;36msaid\x1b[0m" in told
    assert "\x1b[4;36m12 wells\x1b[0m" in told and "\x1b[4;35m3 wells\x1b[0m" in told
    assert "{" not in told and "\r" not in told


def test_signs_stand_for_colours(monkeypatch, reading):
    monkeypatch.setenv("NO_COLOR", "1")
    told = " ".join(re.sub(r"\x1b\[[\d;]*m", "", shown(monkeypatch, reading)).split())
    assert "{Anna 日本 Weber} <said> [1: that _12 wells_ were dug]." in told
    assert "{Boris Lang} <replied> [2: that _3 wells_ are dry]." in told


@pytest.mark.parametrize("width", [12, 40, 200])
def test_lines_fit_the_terminal(monkeypatch, reading, width):
    from rich.cells import cell_len

    told = re.sub(r"\x1b\[[\d;]*m", "", shown(monkeypatch, reading, width=width, color_system="standard"))
    assert max(cell_len(line.rstrip()) for line in told.splitlines()) <= width


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_model_that_is_loaded_is_told_once_and_only_to_people(monkeypatch, capsys, lang):
    monkeypatch.setattr(syntax, "_LISTENERS", [])
    loading.tell_of_loading(lang)
    assert syntax._LISTENERS == []
    monkeypatch.setattr(loading.sys.stderr, "isatty", lambda: True, raising=False)
    loading.tell_of_loading(lang)
    syntax.load_parser.cache_clear()
    for _ in range(2):
        syntax.parse(["Pluie."], "fr")
    word = {"en": "French", "fr": "français", "ru": "французский"}[lang]
    assert [word in line for line in capsys.readouterr().err.splitlines()] == [True]
