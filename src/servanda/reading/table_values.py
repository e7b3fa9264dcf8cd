"""The value cell of a claims table, as spreadsheets have it: `>46`, `~80 (almost)`, `44-45`, `40 (125 of 310)`, `14 (4.5%)`.

Takes the cell's text and the row's unit; gives a Cell: the main number, the two numbers of a part of a whole, a share that
stands beside a count. Words of all languages of the lexicon are read, since an analyst's table mixes them. A cell that is no
number ("unified gas market", "launched") gives a Cell without numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from servanda.interval import Interval
from servanda.quantity import PER_CENT, Comparator, Quantity, QuantityKind
from servanda.reading.interpretation import interpret, interpret_change, interpret_range
from servanda.reading.phrases import Lookup, alternation, merged
from servanda.reading.table_spelled import in_digits, spelled_number
from servanda.reading.table_units import Unit, is_nothing, is_planned_thing, read_unit

__all__ = ["Cell", "Term", "decimal", "read_value", "terms_in"]

_SIGNS = {">": ">", ">=": ">=", "=>": ">=", "≥": ">=", "⩾": ">=", "<": "<", "<=": "<=", "=<": "<=", "≤": "<=", "⩽": "<=",
          "~": "~", "≈": "~", "∼": "~", "≃": "~", "~=": "~"}  # fmt: skip
_THOUSAND = 1000
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f\u2009'’,.]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"


@dataclass(frozen=True, slots=True)
class Cell:
    """The numbers of a value cell; all None where it is a text.

    `done` and `whole` are the numbers of "125 of 310"; `share` the per cent beside a count. `signed` marks a written + or -.
    """

    text: str
    main: Quantity | None = None
    done: Quantity | None = None
    whole: Quantity | None = None
    share: Quantity | None = None
    signed: bool = False

    @property
    def has_number(self) -> bool:
        """Whether there is any number in it."""
        return any((self.main, self.done, self.whole, self.share))


@dataclass(frozen=True, slots=True)
class _Term:
    """One number with the signs and words at it."""

    value: Fraction
    step: Fraction
    comparator: Comparator | None
    sign: str
    unit: Unit | None
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A number among words: its place, what it gives in the row's unit, and whether it has a unit of its own."""

    start: int
    end: int
    quantity: Quantity
    has_unit: bool


@cache
def _lists() -> dict[str, Lookup]:
    words = merged("table")
    lists = {name: Lookup(words[name]) for name in ("comparators", "fractions", "multiples", "scales", "currencies")}
    lists["base"] = Lookup({"base": words["compared"]["base"]})
    lists["between"] = Lookup({"between": words["when"]["between"]})
    lists |= {name: Lookup({name: words[name]}) for name in ("of", "to", "per_cent", "points", "factors")}
    return lists


@cache
def _term_pattern() -> re.Pattern[str]:
    lists = _lists()
    signs = alternation(_SIGNS)
    money, scales, factors = (
        lists[name].source.replace(r"(?<!\w)", "") for name in ("currencies", "scales", "factors")
    )
    return re.compile(
        rf"\s*(?P<before>(?:(?:{signs}|{lists['comparators'].source}|{lists['factors'].source}|[×x])\s*)*)"
        rf"(?P<sign1>[+\-−–]?)\s*(?P<money1>(?:(?-i:[A-Z]{{3}})\b|{money})?)\s*(?P<sign2>[+\-−–]?)\s*"
        rf"(?:(?P<number>{_NUMBER})|(?P<fraction>{lists['fractions'].source})(?!\s*\d)(?:\s+(?:an?|d['’]un|un)(?=\s))?|(?P<multiple>{lists['multiples'].source}))"
        rf"(?P<more>\+?)(?:[\s-]*(?P<scale>(?:{scales}\.?\s*)+))?"
        rf"(?:[\s-]*(?P<unit>(?:de\s+|d['’])?(?:{lists['points'].source}|{lists['per_cent'].source}|{money}|(?-i:[A-Z]{{3}})\b|{factors})))?",
        re.IGNORECASE,
    )


