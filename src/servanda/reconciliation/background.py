"""What claims are held against beside each other: official statistics, roll-ups, what a page said before, and names.

Takes nouns and keeps them together, so that every relation finds them in its scope (`scope.background`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Protocol, TypeVar
from weakref import ref

from servanda.claim import Claim
from servanda.roll_up import RollUp
from servanda.series import Series

__all__ = ["NOTHING_BESIDE", "Background", "folded"]


class _OfASubject(Protocol):
    @property
    def subject(self) -> str: ...


_Noun = TypeVar("_Noun", bound=_OfASubject)
_Result = TypeVar("_Result")


def folded(text: str) -> str:
    """A name as it is compared: without capitals, with single spaces.

    >>> folded("  Trade   Turnover ")
    'trade turnover'
    """
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class Background:
    """Series (rates of exchange among them), roll-ups of assessments by method and day, and names by language.

    `earlier` are claims of earlier versions of the pages whose current versions made the claims at hand. `names` has, for a
    name as claims give it, the same name by language code; explanations use it. `parties` has each folded name, adjective and
    alias of a party with the party's id.
    """

    series: tuple[Series, ...] = ()
    roll_ups: tuple[RollUp, ...] = ()
    earlier: tuple[Claim, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    parties: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __hash__(self) -> int:
        """Worked out once: it is asked for with every subject."""
        return self._hash

    def __getstate__(self) -> dict[str, Any]:
        """What another process is given: the nouns alone, since what was worked out is kept by where they lie in memory."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def __eq__(self, other: object) -> bool:
        """Whether all in it is equal; compared once for each other background, since a memory asks with every subject."""
        if self is other:
            return True
        if not isinstance(other, Background):
            return NotImplemented
        known = self._equality.get("last")
        if known is None or known[0]() is not other:
            names = [one.name for one in fields(self)]
            equal = self._hash == other._hash and all(getattr(self, name) == getattr(other, name) for name in names)
            known = self._equality["last"] = (ref(other), equal)
        return known[1]

    def series_of(self, subject: str) -> tuple[Series, ...]:
        """The series on a subject, by its folded name, or by what stands before a comma in theirs.

        >>> goods = Series("s1", "exports", "North trade, goods", "EUR", "Office")
        >>> [one.id for one in Background((goods,)).series_of("north trade")]
        ['s1']
        """
        return self._series.get(subject, ())

    def once(self, key: Hashable, make: Callable[[], _Result]) -> _Result:
        """What follows from the series alone, worked out once for all claims; the key names it, and what it follows from.

        >>> beside = Background()
        >>> beside.once("sum", lambda: 1 + 2), beside.once("sum", lambda: 0)
        (3, 3)
        """
        if key not in self._worked:
            self._worked[key] = make()
        result: _Result = self._worked[key]
        return result

    def roll_ups_of(self, subject: str) -> tuple[RollUp, ...]:
        """The roll-ups of a subject, by its folded name, or by what stands before a comma in theirs."""
        return self._roll_ups.get(subject, ())

    @cached_property
    def _equality(self) -> dict[str, tuple[ref[Background], bool]]:
        return {}

    @cached_property
    def _worked(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def _hash(self) -> int:
        return hash((self.series, self.roll_ups))

    @cached_property
    def _series(self) -> Mapping[str, tuple[Series, ...]]:
        return _by_subject(self.series)

    @cached_property
    def _roll_ups(self) -> Mapping[str, tuple[RollUp, ...]]:
        return _by_subject(self.roll_ups)


def _by_subject(nouns: Iterable[_Noun]) -> Mapping[str, tuple[_Noun, ...]]:
    found: defaultdict[str, list[_Noun]] = defaultdict(list)
    for noun in nouns:
        for name in dict.fromkeys((folded(noun.subject), folded(noun.subject.split(",")[0]))):
            found[name].append(noun)
    return {name: tuple(known) for name, known in found.items()}


NOTHING_BESIDE = Background()
"""No series, no roll-ups, no names."""
