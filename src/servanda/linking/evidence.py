"""What speaks for a claim being about one entry or subject of the register, and how much.

Each piece of evidence has points and says itself in words; the sum is the score, and the words are the reasons that are kept
with the link. The points order the cases and mean nothing beyond that: a name in the claim's own subject outweighs one in its
sentence, which outweighs one in the text around it; declared numbers, years, the measure and the day tell apart what the
names leave open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from servanda.claim import Claim, Measure
from servanda.item import Item
from servanda.linking.index import Index
from servanda.linking.parties import between_parties
from servanda.linking.reasons import Reason, total
from servanda.linking.short_names import abbreviated, meant_by_agreement
from servanda.linking.words import opens_with_a_plan, planned_words, stems
from servanda.message import Message
from servanda.quantity import QuantityKind

__all__ = ["Candidate", "candidates"]

_COUNTED = frozenset({Measure.SHARE, Measure.DONE, Measure.PLANNED, Measure.STATUS})
"""Measures of how far planned things have come; the others are of amounts and dates."""

_PLACES = (80, 70, 50)
"""What a name counts in the claim's own subject, in its words, in the text around it."""
_NUMBER, _YEARS, _MEASURE, _DAY, _EXACT = 15, 15, 10, 4, 10
_WORD, _WORDS_MOST = 2, 5
_FAR, _LOOSE = 5, 1
_AGAINST = 35
_NUMBERED = 10
"""By how much a declared number before one word of a name counts less than the name."""


@dataclass(slots=True)
class Candidate:
    """An entry or subject with what speaks for it so far; `place` is 0 for the claim's subject, 1 its words, 2 its context, and
    `far` how many words away from the claim its name stands there.
    """

    key: str
    place: int
    reasons: list[Reason] = field(default_factory=list)
    far: int = 0

    @property
    def score(self) -> int:
        """The points of all its reasons, 0 to 100.

        >>> candidate = Candidate("trade", 0)
        >>> candidate.add(50, Message.of("link-scope", name="trade"))
        >>> candidate.add(15, Message.of("link-number-declared", number="28"))
        >>> candidate.score
        65
        """
        return total(self.reasons)

    def add(self, points: int, message: Message) -> None:
        """Count a piece of evidence."""
        self.reasons.append(Reason(message, points))


def candidates(claim: Claim, index: Index, context: str) -> list[Candidate]:
    """Everything in the register that the claim may be about, best first.

    >>> from servanda.agreement import Agreement
    >>> from servanda.claim import Figure
    >>> plan = Item("p", "plan", {"en": "joint programmes"}, declared={"programme": 28})
    >>> index = Index(Agreement("a", {"en": "A"}, items=(plan,)))
    >>> claim = Claim("c", "completion", "programmes", (Figure(Measure.SHARE, None),), text="60 % of the 28 joint programmes")
    >>> best = candidates(claim, index, "")[0]
    >>> best.key, [reason.told("en") for reason in best.reasons]
    ('p', ["its words have 'joint programmes' (+74)", 'the number 28 is declared there (+15)'])
    """
    texts = [stems(claim.subject), stems(claim.text), stems(context)]
    found = _named(texts, index, _place_in(claim, texts))
    for further in (
        *_numbered(texts, index, found),
        *_by_plan(claim, index, found),
        *_by_measure(claim, index, found),
        *_shortened(claim, index, found),
    ):
        found[further.key] = further
    good = []
    if {figure.measure for figure in claim.figures} == {Measure.STATUS}:
        found = {key: one for key, one in found.items() if one.place == 0 and _is_whole_name(texts[0], index, key)}
    for candidate in found.values():
        if candidate.key in index.items:
            fits = _weigh_item(candidate, claim, index.items[candidate.key], texts)
        else:
            fits = _weigh_subject(candidate, claim, index, texts)
        if fits:
            good.append(candidate)
    return sorted(good, key=lambda candidate: (-candidate.score, candidate.place, candidate.far, candidate.key))


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
        for hit in index.names.found_in(text, near=here if place == 2 else 0):
            points = _PLACES[place] + _WORD * min(len(hit.form.words), _WORDS_MOST) - _LOOSE * hit.between
            if len(hit.form.words) == len(text):
                points += _EXACT
            far = abs(hit.at - here) if place == 2 else 0
            points -= round(_FAR * min(far, 100) / 100)
            known = found.get(hit.form.key)
            if known is None or (known.place == place and (known.score, -known.far) < (points, -far)):
                reason = Reason(_named_at(place, hit.form.text), points)
                found[hit.form.key] = Candidate(hit.form.key, place, [reason], far)
    return found


def _named_at(place: int, name: str) -> Message:
    if place == 0:
        return Message.of("link-named-in-subject", name=name)
    return Message.of("link-named-in-words" if place == 1 else "link-named-around", name=name)


def _numbered(texts: list[tuple[str, ...]], index: Index, found: dict[str, Candidate]) -> list[Candidate]:
    """Entries whose declared number stands before one of their words: "28 sectors"."""
    numbered = []
    for key, words in index.vocabulary.items():
        numbers = {str(number) for number in index.items[key].declared.values()}
        for place, text in enumerate(texts):
            at = _number_before(numbers, words, text)
            if at is not None and key not in found:
                reason = Reason(_named_at(place, " ".join(text[at : at + 2])), _PLACES[place] - _NUMBERED)
                numbered.append(Candidate(key, place, [reason]))
                break
    return numbered


