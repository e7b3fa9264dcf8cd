"""Numbers that count nothing: in names, codes, list marks, and with things already known."""

from __future__ import annotations

import re

from servanda.reading.amounts import Amount
from servanda.reading.quantities_wording import Wording

__all__ = ["is_code", "is_definite", "is_part_of_a_name"]

_LONG_CODE = 5
_FEW = 3
_BETWEEN_DIGITS = re.compile(r"[\w№#@/:_&+*=\\-]\Z|[.,:]\Z|\d[.,:/]\s?\Z")
_GLUED_AFTER = re.compile(r"[:/]\d|[-–]?[^\W\d]|\.\d")
_LIST_MARK = re.compile(r"(?:^|\n)\s*\(?\Z")


def is_part_of_a_name(text: str, amount: Amount, wording: Wording) -> bool:
    """Whether a number is stuck to letters, a sign or other digits, or follows a word such as "No." or "article".

    >>> from servanda.reading.amounts import amounts_in
    >>> from servanda.reading.numerals import numbers_in
    >>> from servanda.reading.quantities_wording import wording_of
    >>> text = "Article 12 names 30 tasks"
    >>> amounts = amounts_in(text, numbers_in(text, "en"), "en")
    >>> [is_part_of_a_name(text, amount, wording_of("en")) for amount in amounts]
    [True, False]
    """
    before = text[max(0, amount.start - 3) : amount.start]
    if not amount.number.words:
        if _BETWEEN_DIGITS.search(before) and not re.search(r"[^\w]?[(\[«“\"'’]\Z", before):
            return True
        if _GLUED_AFTER.match(text, amount.end):
            return True
        mark = _LIST_MARK.search(text, max(0, amount.start - 4), amount.start)
        if mark and text[amount.end : amount.end + 1] in (".", ")") and text[amount.end + 1 : amount.end + 2] != "":
            return True
    return wording.named.search(text, max(0, amount.start - 16), amount.start) is not None


def is_definite(text: str, amount: Amount, wording: Wording) -> bool:
    """Whether a small number in words stands with things already known: "the two countries".

    >>> from servanda.reading.amounts import amounts_in
    >>> from servanda.reading.numerals import numbers_in
    >>> from servanda.reading.quantities_wording import wording_of
    >>> text = "the two countries"
    >>> is_definite(text, amounts_in(text, numbers_in(text, "en"), "en")[0], wording_of("en"))
    True
    """
    if not amount.number.words or amount.value > _FEW:
        return False
    itself = wording.definite.search(text[amount.number.start : amount.number.end] + " ")
    return itself is not None or wording.definite.search(text, max(0, amount.start - 12), amount.start) is not None


def is_code(text: str, amount: Amount) -> bool:
    """Whether bare digits look like a postal code or a reference: five or more in a row, or with a leading zero.

    >>> from servanda.reading.amounts import amounts_in
    >>> from servanda.reading.numerals import numbers_in
    >>> [is_code(text, amounts_in(text, numbers_in(text, "en"), "en")[0]) for text in ("220030 Minsk", "310 of them")]
    [True, False]
    """
    shown = text[amount.number.start : amount.number.end]
    return shown.isdigit() and (len(shown) >= _LONG_CODE or (len(shown) > 1 and shown[0] == "0"))
