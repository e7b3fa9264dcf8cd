"""The register written as the rows of its tables: what `servanda export register` gives and `servanda import register` takes.

Takes an Agreement, gives one row an entry with the id of the entry above it, and one row an assessment. Taking the same rows in
again changes nothing: `says_the_same` tells a row that only repeats what the register has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from servanda.agreement import Agreement
from servanda.intake.register_origins import COLUMNS, origin_cells
from servanda.interval import decimal_text
from servanda.item import Item
from servanda.period import Period

__all__ = ["assessment_rows", "entry_rows", "says_the_same"]


def entry_rows(agreement: Agreement) -> list[dict[str, str]]:
    """One row an entry, in the register's order; fields that an entry has not are left out.

    >>> from servanda.item import Item
    >>> bridge = Item("b", "task", {"en": "Bridge", "ru": "Мост"}, due=Period.parse("2030-06"), bodies=("one", "two"))
    >>> entry_rows(Agreement("a", {}, items=(Item("p", "plan", {"en": "Plan"}, items=(bridge,)),)))[1]
    {'id': 'b', 'parent': 'p', 'level': 'task', 'name': 'Bridge', 'name_ru': 'Мост', 'due': '2030-06', 'bodies': 'one; two'}
    """
    return list(_below(agreement.items, ""))


def _below(items: Iterable[Item], parent: str) -> Iterator[dict[str, str]]:
    for item in items:
        names = {"name" if lang == "en" else f"name_{lang}": name for lang, name in item.names.items()}
        budget = item.budgets[0] if len(item.budgets) == 1 else None
        row = {
            "id": item.id, "parent": parent, "level": item.level, **names,
            "period": _written(item.period), "due": _written(item.due), "bodies": "; ".join(item.bodies),
            "cooperating": "; ".join(item.cooperating), "depends_on": "; ".join(item.depends_on),
            "weight": "" if item.weight is None else decimal_text(item.weight),
            "budget": decimal_text(budget.amount) if budget else "", "currency": budget.currency if budget else "",
            "dropped": _written(item.dropped), "replaces": "; ".join(item.replaces), "split_from": item.split_from,
            "source": item.source, **origin_cells(item.origins),
        }  # fmt: skip
        yield {name: value for name, value in row.items() if value}
        yield from _below(item.items, item.id)


def assessment_rows(agreement: Agreement) -> list[dict[str, str]]:
    """One row an assessment, in the register's order, its status as its own scale has it."""
    return [
        {
            "item": one.item, "status": one.value or one.status.value, "as_of": str(one.as_of), "assessor": one.assessor,
            **({"reason": one.reason.value} if one.reason else {}),
            **({"evidence": "; ".join(one.evidence)} if one.evidence else {}),
            **({"source": one.source} if one.source else {}), **origin_cells(one.origins),
        }
        for one in agreement.assessments
    ]  # fmt: skip


def _written(period: Period | None) -> str:
    """A period as tables write it, as short as it can be: a day, a month, a year, or both ends."""
    if period is None:
        return ""
    if period.text and Period.parse(period.text) == period:
        return period.text
    for text in (str(period.start)[:7], str(period.start)[:4]) if period.start and not period.is_day else ():
        if Period.parse(text) == period:
            return text
    return str(period)


_FORMS: dict[str, Callable[[str], object]] = {
    "period": Period.parse,
    "due": Period.parse,
    "dropped": Period.parse,
    "weight": Fraction,
    "budget": Fraction,
}


def says_the_same(new: Mapping[str, str], known: Mapping[str, str]) -> bool:
    """Whether all that a row says is known; numbers and days are compared as such, where a row came from does not count.

    >>> says_the_same({"id": "a", "weight": "0.50", "origin": "x.csv:2"}, {"id": "a", "weight": "1/2", "name": "A"})
    True
    """
    return all(
        _form(name, value) == _form(name, known.get(name, "")) for name, value in new.items() if name not in COLUMNS
    )


def _form(name: str, value: str) -> object:
    read = _FORMS.get(name)
    try:
        return read(value) if read and value else " ".join(value.split())
    except ValueError:
        return value
