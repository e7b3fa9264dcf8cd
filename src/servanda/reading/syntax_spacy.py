"""spaCy's models to trees: one that speaks ClearNLP's labels is translated, so that one grammar serves all languages."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from servanda.reading.syntax import Token, Tree

__all__ = ["load"]

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


def load(settings: Mapping[str, str]) -> Callable[[Sequence[str]], list[Tree]]:
    """The parser of the model that a language's settings name, without the parts that the grammar does not use."""
    model: Any = importlib.import_module(settings["model"]).load(exclude=["ner"])
    is_clearnlp = settings.get("labels") == "clearnlp"
    lock = threading.Lock()

    def parse_all(sentences: Sequence[str]) -> list[Tree]:
        with lock:
            docs = list(model.pipe(list(sentences), batch_size=64))
        return [Tree(_translated(_plain(doc)) if is_clearnlp else _plain(doc)) for doc in docs]

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


def _translated(tokens: list[Token]) -> list[Token]:
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
