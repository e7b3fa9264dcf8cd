"""What numbers are of: per cent, percentage points, currencies, measures. `units_of(lang)` has them compiled.

Names come from lexicon/*/units.yaml; names of the remaining currencies from CLDR by way of Babel, whose plural forms cover
inflection. A currency sign or code may stand before or after the number, its name after it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from servanda.quantity import PER_CENT
from servanda.reading.lexicon import lexicon, pattern_of, readable, without_accents

__all__ = ["POINTS", "Unit", "Units", "units_of"]

POINTS = "percentage point"
"""The unit of differences between shares."""

_SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₹": "INR", "₸": "KZT", "₩": "KRW", "₺": "TRY",
    "₪": "ILS", "₫": "VND", "₿": "XBT", "฿": "THB", "元": "CNY", "￥": "CNY", "US$": "USD", "A$": "AUD", "C$": "CAD",
    "HK$": "HKD", "NZ$": "NZD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "Mex$": "MXN", "BYN": "BYN", "Br": "BYN", "Rs": "INR",
    "kr": "SEK", "BTC": "XBT", "RMB": "CNY", "DM": "DEM",
}  # fmt: skip
_DOLLARS = {
    "us",
    "usd",
    "a",
    "au",
    "aud",
    "c",
    "ca",
    "cad",
    "can",
    "hk",
    "hkd",
    "nz",
    "nzd",
    "s",
    "sg",
    "sgd",
    "nt",
    "mex",
}
_DOLLAR_CODES = {"us": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "hk": "HKD", "nz": "NZD"}
_DOLLAR_CODES |= {"s": "SGD", "sg": "SGD", "nt": "TWD", "mex": "MXN"}
_SMALL_WORDS = frozenset(
    ["ALL", "TOP", "TRY", "SOS", "CUP", "GEL", "LAK", "MOP", "PEN", "BAM", "BOB", "MAD", "ANG", "AMD", "RON"]
)
"""Codes that are English words or other abbreviations more often than money."""


class Unit(NamedTuple):
    """A unit as found: `name` is per cent, a currency code or a noun; `kind` per_cent, points, currency, minor or measure."""

    name: str
    kind: str
    start: int
    end: int


class Units:
    """The units of one language, compiled."""

    def __init__(self, lang: str) -> None:
        words = lexicon(lang, "units")
        self.table: dict[str, tuple[str, str]] = {}
        self._add_cldr_names(lang)
        for subject, kind in (("measures", "measure"), ("minor", "minor"), ("currencies", "currency")):
            for name, listed in words[subject].items():
                self._add(listed, name, kind)
        self._add(words["per_cent"], PER_CENT, "per_cent")
        self._add(words["points"], POINTS, "points")
        spaced = {spelling.replace(" ", "_"): None for spelling in self.table}
        codes = sorted(str(code) for code in Locale("en").currencies if code not in _SMALL_WORDS)
        signs = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
        dollars = rf"(?:(?:{pattern_of(sorted(_DOLLARS))})|(?:us|hk|nz)\ )\$"
        dollars_word = r"usd|eur|gbp|chf|cny|rub|byn"
        linking = f"(?:(?:{words['linking']})\\s*)?"
        self.after = re.compile(
            rf"\s{{0,2}}-?\s?{linking}(?:(?P<percent>%)|(?P<name>{pattern_of(spaced)})(?!\w)"
            rf"|(?P<sign>{dollars}|\$\s(?:usd?|hk|ca|a|c)(?![\w'’])|{signs}|(?-i:{pattern_of(codes)})|(?:usd|eur|gbp|rub|byn|cny|jpy))"
            rf"(?![\w]))",
            re.IGNORECASE,
        )
        self.before = re.compile(
            rf"(?<!\w)(?:{dollars}|{signs}|(?-i:{pattern_of(codes)})\$?|{dollars_word})\s?\Z", re.IGNORECASE
        )
        self.before_bare = re.compile(rf"(?:{dollars}|[$€£¥₽₴₹₸₩₺₪₫₿])\s?\Z", re.IGNORECASE)

    def _add(self, listed: str, name: str, kind: str) -> None:
        for word in listed.split(","):
            spelling = word.strip().lower()
            for form in (spelling, without_accents(spelling)):
                self.table[form] = (name, kind)

    def _add_cldr_names(self, lang: str) -> None:
        """The names of several words that CLDR gives to currencies, in all their plural forms, where it has the language."""
        try:
            locale = Locale(lang)
        except UnknownLocaleError:
            return
        plurals = locale._data["currency_names_plural"]  # type: ignore[attr-defined]  # these have no public door
        for code, name in locale.currencies.items():
            for form in {str(name), *plurals.get(code, {}).values()}:
                if " " in form and "(" not in form:
                    self._add(form.replace(",", ""), str(code), "currency")

    def following(self, text: str, at: int) -> Unit | None:
        """The unit that begins after a number.

        >>> units_of("fr").following("3 millions d'euros", 10)
        Unit(name='EUR', kind='currency', start=13, end=18)
        """
        found = self.after.match(text, at)
        if not found:
            return None
        if found["percent"]:
            return Unit(PER_CENT, "per_cent", *found.span("percent"))
        if found["name"]:
            spelling = _spelling(found["name"])
            name, kind = self.table.get(spelling) or self.table[spelling.replace("-", " ")]
            return Unit(name, kind, *found.span("name"))
        return Unit(_code(found["sign"]), "currency", *found.span("sign"))

    def preceding(self, text: str, at: int) -> Unit | None:
        """The currency sign or code that ends just before a number.

        >>> units_of("en").preceding("some US$ 12", 9)
        Unit(name='USD', kind='currency', start=5, end=8)
        """
        window = max(0, at - 8)
        found = self.before.search(text, window, at) or self.before_bare.search(text, window, at)
        if not found:
            return None
        sign = found[0].rstrip()
        return Unit(_code(sign), "currency", found.start(), found.start() + len(sign))


def _spelling(name: str) -> str:
    """A name as the table has it."""
    return " ".join(name.lower().replace("’", "'").split())


def _code(sign: str) -> str:
    """The currency code of a sign: "$", "hk $", "US$", "nzd$", "$ usd"."""
    compact = re.sub(r"\s", "", sign)
    for known in (compact, compact.upper(), compact.capitalize()):
        if known in _SIGNS:
            return _SIGNS[known]
    letters = compact.replace("$", "").lower()
    return _DOLLAR_CODES.get(letters, letters.upper()) or "USD"


@cache
def units_of(lang: str) -> Units:
    """The units of a language, compiled once; English for a language without its own."""
    return Units(readable(lang))
