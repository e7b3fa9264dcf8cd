"""Numbers in a text, in digits and in words: `numbers_in` gives each with its exact value and one unit of its last digit.

Takes the tokens of `numerals_tokens` and puts them together by one grammar for all languages: a group below a thousand is
filled from its hundreds down, a scale word closes it, a fraction ends it ("two hundred and six", "soixante-quinze", "2,3 млрд",
"six and two thirds"). No unit, currency or hedge is looked at here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from servanda.reading.numerals_tokens import NumberWords, Token, number_words, tokens_of

__all__ = ["Number", "numbers_in"]

_CARDINAL = frozenset("DUTHAMZS")
_ONE = Fraction(1)
_LONGEST_GAP = 24


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands. `step` is one unit of its last digit; `part` marks a lone fraction such as "two thirds",
    `ordinal` a rank, `words` a number that has no digits; `scale` is its last scale word, 10**9 in "44 billion".
    """

    start: int
    end: int
    value: Fraction
    step: Fraction
    part: bool = False
    ordinal: bool = False
    words: bool = False
    scale: Fraction = Fraction(1)


def numbers_in(text: str, lang: str) -> list[Number]:
    """All numbers of a text, from left to right, ordinals among them.

    >>> [(text[n.start : n.end], str(n.value)) for text in ("two hundred and six of 1,250",) for n in numbers_in(text, "en")]
    [('two hundred and six', '206'), ('1,250', '1250')]
    >>> [str(n.value) for n in numbers_in("quatre-vingt-dix-sept ou 8,5 milliards", "fr")]
    ['97', '8500000000']
    >>> [str(n.value) for n in numbers_in("двадцать пять тысяч и 1 250,5", "ru")]
    ['25000', '2501/2']
    """
    words = number_words(lang)
    tokens = tokens_of(text, words)
    grammar = _Grammar(text, tokens, words)
    numbers: list[Number] = []
    at = 0
    while at < len(tokens):
        number, at = grammar.read(at)
        if number is not None:
            numbers.append(number)
    return numbers


