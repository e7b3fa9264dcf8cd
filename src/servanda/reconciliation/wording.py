"""Numbers, dates and amounts in the words of a language.

Takes intervals, quantities and periods and gives phrases ("about 54 billion US dollars", "de janvier à octobre 2023"),
by the templates in explanations/*.yaml and the locale data of Babel. Numbers that have no short decimal are rounded
outward.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_name

from servanda.claim import Measure
from servanda.interval import Interval
from servanda.message import LANGUAGES
from servanda.period import Period
from servanda.quantity import PER_CENT, Comparator, Quantity, QuantityKind
from servanda.reconciliation.notation import currencies, rounded
from servanda.reconciliation.reports import Report, Sort, Thing, folded

__all__ = ["LANGUAGES", "Language", "language"]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader in C, ten times as fast, where PyYAML was built with it."""
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


@lru_cache(maxsize=10_000)
def _written(value: Fraction, code: str) -> str:
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return str(format_decimal(decimal, format="#,##0.######", locale=language(code).locale))


@lru_cache(maxsize=10_000)
def _dated(day: date, pattern: str, code: str) -> str:
    return str(format_date(day, pattern, language(code).locale))


@lru_cache(maxsize=10_000)
def _timed(period: Period, templates: str, code: str) -> str:
    return language(code).timed(period, templates)


@cache
def language(code: str) -> Language:
    """The words of a language, loaded once.

    >>> language("fr").day_or_period(Period.parse("2023-04-06"))
    'le 6 avril 2023'
    """
    text = (
        resources.files("servanda.reconciliation").joinpath("explanations", f"{code}.yaml").read_text(encoding="utf-8")
    )
    return Language(code, yaml.load(text, Loader=_Loader), Locale.parse(code))  # noqa: S506 - a safe loader


