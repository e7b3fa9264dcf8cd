"""natasha's models of Russian to trees: slovnet parses, pymorphy3 gives the dictionary forms."""

from __future__ import annotations

import importlib
import importlib.util
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from servanda.reading.syntax import Token, Tree, russian_morphology

__all__ = ["load"]


def load(settings: Mapping[str, str]) -> Callable[[Sequence[str]], list[Tree]]:
    """The parser over the models that lie in the package which the language's settings name."""
    locations = importlib.util.find_spec(settings["model"])
    folder = Path(next(iter(locations.submodule_search_locations or ()))) / "data" if locations else Path()
    slovnet: Any = importlib.import_module("slovnet")
    navec: Any = importlib.import_module("navec").Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    razdel: Any = importlib.import_module("razdel")
    morphology = slovnet.Morph.load(folder / "model" / "slovnet_morph_news_v1.tar", batch_size=8)
    syntax = slovnet.Syntax.load(folder / "model" / "slovnet_syntax_news_v1.tar", batch_size=8)
    morphology.navec(navec)
    syntax.navec(navec)
    lock = threading.Lock()

    def parse_all(sentences: Sequence[str]) -> list[Tree]:
        split = [list(razdel.tokenize(sentence)) or list(razdel.tokenize(".")) for sentence in sentences]
        words = [[token.text for token in tokens] for tokens in split]
        with lock:
            analysed = list(zip(split, morphology.map(words), syntax.map(words), strict=True))
        return [Tree(_russian(*parts)) for parts in analysed]

    return parse_all


def _russian(split: Sequence[Any], morphology: Any, syntax: Any) -> list[Token]:
    """slovnet's words; heads are numbered from 1 there, and 0 is the root."""
    heads = [int(word.head_id) - 1 for word in syntax.tokens]
    root = next((i for i, head in enumerate(heads) if head < 0), 0)
    heads = _rooted(heads, root)
    marked = {heads[i] for i, link in enumerate(syntax.tokens) if link.rel == "mark"}
    tokens = []
    for i, (word, form, link) in enumerate(zip(split, morphology.tokens, syntax.tokens, strict=True)):
        deprel = "root" if i == root else str(link.rel)
        if deprel == "root" and i != root:
            deprel = "ccomp" if i in marked else "parataxis"
        lemma = _russian_lemma(word.text, form.pos)
        tokens.append(Token(word.start, word.stop, word.text, lemma, form.pos, deprel, heads[i]))
    return tokens


def _rooted(heads: Sequence[int], root: int) -> list[int]:
    """The heads, with one arc of each loop cut: a small model's tree may hold a loop.

    >>> _rooted([-1, 2, 1], 0)
    [0, 0, 1]
    """
    mended = [head if 0 <= head < len(heads) else root for head in heads]
    mended[root] = root
    for start in range(len(mended)):
        seen: set[int] = set()
        here = start
        while here != root and here not in seen:
            seen.add(here)
            here = mended[here]
        if here != root:
            mended[here] = root
    return mended


_VERBAL = frozenset({"VERB", "INFN", "GRND", "PRTF", "PRTS"})


@lru_cache(maxsize=50_000)
def _russian_lemma(word: str, pos: str) -> str:
    """The dictionary form; of several readings the first that agrees with the tagger on being a verb."""
    readings = russian_morphology().parse(word)
    wanted = pos in ("VERB", "AUX")
    for reading in readings:
        if (reading.tag.POS in _VERBAL) == wanted:
            return str(reading.normal_form)
    return str(readings[0].normal_form)
