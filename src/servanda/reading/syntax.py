"""Sentences to trees of Universal Dependencies, one form of token for all languages.

Takes sentences as strings, gives a `Tree` a sentence whose tokens carry character offsets into that string. Which module makes
the trees of a language stands in its `language.yaml`: it has `load(settings)`, which gives a function from sentences to trees.
Models are loaded when the first sentence of their language comes, once a process; `on_loading` tells who waits.
"""

from __future__ import annotations

import importlib
import importlib.util
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from servanda.errors import ModelMissing, UnknownName
from servanda.message import language_name
from servanda.reading.lexicon import LANGUAGES, lexicon

__all__ = ["LANGUAGES", "Parser", "Token", "Tree", "load_parser", "on_loading", "parse", "russian_morphology"]


Parser: TypeAlias = Callable[[Sequence[str]], list["Tree"]]
"""Gives a tree for each sentence, in order."""

_LOADING = threading.RLock()
_LISTENERS: list[Callable[[str], None]] = []


class Token(NamedTuple):
    """A word of a sentence; `head` is the position of its head in the sentence, its own for the root."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    deprel: str
    head: int


class Tree:
    """A sentence as a tree.

    >>> he, said = Token(0, 2, "He", "he", "PRON", "nsubj", 1), Token(3, 7, "said", "say", "VERB", "root", 1)
    >>> tree = Tree([he, said])
    >>> tree.children(1), tree.subtree(1), tree.child(1, "nsubj")
    ([0], [0, 1], 0)
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = list(tokens)
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for position, token in enumerate(self.tokens):
            if token.head != position:
                self._children[token.head].append(position)

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, position: int) -> Token:
        return self.tokens[position]

    def children(self, position: int, *relations: str) -> list[int]:
        """Positions of the dependents, all or those of the relations named; "obl" stands for its subtypes too."""
        if not relations:
            return list(self._children[position])
        return [child for child in self._children[position] if _is(self.tokens[child].deprel, relations)]

    def child(self, position: int, *relations: str) -> int | None:
        """The first dependent of one of the relations, or None."""
        found = self.children(position, *relations)
        return found[0] if found else None

    def subtree(self, position: int, without: Iterable[int] = ()) -> list[int]:
        """Positions of a word and all below it, in order, leaving out the branches that start at `without`."""
        left_out, found, waiting = set(without), [], [position]
        while waiting:
            here = waiting.pop()
            if here not in left_out or here == position:
                found.append(here)
                waiting.extend(child for child in self._children[here] if child not in left_out)
        return sorted(found)

    def is_(self, position: int, *relations: str) -> bool:
        """Whether the word hangs by one of the relations on its head."""
        return _is(self.tokens[position].deprel, relations)


def _is(deprel: str, relations: tuple[str, ...]) -> bool:
    return deprel in relations or deprel.split(":", 1)[0] in relations


def parse(sentences: Sequence[str], lang: str) -> list[Tree]:
    """A tree for each sentence, in order.

    Raises ModelMissing where the language's model is not installed, UnknownName for a language that has none.

    >>> tree = parse(["The minister said that work goes on."], "en")[0]
    >>> [(token.text, token.deprel) for token in tree.tokens][1:4]
    [('minister', 'nsubj'), ('said', 'root'), ('that', 'mark')]
    """
    if lang not in LANGUAGES:
        raise UnknownName("no-parser", language=lang, known=", ".join(LANGUAGES))
    if not sentences:
        return []
    return _parser(lang)(sentences)


def _parser(lang: str) -> Parser:
    with _LOADING:
        return load_parser(lang)


@cache
def load_parser(lang: str) -> Parser:
    """The parser of a language, loaded now; the same on every call."""
    settings = lexicon(lang, "language")
    model = settings["model"]
    if importlib.util.find_spec(model) is None:
        raise ModelMissing("model-not-installed", remedy="install-model", language=language_name(lang), model=model)
    for listener in _LISTENERS:
        listener(lang)
    try:
        made: Parser = importlib.import_module(settings["parser"]).load(settings)
    except (OSError, ImportError) as error:
        raise ModelMissing(
            "model-not-loaded", remedy="install-model", language=language_name(lang), model=model, reason=str(error)
        ) from error
    return made


def on_loading(listener: Callable[[str], None]) -> None:
    """Have a function called with a language's code just before its model is loaded, which takes a second or more."""
    _LISTENERS.append(listener)


@cache
def russian_morphology() -> Any:
    """The Russian dictionary of word forms, loaded once."""
    return importlib.import_module("pymorphy3").MorphAnalyzer(lang="ru")
