"""The terms in a treaty's article: dates with what bounds them, lengths of time with what they run from, what comes again.

Takes an article's text and its language, gives `Term`s as the text has them; what day they come to is for `schedule`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from servanda.obligations.lexicon import lexicon

__all__ = ["Term", "spaced", "terms_in", "words_of"]

_SPACE = re.compile(r" +")
_END = re.compile(r"[,;.:]")
_DAYS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


@dataclass(frozen=True, slots=True)
class Term:
    """One term at `start` to `end` in the article.

    A date has `relation`, and `year`, `month`, `day` as far as they are named; `edge` is "begin" or "end" of what is named. A
    length of time has `length` as an ISO 8601 duration, and `anchor`: "signature" or "in force" of the treaty itself (`own` where
    the words say that it is this one), the words of another event, or "". `every` is an ISO 8601 duration where the term comes
    again.
    """

    start: int
    end: int
    relation: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    edge: str = ""
    length: str = ""
    anchor: str = ""
    every: str = ""
    own: bool = False


def spaced(source: str) -> str:
    """A pattern in which each space stands for any white space, and each straight apostrophe for curly ones too.

    >>> bool(re.fullmatch(spaced("l'an de"), "l’an\\nde"))
    True
    """
    return _SPACE.sub(r"\\s+", source).replace("'", "['’]")


def words_of(sources: list[str]) -> str:
    """One pattern for any of several words or phrases, the longest first."""
    return "(?:" + "|".join(spaced(source) for source in sorted(sources, key=len, reverse=True)) + ")"


class _Patterns:
    """The patterns of a language, compiled once."""

    def __init__(self, lang: str) -> None:
        words = lexicon(lang)
        self.words = words
        self.months: dict[str, int] = words["months"]
        month = f"(?P<m>{'|'.join(sorted(self.months, key=len, reverse=True))})"
        year = rf"(?P<y>(?:19|20)\d\d)(?!\d){spaced(words['year_mark'])}{'' if not words['year_mark'] else '?'}"
        day = spaced(words["day"])
        forms = [rf"{day}\s*{month}(?!\w)(?:,?\s*{year})?"]
        if words["month_first"]:
            forms.append(rf"{month}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s*{year})?")
        forms += [
            rf"{month},?\s*{year}", year,
            r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
            r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)\d\d)(?!\d)",
        ]  # fmt: skip
        between = rf"(?:{words_of(words['between'])}\s*)*"
        edge = rf"(?:(?P<edge>{words_of(list(words['edges']))})\s*)?"
        self.relations = {
            re.sub(r"\s+", " ", form.replace("’", "'")): name
            for name, forms in words["relations"].items()
            for form in forms
        }
        relation = rf"(?<!\w)(?P<relation>{words_of(list(self.relations))})(?!\w)\s*{between}{edge}{between}"
        if any(form.endswith("'") for form in self.relations):
            relation = relation.replace(r"(?!\w)\s*", r"\s*", 1)
        self.dates = [re.compile(rf"{relation}{form}(?!\w)", re.IGNORECASE) for form in forms]
        self.bare = [re.compile(rf"(?<![\w.,/-]){form}(?!\w)", re.IGNORECASE) for form in forms[:-2]]
        number = rf"(?P<n>\d{{1,3}}|{words_of(list(words['numbers']))})(?:\s*\(\s*[\w-]+\s*\))?"
        unit = "|".join(f"(?P<{name}>{source})" for name, source in words["units"].items())
        kind = rf"(?:[\s-]+{words['kinds']})?"
        begun = rf"(?<!\w)(?P<within>{words_of(words['within'])})\s+(?:{words_of(words['filling'])}\s+)*"
        period = rf"(?:\s+{words['period_words']})?"
        length = rf"{number}{kind}[\s-]+(?:{unit})(?!\w)(?:\s+{words['kinds']})?{period}"
        self.lengths = re.compile(rf"{begun}{length}", re.IGNORECASE)
        self.runs = re.compile(rf"\s*,?\s*(?:{words_of(words['runs_from'])})\s*", re.IGNORECASE)
        instrument = spaced(words["instrument"])
        self.anchors = {
            name: [re.compile(spaced(source).replace("INSTRUMENT", instrument), re.IGNORECASE) for source in words[key]]
            for name, key in (("in force", "in_force"), ("signature", "signature"))
        }
        self.upon = re.compile(rf"(?<!\w){words_of(words['upon'])}\s*", re.IGNORECASE)
        self.every = re.compile(
            rf"(?<!\w){words_of(words['every'])}\s+(?:(?:{number})\s*)?(?:{unit})(?!\w)", re.IGNORECASE
        )
        self.yearly = re.compile(rf"(?<!\w)(?:{spaced(words['yearly'])})(?!\w)", re.IGNORECASE)


@cache
def _patterns(lang: str) -> _Patterns:
    return _Patterns(lang)


def terms_in(text: str, lang: str) -> list[Term]:
    """The terms of a text, in its order; none overlaps another.

    >>> text = "The Parties shall meet before 1 July 2030, and within two years from the entry into force of this Treaty."
    >>> [(term.relation, term.year, term.month, term.day, term.length, term.anchor) for term in terms_in(text, "en")]
    [('before', 2030, 7, 1, '', ''), ('within', None, None, None, 'P2Y', 'in force')]
    """
    known = _patterns(lang)
    found: list[Term] = []
    for term in (
        *_every(text, known),
        *_lengths(text, known),
        *_dates(text, known),
        *_upon(text, known),
        *_listed(text, known),
    ):
        if not any(term.start < other.end and other.start < term.end for other in found):
            found.append(term)
    return sorted(found, key=lambda term: term.start)


def _dates(text: str, known: _Patterns) -> Iterator[Term]:
    matches = [(one, known.relations[_plain(one["relation"])]) for form in known.dates for one in form.finditer(text)]
    for one, relation in sorted(matches, key=lambda each: (each[0].start(), -each[0].end())):
        if term := _date(one, relation, known):
            yield term


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower().replace("’", "'"))


def _date(found: re.Match[str], relation: str, known: _Patterns) -> Term | None:
    """The term of a date; None for a day that no calendar has."""
    groups = found.groupdict()
    month = groups.get("m")
    number = (int(month) if month.isdigit() else known.months[month.lower()]) if month else None
    day = int(groups["d"]) if groups.get("d") else None
    year = int(groups["y"]) if groups.get("y") else None
    if (number is not None and not 1 <= number <= 12) or (day is not None and not 1 <= day <= _DAYS[number or 1]):
        return None
    edge = known.words["edges"].get(_plain(groups["edge"]), "") if groups.get("edge") else ""
    return Term(found.start(), found.end(), relation, year, number, day, edge)


def _listed(text: str, known: _Patterns) -> Iterator[Term]:
    """The stages of a list, whose items begin with their date: "as follows: 2015: 12 per cent; 2016: 10 per cent"."""
    for form in known.bare[:1] + known.bare[-1:]:
        for one in form.finditer(text):
            before, behind = text[: one.start()].rstrip(" \n\t-–—•"), text[one.end() : one.end() + 3].lstrip()
            if before[-1:] in (":", ";") and behind[:1] in ("-", "–", "—", ":") and (term := _date(one, "in", known)):
                yield term


def _lengths(text: str, known: _Patterns) -> Iterator[Term]:
    for one in known.lengths.finditer(text):
        runs = known.runs.match(text, one.end())
        anchor, end, own = _anchor(text, runs.end(), known) if runs else ("", one.end(), False)
        within = _plain(one["within"])
        stretch = any(within.startswith(word) for word in known.words["stretch"])
        expiry = any(within.startswith(word) for word in known.words["after_expiry"])
        relation = "until" if stretch else "after" if expiry else "within"
        yield Term(one.start(), end, relation, length=_length(one, known), anchor=anchor, own=own)


def _length(found: re.Match[str], known: _Patterns) -> str:
    """The duration of a match with a number and a unit, ISO 8601."""
    said = found["n"]
    number = 1 if said is None else int(said) if said.isdigit() else known.words["numbers"][_plain(said)]
    unit = next(name for name in known.words["units"] if found[name])
    return f"P{number}{unit}"


def _anchor(text: str, place: int, known: _Patterns) -> tuple[str, int, bool]:
    """What stands at a place as what a term runs from, where it ends, and whether it is said to be the treaty's own."""
    for name, forms in known.anchors.items():
        for form in forms:
            if found := form.match(text, place):
                return name, found.end(), bool(found.groupdict().get("own"))
    end = _END.search(text, place)
    stop = end.start() if end else len(text)
    return " ".join(text[place:stop].split()), stop, False


def _upon(text: str, known: _Patterns) -> Iterator[Term]:
    """ "From the date of entry into force of this Treaty": a duty that begins on that day."""
    for one in known.upon.finditer(text):
        anchor, end, own = _anchor(text, one.end(), known)
        if own and anchor in known.anchors:
            yield Term(one.start(), end, "from", length="P0D", anchor=anchor, own=own)


def _every(text: str, known: _Patterns) -> Iterator[Term]:
    for one in known.every.finditer(text):
        every = _length(one, known)
        runs = known.runs.match(text, one.end())
        anchor, end, own = _anchor(text, runs.end(), known) if runs else ("", one.end(), False)
        term = Term(one.start(), one.end(), "every", every=every)
        yield replace(term, end=end, length=every, anchor=anchor, own=own) if own and anchor in known.anchors else term
