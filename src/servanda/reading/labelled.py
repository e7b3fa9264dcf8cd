"""Speech without a verb of saying, as pages publish it: transcripts, posts, signed statements, releases, figures with a source.

Takes a `Document`, gives `Statement`s in any language that has words for labels; needs no parser and no tagger, and goes before
either. The label, the name above a post, the signature or the issuer is the source; there is no cue, save for "Source:". A turn
is one statement a paragraph. A question that nobody is named for is no statement; the words that only lead to a turn are left
out of what is read after this (`without_labels`). What each page shape counts as is told in docs/method.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from servanda.document import Document, Span
from servanda.reading.issued import find_issuer
from servanda.reading.kinds import kind_of
from servanda.reading.label_words import label_words
from servanda.reading.names import alike
from servanda.reading.offices import Person
from servanda.reading.people_words import bare_words
from servanda.reading.posts import Post, find_posts
from servanda.reading.sentences import content_spans, units
from servanda.reading.signed import find_signed
from servanda.reading.sourced import find_sourced, table_rows
from servanda.reading.speakers import Speakers
from servanda.reading.turns import Turn, find_turns
from servanda.statement import Kind, Mode, Statement

__all__ = ["issued_statements", "labelled_statements", "without_labels"]

_SURE = {"turn": 0.9, "dash": 0.7, "post": 0.85, "signed": 0.75, "sourced": 0.8, "issued": 0.5}
"""How sure a speaker is that a page's shape gives, as judged from our own pages."""


def labelled_statements(document: Document) -> list[Statement]:
    """What a page's labels, posts, signature and sources say is whose, in the order of its text.

    >>> page = Document("a", "Q: Is it done?\\n\\nAnn Lee: Some 40 % of it is.\\n\\nNote: Shortened by us.", "en")
    >>> [(s.speaker, page.text[s.start:s.end]) for s in labelled_statements(page)]
    [(('Ann Lee',), 'Some 40 % of it is.')]
    """
    if document.lang is None:
        return []
    callers = _Callers(document)
    turns, posts = _shape(document)
    found = [*_of_turns(document, turns, callers), *_of_posts(document, posts, callers)]
    if not found and not turns and (signed := find_signed(document)):
        found = [
            _statement(document, signed.name, (span,), callers.named(signed.name), "signed") for span in signed.said
        ]
    for name, cue, said in find_sourced(document):
        made = [_statement(document, name, (span,), callers.named(name), "sourced", cue) for span in said]
        found.extend(made)
    return sorted(found, key=lambda statement: statement.start)


def issued_statements(document: Document, found: Sequence[Statement]) -> list[Statement]:
    """What a press release says in its issuer's name: its sentences and rows with figures or promises that nobody else says.

    >>> text = "Press release of the Ministry of Energy\\n\\nThe line will be opened in May. It rained."
    >>> page = Document("a", text, "en")
    >>> [(page.text[s.start:s.end], s.speaker) for s in issued_statements(page, [])]
    [('The line will be opened in May.', ('Ministry of Energy',))]
    """
    issuer = find_issuer(document)
    if issuer is None or document.lang is None:
        return []
    cues = label_words(document.lang).cues
    speaker = _Callers(document).named(issuer)
    pieces = units(document.text, content_spans(document), cues.pattern, cues.abbreviations)
    rows = {row for table in table_rows(document.text, content_spans(document)) for row in table}
    taken = [*(span for statement in found for span in statement.content), issuer]
    made = []
    for start, end in [*((unit.start, unit.end) for unit in pieces), *sorted(rows)]:
        if any(a < end and start < b for a, b in taken):
            continue
        statement = _statement(document, issuer, ((start, end),), speaker, "issued")
        ends = document.text[start:end].endswith((".", "!", "…"))
        if (start, end) in rows or (ends and statement.kind is not Kind.POSITION):
            made.append(statement)
            taken.append((start, end))
    return made


