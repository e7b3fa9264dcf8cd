"""Whether a figure is what was aimed at, and not what came: "a target of 80 %", "the plan for May was 80 %", "65 % prévus".

Takes a scene, a quantity of it and its clause. An aim is no result: it is compared with other aims only, under a name of its own
("completion target"), as it is in a claims table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.document import Span
from servanda.quantity import Quantity
from servanda.reading.scenes import Scene

__all__ = ["aim_of", "is_aim"]

_BEHIND = 45
_LINKS = ("auxiliaries", "edges", "amount_verbs", "partitive", "degree", "aim_links")


def aim_of(named: str) -> str:
    """The name under which what is aimed at of a thing is compared.

    >>> aim_of("completion"), aim_of("")
    ('completion target', 'target')
    """
    return f"{named} target".strip()


def is_aim(scene: Scene, quantity: Quantity, clause: Span) -> bool:
    """Whether a figure is what somebody planned.

    >>> def aims(text):
    ...     scene = Scene(text, 0, len(text), "en")
    ...     return [is_aim(scene, quantity, (0, len(text))) for quantity in scene.quantities]
    >>> aims("71 % of the works were finished, against a target of 80 %"), aims("The plan is 80 % complete")
    ([False, True], [False])
    >>> aims("They planned to finish 80 % by May"), aims("Implementation of the plan stands at 80 %")
    ([True], [False])
    """
    state = scene.words.states.pattern.match(scene.text, _next_word(scene, quantity.number_end))
    if state and not scene.words["aimed_behind"].pattern.match(scene.text, state.start()):
        return False
    earlier = [q.number_end for q in scene.quantities if q.number_end <= quantity.start]
    before = (max(clause[0], max(earlier, default=0)), quantity.start)
    return (
        any(_leads_to(scene, end, quantity.start, 0) for end in _aims(scene, before))
        or any(_leads_to(scene, end, quantity.start, 1) for _, end, _ in scene.finds("aimed_to", before))
        or any(
            _leads_to(scene, end, quantity.start, 0)
            for _, end, _ in scene.finds("aimed", before)
            if not _goes_on(scene, end)
        )
        or any(
            not scene.has("partitive", (quantity.number_end, start)) and _leads_to(scene, quantity.number_end, start, 0)
            for start, end, _ in scene.finds(
                "aimed_behind", (quantity.number_end, min(clause[1], quantity.end + _BEHIND))
            )
            if not _goes_on(scene, end)
        )
    )


def _goes_on(scene: Scene, end: int) -> bool:
    """Whether a word of what was planned leads on to what is to come: "is expected to reach"."""
    return scene.words["aimed_onward"].pattern.match(scene.text, _next_word(scene, end)) is not None


def _next_word(scene: Scene, place: int) -> int:
    found = re.compile(r"\s*").match(scene.text, place, scene.end)
    return found.end() if found else place


def _aims(scene: Scene, span: Span) -> Iterator[int]:
    """Where the nouns for an aim end: "the target", but not "the recovery plan" nor "completion of the plan"."""
    for start, end, _ in scene.finds("aims", span):
        lead = scene.text[scene.start : start].rstrip()
        word = re.search(r"[^\W\d_]+['’]?$", lead)
        bare = word is None or any(
            scene.words[name].name_of(word[0]) for name in ("edges", "openers", "base_markers", "aim_links")
        )
        if bare and not scene.words.state_nouns.pattern.search(scene.text, max(scene.start, start - _BEHIND), start):
            yield end


def _leads_to(scene: Scene, start: int, end: int, further: int) -> bool:
    """Whether nothing but times, small words and so many further words stand between two places."""
    between = "".join(
        " " if any(m.start <= at < m.end for m in scene.moments) else scene.text[at] for at in range(start, end)
    )
    for name in _LINKS:
        between = scene.words[name].pattern.sub(" ", between)
    words = between.split()
    return not any(re.search(r"[,;:]", word) for word in words) and len(words) <= further
