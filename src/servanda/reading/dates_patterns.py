"""The time expressions of one language, compiled from lexicon/*/dates.yaml into one master pattern.

Each rule of the lexicon has the name of a handler (see `dates_calendar`) and a pattern with slots such as {month}. The master
pattern finds where and by which rule; the rule's own pattern then gives its parts, as words and as canonical numbers.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from servanda.quantity import Comparator
from servanda.reading.lexicon import lexicon, pattern_of, without_accents
from servanda.reading.numerals import numbers_in
from servanda.reading.numerals_tokens import number_words

__all__ = ["DatePatterns", "Parts", "date_patterns"]

Parts = dict[str, Any]
"""What a rule found: month, day, year, n and so on as numbers, unit as its code, marks such as past or end as words."""

_SPACE = r"[^\S\n]+"
_PART_UNITS = ("D", "W", "M", "Q", "H", "Y")
_NUMERIC = (
    r"(?P<year>[12]\d{3})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>[12]\d{3}|\d{2})"
    r"|(?P<a2>\d{1,2})/(?P<b2>\d{1,2})(?:,? (?P<y2>[12]\d{3}))?|(?P<a3>\d\d?) (?P<b3>\d\d?) (?P<y3>(?:19|20)\d\d)"
)


class DatePatterns:
    """The time expressions of one language."""

    def __init__(self, lang: str) -> None:
        words = lexicon(lang, "dates")
        self.lang = lang
        self.day_first: bool = words["day_first"]
        self.months = _table(words["months"])
        self.seasons = _table(words["seasons"])
        self.weekdays = _table(words["weekdays"])
        self.units = _table(words["units"])
        self.ranks = _table(words["ranks"])
        self.offsets = _table(words["offsets"])
        self.ambiguous = frozenset((words["ambiguous_months"] + " " + words["ambiguous_weekdays"]).split())
        slots = self._slots(words)
        self.handlers = [handler for handler, _ in words["patterns"]]
        bodies = [_filled(pattern, slots) for _, pattern in words["patterns"]]
        self.rules = [re.compile(_unique(body, 0), re.IGNORECASE) for body in bodies]
        master = "|".join(f"(?P<rule_{place}>{_unique(body, place + 1)})(?!\\w)" for place, body in enumerate(bodies))
        self.master = re.compile(rf"(?<![\w])(?={self._beginning(words)}){_unglued()}(?:{master})", re.IGNORECASE)
        self.before_year = re.compile(rf"(?<!\w)(?:{words['before_year']})(?:\s+|(?<=['’]))\Z", re.IGNORECASE)
        article = rf"(?:(?:{words['articles']})(?:\s+|(?<=['’])))?" if words["articles"] else ""
        self.limits_before = [
            (Comparator(sign), re.compile(rf"(?<!\w)(?:{_spaced(listed)})(?:\s+|(?<=['’])){article}\Z", re.IGNORECASE))
            for sign, listed in words["limits"].items()
        ]
        self.limits_after = [
            (Comparator(sign), re.compile(rf"\s+(?:{_spaced(listed)})(?!\w)", re.IGNORECASE))
            for sign, listed in words["limits_after"].items()
        ]
        self.no_limit_behind = re.compile(rf"(?<!\w)(?:{words['no_limit_behind']})\s+\Z", re.IGNORECASE)
        self.in_passing = re.compile(words["in_passing"], re.IGNORECASE)
        self.range_opening = re.compile(
            rf"(?<!\w)(?:{words['range_openings']})(?:\s+|(?<=['’])){article}\Z", re.IGNORECASE
        )
        self.range_middle = re.compile(
            rf"\s*,?\s*(?P<word>{words['range_middles']})(?:\s*|(?<=['’])){article}", re.IGNORECASE
        )
        self.not_hedges = re.compile(rf"(?:{words['not_hedges']})(?!\w)", re.IGNORECASE)
        self.no_length_before = re.compile(_spaced(words["no_length_before"]) + r"(?!\w)", re.IGNORECASE)
        self.needs_opening = re.compile(words["range_needs_opening"], re.IGNORECASE)

    def _beginning(self, words: dict[str, Any]) -> str:
        """How a time expression may begin: a quick look that spares the master pattern most words of a text."""
        relative = "|".join((words["last"], words["this"], words["next"])).split("|")
        known = [word for word, (kind, _) in number_words(self.lang).table.items() if kind in "UTHAMZO"]
        known += [
            *self.months,
            *self.seasons,
            *self.weekdays,
            *self.units,
            *self.ranks,
            *self.offsets,
            *words["openers"].split(),
        ]
        known += [word.split()[0] for word in relative] + (["a", "an"] if self.lang == "en" else [])
        return rf"\d|[qht]\d|{words['begins']}|{pattern_of(sorted(set(known)))}(?![^\W\d_])"

    def _slots(self, words: dict[str, Any]) -> dict[str, str]:
        """What the slots of the patterns stand for."""
        spelled = number_words(self.lang)
        small = pattern_of(word for word, (kind, _) in spelled.table.items() if kind in "UTHAMZ")
        ordinals = pattern_of(word for word, (kind, value) in spelled.table.items() if kind in "OT" and value < 32)
        few = pattern_of(word for word, (kind, value) in spelled.table.items() if kind in "UT" and value < 32)
        article = "|an?" if self.lang == "en" else ""
        number = rf"(?:(?!(?:19|20)\d\d)\d{{1,4}}(?:[.,]\d{{1,3}})?|{small}(?:(?:[ -]| and | et )(?:an? )?{small})*{article})"
        figures = rf"(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,]\d)(?: ?{words['day_suffix']}(?!\w))?"
        day = rf"(?:{figures}|{ordinals}[ -]{ordinals}|{few}[ -]{few}|{ordinals}|{few})"
        units = {name: pattern_of(word for word, code in self.units.items() if code in codes) for name, codes in (
            ("unit", tuple(set(self.units.values()))), ("unit_part", _PART_UNITS), ("unit_week", ("W",)),
        )}  # fmt: skip
        relative = "|".join(
            f"(?P<{mark}>{words[key]})" for mark, key in (("past", "last"), ("now", "this"), ("coming", "next"))
        )
        slots = {
            "month": rf"(?P<month>{pattern_of(self.months)})(?!\w)",
            "season": rf"(?P<season>{pattern_of(self.seasons)})(?!\w)",
            "weekday": rf"(?P<weekday>{pattern_of(self.weekdays)}\.?)(?!\w)",
            "day": rf"(?P<day>{day})", "day1": rf"(?P<day1>{day})",
            "year": rf"(?P<year>(?:1[0-9]|20|21)\d\d(?![\d%]|[.,]\d)|{words['word_years']})",
            "n": rf"(?P<n>{number})", "n2": rf"(?P<n2>{number})", "n3": rf"(?P<n3>{number})",
            "unit": rf"(?P<unit>{units['unit']})(?!\w)", "unit2": rf"(?P<unit2>{units['unit']})(?!\w)",
            "unit3": rf"(?P<unit3>{units['unit']})(?!\w)", "unit_part": rf"(?P<unit>{units['unit_part']})(?!\w)",
            "unit_week": rf"(?:{units['unit_week']})(?!\w)",
            "rank": rf"(?P<rank>{pattern_of(self.ranks)})(?!\w)", "relative": f"(?:{relative})",
            "last": f"(?P<past>{words['last']})", "this": f"(?P<now>{words['this']})", "next": f"(?P<coming>{words['next']})",
            "offset": rf"(?P<offset>{pattern_of(self.offsets)})(?!\w)", "numeric": rf"(?:{_NUMERIC})(?![\d/]|[.,]\d)",
            "iso": r"(?P<year>[12]\d{3})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)", "joined": f"(?:{words['joined']})",
            "between": words["between"], "opening": f"(?:{words['opening']})",
        }  # fmt: skip
        slots["number_of_quarter"] = words["number_of_quarter"].replace("{rank}", slots["rank"])
        return slots

    def parts(self, text: str, found: re.Match[str]) -> tuple[str, Parts]:
        """The handler of a match of the master pattern and what its rule found, in canonical numbers."""
        place = int(str(found.lastgroup)[5:])
        again = self.rules[place].match(text, found.start())
        if again is None or again.end() != found.end():
            again = self.rules[place].fullmatch(found[0])
        raw = (
            {} if again is None else {name.split("__")[0]: words for name, words in again.groupdict().items() if words}
        )
        return self.handlers[place], self._canonical(raw)

    def _canonical(self, raw: dict[str, str]) -> Parts:
        parts: Parts = dict(raw)
        for name, table in (
            ("month", self.months), ("season", self.seasons), ("weekday", self.weekdays), ("unit", self.units),
            ("unit2", self.units), ("unit3", self.units), ("rank", self.ranks), ("offset", self.offsets),
        ):  # fmt: skip
            if name in raw:
                word = "_".join(raw[name].lower().split())
                parts[name] = table.get(word, table.get(word.rstrip("."), table.get(word.replace("_", "-"))))
        for name in ("day", "day1", "year", "n", "n2", "n3"):
            if name in raw:
                parts[name] = self._number(raw[name])
        if "q" in raw or "q2" in raw:
            parts["rank"] = int(re.sub(r"\D", "", raw.get("q") or raw["q2"]))
        return parts

    def _number(self, words: str) -> Any:
        """A number in figures or words; "nineteen ninety" is a year."""
        if words.isdigit():
            return int(words)
        values = [number.value for number in numbers_in(words, self.lang)]
        if not values:
            return 1
        if len(values) == 2 and values[1] < 100 and 10 < values[0] < 22:
            return int(values[0] * 100 + values[1])
        return int(values[0]) if values[0].denominator == 1 else values[0]


def _table(listed: dict[Any, str]) -> dict[str, Any]:
    """Each spelling and what it stands for."""
    return {
        spelling: value
        for value, words in listed.items()
        for word in words.split()
        for spelling in (word.lower(), without_accents(word.lower()))
    }


def _spaced(pattern: str) -> str:
    return re.sub(r"(?<!\\) (?![?*+])", lambda _: _SPACE, pattern).replace(" ?", r"[^\S\n]*")


def _filled(pattern: str, slots: dict[str, str]) -> str:
    """A pattern of the lexicon with its slots filled in."""
    pattern = pattern.replace("{{", "\0").replace("}}", "\1")
    parts = re.split(r"\{(\w+)\}", pattern)
    filled = "".join(slots[part] if place % 2 else _spaced(part) for place, part in enumerate(parts))
    return filled.replace("\0", "{").replace("\1", "}")


def _unique(body: str, place: int) -> str:
    """A pattern whose groups have names of their own: the same slot may stand in it twice, and in other rules."""
    counts: dict[str, int] = {}

    def renamed(found: re.Match[str]) -> str:
        counts[found[1]] = counts.get(found[1], 0) + 1
        return f"(?P<{found[1]}__{place}_{counts[found[1]]}>"

    named = re.sub(r"\(\?P<(\w+)>", renamed, body)
    return re.sub(r"\(\?P=(\w+)\)", lambda found: f"(?P={found[1]}__{place}_1)", named)


def _unglued() -> str:
    """What may not stand before a time expression: a number, a currency sign or a letter with a hyphen."""
    return r"(?<![\d][.,:/])(?<![$€£#№@])"


@cache
def date_patterns(lang: str) -> DatePatterns:
    """The time expressions of a language, compiled once; English for a language without its own."""
    return DatePatterns(lang if lang in ("en", "fr", "ru") else "en")