class _Grammar:
    """Puts the tokens of one text together; every method takes the index of a token and gives that of the next to read."""

    def __init__(self, text: str, tokens: Sequence[Token], words: NumberWords) -> None:
        self.text, self.tokens, self.words = text, tokens, words

    def read(self, at: int) -> tuple[Number | None, int]:
        """The number that begins at a token; None where the token is none by itself ("millions")."""
        token = self.tokens[at]
        if token.kind == "G":
            return self._number(at, at + 1, token.value, part=True), at + 1
        article = self._article_before(token)
        if token.kind in "OXF":
            return self._rank_or_part(at, article)
        plural = self._spelled(token).endswith("s")
        bare = token.kind in "MZS" or (token.kind == "H" and (self.words.one_before_hundred or plural))
        if bare and article is None and self._spelled(token) not in self.words.bare_scales:
            following = self.tokens[at + 1] if self._gap(at + 1) == "join" else None
            if token.kind != "H" or following is None or following.kind != "M":
                return None, at + 1
        value, step, after = self._cardinal(at, one=bare)
        return self._finish(at, after, value, step, article if bare else None)

    def _spelled(self, token: Token) -> str:
        return self.text[token.start : token.end].lower()

    def _article_before(self, token: Token) -> int | None:
        """Where the article before a token begins: "a million", "un tiers"."""
        found = self.words.article_before.search(self.text, max(0, token.start - 8), token.start)
        return found.start() if found else None

    def _gap(self, at: int) -> str:
        """How a token is joined to the one before: join, and, and_a, point, of_a, or not at all."""
        if not 0 < at < len(self.tokens):
            return ""
        left, right = self.tokens[at - 1].end, self.tokens[at].start
        if right - left > _LONGEST_GAP:
            return ""
        found = self.words.gap.fullmatch(self.text, left, right)
        return "" if found is None else str(found.lastgroup)

    def _kind(self, at: int, gap: str = "join") -> str:
        """The kind of a token that is joined so to the one before; empty where it is not."""
        return self.tokens[at].kind if self._gap(at) == gap else ""

    def _number(
        self, at: int, after: int, value: Fraction, step: Fraction = _ONE, start: int | None = None, part: bool = False
    ) -> Number:
        begin = self.tokens[at].start if start is None else start
        minus = self.words.minus_before.search(self.text, max(0, begin - 12), begin)
        if minus:
            begin, value = minus.start(), -value
        last = self.tokens[after - 1]
        spelled = all(token.kind not in "DG" for token in self.tokens[at:after])
        scale = last.value if last.kind in "MS" else _ONE
        return Number(begin, last.end, value, step, part=part, words=spelled, scale=scale)

    def _cardinal(self, at: int, one: bool = False) -> tuple[Fraction, Fraction, int]:
        """The longest whole or decimal number from a token; `one` says that a scale word may begin it ("a million")."""
        group = _Group(self.words, one)
        before_and: tuple[Fraction, Fraction, int] | None = None
        between = self.words.between.search(self.text, max(0, self.tokens[at].start - 12), self.tokens[at].start)
        after = at
        while after < len(self.tokens) and (token := self.tokens[after]).kind in _CARDINAL:
            gap = "join" if after == at else self._gap(after)
            if gap == "and" and not between and self.words.and_in_cardinals and group.takes_after_and(token):
                before_and = (group.value, group.step, after)
            elif gap != "join":
                break
            if not group.take(token, first=after == at):
                if before_and and token.kind in "HMZ" and before_and[2] == after - 1:
                    return before_and
                break
            after += 1
        if after == at:
            return self.tokens[at].value, _ONE, at + 1
        return group.value, group.step, after

    def _finish(
        self, at: int, after: int, value: Fraction, step: Fraction, start: int | None
    ) -> tuple[Number | None, int]:
        """What may follow a whole number: decimals in words, a part, a fraction joined by "and", the ending of a rank."""
        gap = self._gap(after)
        if gap == "point" and self.tokens[after].kind in "UTDA":
            value, step, after = self._decimals(value, after)
        elif gap in ("and", "and_a") and (fraction := self._joined_fraction(after, gap)):
            value, step, after = self._with_fraction(value, after, *fraction)
        elif gap == "join":
            token = self.tokens[after]
            if token.kind == "G" and token.value < 1 and value.denominator == 1:
                value, after = value + token.value, after + 1
            elif token.kind == "O" and (rank := self._compound_rank(after, value)):
                return Number(self.tokens[at].start, token.end, rank, _ONE, ordinal=True), after + 1
            elif token.kind in "XFOUTHA":
                part = self._fraction_of(at, after, value, start)
                if part is not None:
                    return part
        elif after == at + 1 and self.tokens[at].kind == "D":
            signs = self.words.signs.match(self.text, self.tokens[at].end)
            if signs:
                return Number(self.tokens[at].start, signs.end(), value, _ONE, ordinal=True), after
        return self._number(at, after, value, step, start), after

    def _fraction_of(self, at: int, after: int, value: Fraction, start: int | None) -> tuple[Number | None, int] | None:
        """A number and the denominator after it: "two thirds"; "twenty and three fifths" is 20 and 3/5, for 3 is less than 5."""
        joined = next((place for place in range(after - 1, at, -1) if self._gap(place) == "and"), None)
        over = self._cardinal(joined)[0] if joined else value
        under = self._denominator(after, over)
        if under is None:
            return None
        if joined and over < under[0]:
            before = self.tokens[joined - 1]
            scale = before.value if before.kind in "MS" else _ONE
            return self._number(at, under[1], value - over + scale * over / under[0], _ONE, start), under[1]
        return self._part(at, under[1], value / under[0], start)

    def _part(self, at: int, after: int, value: Fraction, start: int | None) -> tuple[Number | None, int]:
        """A part of a whole, or of a scale word: "two thirds", "half a million", "quarter million", "two thirds of a million"."""
        if self._kind(after) == "M" or self._kind(after, "of_a") == "M":
            scale = self.tokens[after].value
            return self._number(at, after + 1, value * scale, scale / 10, start), after + 1
        return self._number(at, after, value, _ONE, start, part=True), after

    def _decimals(self, value: Fraction, at: int) -> tuple[Fraction, Fraction, int]:
        """ "five point zero three": each word gives its digits; Russian names their place after them ("пять десятых")."""
        digits, after = "", at
        while after < len(self.tokens) and (after == at or self._gap(after) == "join"):
            if self.tokens[after].kind not in "UTDA" or len(digits) > 30:
                break
            part, _, after = self._cardinal(after)
            digits += str(int(part))
        if self._kind(after) in ("O", "X") and (tenth := self.tokens[after].value) >= 10:
            digits, after = digits.rjust(len(str(tenth)) - 1, "0"), after + 1
        step = Fraction(1, 10 ** len(digits))
        value += int(digits) * step
        if self._kind(after) == "M":
            scale, after = self.tokens[after].value, after + 1
            value, step = value * scale, step * scale
        return value, step, after

    def _joined_fraction(self, at: int, gap: str) -> tuple[Fraction, int] | None:
        """What "and" adds, as a part of one: "and a half", "and three fifths", and the index after it."""
        token = self.tokens[at]
        if token.kind in "FO" and token.value > 1 and (gap == "and_a" or (token.kind == "F" and token.value == 2)):
            return 1 / token.value, at + 1
        if token.kind in "UTA":
            number, _, after = self._cardinal(at)
            under = self._denominator(after, number) if self._gap(after) == "join" else None
            if under and 0 < number < under[0]:
                return number / under[0], under[1]
        elif token.kind == "G" and token.value < 1:
            return token.value, at + 1
        return None

    def _with_fraction(
        self, value: Fraction, at: int, fraction: Fraction, after: int
    ) -> tuple[Fraction, Fraction, int]:
        """A number with its fraction: "six million and a half" is 6.5 million, as is "six and a half million"."""
        before = self.tokens[at - 1]
        scale = before.value if before.kind in "MS" else _ONE
        if self._kind(after) == "M":
            following = self.tokens[after].value
            if scale == 1:
                return (value + fraction) * following, following / 10, after + 1
            scale, after = following, after + 1
        return value + fraction * scale, scale / 10 if scale > 1 else _ONE, after

    def _compound_rank(self, at: int, value: Fraction) -> Fraction | None:
        """ "twenty-fifth", "hundred and fifth": a rank whose last word alone has the ending."""
        before, token = self.tokens[at - 1], self.tokens[at]
        if before.kind in "THAM" and token.value < before.value and value >= before.value:
            return value + token.value
        return None

    def _denominator(self, at: int, over: Fraction) -> tuple[Fraction, int] | None:
        """The number under a fraction that begins at a token: "fifths", "twenty-fifth", "hundred and fifth"; None for a rank."""
        under, after = Fraction(0), at
        if self.tokens[at].kind in "UTHA":
            under, _, after = self._cardinal(at, one=True) if self.tokens[at].kind == "H" else self._cardinal(at)
            if self._gap(after) not in ("join", "and"):
                return None
        token = self.tokens[after]
        if token.kind not in "XFO" or token.value + under <= 1:
            return None
        plural = token.kind == "X" or self.words.is_plural_part(self._spelled(token))
        if token.kind == "F" and over >= token.value and over != 1:
            return None
        single = over == 1 and (token.kind == "F" or bool(self.words.part_followed.match(self.text, token.end)))
        bare = self.words.singular_parts and self.tokens[at - 1].kind == "U" and over > 1
        if not (plural or single or bare) or self.words.not_parts_before.match(self.text, token.end):
            return None
        return under + token.value, after + 1

    def _rank_or_part(self, at: int, article: int | None) -> tuple[Number | None, int]:
        """A number that begins with an ordinal or a part: "the third", "a third of", "half a million"."""
        token = self.tokens[at]
        after_rank = self._kind(at, "join") and self.tokens[at - 1].kind in "OD"
        if token.kind == "F" and not after_rank and not self.words.not_parts_before.match(self.text, token.end):
            scaled = self._kind(at + 1) == "M" or self._kind(at + 1, "of_a") == "M"
            if scaled or token.value == 2 or self.words.parts_alone or article is not None:
                start = article if token.value != 2 and not self.words.parts_alone and not scaled else None
                return self._part(at, at + 1, 1 / token.value, start)
            return None, at + 1
        if token.kind != "O":
            return None, at + 1
        if article is not None and token.value > 2 and self.words.part_followed.match(self.text, token.end):
            return self._number(at, at + 1, 1 / token.value, _ONE, article, part=True), at + 1
        return Number(token.start, token.end, token.value, _ONE, ordinal=True), at + 1


