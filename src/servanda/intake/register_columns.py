"""Which column of a table means which field of the register, proposed from its header in English, French and Russian.

Takes the names of the columns, and what the user says of them; gives a field for each column that is understood. A column that
means nothing to the register is left out by name, not in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from servanda.assessment import Status
from servanda.errors import UsageError
from servanda.intake.lexicon import lexicons
from servanda.intake.register_origins import COLUMNS

__all__ = ["FIELDS", "Columns", "columns_of", "status_of"]

FIELDS = (
    "id", "parent", "level", "name", "period", "due", "bodies", "cooperating", "depends_on", "weight", "budget", "currency",
    "dropped", "replaces", "split_from", "status", "reason", "evidence", "as_of", "assessor", "source",
)  # fmt: skip
"""The fields that a column can have; a name in another language is name_fr, name_ru and so on."""

_NAME = re.compile(r"name[ _]([a-z]{2,3})")
_SIGNS = re.compile(r"[^\w№°]+")


class Columns(NamedTuple):
    """The field of each column that is understood, and the columns that are not."""

    fields: dict[str, str]
    unknown: tuple[str, ...]


def _plain(words: str) -> str:
    letters = unicodedata.normalize("NFKD", words.casefold().replace("ё", "е").replace("№", "№ "))
    return " ".join(_SIGNS.sub(" ", "".join(one for one in letters if not unicodedata.combining(one))).split())


@cache
def _known(kind: str) -> dict[str, str]:
    """What the words of all languages mean, by their plain form."""
    found: dict[str, str] = {}
    for lexicon in lexicons().values():
        for meaning, words in lexicon["register"][kind].items():
            for word in words:
                found.setdefault(_plain(str(word)), meaning)
    return found


def columns_of(header: Iterable[str], given: Mapping[str, str] | None = None) -> Columns:
    """The fields of a table's columns; `given` says of some columns what they are ("" for nothing).

    A field is given once: to the column that the user named, else to the first that fits. Raises UsageError for a column or field
    that is not there.

    >>> columns_of(["№ п/п", "Наименование мероприятия", "Срок", "Примечание"])
    Columns(fields={'№ п/п': 'id', 'Наименование мероприятия': 'name', 'Срок': 'due'}, unknown=('Примечание',))
    >>> columns_of(["Mesure", "Échéance"], {"Mesure": "id"}).fields
    {'Mesure': 'id', 'Échéance': 'due'}
    """
    header = list(header)
    chosen = dict(given or {})
    for column, field in chosen.items():
        if column not in header:
            raise UsageError("no-such-column", value=column, remedy="columns-there-are", known=", ".join(header))
        if field and field not in FIELDS and not _NAME.fullmatch(field):
            raise UsageError("no-such-field", value=field, remedy="choose-one-of", known=", ".join(FIELDS))
    taken = set(chosen.values())
    fields: dict[str, str] = {}
    for column in header:
        field = chosen.get(column, "")
        if column not in chosen:
            language = _NAME.fullmatch(column.casefold())
            plain = column.casefold() if column.casefold() in FIELDS else _known("columns").get(_plain(column), "")
            field = f"name_{language[1]}" if language else plain
            field = "" if field in taken else field
        if field:
            taken.add(field)
            fields[column] = field
    left = (column for column in header if column not in fields and column not in chosen and column not in COLUMNS)
    return Columns(fields, tuple(left))


def status_of(words: str) -> str:
    """A status that is said in a word of any language, by its name in the register; other words as they are.

    >>> status_of("Achevé"), status_of("выполняется"), status_of("40 %")
    ('done', 'in progress', '40 %')
    """
    plain = _plain(words)
    return plain if plain in set(Status) else _known("statuses").get(plain, words)
