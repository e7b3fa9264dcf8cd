"""Who held which office when, and where that is said: so that "the prime minister" of 2020 and of 2024 are two people.

An `Office` has names as a party or a body has; a `Tenure` ties a person of the register to it for a stretch of days. Nothing is
known of the days after the one on which the source was looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from servanda.period import Period

__all__ = ["Office", "Tenure"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that people hold one after another; `party` is the id of its party, None for a joint office."""

    id: str
    names: Mapping[str, str] = field(hash=False)
    aliases: tuple[str, ...] = ()
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """The days for which a person holds an office: from the first to the last, each as exactly as the source has it.

    >>> first, last = Period.parse("2019-03"), Period.parse("2024-02-09")
    >>> roy = Tenure("roy", "minister", first, last, "https://n.example/", date(2026, 1, 5))
    >>> [roy.held_on(Period.parse(day)) for day in ("2019-03-20", "2019-04-01", "2023", "2024-02-09", "2024")]
    [False, True, True, True, False]
    """

    person: str
    office: str
    since: Period
    until: Period | None
    source: str
    accessed: date

    def held_on(self, when: Period) -> bool:
        """Whether the office was held on all the days of a period; false where the source leaves it open."""
        last = self.accessed if self.until is None else self.until.start
        return bool(
            self.since.end and last and when.start and when.end and self.since.end <= when.start and when.end <= last
        )
