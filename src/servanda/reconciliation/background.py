"""What claims are held against beside each other: official statistics, roll-ups, what a page said before, and names.

Takes nouns and keeps them together, so that every relation finds them in its scope (`scope.background`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from servanda.claim import Claim
from servanda.roll_up import RollUp
from servanda.series import Series

__all__ = ["NOTHING_BESIDE", "Background"]


@dataclass(frozen=True, slots=True)
class Background:
    """Series (rates of exchange among them), roll-ups of assessments by method and day, and names by language.

    `earlier` are claims of earlier versions of the pages whose current versions made the claims at hand. `names` has, for a
    name as claims give it, the same name by language code; explanations use it.
    """

    series: tuple[Series, ...] = ()
    roll_ups: tuple[RollUp, ...] = ()
    earlier: tuple[Claim, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)


NOTHING_BESIDE = Background()
"""No series, no roll-ups, no names."""
