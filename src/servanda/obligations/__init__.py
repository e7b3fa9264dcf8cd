"""Obligations: a treaty's articles to its dated duties.

Takes a `Treaty`, gives `Obligation`s in the order of its text. A duty is dated by a day that the text names, or by a length of
time from the treaty's signature or entry into force. Dates that only tell which agreement is meant, what was done before, or
when the treaty itself is in force bind nobody and are left out; terms that run from an event that may never happen are given
with no due date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from servanda.obligation import Force, Obligation, Schedule
from servanda.obligations.clauses import Bound, Sentence, Words, bound_by, sentences_of, words_for
from servanda.obligations.lexicon import LANGUAGES, lexicon
from servanda.obligations.schedule import Due, due_of
from servanda.obligations.terms import Term, terms_in
from servanda.treaty import Article, Treaty

__all__ = ["LANGUAGES", "find_obligations"]

_NEAR = 40


def find_obligations(treaty: Treaty) -> list[Obligation]:
    """The dated duties of a treaty; none where its language is not one of LANGUAGES.

    >>> from datetime import date
    >>> text = "1. The Council shall approve the plan before 1 July 2030. 2. A Party may leave within two months after a notice."
    >>> treaty = Treaty("accord", "en", (Article("7", text),), signed=date(2029, 5, 1))
    >>> [(one.article, one.paragraph, one.bearer, one.action, one.relation, one.due) for one in find_obligations(treaty)]
    [('7', '1', 'The Council', 'approve', 'before', '2030-07-01')]
    """
    if treaty.lang not in LANGUAGES:
        return []
    words = words_for(treaty.lang)
    articles = [article for article in treaty.articles if not _is_frame(article, treaty, words)]
    return [found for article in articles for found in _in_article(article, treaty, words)]


def _is_frame(article: Article, treaty: Treaty, words: Words) -> bool:
    """Whether an article is the preamble or the closing words, which bind nobody."""
    if article.number:
        return False
    first = next((one for one in treaty.articles if one.number), None)
    is_preamble = first is not None and treaty.articles.index(article) < treaty.articles.index(first)
    return is_preamble or bool(words.closing.search(article.text))


def _in_article(article: Article, treaty: Treaty, words: Words) -> Iterator[Obligation]:
    text, lang = article.text, treaty.lang or ""
    for sentence in sentences_of(text):
        shown = text[sentence.start : sentence.end]
        if words.closing.search(shown):
            return
        terms = terms_in(shown, lang)
        if words.yearly.search(shown):
            terms = _yearly(terms)
        for term in _moved(terms, sentence.start):
            bound = bound_by(text, sentence, term, words)
            if bound is None or _is_told(text, sentence, term, bound, treaty, words):
                continue
            due = due_of(term, treaty)
            if due.schedule in (Schedule.PARTIAL, Schedule.YEARLY) and (
                due.due is None or term.relation in ("on", "in")
            ):
                continue
            yield _obligation(article, treaty, sentence, term, bound, due)


def _yearly(terms: list[Term]) -> list[Term]:
    """In a sentence about every year, a day without a year comes every year, and says so for "each year" too."""
    if not any(term.year is None and term.month for term in terms):
        return terms
    return [
        replace(term, every="P1Y") if term.year is None and term.month else term
        for term in terms
        if not term.every or term.length
    ]


def _moved(terms: list[Term], by: int) -> Iterator[Term]:
    for term in terms:
        yield replace(term, start=term.start + by, end=term.end + by)


def _begins(bound: Bound, treaty: Treaty) -> bool:
    """Whether a duty begins on the day of its term: not where that day only says since when something is counted."""
    return bound.near and (bound.force is not Force.PRESENT or lexicon(treaty.lang or "")["present_binds"])


def _is_told(text: str, sentence: Sentence, term: Term, bound: Bound, treaty: Treaty, words: Words) -> bool:
    """Whether a date tells of something past, of another instrument, or of the treaty's own force."""
    if words.self_terms.search(text, sentence.start, sentence.end) or words.defines.search(
        text, sentence.start, sentence.end
    ):
        return True
    if term.length or term.every:
        return term.relation == "from" and not _begins(bound, treaty)
    if term.year is not None and treaty.signed is not None:
        last = (term.year, term.month or 12, term.day or 31)
        if last <= (treaty.signed.year, treaty.signed.month, treaty.signed.day):
            return True
    before = text[sentence.start : term.start]
    if term.relation in ("from", "on", "in") and words.reference.search(before[-_NEAR:]):
        return True
    told = words.told.search(before)
    return bool(told) and not words.helping.search(before[max(0, told.start() - _NEAR) : told.start()] if told else "")


def _obligation(article: Article, treaty: Treaty, sentence: Sentence, term: Term, bound: Bound, due: Due) -> Obligation:
    return Obligation(
        treaty=treaty.id,
        article=article.number,
        paragraph=sentence.paragraph,
        bearer=bound.bearer,
        force=bound.force,
        action=bound.action,
        object=bound.object,
        condition=bound.condition,
        relation=term.relation,
        due=due.due,
        schedule=due.schedule,
        anchor=due.anchor,
        every=term.every,
        unresolved=due.unresolved,
        text=" ".join(article.text[term.start : term.end].split()),
        span=article.span(term.start, term.end),
    )
