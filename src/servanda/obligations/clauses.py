"""The sentences of an article, and what binds in each: the verb of duty, who bears it, what is to be done.

Takes a text and its language, gives `Sentence`s with their numbers of paragraphs. What is permitted binds nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from servanda.obligation import Force
from servanda.obligations.lexicon import LANGUAGES, lexicon
from servanda.obligations.terms import Term, spaced, words_of

__all__ = ["Bound", "Sentence", "Words", "bound_by", "sentences_of", "words_for"]

_SHORT = "".join(rf"(?<!\b{re.escape(word)})" for lang in LANGUAGES for word in lexicon(lang)["abbreviations"])
_STOP = re.compile(rf"(?<=[.!?]){_SHORT}\s+(?=[A-ZÀ-ÝА-ЯЁ\d(«“\"])|(?<=[^\W\d])\s*\n\s*\n")
_NUMBER = re.compile(
    r"^\s*(?:[§¶]\s*)?(?P<number>\d{1,3}(?:\.\d{1,3})*)\s*[.)]\s*(?=\S)|^\s*\(?(?P<letter>[a-zа-я])\)\s+"
)
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article from `start` to `end`; `paragraph` is the number that it stands under, "" where none is."""

    start: int
    end: int
    paragraph: str


@dataclass(frozen=True, slots=True)
class Bound:
    """What binds a term: the force, who bears it, what is to be done and on what condition."""

    force: Force
    bearer: str
    action: str
    object: str
    condition: str
    near: bool = True
    """Whether no other clause stands between the verb and the term."""


class Words:
    """The words that bind and that do not, of one language, compiled."""

    def __init__(self, lang: str) -> None:
        words = lexicon(lang)
        self.lang = lang
        instrument = spaced(words["instrument"])

        def one(source: str) -> re.Pattern[str]:
            return re.compile(spaced(source).replace("INSTRUMENT", instrument), re.IGNORECASE)

        def each(key: str) -> str:
            return words_of(words[key])

        self.binding = re.compile(
            rf"(?<!\w)(?:(?P<ban>{each('ban')})|(?P<effort>{each('effort')})|(?P<leave>{each('leave')})|(?P<duty>{each('duty')}))(?!\w)",
            re.IGNORECASE,
        )
        self.told = re.compile(rf"(?<!\w){spaced(words['told'])}(?:\s+(?:on|in|at|en|à|в))?\s*$", re.IGNORECASE)
        self.helping = re.compile(rf"(?<!\w){words['helping']}(?!\w)", re.IGNORECASE)
        self.reference = re.compile(rf"(?<!\w){spaced(words['references'])}\s*$", re.IGNORECASE)
        self.self_terms = one(rf"(?<!\w){words['self_terms']}")
        self.defines = one(rf"(?<!\w)(?:{words['defines']})(?!\w)")
        self.closing = one(rf"^\W*(?:{words['closing']})(?!\w)")
        self.lead = one(words["lead"])
        self.agent = one(words["by_agent"])
        self.bearer = re.compile(rf"{words['bearer']}(?!\w)")
        self.yearly = one(rf"(?<!\w)(?:{words['yearly']})(?!\w)")
        self.condition = re.compile(rf"(?<!\w){each('conditions')}(?!\w)[^,;.]*", re.IGNORECASE)
        self.ends = re.compile(rf"[,;:]\s|(?<!\w){spaced(words['clause_ends'])}(?!\w)", re.IGNORECASE)


@cache
def words_for(lang: str) -> Words:
    """The words of a language, compiled once."""
    return Words(lang)


