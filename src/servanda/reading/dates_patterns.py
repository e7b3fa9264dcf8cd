"""The time expressions of one language, compiled from lexicon/*/dates.yaml.

Each rule of the lexicon has the name of a handler (see `dates_calendar`) and a pattern with slots such as {month}. A quick look
finds where a time expression may begin; there the rules that can begin with that letter are tried in turn, and the first that
fits gives its parts, as words and as canonical numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from servanda.quantity import Comparator
from servanda.reading.dates_signs import NumberSigns
from servanda.reading.lexicon import lexicon, pattern_of, readable, without_accents
from servanda.reading.lexicon.openings import ANY, DIGIT, openings
from servanda.reading.numerals import numbers_in
from servanda.reading.numerals_tokens import number_words

__all__ = ["DatePatterns", "Parts", "date_patterns"]

Parts = dict[str, Any]
"""What a rule found: month, day, year, n and so on as numbers, unit as its code, marks such as past or end as words."""

_SPACE = r"[^\S\n]+"
_LEAST_YEAR, _LAST_YEAR = 1000, 2199
_SLOT = 0xE800
_KINDS = {"month": 1, "weekday": 2, "unit": 4, "season": 8, "offset": 16, "holiday": 32}
_GLUED = re.compile(r"\d[^\W\d_]")
_FIRST_WORD = re.compile(r"[\W_]")
_MONEY, _JOINTS = frozenset("$€£#№@"), frozenset(".,:/")
_PART_UNITS = ("D", "W", "WE", "WW", "FN", "M", "Q", "H", "Y", "DEC", "C")
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
        self.holidays = _table(words["holidays"])
        self.decades = _table(words["decades"])
        self._listed = {
            *self.months, *self.seasons, *self.weekdays, *self.units, *self.ranks, *self.offsets, *self.holidays, *self.decades,
        }  # fmt: skip
        self.ambiguous = frozenset((words["ambiguous_months"] + " " + words["ambiguous_weekdays"]).split())
        self.signs = NumberSigns(number_words(lang), self._spelled(words))
        self._slots = self._slots_of(words)
        self._bodies = [pattern for _, pattern in words["patterns"]]
        self.handlers = [handler for handler, _ in words["patterns"]]
        self.rules = [
            re.compile(_unique(_filled(body, self._slots)) + r"(?![\w\uf8ff])", re.IGNORECASE) for body in self._bodies
        ]
        self._openings, self._needs = self._by_opening(), [_needed(body) for body in self._bodies]
        self._places: dict[tuple[str, int], tuple[int, ...]] = {}
        self._beginning = re.compile(rf"(?<!\w)(?=(?P<word>{self._begins(words)}))", re.IGNORECASE)
        self._kinds = self._kinds_of_words()
        self._compile_limits(words)

    def _compile_limits(self, words: dict[str, Any]) -> None:
        """The words before and after a time expression that place an event by it."""
        self.before_year = re.compile(rf"(?<!\w)(?:{words['before_year']})(?:\s+|(?<=['’]))\Z", re.IGNORECASE)
        self.before_month = re.compile(rf"(?<!\w)(?:{words['months_behind']})\s+\Z", re.IGNORECASE)
        article = rf"(?:(?:{words['articles']})(?:\s+|(?<=['’])))?" if words["articles"] else ""
        self.limits_before = [
            (Comparator(sign), re.compile(rf"(?<!\w)(?:{_spaced(listed)})(?:\s+|(?<=['’])){article}\Z", re.IGNORECASE))
            for sign, listed in words["limits"].items()
        ]
        self.limits_after = [
            (Comparator(sign), re.compile(rf"\s+(?:{_spaced(listed)})(?![\w-])", re.IGNORECASE))
            for sign, listed in words["limits_after"].items()
        ]
        self.no_limit_behind = re.compile(rf"(?<!\w)(?:{words['no_limit_behind']})\s+\Z", re.IGNORECASE)
        self.in_passing = re.compile(words["in_passing"], re.IGNORECASE)
        self.range_opening = re.compile(
            rf"(?<!\w)(?:{words['range_openings']})(?:\s+|(?<=['’])){article}\Z", re.IGNORECASE
        )
        self.range_middle = re.compile(
            rf"\s*(?P<comma>,?)\s*(?P<word>{words['range_middles']})(?:\s*|(?<=['’])){article}", re.IGNORECASE
        )
        self.not_hedges = re.compile(rf"(?:{words['not_hedges']})(?!\w)", re.IGNORECASE)
        self.no_length_before = re.compile(_spaced(words["no_length_before"]) + r"(?!\w)", re.IGNORECASE)
        self.needs_opening = re.compile(words["range_needs_opening"], re.IGNORECASE)

    def _spelled(self, words: dict[str, Any]) -> set[str]:
        """The words that patterns spell out, so that numbers among them ("first", "half") keep their spelling."""
        listed = [pattern for _, pattern in words["patterns"]]
        listed += [
            words[name] for name in ("last", "this", "next", "number_of_quarter", "joined", "between", "opening")
        ]
        spelled = set(re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}|\(\?P<\w+>", " ", " ".join(listed).lower())))
        return spelled | {part for word in self._listed for part in word.split("_")}

    def _by_opening(self) -> dict[str, frozenset[int]]:
        """The rules that can begin with each letter."""
        of_slots = {name: openings(slot) for name, slot in self._slots.items()}
        letters: dict[str, set[int]] = {}
        for place, body in enumerate(self._bodies):
            for letter in _openings_of(body, of_slots):
                letters.setdefault(letter, set()).add(place)
        everywhere = letters.pop(ANY, set())
        return {letter: frozenset(places | everywhere) for letter, places in letters.items()}

    def _kinds_of_words(self) -> dict[str, int]:
        """Which of the kinds that rules may need a word is of, as bits."""
        kinds: dict[str, int] = {}
        for kind, table in (("month", self.months), ("weekday", self.weekdays), ("unit", self.units),
                            ("season", self.seasons), ("offset", self.offsets), ("holiday", self.holidays)):  # fmt: skip
            for word in table:
                first = _FIRST_WORD.split(word, maxsplit=1)[0]
                kinds[first] = kinds.get(first, 0) | _KINDS[kind]
        return kinds

    def _begins(self, words: dict[str, Any]) -> str:
        """How a time expression may begin: a quick look that spares the rules most words of a text."""
        relative = "|".join((words["last"], words["this"], words["next"])).split("|")
        known = self._listed | self.signs.kept
        known |= {word.split()[0] for word in relative} | set(words["openers"].split())
        return rf"\d|[\ue000-\uf8fe½¼¾⅓⅔]|[qht]\d|{pattern_of(sorted(known))}(?![^\W\d_])|(?P<begins>{words['begins']})"

    def found(self, text: str) -> Iterator[tuple[int, int, str, Parts]]:
        """Start, end, handler and parts of each time expression of a text, from left to right: the first rule that fits wins."""
        copy = self.signs.marked(text)
        beginnings = list(self._beginning.finditer(copy))
        kinds = -1 if _GLUED.search(copy) else 0
        for beginning in beginnings:
            first = _FIRST_WORD.split(beginning["word"].lower(), maxsplit=1)[0]
            kinds |= -1 if beginning["begins"] else self._kinds.get(first, 0)
        behind = 0
        for beginning in beginnings:
            start = beginning.start()
            if start < behind or _is_glued(copy, start):
                continue
            for place in self._rules_at(copy[start], kinds):
                found = self.rules[place].match(copy, start)
                parts = self._parts(text, found) if found else None
                if found and parts is not None:
                    behind = found.end()
                    yield start, behind, self.handlers[place], parts
                    break

    def _rules_at(self, letter: str, kinds: int) -> tuple[int, ...]:
        """The rules to be tried where this letter stands, in a text with words of these kinds, in the order of the lexicon."""
        rules = self._places.get((letter, kinds))
        if rules is None:
            opened = self._openings.get(DIGIT if letter.isdigit() else letter.lower(), ())
            rules = tuple(sorted(place for place in opened if not self._needs[place] & ~kinds))
            self._places[letter, kinds] = rules
        return rules

    def _slots_of(self, words: dict[str, Any]) -> dict[str, str]:
        """What the slots of the patterns stand for."""
        small = self.signs.small
        article = "|an?" if self.lang == "en" else ""
        digits = r"(?:(?!(?:19|20)\d\d)\d{1,4}(?:[.,]\d{1,3})?[½¼¾⅓⅔]?|[½¼¾⅓⅔]|\d{1,2} ?\d/\d)"
        number = rf"(?:{digits}|{small}(?:(?:[ -]| and | et )(?:an? )?{small})*{article})"
        figures = rf"(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,]\d)(?: ?{words['day_suffix']}(?!\w))?"
        day = rf"(?>{figures}|{self.signs.day})"
        units = {name: pattern_of(word for word, code in self.units.items() if code in codes) for name, codes in (
            ("unit", tuple(set(self.units.values()))), ("unit_part", _PART_UNITS), ("unit_week", ("W",)),
        )}  # fmt: skip
        relative = "|".join(
            f"(?P<{mark}>{words[key]})" for mark, key in (("past", "last"), ("now", "this"), ("coming", "next"))
        )
        slots = {
            "month": rf"(?P<month>{pattern_of(self.months)})(?![^\W\d])",
            "decade": rf"(?P<decade>{pattern_of(self.decades)})(?!\w)",
            "holiday": rf"(?P<holiday>{pattern_of(self.holidays)})(?!\w)",
            "season": rf"(?P<season>{pattern_of(self.seasons)})(?!\w)",
            "weekday": rf"(?P<weekday>{pattern_of(self.weekdays)}\.?)(?!\w)",
            "day": rf"(?P<day>{day})", "day1": rf"(?P<day1>{day})", "figures": rf"(?P<day>{figures})",
            "year": rf"(?P<year>(?:1[0-9]|20|21)\d\d(?![\d%]|[.,]\d)|{self.signs.year})",
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

    def _parts(self, text: str, found: re.Match[str]) -> Parts | None:
        """What a rule found, in canonical numbers; None where a year in words is none."""
        raw = {
            name.split("__")[0]: text[slice(*found.span(name))] for name, words in found.groupdict().items() if words
        }
        parts = self._canonical(raw)
        return None if "year" in parts and not _LEAST_YEAR <= parts["year"] <= _LAST_YEAR else parts

    def _canonical(self, raw: dict[str, str]) -> Parts:
        parts: Parts = dict(raw)
        for name, table in (
            ("month", self.months), ("season", self.seasons), ("weekday", self.weekdays), ("unit", self.units),
            ("unit2", self.units), ("unit3", self.units), ("rank", self.ranks), ("offset", self.offsets),
            ("holiday", self.holidays), ("decade", self.decades),
        ):  # fmt: skip
            if name in raw:
                word = "_".join(raw[name].lower().replace("’", "'").split())
                spellings = (word, word.rstrip("."), word.replace("_", "-"), word.replace("-", "_"))
                parts[name] = next((table[spelling] for spelling in spellings if spelling in table), raw[name])
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


def _needed(pattern: str) -> int:
    """The kinds of words without which a rule finds nothing: its slots that stand outside of any group, as bits."""
    bare = pattern
    while (shorter := re.sub(r"\([^()]*\)", " ", bare)) != bare:
        bare = shorter
    named = "" if "|" in bare else " ".join(re.findall(r"(?<!\{)\{([a-z]+)", bare))
    return sum(bit for kind, bit in _KINDS.items() if kind in named.split())


def _is_glued(text: str, at: int) -> bool:
    """Whether a place follows a number and a sign, "3." or "10:", or a sign of money: no time expression begins there."""
    before = text[at - 1 : at]
    return before in _MONEY or (before in _JOINTS and text[at - 2 : at - 1].isdigit()) if before else False


def _openings_of(pattern: str, of_slots: dict[str, frozenset[str]]) -> frozenset[str]:
    """With which letters a rule can begin; each slot stands in it as one letter, whose own openings are known."""
    names = {chr(_SLOT + place): name for place, name in enumerate(of_slots)}
    letters = {name: letter for letter, name in names.items()}
    shown = re.sub(r"(?<!\{)\{(\w+)\}", lambda found: letters[found[1]], pattern).replace("{{", "{").replace("}}", "}")
    found: set[str] = set()
    for letter in openings(shown):
        found |= of_slots[names[letter]] if letter in names else {letter}
    return frozenset(found)


def _filled(pattern: str, slots: dict[str, str]) -> str:
    """A pattern of the lexicon with its slots filled in."""
    pattern = pattern.replace("{{", "\0").replace("}}", "\1")
    parts = re.split(r"\{(\w+)\}", pattern)
    filled = "".join(slots[part] if place % 2 else _spaced(part) for place, part in enumerate(parts))
    return filled.replace("\0", "{").replace("\1", "}")


def _unique(body: str) -> str:
    """A pattern whose groups have names of their own: the same slot may stand in it twice."""
    counts: dict[str, int] = {}

    def renamed(found: re.Match[str]) -> str:
        counts[found[1]] = counts.get(found[1], 0) + 1
        return f"(?P<{found[1]}__{counts[found[1]]}>"

    named = re.sub(r"\(\?P<(\w+)>", renamed, body)
    return re.sub(r"\(\?P=(\w+)\)", lambda found: f"(?P={found[1]}__1)", named)


@cache
def date_patterns(lang: str) -> DatePatterns:
    """The time expressions of a language, compiled once; English for a language without its own."""
    return DatePatterns(readable(lang))