def without_labels(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans of a text without labels, the heads of posts, and the dashes of a dialogue.

    >>> page = Document("a", "Q: Is it done?\\n\\nAnn Lee: Some 40 % of it is.", "en")
    >>> [page.text[a:b] for a, b in without_labels(page, [(0, len(page.text))])]
    ['Is it done?\\n\\n', 'Some 40 % of it is.']
    """
    turns, posts = _shape(document)
    leads = [turn.lead for turn in turns if turn.lead]
    leads += [post.head for post in posts]
    found: list[Span] = []
    for start, end in spans:
        here = start
        for first, last in sorted(leads):
            if here <= first and last <= end:
                found.append((here, first))
                here = last
        found.append((here, end))
    return [(start, end) for start, end in found if end > start]


@lru_cache(maxsize=2)
def _shape(document: Document) -> tuple[tuple[Turn, ...], tuple[Post, ...]]:
    """The turns and posts of a document, which two questions are asked of, one after the other."""
    return tuple(find_turns(document)), tuple(find_posts(document))


def _of_turns(document: Document, turns: Sequence[Turn], callers: _Callers) -> Iterator[Statement]:
    words = label_words(document.lang or "")
    answering = callers.answering() if turns else ()
    for turn in turns:
        if turn.asked:
            continue
        called = document.text[slice(*turn.label)] if turn.label else ""
        nameless = turn.label is None or words.answers(called)
        speaker = answering if nameless or turn.label is None else callers.named(turn.label)
        for spans in turn.paragraphs:
            yield _statement(document, turn.label, spans, speaker, "turn" if turn.label else "dash")


def _of_posts(document: Document, posts: Sequence[Post], callers: _Callers) -> Iterator[Statement]:
    for post in posts:
        said = (post.said[0][0], post.said[-1][1])
        yield _statement(document, post.name, (said,), callers.named(post.name), "post")


def _statement(
    document: Document,
    source: Span | None,
    said: tuple[Span, ...],
    speaker: tuple[str, ...],
    shape: str,
    cue: Span | None = None,
) -> Statement:
    words = " ".join(document.text[start:end] for start, end in said)
    return Statement(
        source=(source,) if source else (),
        cue=(cue,) if cue else (),
        content=said,
        mode=Mode.DIRECT,
        kind=kind_of(words, document.lang or ""),
        speaker=speaker,
        confidence=_SURE[shape],
    )


_LEAD = 600
"""Characters at the head of a text in which it can be said whose interview it is."""


class _Callers:
    """Whom the labels of a document call, by their full names."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = label_words(document.lang or "")

    @cached_property
    def speakers(self) -> Speakers:
        """The names of the document, sought once a label asks for one."""
        return Speakers(self.document)

    def named(self, span: Span) -> tuple[str, ...]:
        """The full name of whom the words name: a person, who holds an office, a body; () where the text names nobody."""
        label = self.document.text[slice(*span)].split("\n")[0]
        called = (span[0], span[0] + len(label))
        if names := self.speakers.names([called], called):
            return names
        office = self.words.people.offices_in([self.words.people.form(word) for word in bare_words(label)])
        return () if office and not self._own_words(label) else (self._without_title(label),)

    def _own_words(self, label: str) -> list[str]:
        """The capitalised words of a label that are no office, title or article: a name, if any."""
        known = {*self.words.offices, *self.words.cues.words["titles"], *self.words.cues.words["not_names"]}
        return [word for word in label.split() if word[:1].isupper() and not set(bare_words(word)) <= known]

    def answering(self) -> tuple[str, ...]:
        """Who answers the questions of a page that names one interviewee: in its title, or behind "interview with"."""
        head = self.document.title or self.document.text.lstrip().split("\n")[0]
        interview = self.words.interview.search(head)
        known = self._people_in(head[interview.end() :] if interview else head)
        if not known and (interview := self.words.interview.search(self.document.text[:_LEAD])):
            known = self._people_in(self.document.text[interview.end() :].split("\n")[0])[:1]
        return (known[0].name,) if len(known) == 1 else ()

    def _people_in(self, text: str) -> list[Person]:
        words, lang = bare_words(text), self.words.lang
        return [
            person
            for person in self.speakers.people
            if all(any(alike(word, part, lang) for word in words) for part in (person.words[0], person.words[-1]))
        ]

    def _without_title(self, label: str) -> str:
        """A label's name without an article in small letters or a title, its initials apart."""
        words = re.sub(r"(?<=\.)(?=[^\W\d_])", " ", label).split()
        titles = self.words.cues.words["titles"]
        while len(words) > 1 and (
            words[0].lower().rstrip(".") in titles or words[0].lower() in self.words.cues.words["not_names"]
        ):
            words = words[1:]
        name = " ".join(words)
        return name[:1].upper() + name[1:]
