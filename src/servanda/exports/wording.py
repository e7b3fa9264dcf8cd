"""The words, numbers and dates of one language, as a careful writer of that language would set them.

Takes what the nouns hold (fractions, periods, the vocabulary of claims) and gives text for people. All words come from the
gettext catalogues in `locale/`, all numbers and dates from Unicode's locale data through Babel. `say` and `count` look up
sentences, `term` the closed vocabularies of the nouns; a word that no catalogue has (an analyst's own measure) is shown as
it was typed, since a guess at its translation would be worse.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import yaml
from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from servanda.errors import UnknownName
from servanda.interval import Interval
from servanda.item import Names
from servanda.message import LANGUAGES
from servanda.period import Period
from servanda.quantity import PER_CENT, Quantity, QuantityKind
from servanda.reconciliation.wording import language

__all__ = ["LANGUAGES", "Wording", "printable", "wording"]

LOCALE = Path(__file__).parent / "locale"
_REGIONS = {"en": "en_GB", "fr": "fr", "ru": "ru"}
_HIDDEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_TWO_STOPS = re.compile(r"(?<!\.)\.\.$")
"""A sentence that ends with an abbreviation ("2026 г.") has one full stop."""

_CURRENCY = re.compile("[A-Z]{3}")


def printable(text: str) -> str:
    """The text with every control and direction character made visible.

    A title may carry terminal escape codes or characters that turn the reading direction round, so that what is shown is not
    what is written. Line ends and tabs stay.

    >>> printable("due 2024" + chr(0x202E) + "5202")
    'due 2024[U+202E]5202'
    """
    return _HIDDEN.sub(
        lambda found: f"[U+{ord(found[0]):04X}]", unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    )


@cache
def wording(lang: str) -> Wording:
    """The words of a language; raises UnknownName for one that reports are not written in.

    >>> wording("fr").number(Fraction(8000))
    '8\\u202f000'
    """
    if lang not in LANGUAGES:
        raise UnknownName("no-report-language", value=lang, remedy="choose-one-of", known=", ".join(LANGUAGES))
    with (LOCALE / lang / "LC_MESSAGES" / "report.mo").open("rb") as catalogue:
        return Wording(lang, GNUTranslations(catalogue))


class Wording:
    """One language: sentences, vocabulary, numbers, intervals, days and stretches of days."""

    def __init__(self, lang: str, catalogue: GNUTranslations) -> None:
        self.lang = lang
        self.region = _REGIONS[lang]
        self._catalogue = catalogue
        rules = yaml.safe_load((LOCALE.parent / "typesetting.yaml").read_text(encoding="utf-8"))
        self._typesetting: dict[str, str] = rules[lang]

    def say(self, sentence: str, /, **values: str) -> str:
        """The sentence in this language, its named places filled.

        >>> wording("fr").say("Contents")
        'Sommaire'
        """
        told = self._catalogue.gettext(sentence)
        if values:
            told = told.format(**values)
        return told[:-1] if _TWO_STOPS.search(told) else told

    def count(self, singular: str, plural: str, number: int, /, **values: str) -> str:
        """The sentence in the form that the number asks for; `{number}` is the number as the language writes it.

        >>> [wording("ru").count("{number} claim", "{number} claims", n) for n in (1, 3, 5)]
        ['1\\xa0утверждение', '3\\xa0утверждения', '5\\xa0утверждений']
        """
        told = self._catalogue.ngettext(singular, plural, number)
        return told.format(number=self.number(Fraction(number)), **values)

    def term(self, family: str, word: str) -> str:
        """A word of a closed vocabulary (measure, state, verdict, level), or the word itself where the catalogue lacks it.

        >>> wording("fr").term("measure", "completion"), wording("fr").term("measure", "ducks counted")
        ('exécution', 'ducks counted')
        """
        return self._catalogue.pgettext(family, word)

    def plural(self, family: str, word: str, number: int) -> str:
        """A word of a closed vocabulary in the form that the number asks for.

        >>> [wording("en").plural("verdict", "tension", n) for n in (1, 2)]
        ['tension', 'tensions']
        """
        return self._catalogue.npgettext(family, word, word, number)

    def name(self, names: Names, otherwise: str = "") -> str:
        """The name in this language, else in English, else in any.

        >>> wording("ru").name({"fr": "Minsk", "ru": "Минск"}), wording("ru").name({"fr": "Minsk"})
        ('Минск', 'Minsk')
        """
        return self.typeset(names.get(self.lang) or names.get("en") or next(iter(names.values()), otherwise))

    def typeset(self, text: str) -> str:
        """A sentence of this language from outside the catalogues, with the signs and spaces of print.

        >>> wording("fr").typeset("l'accord : 40 %")
        'l’accord\\xa0: 40\\xa0%'
        """
        for typed, set_as in self._typesetting.items():
            text = text.replace(typed, set_as)
        return text

    def listing(self, parts: Iterable[str]) -> str:
        """The parts as one phrase: "a, b and c".

        >>> wording("fr").listing(["un", "deux", "trois"])
        'un, deux et trois'
        """
        return str(format_list(list(parts), locale=self.region))

    def number(self, number: Fraction, places: int = 2) -> str:
        """A number with the language's separators and at most so many decimal places.

        >>> wording("en").number(Fraction(147, 2)), wording("ru").number(Fraction(25, 3))
        ('73.5', '8,33')
        """
        rounded = round(number, places)
        decimal = Decimal(rounded.numerator) / Decimal(rounded.denominator)
        shown = str(format_decimal(decimal, locale=self.region, decimal_quantization=False))
        return shown.replace("-", "\u2212")

    def growth(self, quantity: Quantity) -> str:
        """A growth as it was said: a change in per cent, or how many times.

        >>> rise = Interval(Fraction(211, 200), Fraction(213, 200), high_open=True)
        >>> wording("fr").growth(Quantity("6 %", rise, rise, None, None, QuantityKind.CHANGE))
        '+5,5–6,5\\xa0%'
        """
        if quantity.kind is not QuantityKind.CHANGE:
            return f"×\u00a0{self.interval(quantity.literal)}"
        change = (quantity.literal - Interval.point(1)).scaled(100)
        sign = "+" if change.low is not None and change.low > 0 else ""
        return sign + self.interval(change, PER_CENT)

    def language(self, code: str | None) -> str:
        """The name of a language.

        >>> wording("fr").language("ru"), wording("en").language(None)
        ('russe', 'not known')
        """
        known = Locale.parse(self.region).languages
        return str(known.get(code, code)) if code else self.say("not known")

    def interval(self, interval: Interval, unit: str | None = None) -> str:
        """The numbers between two bounds with their unit, in signs.

        A share's upper bound of 100 is left out, since nothing else was said of it. Bounds of more than two decimal places are
        rounded outward, as they are in the arithmetic of findings.

        >>> wording("en").interval(Interval(Fraction(46), Fraction(100), low_open=True), "per cent")
        '>\\xa046%'
        >>> wording("fr").interval(Interval(Fraction(44 * 10**9), Fraction(45 * 10**9)), "USD")
        '44–45\\xa0milliards\\xa0USD'
        """
        low, high = interval.low, interval.high
        if unit == PER_CENT and high == 100 and low is not None and low < 100:
            high = None
        if unit == PER_CENT and low == 0 and high is not None and high > 0:
            low = None
        known = [abs(bound) for bound in (low, high) if bound is not None]
        if not known:
            return self.say("not known")
        scale, word = next(((s, w) for s, w in _SCALES if max(known) >= s), (1, ""))
        low, high = (None if bound is None else bound / scale for bound in (low, high))
        if low is not None and high is not None:
            shown = self.number(low) if low == high else f"{self.number(_down(low))}–{self.number(-_down(-high))}"
        elif low is not None:
            shown = f"{'>' if interval.low_open else '≥'}\u00a0{self.number(_down(low))}"
        else:
            shown = f"{'<' if interval.high_open else '≤'}\u00a0{self.number(-_down(-(high or Fraction(0))))}"
        last = high if high is not None else low
        return self._with_unit(shown, word, unit, int(last or 0))

    def whole(self, number: int) -> str:
        """A count with the language's separators.

        >>> wording("ru").whole(12000)
        '12\\xa0000'
        """
        return self.number(Fraction(number))

    def counted(self, noun: str, number: int) -> str:
        """A count with its noun.

        >>> wording("ru").counted("programme", 28)
        '28\\xa0программ'
        """
        return f"{self.whole(number)}\u00a0{self.noun(noun, number)}"

    def noun(self, noun: str, number: int) -> str:
        """A counted noun in the form that the number asks for, by the words of the explanations; unknown ones as they are.

        >>> wording("fr").noun("hectare", 12), wording("ru").noun("bridge", 5)
        ('hectares', 'мостов')
        """
        return language(self.lang).noun(noun, Fraction(number))

    def bounds(self, share: Interval) -> str:
        """A share of which both bounds matter, 0 and 100 too.

        >>> wording("en").bounds(Interval(Fraction(0), Fraction(100)))
        '0–100%'
        """
        low, high = (self.number(bound or Fraction(0), places=0) for bound in (share.low, share.high))
        return self.say("{number}%", number=low if low == high else f"{low}–{high}")

    def scale(self, highest: Fraction, unit: str | None) -> tuple[int, str]:
        """What to divide amounts up to the highest by, and the words for what is then counted.

        >>> wording("ru").scale(Fraction(45 * 10**9), "EUR")
        (1000000000, 'млрд\\xa0EUR')
        """
        scale = next((scale for scale, _ in _SCALES if highest >= scale), 1)
        shown = self.interval(Interval.point(5 * scale), unit)
        return scale, shown.removeprefix("5").lstrip("\u00a0")

    def _with_unit(self, shown: str, scale: str, unit: str | None, number: int) -> str:
        """The figure with the word for its scale and its unit, in the form that the number asks for."""
        if scale:
            word = self.plural("scale", scale, number)
            shown = f"{shown}\u00a0{word}"
            number = 10**6
        if unit == PER_CENT:
            return self.say("{number}%", number=shown)
        if unit is None:
            return shown
        noun = unit if _CURRENCY.fullmatch(unit) else self.noun(unit, number)
        return f"{shown}\u00a0{noun}"

    def day(self, day: date, *, short: bool = False) -> str:
        """A day in full, or with its month abbreviated for a table.

        >>> wording("fr").day(date(2024, 5, 1)), wording("en").day(date(2024, 5, 1))
        ('1er\\xa0mai 2024', '1\\xa0May 2024')
        """
        shown = str(format_date(day, "medium" if short else "long", locale=self.region))
        if self.lang == "fr" and shown.startswith("1 "):
            shown = "1er" + shown[1:]
        return shown.replace(" ", "\u00a0", 1)

    def period(self, period: Period | None, *, short: bool = False) -> str:
        """A stretch of days by the largest units that fit it: a year, months, days, or an open end.

        >>> [wording("en").period(Period.parse(text)) for text in ("2023", "2022-12", "2022-08-24 or earlier")]
        ['2023', 'December 2022', '24\\xa0August 2022 or earlier']
        """
        if period is None:
            return self.say("day not known")
        start, end = period.start, period.end
        if start is None and end is None:
            return self.say("day not known")
        if start is None or end is None:
            return self._open(start, end, short=short)
        if start == end:
            return self.day(start, short=short)
        months = start.day == 1 and end == _month_end(end)
        if months and (start.month, end.month) == (1, 12):
            return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        if months and (start.year, start.month) == (end.year, end.month):
            return str(format_skeleton("yMMM" if short else "yMMMM", start, locale=self.region))
        skeleton = ("yMMM" if short else "yMMMM") if months else ("yMMMd" if short else "yMMMMd")
        return str(format_interval(start, end, skeleton, locale=self.region))

    def _open(self, start: date | None, end: date | None, *, short: bool) -> str:
        if end is not None:
            return self.say("{day} or earlier", day=self.day(end, short=short))
        return self.say("{day} or later", day=self.day(start or date.min, short=short))


def _down(number: Fraction, places: int = 2) -> Fraction:
    """The number without what it has beyond so many decimal places, never above it."""
    return Fraction((number * 10**places).__floor__(), 10**places)


def _month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
