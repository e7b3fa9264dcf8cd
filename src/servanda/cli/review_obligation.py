"""One duty of a treaty on the judging screen: taken into the register alone or with its article, corrected, or rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.cli.messages import say
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.cli.screen import Screen
    from servanda.record.models import Obligation
    from servanda.record.project import Project

__all__ = ["ask_obligation"]

_CHOICES = {"a": "key-accept", "t": "key-article", "c": "key-correct", "r": "key-reject", "s": "key-skip"}
_FIXED = ("id", "source", "origin")


def ask_obligation(project: Project, duty: Obligation, who: str, screen: Screen) -> int | None:
    """Ask until the register takes what was decided; gives the batch that it is, None where the duty is passed over."""
    from servanda.record.actions.judge import Reviewer
    from servanda.record.project import accept_obligations, reject_obligation
    from servanda.record.review_queue import of_article

    screen.note(f"{duty.article}: {' '.join(duty.text.split())}")
    for name, value in duty.row.items():
        if name not in _FIXED:
            screen.note(f"  {name}: {value}")
    while True:
        pressed = screen.choose(_CHOICES)
        try:
            match pressed:
                case "a":
                    return int(accept_obligations(project, [duty], Reviewer(who))[0].batch_id)
                case "t":
                    return int(accept_obligations(project, of_article(project, duty), Reviewer(who))[0].batch_id)
                case "c":
                    row = _corrected(duty, screen)
                    return int(accept_obligations(project, [duty], Reviewer(who), row)[0].batch_id)
                case "r":
                    return int(reject_obligation(project, duty, Reviewer(who)).batch_id)
                case _:
                    return None
        except InputError as error:
            screen.note(error.told(screen.lang))


def _corrected(duty: Obligation, screen: Screen) -> dict[str, str]:
    """The row with what the reviewer types in the place of its fields; Enter leaves what is there, "-" empties it."""
    row = dict(duty.row)
    for name in row.keys() - set(_FIXED) | {"parent", "level", "bodies"}:
        row.setdefault(name, "")
    for name in sorted(row.keys() - set(_FIXED)):
        typed = screen.ask(say("keep-words", screen.lang, role=name, words=row[name]))
        if typed:
            row[name] = "" if typed == "-" else typed
    return {name: value for name, value in row.items() if value}
