"""From probabilities to attributions: which cue has which content and source, so that no words are said twice.

Takes the `Tokens` of a text and its `Network`, gives `Attribution`s as runs of words. Each cue's window is read as the likeliest
row of roles (Viterbi 1967), where opening a run has a price; then the surest cue takes its words first.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from servanda.reading.tagger.network import Floats, Network, Windows, network_of
from servanda.reading.tagger.tokens import Numbers, Tokens

__all__ = ["SURENESS", "Attribution", "Found", "Prices", "Run", "attributions", "cue_runs", "drafts", "features_of"]

Run = tuple[int, int]
"""The first word, and the one behind the last."""

_OUTSIDE, _CONTENT, _MORE, _SOURCE, _MORE_SOURCE = range(5)
_NEVER = -1e9
_MOST = 6000
"""So many words are read at once: a book need not fit into memory beside its windows."""
_REST = 12
_SEEN = 0.9
"""How likely a word of saying is that was surely seen."""
_INNER = frozenset({"-", "'", "’"})
_OPENING = frozenset({"“", '"', "«", "„"})

SURENESS = ("cue", "content", "source", "content begins", "least of the content", "said by nobody else")


class Prices(NamedTuple):
    """What is asked of a run before it is taken, set on articles that were kept from training.

    `cue` is the least probability of a word of a cue; `content` and `source` are asked for opening such a run, and `shared` is
    how much a word's own probabilities count beside those that it has with the cue: in logarithms of probabilities.
    """

    cue: float
    content: float
    source: float
    shared: float


@dataclass(frozen=True)
class Attribution:
    """Words as cue, content and source. `sureness` is what the network was sure of, each from 0 to 1, in the order of
    `SURENESS`; `confidence` is the chance that content and source are right.
    """

    cue: Run
    content: tuple[Run, ...]
    source: tuple[Run, ...]
    sureness: tuple[float, ...]
    confidence: float = 0.0


class Found(NamedTuple):
    """The attributions of a text by their cues, and the words of saying that the network saw and found nobody sure to say."""

    sure: list[Attribution]
    doubtful: list[Run]


def attributions(tokens: Tokens, lang: str) -> Found:
    """The attributions of a text that are more likely right than the threshold of the language's network.

    >>> from servanda.reading.tagger.tokens import tokens_of
    >>> text = "The minister said that work goes on."
    >>> tokens = tokens_of(text, "en")
    >>> found, = attributions(tokens, "en").sure
    >>> [text[slice(*tokens.span(run))] for run in (*found.source, found.cue, *found.content)]
    ['The minister', 'said', 'that work goes on']
    """
    network = network_of(lang)
    weights = network.weights
    found: list[Attribution] = []
    doubtful: list[Run] = []
    for first, part in tokens.parts(_MOST):
        for draft in drafts(part, network, Prices(*weights["prices"].tolist())):
            confidence = _logistic(
                float(features_of(draft) @ weights["confidence.weight"] + weights["confidence.bias"])
            )
            if confidence >= weights["threshold"]:
                found.append(replace(_moved(draft, first), confidence=round(confidence, 4)))
            elif draft.sureness[0] >= _SEEN:
                doubtful.append(_moved(draft, first).cue)
    return Found(sorted(_to_clause_ends(tokens, found), key=lambda each: each.cue), doubtful)


def _moved(draft: Attribution, by: int) -> Attribution:
    cue, *runs = ((start + by, end + by) for start, end in (draft.cue, *draft.content, *draft.source))
    return replace(draft, cue=cue, content=tuple(runs[: len(draft.content)]), source=tuple(runs[len(draft.content) :]))


def features_of(draft: Attribution) -> Floats:
    """The log-odds of what the network was sure of, and whether there is a source."""
    sure = np.clip(np.array(draft.sureness, np.float32), 0.001, 0.999)
    return np.append(np.log(sure / (1 - sure)), np.float32(bool(draft.source)))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def drafts(tokens: Tokens, network: Network, prices: Prices) -> list[Attribution]:
    """All that may be attributions, no words said twice, the surest first."""
    if not len(tokens):
        return []
    encoded = network.encoded(tokens)
    cue = network.roles(encoded, "cue")
    runs = list(cue_runs(cue, prices.cue))
    if not runs:
        return []
    first = np.array([run[0] for run in runs])
    last = np.array([run[1] - 1 for run in runs])
    windows, scores = network.around(encoded, tokens, first, last)
    told = scores.copy()
    for role, opened, price in (("content", _CONTENT, prices.content), ("source", _SOURCE, prices.source)):
        alone = np.log(network.roles(encoded, role) + np.float32(1e-6))[windows.words] * np.float32(prices.shared)
        told[:, opened] += alone[:, 1] - np.float32(price)
        told[:, opened + 1] += alone[:, 2]
        told[:, _OUTSIDE] += alone[:, 0]
    states = _likeliest(_spread(told, windows, runs))
    chances = np.exp(scores)
    said = chances[:, [_CONTENT, _SOURCE]] + chances[:, [_MORE, _MORE_SOURCE]]
    found = []
    for number, ((start, stop), run) in enumerate(zip(windows.bounds, runs, strict=True)):
        likely = float(1 - cue[run[0] : run[1], 0].min())
        sure = _Sure(said[start:stop], chances[start:stop, _CONTENT])
        found.append(_draft(tokens, run, likely, int(windows.words[start]), states[number, : stop - start], sure))
    return list(_apart([draft for draft in found if draft]))


def _spread(told: Floats, windows: Windows, runs: Sequence[Run]) -> Floats:
    """The windows under each other, filled up with words outside; the words of a cue have no other role."""
    longest = max(stop - start for start, stop in windows.bounds)
    made = np.full((len(runs), longest, 5), _NEVER, np.float32)
    made[..., _OUTSIDE] = 0
    for number, ((start, stop), (begins, ends)) in enumerate(zip(windows.bounds, runs, strict=True)):
        made[number, : stop - start] = told[start:stop]
        offset = int(windows.words[start])
        made[number, max(begins - offset, 0) : ends - offset, 1:] = _NEVER
    return made


def cue_runs(cue: Floats, least: float) -> Iterator[Run]:
    """Runs of words that may be cues, one cut in two where another begins; `cue` has the chances of each word [words, 3]."""
    likely = (1 - cue[:, 0]).tolist()
    begins = ((cue[:, 1] > cue[:, 2]) & (cue[:, 1] > 0.3)).tolist()
    place = 0
    for start in np.flatnonzero(1 - cue[:, 0] >= least).tolist():
        if start < place:
            continue
        place = start + 1
        while place < len(likely) and likely[place] >= least and not begins[place]:
            place += 1
        best = max(range(start, place), key=likely.__getitem__)
        floor = min(0.4, likely[best] / 2)
        first, end = best, best + 1
        while first > start and likely[first - 1] > floor:
            first -= 1
        while end < place and likely[end] > floor:
            end += 1
        yield first, end


def _likeliest(scores: Floats) -> Numbers:
    """For each window the row of roles with the greatest sum, a run going on only where it was begun [windows, words]."""
    cues, wide, _ = scores.shape
    told = np.ascontiguousarray(scores.transpose(1, 2, 0))
    best = told[0].copy()
    best[[_MORE, _MORE_SOURCE]] = _NEVER
    came = np.empty((wide, 5, cues), np.int8)
    for place in range(1, wide):
        came[place] = best.argmax(axis=0)
        after = np.empty_like(best)
        after[:] = best.max(axis=0)
        for opened, more in ((_CONTENT, _MORE), (_SOURCE, _MORE_SOURCE)):
            np.maximum(best[opened], best[more], out=after[more])
            came[place, more] = opened + (best[more] > best[opened])
        best = after
        best += told[place]
    states = np.zeros((cues, wide), np.int64)
    states[:, -1] = best.argmax(axis=0)
    numbers = np.arange(cues)
    for place in range(wide - 1, 0, -1):
        states[:, place - 1] = came[place, states[:, place], numbers]
    return states


def _runs(states: Numbers, opened: int, from_: int) -> list[Run]:
    """The runs of a role in a row of states, as words of the text."""
    found: list[Run] = []
    for place in np.flatnonzero((states == opened) | (states == opened + 1)).tolist():
        if states[place] == opened:
            found.append((from_ + place, from_ + place + 1))
        else:
            found[-1] = (found[-1][0], from_ + place + 1)
    return found


class _Sure(NamedTuple):
    """How likely each word of a window is content or source [words, 2], and how likely content begins with it [words]."""

    said: Floats
    begins: Floats


def _draft(tokens: Tokens, cue: Run, likely: float, from_: int, states: Numbers, sure: _Sure) -> Attribution | None:
    """What a cue, `likely` one, was found to have in a window that begins with the word `from_`."""
    content = _trimmed(tokens, _runs(states, _CONTENT, from_))
    if not content:
        return None
    said = np.concatenate([sure.said[a - from_ : b - from_, 0] for a, b in content])
    sources = [
        (run, sure.said[run[0] - from_ : run[1] - from_, 1]) for run in _trimmed(tokens, _runs(states, _SOURCE, from_))
    ]
    source, chances = max(sources, key=lambda each: float(each[1].sum()), default=(None, None))
    spoken = 1 - float(sure.said[:, 1].max()) if chances is None else float(chances.mean())
    begins = float(sure.begins[[a - from_ for a, _ in content]].mean())
    sureness = (likely, float(said.mean()), spoken, begins, float(said.min()))
    return Attribution(cue, tuple(content), (source,) if source else (), sureness)


def _trimmed(tokens: Tokens, runs: Sequence[Run]) -> list[Run]:
    """Runs without what is no word at either end."""
    found = []
    for start, end in runs:
        while start < end and not _is_word(tokens.words[start]):
            start += 1
        while end > start and not _is_word(tokens.words[end - 1]):
            end -= 1
        if end > start:
            found.append((start, end))
    return found


def _is_word(word: str) -> bool:
    """Whether it is a word, or a sign that is read as one: "%", "$"."""
    return word[0].isalnum() or word[-1].isalnum() or word in "%‰" or unicodedata.category(word[0]) == "Sc"


def _to_clause_ends(tokens: Tokens, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Content that breaks off within a clause goes on to its end, and content before its cue begins with its sentence, where the
    words are few and nobody else's.
    """
    taken = {word for each in found for run in (*each.content, *each.source, each.cue) for word in range(*run)}
    for each in found:
        content = []
        for start, end in each.content:
            stop = end
            while stop < len(tokens) and stop - end <= _REST and stop not in taken and _is_inner(tokens.words[stop]):
                stop += 1
            first = start
            while first > 0 and tokens.sentence[first - 1] == tokens.sentence[start] and first - 1 not in taken:
                first -= 1
            opens = first == 0 or tokens.sentence[first - 1] != tokens.sentence[start]
            if opens and start - first <= _REST and end <= each.cue[0]:
                taken.update(range(first, start))
                start = _trimmed(tokens, [(first, end)])[0][0]
            closed = stop == len(tokens) or not (_is_inner(tokens.words[stop]) or tokens.words[stop] in _OPENING)
            content.append((start, stop if closed and stop - end <= _REST else end))
            taken.update(range(end, content[-1][1]))
        yield replace(each, content=tuple(content))


def _is_inner(word: str) -> bool:
    """Whether a word or a sign can stand within a clause."""
    return _is_word(word) or word in _INNER


def _apart(drafts: Sequence[Attribution]) -> Iterator[Attribution]:
    """The surest first; who comes later keeps what nobody has said yet, where that is the greater part."""
    taken: set[int] = set()
    for draft in sorted(drafts, key=lambda each: -each.sureness[0] * each.sureness[1]):
        words = [word for a, b in draft.content for word in range(a, b)]
        left = [word for word in words if word not in taken]
        if 2 * len(left) <= len(words):
            continue
        taken.update(words)
        content = draft.content if len(left) == len(words) else tuple(_joined(left))
        yield Attribution(draft.cue, content, draft.source, (*draft.sureness, len(left) / len(words)))


def _joined(words: Sequence[int]) -> Iterator[Run]:
    start = words[0]
    for before, behind in zip(words, [*words[1:], -1], strict=True):
        if behind != before + 1:
            yield start, before + 1
            start = behind
