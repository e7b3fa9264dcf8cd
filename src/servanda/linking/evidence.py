"""What speaks for a claim being about one entry or subject of the register, and how much.

Each piece of evidence has a weight and says itself in words; the sum is the score, and the words are the reason that is kept
with the link. The weights order the cases and mean nothing beyond that: a name in the claim's own subject outweighs one in its
sentence, which outweighs one in the text around it; declared numbers, years, the measure and the day tell apart what the
names leave open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from servanda.agreement import Item
from servanda.claim import Claim, Measure
from servanda.linking.index import Index
from servanda.linking.parties import between_parties
from servanda.linking.words import opens_with_a_plan, stems
from servanda.quantity import QuantityKind

__all__ = ["SUFFICIENT", "Candidate", "candidates"]

SUFFICIENT = 0.5
"""Below this score a claim is about none of the register's entries."""

_COUNTED = frozenset({Measure.SHARE, Measure.DONE, Measure.PLANNED, Measure.STATUS})
"""Measures of how far planned things have come; the others are of amounts and dates."""

_PLACES = (("its own subject", 0.8), ("its words", 0.7), ("the text around it", 0.5))
_NUMBER, _YEARS, _MEASURE, _DAY, _EXACT = 0.15, 0.15, 0.1, 0.04, 0.1
_WORD, _WORDS_MOST = 0.02, 5
_FAR, _LOOSE = 0.05, 0.01
_AGAINST = 0.35


@dataclass(slots=True)
class Candidate:
    """An entry or subject with what speaks for it so far; `place` is 0 for the claim's subject, 1 its words, 2 its context."""

    key: str
    place: int
    score: float
    reasons: list[str] = field(default_factory=list)

    def add(self, weight: float, reason: str) -> None:
        """Count a piece of evidence.

        >>> candidate = Candidate("trade", 0, 0.5)
        >>> candidate.add(0.25, "its measure is followed there")
        >>> candidate.score, candidate.reasons
        (0.75, ['its measure is followed there'])
        """
        self.score += weight
        self.reasons.append(reason)


def candidates(claim: Claim, index: Index, context: str) -> list[Candidate]:
    """Everything in the register that the claim may be about, best first.

    >>> from servanda.agreement import Agreement
    >>> from servanda.claim import Figure
    >>> plan = Item("p", "plan", {"en": "joint programmes"}, declared={"programme": 28})
    >>> index = Index(Agreement("a", {"en": "A"}, items=(plan,)))
    >>> claim = Claim("c", "completion", "programmes", (Figure(Measure.SHARE, None),), text="60 % of the 28 joint programmes")
    >>> best = candidates(claim, index, "")[0]
    >>> best.key, best.reasons
    ('p', ["its words have 'joint programmes'", 'the number 28 is declared there'])
    """
    texts = [stems(claim.subject), stems(claim.text), stems(context)]
    found = _named(texts, index, _place_in(claim, texts))
    for further in (*_numbered(texts, index, found), *_by_plan(claim, index, found), *_by_measure(claim, index, found)):
        found[further.key] = further
    good = []
    for candidate in found.values():
        if candidate.key in index.items:
            fits = _weigh_item(candidate, claim, index.items[candidate.key], texts)
        else:
            fits = _weigh_subject(candidate, claim, index, texts)
        if fits:
            good.append(candidate)
    return sorted(good, key=lambda candidate: (-candidate.score, candidate.place, candidate.key))


def _place_in(claim: Claim, texts: list[tuple[str, ...]]) -> int:
    """Where the claim's words begin in its context, so that what stands nearer counts more; 0 where they are not in it."""
    own, around = texts[1][:6], texts[2]
    for at in range(len(around) - len(own) + 1):
        if own and around[at : at + len(own)] == own:
            return at
    return 0


def _named(texts: list[tuple[str, ...]], index: Index, here: int) -> dict[str, Candidate]:
    """What is named in the nearest of the texts, by the longest name."""
    found: dict[str, Candidate] = {}
    for place, text in enumerate(texts):
        where, base = _PLACES[place]
        for hit in index.names.found_in(text, near=here if place == 2 else 0):
            score = base + _WORD * min(len(hit.form.words), _WORDS_MOST) - _LOOSE * hit.between
            if len(hit.form.words) == len(text):
                score += _EXACT
            if place == 2:
                score -= _FAR * min(abs(hit.at - here), 100) / 100
            known = found.get(hit.form.key)
            if known is None or (known.place == place and known.score < score):
                found[hit.form.key] = Candidate(
                    hit.form.key, place, score, [f"{where} {_verb(place)} {hit.form.text!r}"]
                )
    return found


def _verb(place: int) -> str:
    return "have" if place == 1 else "has"