def _by_plan(claim: Claim, index: Index, found: dict[str, Candidate]) -> list[Candidate]:
    """The one entry that declares the number out of which things are said to be done: the 310 of "125 of 310"."""
    plans = {f.quantity.value for f in claim.figures if f.measure is Measure.PLANNED and f.quantity is not None}
    keys = [key for key, item in index.items.items() if plans & set(item.declared.values())]
    if len(keys) != 1 or keys[0] in found:
        return []
    return [Candidate(keys[0], 1, [Reason(Message.of("link-plan-declared"), _PLACES[2])])]


def _by_measure(claim: Claim, index: Index, found: dict[str, Candidate]) -> list[Candidate]:
    """The one followed subject whose measure the claim has, where the claim says nothing else of what it is about."""
    keys = [key for key, subject in index.subjects.items() if claim.measure in subject.measures]
    promised = any(figure.measure is Measure.DUE for figure in claim.figures)
    named = len(stems(claim.subject)) > 1 or any(candidate.place < 2 for candidate in found.values())
    if len(keys) != 1 or keys[0] in found or promised or named:
        return []
    return [Candidate(keys[0], 1, [Reason(Message.of("link-measure-alone", measure=claim.measure), _PLACES[2])])]


def _shortened(claim: Claim, index: Index, found: dict[str, Candidate]) -> list[Candidate]:
    """What the claim's subject abbreviates ("the reintegration programme"), and the agreement where it says just that."""
    near = {key for key, candidate in found.items() if candidate.place < 2}
    short = [(one.key, one.reason) for one in abbreviated(claim, index) if one.key not in near]
    if _is_of_progress(claim) and not _is_money(claim):
        short += [(one.key, one.reason) for one in meant_by_agreement(claim, index) if one.key not in near]
    return [Candidate(key, 0, [reason]) for key, reason in short]


def _number_before(numbers: set[str], words: frozenset[str], text: tuple[str, ...]) -> int | None:
    for at, word in enumerate(text):
        if word in numbers and words.intersection(text[at + 1 : at + 3]):
            return at
    return None


def _weigh_item(candidate: Candidate, claim: Claim, item: Item, texts: list[tuple[str, ...]]) -> bool:
    """Add what the measure, the numbers, the years and the day say of an entry; whether it can be meant at all."""
    measures = {figure.measure for figure in claim.figures}
    if not _is_of_progress(claim) or _is_money(claim):
        if candidate.place == 2:
            return False
        if Measure.DUE not in measures:
            candidate.add(-_AGAINST, Message.of("link-no-amounts"))
    own = texts[0] + texts[1]
    declared = {str(number) for number in item.declared.values()}
    planned = {str(figure.quantity.value) for figure in claim.figures if figure.quantity is not None}
    reach = own if candidate.place < 2 else own + texts[2]
    said = declared & (set(reach) | planned)
    for number in sorted(said):
        candidate.add(_NUMBER, Message.of("link-number-declared", number=number))
    for years in _years(item):
        if _stand_together(years, own) or (candidate.place == 2 and _stand_together(years, texts[2])):
            candidate.add(_YEARS, Message.of("link-years", years="-".join(years)))
    day = claim.said_on.end if claim.said_on else None
    if day and item.period and item.period.start and day < item.period.start:
        candidate.add(-_DAY, Message.of("link-before-period"))
    elif day and item.period and (item.period.end is None or day <= item.period.end):
        candidate.add(_DAY, Message.of("link-within-period"))
    return True


def _is_of_progress(claim: Claim) -> bool:
    """Whether a claim says how far planned things have come, or should have come."""
    return any(figure.measure in _COUNTED for figure in claim.figures) or claim.measure.startswith("completion")


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
    followed = claim.measure in subject.measures or any(_is_said(measure, texts) for measure in subject.measures)
    if candidate.place == 2 and any(figure.measure is Measure.DUE for figure in claim.figures):
        return False
    if followed:
        candidate.add(_MEASURE, Message.of("link-measure", measure=claim.measure))
    elif candidate.place == 2:
        return False
    measures = {figure.measure for figure in claim.figures}
    if measures and measures <= _COUNTED - {Measure.STATUS} and not followed:
        planned = candidate.place > 0 or opens_with_a_plan(texts[0])
        if planned:
            candidate.add(-_AGAINST, Message.of("link-no-counts"))
    between = index.between[candidate.key]
    if between:
        reason = between_parties(claim, index, texts[0] + texts[1], texts[2], between)
        if reason is None:
            return False
        candidate.add(0, reason)
    return True


def _is_whole_name(subject: tuple[str, ...], index: Index, key: str) -> bool:
    """Whether a subject is a thing's name and nothing more: a road map for the market is done, and the market is not."""
    words = frozenset(subject) - planned_words()
    return any(words <= whole for named, _, whole in index.long_names if named == key)


def _is_said(measure: str, texts: list[tuple[str, ...]]) -> bool:
    """Whether a claim's words have all of a measure's name, where it is more than a word: "weapons handed over"."""
    words = stems(measure)
    return len(words) > 1 and set(words) <= set(texts[1])
