"""The rows of the register: its entries with what belongs to them, its assessments, its parties, bodies and people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from servanda.agreement import Agreement
from servanda.assessment import Status
from servanda.exports.public import Public
from servanda.exports.tables import Cell, Row, bounds, ends
from servanda.item import Item
from servanda.message import LANGUAGES

__all__ = ["acts", "assessments", "budgets", "declared", "entries", "organisations", "people", "progress"]


def entries(public: Public) -> Iterator[Row]:
    """Every entry, after the one above it."""
    for item, parent in _walked(public.account.agreement):
        yield {
            "id": item.id,
            "parent": parent or None,
            "level": item.level,
            **_names(item.names),
            **ends("start", "end", item.period),
            "due": item.due.end if item.due else None,
            "due_event": item.due_after.event if item.due_after else None,
            "due_within": item.due_after.within if item.due_after else None,
            "dropped": (item.dropped.start or item.dropped.end) if item.dropped else None,
            "weight": item.weight,
            "bodies": item.bodies,
            "cooperating": item.cooperating,
            "parties": item.parties,
            "depends_on": item.depends_on,
            "replaces": item.replaces,
            "split_from": item.split_from,
            "deliverables": item.deliverables,
            "source": item.source,
        }


def declared(public: Public) -> Iterator[Row]:
    """What is said to exist below an entry."""
    for item in public.account.agreement.walk():
        for level, number in item.declared.items():
            yield {"entry": item.id, "level": level, "number": number}


def progress(public: Public) -> Iterator[Row]:
    """The counts of each entry by level below it."""
    counted = public.account.progress
    for row in counted.items if counted else ():
        for count in row.counts:
            yield {
                "entry": row.item.id,
                "level": count.level,
                "declared": count.declared,
                "listed": count.listed,
                "assessed": count.assessed,
                "done": count.statuses.get(Status.DONE, 0),
                "unknown": count.unknown,
                **bounds("done_low", "done_high", count.completion),
                "method": counted.method if counted else "",
            }


def budgets(public: Public) -> Iterator[Row]:
    """Money, one amount a row."""
    for item in public.account.agreement.walk():
        for number, one in enumerate(item.budgets, start=1):
            money: dict[str, Cell] = {"amount": one.amount, "currency": one.currency, "source": one.source}
            yield {"entry": item.id, "number": number, **money, **ends("start", "end", one.period)}


def acts(public: Public) -> Iterator[Row]:
    """Legal acts, one a row."""
    for item in public.account.agreement.walk():
        for place, one in enumerate(item.acts, start=1):
            told: dict[str, Cell] = {"title": one.title, "number": one.number, "address": one.address}
            yield {"entry": item.id, "place": place, **told, **ends("start", "end", one.day)}


def assessments(public: Public) -> Iterator[Row]:
    """Every assessment, in the register's order."""
    for number, one in enumerate(public.account.agreement.assessments, start=1):
        yield {
            "number": number,
            "entry": one.item,
            "status": one.status.value,
            "as_of": one.as_of,
            "assessor": one.assessor,
            "scale": one.scale,
            "value": one.value,
            **bounds("share_low", "share_high", one.share),
            "reason": one.reason.value if one.reason else None,
            "evidence": one.evidence,
            "source": one.source,
        }


def organisations(public: Public) -> Iterator[Row]:
    """Parties and bodies."""
    for party in public.account.agreement.parties:
        yield {"id": party.id, "kind": "party", **_names(party.names)}
    for body in public.account.agreement.bodies:
        yield {"id": body.id, "kind": "body", **_names(body.names), "party": body.party}


def people(public: Public) -> Iterator[Row]:
    """People of the register."""
    for one in public.account.agreement.people:
        yield {"id": one.id, **_names(one.names), "offices": one.offices, "party": one.party}


def _walked(agreement: Agreement) -> Iterator[tuple[Item, str]]:
    """All entries with the id of the one above."""
    waiting: list[tuple[Item, str]] = [(item, "") for item in reversed(agreement.items)]
    while waiting:
        item, parent = waiting.pop()
        yield item, parent
        waiting += [(below, item.id) for below in reversed(item.items)]


def _names(names: Mapping[str, str]) -> dict[str, Cell]:
    return {f"name_{lang}": names.get(lang) for lang in LANGUAGES}