@cache
def _joints() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands between the two numbers of a range, and of a part of a whole."""
    lists = _lists()
    return (
        re.compile(rf"\s*(?:[-–—−]|\.\.\.?|…|±|{lists['to'].source})\s*", re.IGNORECASE),
        re.compile(
            rf"[^\d(,;]{{0,40}}?(?:/|{lists['of'].source})\s*(?:[^\W\d]+\s+){{0,2}}?(?=[\d~≈<>])", re.IGNORECASE
        ),
    )


def read_value(text: str, unit: Unit) -> Cell:
    """The numbers of a cell, in the row's unit unless the cell has its own.

    >>> cell = read_value("40 (125 of 310)", read_unit("per cent"))
    >>> str(cell.main.literal), str(cell.done.literal), str(cell.whole.literal)
    ('[39.5, 40.5)', '[125, 125]', '[310, 310]')
    >>> str(read_value("~80 (almost)", read_unit("%")).main.literal), str(read_value("44–45", read_unit("EUR")).main.literal)
    ('(75, 80)', '[44, 45]')
    >>> read_value("unified gas market", read_unit("")).has_number
    False
    """
    words = " ".join(re.sub(r"[\u00a0\u202f\u2009]", " ", text).split()).strip("\"'“”«»„ ")
    asides = re.findall(r"\(([^()]*)\)", words)
    body = " ".join(re.sub(r"\([^()]*\)", " ", words).split())
    if not body and len(asides) == 1 and re.match(r"\W?\d", asides[0]):
        body, asides = f"-{asides[0]}", []
    body = re.sub(rf"^(?:{_lists()['between'].source})\s+", "", body, flags=re.IGNORECASE)
    every = rf"^(?:{alternation(merged('table')['fractions']['1/1'])})\s+"
    if re.match(every + r"\w", body, re.IGNORECASE):
        number = in_digits(re.sub(every, "", body, flags=re.IGNORECASE))  # "all seven" is 7, not a share
        body = number if re.match(r"\d", number) else body
    unit = _written_unit(body) or unit if unit.unit is None and unit.kind is QuantityKind.NUMBER else unit
    if unit.kind is QuantityKind.CURRENCY and _body(body, unit) is None:
        body = re.sub(r"^[^\W\d]{1,4}\.?\s*(?=\d)", "", body)  # the money's own sign: "K73 million"
    cell = _body(body, unit) or (Cell(text, main=_nothing(unit)) if is_nothing(body) else Cell(text))
    if not cell.has_number:
        digits = in_digits(words)
        part = _body(digits, unit) if digits != words else None
        return replace(part, text=text) if part and part.whole else Cell(text, main=spelled_number(words, unit))
    for aside in asides:
        cell = _with_aside(cell, aside, unit)
    return replace(cell, text=text)


def terms_in(text: str, unit: Unit) -> list[Term]:
    """The numbers of a wording, in the row's unit where they have none; bare years are left out.

    >>> [str(term.quantity.literal) for term in terms_in("from 40 to 45.5 billion in 2022", read_unit("billion USD"))]
    ['[39500000000, 40500000000)', '[45450000000, 45550000000)']
    """
    found: list[Term] = []
    for match in _term_pattern().finditer(text):
        if match.start() and text[match.start() - 1].isalnum() and text[match.start() : match.start() + 1].isalnum():
            continue
        compared = re.search(rf"{_lists()['base'].source}\s*$", match["before"], re.IGNORECASE)
        start = match.end("before") if compared else match.start()
        term = _term(text, start, unit)
        bare = match["number"] is not None and not (match["scale"] or match["unit"] or match["money1"])
        if term and not (bare and re.fullmatch(r"(?:19|20)\d\d", match["number"])):
            found.append(Term(start, term.end, _quantity(term, unit, match[0].strip()), term.unit is not None))
    return found


def _written_unit(body: str) -> Unit | None:
    """The unit that stands behind the numbers of a cell whose row gives none: "1.5 million tonnes", "28 programmes"."""
    found = re.search(r"\d\D*$", body)
    words = _lists()["scales"].pattern.sub(" ", body[found.start() + 1 :]).strip() if found else ""
    unit = read_unit(words)
    return unit if unit.physical or is_planned_thing(words) else None


def _body(body: str, unit: Unit) -> Cell | None:
    """The numbers of what stands outside brackets; None where it does not begin with a number."""
    first = _term(body, 0, unit)
    if first is None:
        return None
    between, part_of = _joints()
    if (joint := part_of.match(body, first.end)) and (whole := _term(body, joint.end(), unit)):
        if joint[0].strip() == "/" and unit.kind is QuantityKind.PERCENTAGE and whole.value <= 10:
            return Cell(body, main=_quantity(_fraction_of(first, whole), unit, body))
        if joint[0].strip() == "/" and first.comparator and whole.value <= 10:
            return Cell(body, main=_quantity(_fraction_of(first, whole), Unit(PER_CENT, QuantityKind.PERCENTAGE), body))
        if first.unit and first.unit.unit == PER_CENT and (whole.unit is None or whole.unit.unit != PER_CENT):
            return Cell(
                body,
                main=_quantity(first, unit, body),
                whole=_count(whole, Unit(None, QuantityKind.NUMBER, counted=True)),
            )
        if first.unit is None and whole.value >= first.value:
            return _after(Cell(body, done=_count(first, unit), whole=_count(whole, unit)), body, whole.end, unit)
    if (joint := between.match(body, first.end)) and (second := _term(body, joint.end(), unit)):
        ranged = _range(first, second, unit, around="±" in joint[0])
        return _after(Cell(body, main=replace(ranged, text=body), signed=first.sign == "+"), body, second.end, unit)
    rest = body[first.end :]
    if first.comparator is None and (found := _lists()["comparators"].pattern.match(rest.strip())):
        first = replace(first, comparator=Comparator(_lists()["comparators"].name_of(found[0]) or "="))
    cell = Cell(body, main=_quantity(first, unit, body), signed=bool(first.sign))
    return _after(cell, body, first.end, unit)


def _fraction_of(part: _Term, whole: _Term) -> _Term:
    """A fraction such as "2/3" as a share, rounded to tenths of the whole."""
    return replace(part, value=100 * part.value / whole.value if whole.value else Fraction(0), step=Fraction(10))


def _range(first: _Term, second: _Term, unit: Unit, *, around: bool) -> Quantity:
    """A range from its two ends, "44-45", or from its middle and half its width, "50 ± 2"; a scale at its end goes for both."""
    own = next((term.unit for term in (second, first) if term.unit and term.unit.unit != ""), unit)
    upper = _size(second, unit) if second.unit or first.unit is None else _size(first, unit)
    lower = _size(first, unit) if first.unit and first.unit.scale != 1 else upper
    low, high = first.value * lower, second.value * upper
    if around:
        low, high = low - high, low + high
    literal, usual = interpret_range(low, high, own.kind)
    return Quantity("", literal, usual, None, own.unit, own.kind, Comparator.RANGE)


def _after(cell: Cell, body: str, start: int, unit: Unit) -> Cell:
    """The cell with the share that follows after a comma, a semicolon or an equals sign."""
    for found in re.finditer(r"[;,=]\s*(?:or\s+|soit\s+|или\s+)?", body[start:]):
        term = _term(body, start + found.end(), unit)
        if term and term.unit and term.unit.unit == PER_CENT:
            return replace(cell, share=_quantity(term, term.unit, body))
    return cell


def _with_aside(cell: Cell, aside: str, unit: Unit) -> Cell:
    """The cell with what a bracket adds: a part of a whole, a share, the whole, or a hedge for the main number."""
    _, part_of = _joints()
    if (joint := part_of.match(aside)) and (whole := _term(aside, joint.end(), unit)):
        done = cell.main if cell.main and cell.main.unit != PER_CENT else None
        if done and done.kind is QuantityKind.CURRENCY:
            unit = Unit(done.unit, done.kind)
        return replace(cell, main=None if done else cell.main, done=done or cell.done, whole=_count(whole, unit))
    inner = _body(aside, Unit(None, QuantityKind.NUMBER, counted=True))
    if inner is None:
        name = _lists()["comparators"].first(aside) if not re.search(r"\d", aside) else None
        if name and cell.main and cell.main.value is not None and cell.main.kind is not QuantityKind.CHANGE:
            return replace(cell, main=_hedged(cell.main, Comparator(name)))
        return cell
    if inner.whole:
        return replace(_as_share(cell, inner.done, inner.whole), done=inner.done, whole=inner.whole)
    if inner.main and inner.main.unit == PER_CENT and unit.unit != PER_CENT:
        return replace(cell, share=inner.main)
    plain = inner.main and inner.main.unit is None and re.fullmatch(r"[\d\s.,'’]+(?:[^\W\d]+\s?)*", aside.strip())
    if plain and cell.main and cell.main.unit == PER_CENT and not re.fullmatch(r"(?:19|20)\d\d", aside.strip()):
        return replace(cell, done=inner.main)
    return cell


def _as_share(cell: Cell, done: Quantity | None, whole: Quantity | None) -> Cell:
    """The cell with a plain main number taken for the share that its part of a whole makes: "40 (125 of 310)"."""
    main = cell.main
    if main is None or main.value is None or main.unit == PER_CENT or not done or not whole or not whole.value:
        return cell
    literal, usual = interpret(main.value, Fraction(1), main.comparator, QuantityKind.PERCENTAGE)
    if main.value == done.value or 100 * (done.value or 0) / whole.value not in literal:
        return cell
    share = replace(main, literal=literal, usual=usual, unit=PER_CENT, kind=QuantityKind.PERCENTAGE)
    return replace(cell, main=share)


def _nothing(unit: Unit) -> Quantity:
    """None at all, in the row's unit."""
    none = Interval.point(0)
    return Quantity("", none, none, Fraction(0), unit.unit, unit.kind)


