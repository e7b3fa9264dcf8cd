"""The register without the sources that it keeps back: nothing in it names a document of which nothing may be shown.

Takes an agreement, the rules on what may be shown, the documents of the record, and a day; gives the agreement with such
sources, pieces of evidence and addresses left out of its entries, assessments and whatever else has a source. Where nothing is
kept back it is the same one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from servanda.agreement import Agreement
from servanda.disclosure import Disclosure, Source, disclosure_of
from servanda.document import Document
from servanda.item import Item

__all__ = ["without_kept_back"]

Sourced = TypeVar("Sourced")


def without_kept_back(
    agreement: Agreement, rules: Sequence[Source], documents: Iterable[Document], day: date
) -> Agreement:
    """The agreement as everybody may see it on a day.

    >>> from servanda.assessment import Assessment, Status
    >>> done = Assessment("a", Status.DONE, date(2031, 1, 1), "office", source="minutes-7", evidence=("minutes-7", "law"))
    >>> accord, rules = Agreement("accord", {}, assessments=(done,)), (Source("minutes-*", Disclosure.NOTHING),)
    >>> [(one.source, one.evidence) for one in without_kept_back(accord, rules, (), date(2031, 5, 1)).assessments]
    [('', ('law',))]
    """
    if all(rule.shown is not Disclosure.NOTHING for rule in rules):
        return agreement
    shown = _Sources(rules, documents, day)
    return replace(
        agreement,
        source=shown.told(agreement.source),
        items=tuple(map(shown.item, agreement.items)),
        assessments=tuple(
            replace(shown.of(one), evidence=tuple(filter(shown.told, one.evidence))) for one in agreement.assessments
        ),
        subjects=tuple(map(shown.of, agreement.subjects)),
        events=tuple(map(shown.of, agreement.events)),
        scales=tuple(map(shown.of, agreement.scales)),
        assessors=tuple(map(shown.of, agreement.assessors)),
        tenures=tuple(map(shown.of, agreement.tenures)),
    )


class _Sources:
    """What may be told of where something comes from."""

    def __init__(self, rules: Sequence[Source], documents: Iterable[Document], day: date) -> None:
        self._rules = rules
        self._day = day
        hidden = (one for one in documents if disclosure_of(one, self._rules, day) is Disclosure.NOTHING)
        self._names = frozenset(name for one in hidden for name in (one.doc, one.address) if name)

    def told(self, source: str) -> str:
        """The source, or "" where it is, or names, a document that is kept back."""
        unread = Document(source, "", None, address=source)
        is_kept_back = disclosure_of(unread, self._rules, self._day) is Disclosure.NOTHING
        return "" if is_kept_back or any(name in source for name in self._names) else source

    def of(self, one: Sourced) -> Sourced:
        """Anything that has a source."""
        given: Any = one
        source = self.told(given.source)
        return one if source == given.source else replace(given, source=source)

    def item(self, item: Item) -> Item:
        """An entry with all that lies below it."""
        return replace(
            self.of(item),
            budgets=tuple(map(self.of, item.budgets)),
            acts=tuple(replace(act, address=self.told(act.address)) for act in item.acts),
            items=tuple(map(self.item, item.items)),
        )
