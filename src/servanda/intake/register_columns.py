"""Which column of a table means which field of the register, proposed from its header in English, French and Russian.

Takes the names of the columns, and what the user says of them; gives a field for each column that is understood. A column that
means nothing to the register is left out by name, not in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from servanda.assessment import Status
from servanda.errors import UsageError
from servanda.intake.lexicon import lexicons
from servanda.intake.register_days import DATED, PARTED, PARTS, Days, dated_field, named_days, parts_of
from servanda.intake.register_origins import COLUMNS

__all__ = ["FIELDS", "Columns", "columns_of", "plain", "status_of"]

FIELDS = (
    "id", "parent", "level", "name", "period", "due", "bodies", "cooperating", "depends_on", "weight", "budget", "currency",
    "dropped", "replaces", "split_from", "status", "reason", "evidence", "as_of", "assessor", "source",
    *(part for field in PARTED for part in parts_of(field)),
)  # fmt: skip
"""The fields that a column can have; a name in another language is name_fr, name_ru and so on, a status as of a day that the
column's name tells "status 2024-03-31"."""

_NAME = re.compile(r"name[ _]([a-z]{2,3})")
_SIGNS = re.compile(r"[^\w№°]+")
_REMARK = re.compile(r"[(\[]([^()\[\]]*)[)\]]|, ([^,]*)\Z")
_OR = re.compile(r"\s*/\s*")
_TELLING = ("due", "bodies", "budget", "status", "as_of")
"""Fields whose cells cannot be taken for something else: a column that only begins with their words may be proposed for them."""


class Columns(NamedTuple):
    """The field of each column that is understood, the columns that are not, and the unit that an amount's column names."""

    fields: dict[str, str]
    unknown: tuple[str, ...]
    units: Mapping[str, str] = {}


def plain(words: str) -> str:
    """Words without case, accents and signs, as they are compared.

    >>> plain("Ministère de l’Écologie")
    'ministere de l ecologie'
    """
    letters = unicodedata.normalize("NFKD", words.casefold().replace("ё", "е").replace("№", "№ "))
    return " ".join(_SIGNS.sub(" ", "".join(one for one in letters if not unicodedata.combining(one))).split())


@cache
def _known(kind: str) -> dict[str, str]:
    """What the words of all languages mean, by their plain form."""
    found: dict[str, str] = {}
    for lexicon in lexicons().values():
        for meaning, words in lexicon["register"][kind].items():
            for word in words:
                found.setdefault(plain(str(word)), meaning)
    return found


def columns_of(
    header: Iterable[str],
    given: Mapping[str, str] | None = None,
    is_unit: Callable[[str], bool] = lambda unit: False,
    days: Days = lambda words: None,
    holds_statuses: Callable[[str], bool] = lambda column: False,
    constant: Container[str] = (),
) -> Columns:
    """The fields of a table's columns; `given` says of some columns what they are ("" for nothing).

    A field is given once: to the column that the user named, else to the first that fits, whole names before parts of them. Names
    are taken to be in the language of the header. Words in brackets or behind a comma are no part of a column's name; behind
    "budget" they are its unit, and where `is_unit` does not know them the column is left out, lest thousands be taken for units.
    A column whose name ends with days (as `days` reads them) holds statuses as of the last of them, where it is called a status
    or has no other words and `holds_statuses`. A year and a quarter in two columns are the due date's, or the status's where
    there is one whose day is neither in a column nor among the `constant` fields.

    Raises UsageError for a column or field that is not there.

    >>> columns_of(["№ п/п", "Наименование мероприятия", "Срок", "Примечание"])[:2]
    ({'№ п/п': 'id', 'Наименование мероприятия': 'name_ru', 'Срок': 'due'}, ('Примечание',))
    >>> columns_of(["Mesure", "Échéance"], {"Mesure": "id"}).fields
    {'Mesure': 'id', 'Échéance': 'due'}
    >>> columns_of(["Jalon / cible", "État d’avancement au 30/09", "Budget (M€)"], is_unit=lambda unit: unit == "M€")
    Columns(fields={'Jalon / cible': 'name_fr', 'État d’avancement au 30/09': 'status', 'Budget (M€)': 'budget'}, unknown=(), \
units={'Budget (M€)': 'M€'})
    """
    header = list(header)
    chosen = dict(given or {})
    for column, field in chosen.items():
        if column not in header:
            raise UsageError("no-such-column", value=column, remedy="columns-there-are", known=", ".join(header))
        if field and field not in FIELDS and not _NAME.fullmatch(field) and not dated_field(field, days):
            raise UsageError("no-such-field", value=field, remedy="choose-one-of", known=", ".join(FIELDS))
    fields = {column: dated_field(chosen[column], days) or chosen[column] for column in header if chosen.get(column)}
    has_day = "as_of" in constant or "as_of" in map(_exact, header)
    fields |= _dated([column for column in header if column not in chosen], has_day, days, holds_statuses)
    units = {column: unit for column in header if (unit := _unit(column)) and is_unit(unit)}
    free = [column for column in header if column not in chosen]
    for name in (_exact, _bare, _either, _begun):
        named = {column: name(column) for column in free if column not in fields}
        for column, field in named.items():
            doubtful = name is _begun and list(named.values()).count(field) > 1
            scaled = field == "budget" and _unit(column) and column not in units
            if field and field not in fields.values() and not doubtful and not scaled:
                fields[column] = field
    _join_parts(fields, has_day)
    lang = _language(header)
    for column, field in fields.items():
        if field == "name" and column not in chosen and column.casefold() != "name" and lang != "en":
            fields[column] = f"name_{lang}"
    fields = {column: fields[column] for column in header if fields.get(column)}
    left = (column for column in header if column not in fields and column not in chosen and column not in COLUMNS)
    return Columns(fields, tuple(left), {column: units[column] for column in units if fields.get(column) == "budget"})


