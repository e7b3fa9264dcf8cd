"""What if: which findings go, come and stay, and which bounds change, when claims are left out or a value is assumed.

Takes claims, the names of sources, speakers or claims to leave out, and assumptions as a person writes them
("completion of Northern road plan at 2029-05-01 = 60 %"). An assumption becomes a claim of nobody, so that it is held
against the others by the same relations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from servanda.claim import Claim
from servanda.errors import UnknownName, UsageError
from servanda.finding import Finding
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT
from servanda.reconciliation.background import NOTHING_BESIDE, Background
from servanda.reconciliation.deduction import Asked, Bounds, answers, asked_things, bounds_told, leave_out, moment
from servanda.reconciliation.drafts import ASSUMED
from servanda.reconciliation.engine import examine
from servanda.reconciliation.reports import Scope, Sort, Thing, families, folded, scopes
from servanda.reconciliation.wording import LANGUAGES, language

__all__ = ["Change", "Supposition", "assumed_claim", "change_told", "what_if"]

MOST_BOUNDS = 1000
"""How many bounds of one subject are compared; of more, those on the latest days, and the answer says so."""
_SAID = re.compile(r"(?P<about>.+)\s+at\s+(?P<when>\S[^=<>]*?)\s*(?P<sign>>=|<=|>|<|=)\s*(?P<value>.+)", re.DOTALL)
_NUMBER = r"-?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?"
_VALUE = re.compile(rf"(?P<low>{_NUMBER})(?:\s*(?:-|–|\.\.)\s*(?P<high>{_NUMBER}))?\s*(?P<unit>\D.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """Bounds that a supposition moves: as they are, and as they would be."""

    before: Bounds
    after: Bounds


@dataclass(frozen=True, slots=True)
class Supposition:
    """What a supposition does: the findings that go, come and stay, and the bounds that change.

    `left_out` are the claims that it leaves out, `assumed` those that it adds. `partial` names the subjects of which only the
    latest MOST_BOUNDS bounds were compared.
    """

    gone: tuple[Finding, ...]
    came: tuple[Finding, ...]
    stayed: tuple[Finding, ...]
    bounds: tuple[Change, ...] = ()
    left_out: tuple[str, ...] = ()
    assumed: tuple[Claim, ...] = ()
    partial: tuple[str, ...] = ()


def what_if(
    claims: Iterable[Claim],
    *,
    without: Iterable[str] | str = (),
    assume: Iterable[str] | str = (),
    as_of: date | None = None,
    background: Background | None = None,
) -> Supposition:
    """What would change without some sources, speakers or claims, or if some values were as assumed.

    Raises UnknownName where a name is no claim's, UsageError where an assumption cannot be read.

    >>> from servanda.claim import Figure, Measure
    >>> from servanda.quantity import Quantity
    >>> def said(name, day, number):
    ...     figure = Figure(Measure.DONE, Period.parse(day), Quantity.exact(number, "bridge"))
    ...     return Claim(name, "bridges built", "Road", (figure,), Period.parse(day), topic="bridges", speaker=name)
    >>> told = [said("a", "2029-03-01", 12), said("b", "2029-09-01", 9)]
    >>> found = what_if(told, without="b")
    >>> [one.claims for one in found.gone], found.came, [str(one.after.interval) for one in found.bounds]
    ([('a', 'b')], (), ['[12, 12]', '[12, ∞)'])
    >>> found = what_if(told, without="b", assume="bridges built at 2029-09-01 = 10 bridges")
    >>> [one.claims for one in found.came]
    [('a', 'assumed-1')]
    """
    every, day = list(claims), as_of or date.today()
    names, values = ((one,) if isinstance(one, str) else tuple(one) for one in (without, assume))
    assumed = tuple(assumed_claim(value, every, f"{ASSUMED}{n}", background) for n, value in enumerate(values, 1))
    kept = [*leave_out(every, names, (background or NOTHING_BESIDE).names), *assumed]
    before = {finding.id: finding for finding in examine(every, day, background).findings}
    after = {finding.id: finding for finding in examine(kept, day, background).findings}
    left = {claim.id for claim in kept}
    gone = [claim for claim in every if claim.id not in left]
    cut: set[str] = set()
    return Supposition(
        gone=tuple(one for id, one in before.items() if id not in after),
        came=tuple(one for id, one in after.items() if id not in before),
        stayed=tuple(one for id, one in after.items() if id in before),
        bounds=tuple(_changes(every, kept, [*gone, *assumed], background, cut)),
        left_out=tuple(sorted(claim.id for claim in gone)),
        assumed=assumed,
        partial=tuple(sorted(cut)),
    )


def change_told(change: Change, lang: str, names: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """A change of bounds as a phrase of a language.

    >>> from servanda.claim import Measure
    >>> known = Bounds("Road plan", "completion", Measure.SHARE, PER_CENT, "done", frozenset(), moment("2029-10-31"),
    ...                Interval(Fraction(74), Fraction(80)))
    >>> change_told(Change(known, replace(known, interval=Interval(Fraction(74), Fraction(100)))), "en")
    'completion of Road plan on 31 October 2029: between 74 and 80%; it would be between 74 and 100%'
    """
    tongue = language(lang)
    after = tongue.span(change.after.interval, Thing("", "", Sort.LEVEL, change.after.unit)).strip()
    return str(tongue.words["bounds changed"].format(before=bounds_told(change.before, lang, names), after=after))


def assumed_claim(text: str, claims: Sequence[Claim], name: str, background: Background | None = None) -> Claim:
    """The claim that an assumption makes, in the measure, subject and unit of the claims that it is held against.

    >>> from servanda.claim import Figure, Measure
    >>> from servanda.quantity import Quantity
    >>> figure = Figure(Measure.DONE, Period.parse("2029"), Quantity.exact(4, "bridge"))
    >>> told = [Claim("c1", "bridges built", "Road plan", (figure,), topic="bridges")]
    >>> str(assumed_claim("bridges built of road plan at 2029-05-01 >= 7", told, "x").figure.quantity.literal)
    '[7, ∞)'
    """
    said = _SAID.fullmatch(text.strip())
    value = _VALUE.fullmatch(said["value"].strip()) if said else None
    if said is None or value is None:
        raise UsageError("assumption-needs", value=text, remedy="write-assumption")
    when, unit = moment(said["when"]), folded(value["unit"] or "")
    scale, unit = _scaled(unit)
    interval = _interval(said["sign"], value, scale, text)
    asked = _asked(said["about"], claims, background)
    if unit:
        asked = [one for one in asked if _is_unit(unit, one)] or _refuse_unit(unit, asked)
    if len(asked) > 1:
        raise UsageError(
            "several-things", value=text, remedy="name-one-and-unit", known="; ".join(_named(one) for one in asked)
        )
    return asked[0].claim(name, when, interval)


def _asked(about: str, claims: Sequence[Claim], background: Background | None) -> list[Asked]:
    """The things that "measure" or "measure of subject" names, wherever in it the subject begins."""
    words = about.split(" of ")
    fault: UnknownName | None = None
    for place in range(len(words), 0, -1):
        measure, subject = " of ".join(words[:place]), " of ".join(words[place:])
        try:
            return asked_things(claims, measure.strip(), subject.strip() or None, background)
        except UnknownName as error:
            fault = error if fault is None or subject in (error.value, "") else fault
    raise fault or UsageError("assumption-needs-measure", value=about, remedy="write-assumption")


def _scaled(unit: str) -> tuple[int, str]:
    """A unit without the word for its scale, and how much that word makes; a word of two languages is taken as English."""
    word, _, rest = unit.partition(" ")
    for code in LANGUAGES:
        for size, key in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
            if word in language(code).words["scales"][key].values():
                return size, rest
    return 1, unit


def _interval(sign: str, value: re.Match[str], scale: int, text: str) -> Interval:
    low = _number(value["low"]) * scale
    high = low if value["high"] is None else _number(value["high"]) * scale
    if low > high or (sign != "=" and value["high"] is not None):
        raise UsageError("bounds-leave-none", value=text, remedy="write-bounds")
    if sign == "=":
        return Interval(low, high)
    return Interval(low, None, sign == ">") if sign[0] == ">" else Interval(None, low, high_open=sign == "<")


def _number(text: str) -> Fraction:
    return Fraction(re.sub(r"\s", "", text).replace(",", "."))


def _is_unit(unit: str, asked: Asked) -> bool:
    """Whether the words name the thing's unit: by its name, its plural, or the sign of per cent."""
    own = asked.thing.unit
    if own == PER_CENT:
        return unit in ("%", PER_CENT)
    forms = {str(form) for code in LANGUAGES for form in language(code).words["nouns"].get(own, {}).values()}
    return unit in {own, own + "s", *forms}