@dataclass(frozen=True)
class Language:
    """A language's templates and number and date formats."""

    code: str
    words: Mapping[str, Any]
    locale: Locale

    def number(self, value: Fraction) -> str:
        """A number with the language's signs; short decimals exactly, others to six digits."""
        return _written(value, self.code)

    def _day(self, day: date) -> str:
        text = _dated(day, self.words["formats"]["day"], self.code)
        return self.words["formats"].get("first day", "1") + text[1:] if day.day == 1 else text

    def smoothed(self, text: str) -> str:
        """The text with its first letter as a capital, and elisions made where the language has them."""
        for pattern, replacement in self.words.get("elisions", {}).items():
            text = re.sub(pattern, replacement, text)
        return text[:1].upper() + text[1:]

    def date(self, period: Period) -> str:
        """The day, month or year, or from one to another, without a preposition."""
        start, end = period.start, period.end
        if start is None or end is None:
            day = start or end
            return "" if day is None else self._day(day)
        if start == end:
            return self._day(start)
        if Period.parse(f"{start:%Y}") == period:
            return str(format_date(start, self.words["formats"]["year"], self.locale))
        if Period.parse(f"{start:%Y-%m}") == period:
            return str(format_date(start, self.words["formats"]["month"], self.locale))
        if Period.parse(f"{start:%Y-%m}/{end:%Y-%m}") == period and start.year == end.year:
            one = format_date(start, self.words["formats"]["month alone"], self.locale)
            return f"{one} – {self.date(Period.parse(f'{end:%Y-%m}'))}"
        return f"{self.date(Period.day(start))} – {self.date(Period.day(end))}"

    def timed(self, period: Period, templates: str) -> str:
        """The period in templates for each of its shapes: a day, a month, a year, from one to another, with an open end."""
        start, end, words = period.start, period.end, self.words[templates]
        if start is None or end is None:
            kind = "until" if start is None else "since"
            return str(words[kind].format(day=self.date(period)))
        if start == end:
            return str(words["day"].format(day=self.date(period)))
        first = f"{start:%Y}"
        if Period.parse(first) == period:
            return str(words["year"].format(year=self.date(period)))
        if Period.parse(f"{start:%Y-%m}") == period:
            return str(words["month"].format(month=self.date(period)))
        if Period.parse(f"{start:%Y-%m}/{end:%Y-%m}") == period and start.year == end.year:
            one = str(format_date(start, self.words["formats"]["month alone"], self.locale))
            return str(words["months"].format(one=one, two=self.date(Period.parse(f"{end:%Y-%m}"))))
        return str(words["days"].format(one=self.date(Period.day(start)), two=self.date(Period.day(end))))

    def day_or_period(self, period: Period) -> str:
        """When something was said: "on 6 April 2023", "in December 2022"."""
        return _timed(period, "said on", self.code)

    def when(self, period: Period) -> str:
        """For when a value holds: "on 6 April 2023", "by 24 August 2022", "for 2023"."""
        return _timed(period, "holds", self.code)

    def noun(self, unit: str, number: Fraction, *, hedged: bool = False) -> str:
        """The counted noun in the form that goes with the number, or as it is where the language file does not know it.

        >>> [language("ru").noun("programme", Fraction(n)) for n in (1, 3, 28)], language("en").noun("ferry", Fraction(2))
        (['программа', 'программы', 'программ'], 'ferries')
        """
        forms = self.words["nouns"].get(unit)
        if forms is None:
            if unit and self.code == "en" and (hedged or number != 1):
                return _plural(unit)
            return str(self.words["unknown noun"].format(unit=unit)) if unit else ""
        plural = (
            self.locale.plural_form(float(number)) if number.denominator != 1 else self.locale.plural_form(int(number))
        )
        if hedged:
            plural = self.words["hedged plural"]
        return str(forms.get(plural, forms.get("other")))

    def amount(self, numbers: str, largest: Fraction, unit: str, scale: str, *, hedged: bool) -> str:
        """Numbers that are already written, with scale and unit: "53 billion US dollars", "74 %"."""
        if unit == PER_CENT:
            return str(self.words["per cent"].format(number=numbers))
        if unit.upper() in currencies():
            count = 5 if scale or hedged or largest.denominator != 1 else int(largest)
            name = str(get_currency_name(unit.upper(), count=count, locale=self.locale))
        else:
            name = self.noun(unit, 5 * Fraction(1) if scale else largest, hedged=hedged)
        if scale:
            word = self.words["scales"][scale]
            few = largest < 2 if self.code == "fr" else largest == 1
            word = word["one"] if few else word["other"]
            joint = self.words["scale joint"] if name else "{number} {scale}"
            return str(joint.format(number=numbers, scale=word, unit=name))
        return f"{numbers} {name}".rstrip()

    def span(self, interval: Interval, thing: Thing) -> str:
        """An interval in words: "between 49.3 and 50.7 billion US dollars", "more than 46 %"."""
        bounds = [bound for bound in (interval.low, interval.high) if bound is not None]
        size, scale = _scale(bounds)
        low = None if interval.low is None else rounded(interval.low / size, up=False)[0]
        high = None if interval.high is None else rounded(interval.high / size, up=True)[0]
        words = self.words["span"]
        largest = high if high is not None else low
        if largest is None:
            return str(words["nothing"])
        if low is None or high is None:
            open_end = interval.low_open if high is None else interval.high_open
            key = ("more" if open_end else "at least") if high is None else ("less" if open_end else "at most")
            return str(words[key].format(n=self.amount(self.number(largest), largest, thing.unit, scale, hedged=True)))
        if interval.is_point:
            text = self.amount(self.number(low), low, thing.unit, scale, hedged=False)
            return text if low == high else str(self.words["comparators"]["~"].format(n=text))
        both = words["between"].format(low=self.number(low), high="{high}")
        return str(both.format(high=self.amount(self.number(high), high, thing.unit, scale, hedged=True)))

    def quantity(self, quantity: Quantity) -> str:
        """A quantity in the language's own words for its comparator: "about 54 billion US dollars"."""
        if quantity.kind in (QuantityKind.CHANGE, QuantityKind.FACTOR):
            return self._growth(quantity)
        unit = folded(quantity.unit or "")
        thing = Thing("", "", Sort.LEVEL, unit)
        ranged = quantity.comparator in (Comparator.RANGE, Comparator.VAGUE)
        if ranged or quantity.value is None:
            return self.span(quantity.literal, thing)
        size, scale = _scale([quantity.value])
        value = quantity.value / size
        hedged = quantity.comparator is not Comparator.EQUAL
        number = self.amount(self.number(value), value, unit, scale, hedged=hedged)
        return str(self.words["comparators"][quantity.comparator].format(n=number))

    def _growth(self, quantity: Quantity) -> str:
        """A factor or a change in per cent: "multiplied by more than 4.5", "up by 6%"."""
        words = self.words["growth"]
        value = quantity.value
        if quantity.kind is QuantityKind.CHANGE and value is not None:
            change = (value - 1) * 100
            number = self.amount(self.number(abs(change)), abs(change), PER_CENT, "", hedged=False)
            return str(
                words["change"][quantity.comparator].format(word=words["up" if change >= 0 else "down"], n=number)
            )
        if value is None or quantity.comparator is Comparator.RANGE:
            text = self.span(quantity.literal, Thing("", "", Sort.LEVEL))
            return str(words["factor"][Comparator.RANGE].format(n=text))
        text = f"{self.number(value)} {self.noun('time', value, hedged=False)}".rstrip()
        return str(words["factor"][quantity.comparator].format(n=text))

    def figure(self, report: Report) -> str:
        """A figure with the time it holds for, which is left out where it is the day of the saying itself."""
        figure, words = report.figure, self.words["figures"]
        when = "" if report.when == report.claim.said_on else self.when(report.when)
        if figure.measure is Measure.DUE and figure.quantity is not None:
            return str(words["target"].format(value=self.quantity(figure.quantity), when=self.when(report.when)))
        if figure.measure is Measure.DUE:
            return str(words["due"].format(when=self.when(report.when)))
        state = self.state(figure.state)
        if figure.measure is Measure.STATUS or figure.quantity is None:
            return str(words["status"].format(state=state, when=when)).rstrip()
        value = self.quantity(figure.quantity)
        if figure.measure is Measure.GROWTH and figure.base is not None:
            key = "growth" if figure.years == 1 else "growth a year"
            return str(words[key].format(value=value, one=self.date(figure.base), two=self.date(report.when)))
        key = figure.measure.name.lower() if figure.measure.name.lower() in words else "value"
        return str(words[key].format(value=value, when=when, state=state)).rstrip()

    def state(self, state: str) -> str:
        """What is said of things in a state, which is quoted where the language file does not know it."""
        return str(self.words["states"].get(state) or self.words["unknown state"].format(state=state))

    def qualifier(self, qualifier: str) -> str:
        """What narrows a scope ("goods and services"), as it was given where the language file does not know it."""
        return str(self.words["qualifiers"].get(qualifier, qualifier))

    def measure(self, measure: str) -> str:
        """A measure's name, in quotation marks where the language file does not know it."""
        known = self.words["measures"].get(folded(measure))
        return str(known or self.words["quoted"].format(text=measure))


def _plural(noun: str) -> str:
    """The plural of an English noun by the plain rules of spelling; a noun with a preposition takes it before that.

    >>> [_plural(noun) for noun in ("cubic metre", "ferry", "box of seed", "main directions", "pass")]
    ['cubic metres', 'ferries', 'boxes of seed', 'main directions', 'passes']
    """
    head, of, rest = noun.partition(" of ")
    if re.search(r"[^siu]s$", head):
        return noun
    if re.search(r"[^aeiou]y$", head):
        head = head[:-1] + "ies"
    else:
        head += "es" if re.search(r"(?:s|x|ch|sh|z)$", head) else "s" if re.search(r"[a-z]{3,}$", head) else ""
    return head + of + rest


def _scale(bounds: list[Fraction]) -> tuple[int, str]:
    numbers = [abs(bound) for bound in bounds if bound]
    for size, word in _SCALES:
        if numbers and max(numbers) >= size:
            return size, word
    return 1, ""