class _Group:
    """A cardinal in the making: what lies above the group that is being filled, and that group."""

    def __init__(self, words: NumberWords, one: bool) -> None:
        self.words = words
        self.one = one
        self.total = Fraction(0)
        self.group: Fraction | None = None
        self.room = Fraction(1000)
        """What is added to the group must be less than this."""
        self.scale: Fraction | None = None
        self.step = _ONE
        self.last = ""

    @property
    def value(self) -> Fraction:
        return self.total + (self.group or 0)

    def takes_after_and(self, token: Token) -> bool:
        """Whether "and" may join the token: "hundred and six", "vingt et un", but not "a million and one"."""
        if self.last in "MS":
            return self.scale is not None and token.kind in "UTAD" and 1 < token.value < self.scale
        return self.last in "HAT" and token.kind in "UTD" and 0 < token.value < self.room

    def take(self, token: Token, first: bool) -> bool:
        """Adds the token where it fits; says whether it did."""
        if self.last == "Z":
            return False
        fits = {"H": self._take_hundred, "M": self._take_scale, "S": self._take_scale, "Z": self._take_dozen}
        done = fits.get(token.kind, self._take_plain)(token, first)
        if done:
            self.last = token.kind
        return done

    def _take_plain(self, token: Token, first: bool) -> bool:
        """A unit, tens, a hundred of its own, or digits."""
        value = token.value
        if token.kind == "D" and not first and not (self.last in "MSH" and token.step == 1 and value):
            return False
        if self.group is None:
            if not first and (not value or (self.scale is not None and value >= self.scale)):
                return False
            self.group = value
        elif 0 < value < self.room:
            self.group += value
        else:
            return False
        wide = token.kind == "T" and value in self.words.wide_tens
        self.room = Fraction({"T": 20 if wide else 10, "A": 100}.get(token.kind, 0))
        self.step = token.step
        return True

    def _take_hundred(self, token: Token, first: bool) -> bool:
        english = self.words.one_before_hundred
        if self.group is None:
            self.group = Fraction(1)
        elif not (1 <= self.group < 100 or self.last == "D" if english else 2 <= self.group < 10 and self.last != "D"):
            return False
        self.group *= token.value
        self.room, self.step = Fraction(100), _ONE if self.last != "D" else self.step * 100
        return True

    def _take_scale(self, token: Token, first: bool) -> bool:
        value = token.value
        if self.group is None:
            if self.last in ("M", "S"):
                self.total, self.scale, self.step = self.total * value, (self.scale or _ONE) * value, self.step * value
                return True
            self.group = _ONE
        if self.scale is not None and value >= self.scale:
            return False
        self.total += self.group * value
        self.scale, self.step = value, self.step * value
        self.group, self.room = None, Fraction(1000)
        return True

    def _take_dozen(self, token: Token, first: bool) -> bool:
        if self.group is None and not first:
            return False
        self.group = (self.group or _ONE) * token.value
        return True