def _hedged(quantity: Quantity, comparator: Comparator) -> Quantity:
    """The same number read again with the hedge that a bracket gives it."""
    value = quantity.value or Fraction(0)
    width = quantity.literal
    step = Fraction(1)
    if (
        quantity.comparator is Comparator.EQUAL
        and width.low is not None
        and width.high is not None
        and width.high > width.low
    ):
        step = width.high - width.low
    literal, usual = interpret(value, step, comparator, quantity.kind)
    return replace(quantity, literal=literal, usual=usual, comparator=comparator)


def _term(body: str, start: int, unit: Unit) -> _Term | None:
    """The number at a place, with its comparator, sign, scale and own unit."""
    found = _term_pattern().match(body, start)
    if found is None:
        return None
    own = _own_unit(found)
    if found["number"]:
        grouped = unit.counted and own is None and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", found["number"])
        value, step = decimal(found["number"].replace(".", "") if grouped else found["number"])
    elif found["fraction"]:
        name = Fraction(_lists()["fractions"].name_of(found["fraction"]) or "1")
        share = unit.unit == PER_CENT or own is None or (own.unit == PER_CENT)
        whole = Fraction(1) if name == 1 else Fraction(10)
        value, step = (name * 100, whole) if share else (name, Fraction(1, 10))
        own = Unit(PER_CENT, QuantityKind.PERCENTAGE) if share else own
    else:
        value, step = Fraction(_lists()["multiples"].name_of(found["multiple"]) or "1"), Fraction(1)
        own = Unit(None, QuantityKind.FACTOR)
    sign = (found["sign1"] or found["sign2"]).replace("−", "-").replace("–", "-")
    comparator = _comparator(found["before"])
    if found["more"] and comparator is None:
        comparator = Comparator.AT_LEAST
    return _Term(value, step, comparator, sign, own, found.end())


