"""`servanda round status`: who has reported, who has not, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, FormatOption, KnownOn, LangOption, PeriodOption, ProjectOption, day, spoken

if TYPE_CHECKING:
    from servanda.reporting import Reporting, RoundAccount


def run(
    period: PeriodOption = None,
    form: FormatOption = Format.TEXT,
    known_on: KnownOn = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Show each body's part of the round: how far it is, how many entries it has reported, what was refused, who decided.

    Example: servanda round status --lang fr
    """
    from servanda.exports.round import round_as_json
    from servanda.record.project import Project

    account, words = Project.open(project).round(period, day(known_on)), spoken(lang)
    if form is not Format.TEXT:
        output.whole(round_as_json(account), form)
        return
    _show(account, words)


def _show(account: RoundAccount, words: str) -> None:
    from servanda.exports.wording import wording
    from servanda.reporting import STATE_WORDS, State

    told = wording(words)
    name = "round-is-closed" if account.closed else "round-is-open"
    output.line(say(name, words, period=told.period(account.period), day=told.day(account.closed or account.opened)))
    columns = ("body", "state", "entries", "reported", "not-reported", "rows-refused", "decided-by")
    rows = [
        (told.name(one.body.names, one.body.id), STATE_WORDS[one.state].told(words), str(len(one.entries)),
         str(len(one.said)), str(len(one.open)), str(len(one.refused)), one.who)
        for one in account.bodies
    ]  # fmt: skip
    output.table([say(column, words) for column in columns], rows)
    missing = [told.name(one.body.names, one.body.id) for one in account.bodies if _is_missing(one)]
    if missing:
        output.line(say("bodies-missing", words, bodies="; ".join(missing)))
    waiting = [told.name(one.body.names, one.body.id) for one in account.bodies if one.state is State.RECEIVED]
    if waiting:
        output.line(say("bodies-waiting", words, bodies="; ".join(waiting)))
    for one in account.bodies:
        if one.state is State.SENT_BACK:
            output.line(say("body-sent-back", words, body=told.name(one.body.names, one.body.id), note=one.note))
        for refused in one.refused:
            output.line(f"{told.name(one.body.names, one.body.id)}: {refused.told(words)}")


def _is_missing(part: Reporting) -> bool:
    return part.received is None and bool(part.open)