def _dated(free: Iterable[str], has_day: bool, days: Days, holds_statuses: Callable[[str], bool]) -> dict[str, str]:
    """The columns of statuses whose names tell their day; one alone is a status like another where its day is given."""
    found: dict[str, str] = {}
    for column in free:
        named = named_days(column, days)
        if named and ("status" in (_bare(named[0]), _begun(column)) or (not named[0] and holds_statuses(column))):
            found[column] = f"{DATED}{named[1].end}"
    if len(found) == 1 and has_day:
        return {}
    return {column: field for column, field in found.items() if list(found.values()).count(field) == 1}


def _join_parts(fields: dict[str, str], has_day: bool) -> None:
    """Make columns called "year" and "quarter" parts of the one day that is missing; a year alone may be anything."""
    parts = {column: field for column, field in fields.items() if field in PARTS}
    told = set(fields.values())
    whole = "as_of" if "status" in told and not has_day else "" if "due" in told else "due"
    for column, part in parts.items():
        del fields[column]
        if whole and "year" in parts.values() and len(parts) == 2:
            fields[column] = f"{whole}_{part}"


def _language(header: Iterable[str]) -> str:
    """The language whose words most columns are named by; English where another is not ahead of it."""
    columns = {plain(part) for column in header for part in _OR.split(_REMARK.sub(" ", column))}
    known = {
        lang: sum(
            any(plain(str(word)) in columns for word in words) for words in lexicon["register"]["columns"].values()
        )
        for lang, lexicon in lexicons().items()
    }
    return max(known, key=lambda lang: (known[lang], lang == "en"))


def _unit(column: str) -> str:
    """What stands in brackets or behind the last comma of a column's name."""
    found = _REMARK.search(column)
    return (found[1] or found[2] or "").strip() if found else ""


def _exact(column: str) -> str:
    """The field that a column names by its name here, or by a word of any language."""
    if language := _NAME.fullmatch(column.casefold()):
        return f"name_{language[1]}"
    return column.casefold() if column.casefold() in FIELDS else _known("columns").get(plain(column), "")


def _bare(column: str) -> str:
    return _known("columns").get(plain(_REMARK.sub(" ", column)), "")


def _either(column: str) -> str:
    """The field that one of the words names which strokes part."""
    return next(filter(None, map(_bare, _OR.split(column))), "")


def _begun(column: str) -> str:
    """The telling field whose words a column's name begins with, the longest of them."""
    words = plain(_REMARK.sub(" ", column)).split()
    begins = (_known("columns").get(" ".join(words[:end]), "") for end in range(len(words) - 1, 0, -1))
    field = next(filter(None, begins), "")
    return field if field in _TELLING else ""


def status_of(words: str) -> str:
    """A status that is said in a word of any language, by its name in the register; other words as they are.

    >>> status_of("Achevé"), status_of("выполняется"), status_of("40 %")
    ('done', 'in progress', '40 %')
    """
    bare = plain(words)
    return bare if bare in set(Status) else _known("statuses").get(bare, words)