def _own_unit(found: re.Match[str]) -> Unit | None:
    """The unit that the cell itself gives: a per cent sign, a currency, a scale, "x"; None where it gives none."""
    scale, mark = (found["scale"] or "").strip(), (found["unit"] or "").strip()
    money = found["money1"]
    if not mark and not money and not scale:
        return Unit(None, QuantityKind.FACTOR) if _is_factor(found["before"]) else None
    if not mark and not money:
        return Unit("", QuantityKind.NUMBER, read_unit(scale).scale)
    return read_unit(f"{scale} {mark or money}".strip())


def _is_factor(before: str) -> bool:
    return bool(re.search(rf"(?<!\w)[×x](?!\w)|{_lists()['factors'].source}", before, re.IGNORECASE))


def _comparator(before: str) -> Comparator | None:
    """The sign or word before the number; of several the sharpest: "~" gives way to "<~" and ">"."""
    names: list[str] = [_SIGNS[sign] for sign in re.findall(alternation(_SIGNS), before)]
    names += [name for _, _, name in _lists()["comparators"].finds(before)]
    for name in ("<~", ">=", "<=", ">", "<", "~"):
        if name in names:
            return Comparator(name)
    return None


def decimal(text: str) -> tuple[Fraction, Fraction]:
    """The number and one unit of its last digit: of comma and point the last is the decimal sign, three digits make a group.

    >>> decimal("1 420"), decimal("14,2"), decimal("1,420.50")
    ((Fraction(1420, 1), Fraction(1, 1)), (Fraction(71, 5), Fraction(1, 10)), (Fraction(2841, 2), Fraction(1, 100)))
    """
    digits = re.sub(r"[\s'’]", "", text)
    if "," in digits and "." in digits:
        group = "," if digits.rfind(".") > digits.rfind(",") else "."
        digits = digits.replace(group, "").replace(",", ".")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", digits) or digits.count(".") > 1:
        digits = digits.replace(",", "").replace(".", "")
    digits = digits.replace(",", ".")
    places = len(digits.partition(".")[2])
    return Fraction(digits), Fraction(1, 10**places)


