"""What named people put beside items of the account, as a view knows it: notes, signatures under findings, translations.

Takes a view of the record; gives the nouns of `review.py`, the oldest first. A signature is given only while its finding's
claims are as they were when it was signed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from servanda.claim import Claim
from servanda.finding import Finding
from servanda.record import models
from servanda.record.reviewed import fingerprints
from servanda.record.view import View
from servanda.review import Noted, Signed, Translated

__all__ = ["GAP", "notes_in", "one_line", "signed_in", "translations_in"]

GAP = " ... "
"""Stands between quoted words that do not follow on each other."""


def notes_in(view: View) -> Mapping[tuple[str, str], list[Noted]]:
    """The notes on each item, by its family and key."""
    found: defaultdict[tuple[str, str], list[Noted]] = defaultdict(list)
    for row in view.rows(models.Note):
        told = Noted(row.family, row.key, row.kind, row.who, row.text, row.recorded.date())
        found[row.family, row.key].append(told)
    return dict(found)


def signed_in(view: View, findings: Iterable[Finding], claims: Mapping[str, Claim]) -> Mapping[str, tuple[Signed, ...]]:
    """The signatures that hold, by the finding's id; nobody's name stands twice."""
    rows = list(view.rows(models.Signature))
    if not rows:
        return {}
    known = {(one.verdict.value, one.relation, tuple(fingerprints(one, claims))): one.id for one in findings}
    found: defaultdict[str, dict[str, Signed]] = defaultdict(dict)
    for row in rows:
        id = known.get((row.verdict, row.relation, tuple(row.claims)))
        if id is not None:
            found[id].setdefault(row.who, Signed(id, row.who, row.recorded.date()))
    return {id: tuple(signed.values()) for id, signed in found.items()}


def translations_in(view: View) -> Mapping[tuple[str, str], dict[str, Translated]]:
    """Translations by document and words, the newest in each language."""
    found: defaultdict[tuple[str, str], dict[str, Translated]] = defaultdict(dict)
    for row in view.rows(models.Translation):
        told = Translated(row.document, row.words, row.lang, row.text, row.who, row.recorded.date())
        found[row.document, row.words][row.lang] = told
    return dict(found)


def one_line(words: str) -> str:
    """Words as they are compared: on one line, with single spaces.

    >>> one_line("  a\\n b ")
    'a b'
    """
    return " ".join(words.split())