def sentences_of(text: str) -> Iterator[Sentence]:
    """The sentences of an article, each under the last number that opened one.

    >>> [(s.paragraph, "1. One. Two.\\n2. Three."[s.start:s.end]) for s in sentences_of("1. One. Two.\\n2. Three.")]
    [('1', 'One.'), ('1', 'Two.'), ('2', 'Three.')]
    """
    paragraph = ""
    here = 0
    for stop in (*(found.start() for found in _STOP.finditer(text)), len(text)):
        piece = text[here:stop]
        number = _NUMBER.match(piece)
        if number and piece[number.end() :].strip():
            paragraph = number["number"] or paragraph
            first = here + number.end()
        elif re.fullmatch(r"\s*\d{1,3}(?:\.\d{1,3})*\.\s*", piece):
            paragraph = piece.strip().rstrip(".")
            here = stop
            continue
        else:
            first = here + len(piece) - len(piece.lstrip())
        if piece.strip():
            yield Sentence(first, first + len(text[first:stop].rstrip()), paragraph)
        here = stop


def bound_by(text: str, sentence: Sentence, term: Term, words: Words) -> Bound | None:
    """What binds a term in its sentence: the last such verb before it, else the first behind it; None where it is permitted.

    A sentence with no such verb binds by its present tense, as treaties in French and Russian do.

    >>> from servanda.obligations.terms import terms_in
    >>> text = "If need be, the Council shall approve the plan before 1 July 2030."
    >>> found = bound_by(text, Sentence(0, len(text), ""), terms_in(text, "en")[0], words_for("en"))
    >>> found.force.value, found.bearer, found.action, found.object, found.condition
    ('duty', 'the Council', 'approve', 'the plan', 'If need be')
    """
    verbs = list(words.binding.finditer(text, sentence.start, sentence.end))
    before = [verb for verb in verbs if verb.end() <= term.start]
    behind = [verb for verb in verbs if verb.start() >= term.end]
    verb = before[-1] if before else behind[0] if behind else None
    condition = words.condition.search(text, sentence.start, sentence.end)
    told = " ".join(condition.group().split()) if condition else ""
    if verb is None:
        return Bound(Force.PRESENT, *_in_present(text, sentence, term, words), told)
    if verb.lastgroup == "leave":
        return None
    force = {"ban": Force.BAN, "effort": Force.EFFORT}.get(verb.lastgroup or "", Force.DUTY)
    near = not before or not words.ends.search(text, verb.end(), term.start)
    return Bound(force, *_around(text, sentence, verb.start(), verb.end(), term, words), told, near)


def _in_present(text: str, sentence: Sentence, term: Term, words: Words) -> tuple[str, str, str]:
    """Who stands first in a sentence without a verb of duty, and the rest of it."""
    rest = " ".join((text[sentence.start : term.start] + " " + text[term.end : sentence.end]).split())
    rest = words.lead.sub("", rest).strip(" ,;:.")
    found = words.bearer.match(rest)
    action, _, thing = rest[found.end() if found else 0 :].strip(" ,").partition(" ")
    return found[0] if found else "", action, thing[:_LONGEST]


def _around(text: str, sentence: Sentence, verb: int, behind: int, term: Term, words: Words) -> tuple[str, str, str]:
    """The bearer before a verb or behind "by", the action and its object behind it, without the term's own words."""
    opening = text[sentence.start : verb]
    if term.start >= sentence.start and term.end <= verb:
        opening = text[sentence.start : term.start] + text[term.end : verb]
    before = words.lead.sub("", " ".join(opening.split()) + " ").strip(" ,;:")
    named = [found[0] for found in words.bearer.finditer(before) if found.end() == len(before)]
    bearer = named[-1] if named else before[-_LONGEST:]
    rest = text[behind : sentence.end]
    if behind <= term.start < sentence.end:
        rest = text[behind : term.start] + " " + text[term.end : sentence.end]
    rest = " ".join(rest.split()).strip(" ,;:.")
    if agent := words.agent.search(" ".join(text[behind : sentence.end].split())):
        bearer = agent["agent"].strip()
    cut = words.ends.search(rest, min(len(rest), 20))
    done = rest[: cut.start()] if cut else rest
    action, _, thing = done.strip().partition(" ")
    return bearer, action, thing[:_LONGEST]