def _size(term: _Term, unit: Unit) -> Fraction:
    """How many of the shared unit one of the term's is; a bare scale in the cell goes with the row's unit."""
    if term.unit is None:
        return unit.scale
    if term.unit.unit == "" and unit.scale / unit.prefix < _THOUSAND and unit.kind is not QuantityKind.PERCENTAGE:
        return term.unit.scale * unit.scale
    return term.unit.scale


def _quantity(term: _Term, unit: Unit, text: str) -> Quantity:
    """The term as a quantity; a signed per cent is a change, held as a factor."""
    own = unit if term.unit is None or term.unit.unit == "" else term.unit
    scaled = term.unit is not None and term.unit.unit == ""
    size = _size(term, unit)
    comparator = term.comparator or Comparator.EQUAL
    if own.kind is QuantityKind.PERCENTAGE and term.sign and not own.physical:
        falling = term.sign == "-"
        literal, usual = interpret_change(term.value * size, term.step * size, comparator, falling=falling)
        factor = 1 + term.value * size * (-1 if falling else 1) / 100
        return Quantity(text, literal, usual, factor, None, QuantityKind.CHANGE, comparator)
    value = term.value * size * (-1 if term.sign == "-" else 1)
    counted = own.counted and not scaled
    signed = own.kind is QuantityKind.PERCENTAGE and value < 0
    kind = QuantityKind.POINTS if signed else own.kind
    literal, usual = interpret(value, term.step * size, comparator, kind, counted=counted)
    return Quantity(text, literal, usual, value, own.unit, own.kind, comparator)


def _count(term: _Term, unit: Unit) -> Quantity:
    """A number of "125 of 310": a count of the row's noun, where its unit is one."""
    money = term.unit is not None and term.unit.kind is QuantityKind.CURRENCY
    noun = unit if unit.kind in (QuantityKind.NUMBER, QuantityKind.CURRENCY) or money else read_unit("")
    return _quantity(term, noun, "")
