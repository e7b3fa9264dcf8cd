"""Forecasts as `servanda progress --forecast` tells them: the day, how far it may be off, and how it was worked out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format

if TYPE_CHECKING:
    from servanda.progress import Outlook

__all__ = ["tell_outlooks"]


def tell_outlooks(found: Iterable[Outlook], form: Format, words: str) -> None:
    """One row an entry and level, in the form asked for."""
    if form is not Format.TEXT:
        output.data(map(_as_json, found), form)
        return
    from servanda.exports.wording import wording

    told = wording(words)
    names = ("entry", "level", "days-known", "done-by", "between", "off-by", "arithmetic")
    output.table([say(name, words) for name in names], (_row(one, told, words) for one in found))
    output.line(say("forecast-method", words))


def _row(one: Outlook, told: Any, words: str) -> list[str]:
    made = one.forecast
    head = [told.name(one.item.names, one.item.id), told.noun(one.level, 2), str(one.days)]
    if made.obstacle:
        return [*head, say(f"obstacle-{made.obstacle.name}", words), "", "", ""]
    return [*head, str(made.day), f"{made.earliest} – {made.latest}", str(made.error_days), made.arithmetic]


def _as_json(one: Outlook) -> dict[str, Any]:
    made = one.forecast
    days = {
        name: None if value is None else str(value)
        for name, value in (("day", made.day), ("earliest", made.earliest), ("latest", made.latest))
    }
    rest = {"error_days": made.error_days, "arithmetic": made.arithmetic}
    why = None if made.obstacle is None else made.obstacle.value
    return {"item": one.item.id, "level": one.level, "days_known": one.days, **days, **rest, "obstacle": why}