def _refuse_unit(unit: str, asked: Sequence[Asked]) -> list[Asked]:
    known = sorted({one.thing.unit for one in asked})
    raise UsageError("no-claim-in-unit", value=unit, remedy="known-are", known=", ".join(known))


def _named(asked: Asked) -> str:
    claim = asked.report.claim
    return " ".join(
        f"{claim.measure} of {', '.join([claim.subject, *sorted(claim.qualifiers)])} ({asked.thing.unit})".split()
    )


def _changes(
    before: Sequence[Claim],
    after: Sequence[Claim],
    touched: Sequence[Claim],
    background: Background | None,
    cut: set[str],
) -> Iterable[Change]:
    """The bounds, at each time that is spoken of, of the things whose subject the supposition touches.

    Adds to `cut` the subjects that have more of them than are compared.
    """
    subjects = {scope.subject for scope in scopes(touched, background)[0]}
    left = {claim.id: claim for claim in after}
    for scope in scopes({claim.id: claim for claim in [*before, *after]}.values(), background)[0]:
        if scope.subject not in subjects:
            continue
        for family in families(scope, mixed=False, usual=False):
            questions = _questions(family)
            if len(questions) > MOST_BOUNDS:
                cut.add(scope.subject)
                questions = questions[-MOST_BOUNDS:]
            members = {report.claim.id: report.claim for report in family.reports}
            known = {claim.id for claim in before} & members.keys()
            one = answers([members[name] for name in sorted(known)], questions, background)
            two = answers([members[name] for name in sorted(members.keys() & left)], questions, background)
            for old, new in zip(one, two, strict=True):
                if old is not None and new is not None and old.interval != new.interval:
                    yield Change(old, new)


def _questions(family: Scope) -> list[tuple[Asked, Period]]:
    """Every thing of a family with every time at which it is given, in order of time."""
    claims = tuple({report.claim.id: report.claim for report in family.reports}.values())
    found: dict[tuple[object, Period], tuple[Asked, Period]] = {}
    measured = (Sort.SHARE, Sort.COUNT, Sort.VOLUME, Sort.LEVEL)
    for report in family.of(*measured):
        when = report.when
        if report.thing.sort in (Sort.SHARE, Sort.COUNT) and (day := when.end or when.start):
            when = Period.day(day)
        if when.start is not None and when.end is not None:
            asked = Asked(replace(report.thing, plan=0), report, claims)
            found.setdefault((asked.thing, when), (asked, when))
    return sorted(found.values(), key=lambda pair: (pair[1].end or date.max, pair[0].thing))
