"""Trees of one form for three languages."""

import importlib.util

import pytest

from servanda.errors import ModelMissing, UnknownName
from servanda.reading import syntax
from servanda.reading.syntax import parse


@pytest.mark.parametrize(
    ("text", "lang", "verb"),
    [
        ("The minister said that work goes on.", "en", "said"),
        ("Le ministre a dit que le travail continue.", "fr", "dit"),
        ("Министр сказал, что работа идёт.", "ru", "сказал"),
    ],
)
def test_subject_and_clause_hang_on_the_verb(text: str, lang: str, verb: str) -> None:
    tree = parse([text], lang)[0]
    root = next(position for position, token in enumerate(tree.tokens) if token.text == verb)
    assert tree[root].head == root
    assert tree.child(root, "nsubj") is not None
    assert tree.child(root, "ccomp") is not None


def test_offsets_are_those_of_the_sentence() -> None:
    text = "«Мост» готов, сказал он."
    assert all(text[token.start : token.end] == token.text for token in parse([text], "ru")[0].tokens)


def test_a_clitic_subject_stands_without_its_hyphen() -> None:
    text = "Rien, a-t-il dit."
    assert "il" in [token.text for token in parse([text], "fr")[0].tokens]
    assert all(text[token.start : token.end] == token.text for token in parse([text], "fr")[0].tokens)


def test_an_english_preposition_is_the_case_of_its_noun() -> None:
    tree = parse(["The talks were held by the ministry in May."], "en")[0]
    relations = {token.text: token.deprel for token in tree.tokens}
    assert relations["ministry"] == "obl:agent"
    assert relations["by"] == "case"


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_every_word_leads_to_the_root(lang: str) -> None:
    for tree in parse(["A - b «c»; d, e (f) 3 % ?!", "."], lang):
        for position in range(len(tree)):
            steps = 0
            while tree[position].head != position:
                position, steps = tree[position].head, steps + 1
                assert steps <= len(tree)


def test_no_parser_for_a_language_without_one() -> None:
    with pytest.raises(UnknownName, match="Languages: en, fr, ru"):
        parse(["Hallo."], "de")


def test_a_missing_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    syntax.load_parser.cache_clear()
    with pytest.raises(ModelMissing, match="pip install"):
        parse(["Bonjour."], "fr")
    syntax.load_parser.cache_clear()