def _numbered(texts: list[tuple[str, ...]], index: Index, found: dict[str, Candidate]) -> list[Candidate]:
    """Entries whose declared number stands before one of their words: "28 sectors"."""
    numbered = []
    for key, words in index.vocabulary.items():
        numbers = {str(number) for number in index.items[key].declared.values()}
        for place, text in enumerate(texts):
            at = _number_before(numbers, words, text)
            if at is not None and key not in found:
                where, base = _PLACES[place]
                numbered.append(
                    Candidate(key, place, base - 0.1, [f"{where} {_verb(place)} '{' '.join(text[at : at + 2])}'"])
                )
                break
    return numbered


def _by_plan(claim: Claim, index: Index, found: dict[str, Candidate]) -> list[Candidate]:
    """The one entry that declares the number out of which things are said to be done: the 310 of "125 of 310"."""
    plans = {f.quantity.value for f in claim.figures if f.measure is Measure.PLANNED and f.quantity is not None}
    keys = [key for key, item in index.items.items() if plans & set(item.declared.values())]
    if len(keys) != 1 or keys[0] in found:
        return []
    return [Candidate(keys[0], 1, _PLACES[2][1], ["the plan that it names is declared there alone"])]


def _by_measure(claim: Claim, index: Index, found: dict[str, Candidate]) -> list[Candidate]:
    """The one followed subject whose measure the claim has, where the claim says nothing else of what it is about."""
    keys = [key for key, subject in index.subjects.items() if claim.measure in subject.measures]
    promised = any(figure.measure is Measure.DUE for figure in claim.figures)
    named = len(stems(claim.subject)) > 1 or any(candidate.place < 2 for candidate in found.values())
    if len(keys) != 1 or keys[0] in found or promised or named:
        return []
    return [Candidate(keys[0], 1, _PLACES[2][1], [])]


def _number_before(numbers: set[str], words: frozenset[str], text: tuple[str, ...]) -> int | None:
    for at, word in enumerate(text):
        if word in numbers and words.intersection(text[at + 1 : at + 3]):
            return at
    return None


def _weigh_item(candidate: Candidate, claim: Claim, item: Item, texts: list[tuple[str, ...]]) -> bool:
    """Add what the measure, the numbers, the years and the day say of an entry; whether it can be meant at all."""
    measures = {figure.measure for figure in claim.figures}
    if not measures & _COUNTED or _is_money(claim):
        if candidate.place == 2:
            return False
        if Measure.DUE not in measures:
            candidate.add(-_AGAINST, "an amount is not what is followed there")
    own = texts[0] + texts[1]
    declared = {str(number) for number in item.declared.values()}
    planned = {str(figure.quantity.value) for figure in claim.figures if figure.quantity is not None}
    reach = own if candidate.place < 2 else own + texts[2]
    said = declared & (set(reach) | planned)
    for number in sorted(said):
        candidate.add(_NUMBER, f"the number {number} is declared there")
    for years in _years(item):
        if _stand_together(years, own) or (candidate.place == 2 and _stand_together(years, texts[2])):
            candidate.add(_YEARS, f"the years {'-'.join(years)} are its period")
    day = claim.said_on.end if claim.said_on else None
    if day and item.period and item.period.start and day < item.period.start:
        candidate.add(-_DAY, "it was said before its period")
    elif day and item.period and (item.period.end is None or day <= item.period.end):
        candidate.add(_DAY, "it was said within its period")
    return True


def _is_money(claim: Claim) -> bool:
    """Whether a claim is first of all about a sum: "12 million euros have been paid out"."""
    first = claim.figures[0].quantity if claim.figures else None
    return first is not None and first.kind is QuantityKind.CURRENCY


def _years(item: Item) -> list[tuple[str, ...]]:
    """The first and last year of an entry's period, as texts write them."""
    if item.period is None or item.period.start is None or item.period.end is None:
        return []
    first, last = str(item.period.start.year), str(item.period.end.year)
    return [(first, last)] if first != last else [(first,)]


def _stand_together(words: tuple[str, ...], text: tuple[str, ...]) -> bool:
    return any(text[at : at + len(words)] == words for at, word in enumerate(text) if word == words[0])


def _weigh_subject(candidate: Candidate, claim: Claim, index: Index, texts: list[tuple[str, ...]]) -> bool:
    """Add what the measure and the parties named say of a followed subject; whether it can be meant at all."""
    subject = index.subjects[candidate.key]
    followed = claim.measure in subject.measures
    if candidate.place == 2 and any(figure.measure is Measure.DUE for figure in claim.figures):
        return False
    if followed:
        candidate.add(_MEASURE, f"its measure, {claim.measure}, is followed there")
    elif candidate.place == 2:
        return False
    measures = {figure.measure for figure in claim.figures}
    if measures and measures <= _COUNTED - {Measure.STATUS} and not followed:
        planned = candidate.place > 0 or opens_with_a_plan(texts[0])
        if planned:
            candidate.add(-_AGAINST, "a count of planned things is not what is followed there")
    between = index.between[candidate.key]
    if between:
        reason = between_parties(claim, index, texts[0] + texts[1], texts[2], between)
        if reason is None:
            return False
        candidate.reasons.append(reason)
    return True
