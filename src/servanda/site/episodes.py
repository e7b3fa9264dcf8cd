"""The life of an entry of the register as a table: what happened on which day, by which import, before and after."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from servanda.exports.page import Cell, Table
from servanda.exports.wording import printable
from servanda.progress import Episode, EpisodeKind, History
from servanda.site.page import Shown

__all__ = ["told_history"]


def _kinds() -> dict[EpisodeKind, str]:
    return {
        EpisodeKind.NAMED: _("first named"),
        EpisodeKind.REMOVED: _("no longer listed"),
        EpisodeKind.RETURNED: _("listed again"),
        EpisodeKind.RENAMED: _("renamed"),
        EpisodeKind.MOVED: _("placed elsewhere"),
        EpisodeKind.DEADLINE: _("deadline moved"),
        EpisodeKind.DUE: _("deadline given"),
        EpisodeKind.CHANGED: _("changed"),
        EpisodeKind.DROPPED: _("dropped"),
        EpisodeKind.TAKEN_UP: _("taken up again"),
        EpisodeKind.SPLIT: _("split into"),
        EpisodeKind.SPLIT_OFF: _("part split off"),
        EpisodeKind.MERGED: _("merged into"),
        EpisodeKind.REPLACED: _("replaced by"),
        EpisodeKind.FROM: _("takes the place of"),
        EpisodeKind.PART_OF: _("split from"),
        EpisodeKind.ASSESSED: pgettext("episode", "assessed"),
        EpisodeKind.CORRECTED: _("assessment corrected"),
        EpisodeKind.WITHDRAWN: _("assessment withdrawn"),
    }


def _fields() -> dict[str, str]:
    return {
        "level": _("Level"),
        "period": _("Period"),
        "due_after": _("Term"),
        "declared": _("Declared below it"),
        "bodies": _("Responsible"),
        "cooperating": _("Taking part"),
        "parties": _("Parties"),
        "depends_on": _("Has to wait for"),
        "weight": _("Weight"),
        "budgets": _("Money"),
        "deliverables": _("To be delivered"),
        "acts": _("Legal acts"),
    }


def told_history(shown: Shown, history: History) -> Table:
    """What happened to an entry, in the order in which it was recorded."""
    kinds, names = _kinds(), _fields()
    rows = tuple(
        (
            Cell(shown.words.day(one.day, short=True)),
            _what(shown, one, kinds, names),
            _value(shown, one, one.before),
            _value(shown, one, one.after),
            Cell(_("batch %(number)s") % {"number": one.batch} if one.batch else _("not recorded yet")),
        )
        for one in history.episodes
    )
    head = (_("Recorded"), _("What happened"), _("Before"), _("After"), _("By which import"))
    return Table("", head, rows)


def _what(shown: Shown, one: Episode, kinds: dict[EpisodeKind, str], names: dict[str, str]) -> Cell:
    """What happened, with the field, the assessor or the entries that it concerns."""
    told, link = kinds[one.kind], ""
    if one.field:
        more = names.get(one.field, one.field)
    elif one.assessor:
        when = f", {shown.words.day(one.as_of, short=True)}" if one.as_of else ""
        more = assessor_named(shown, one.assessor).text + when
    elif one.others:
        others = [shown.entry(other) for other in one.others]
        more, link = ", ".join(other.text for other in others), others[0].address if len(others) == 1 else ""
    else:
        return Cell(told)
    return Cell(shown.words.say("{name}: {reason}", name=told, reason=more), "", link)


def _value(shown: Shown, one: Episode, text: str) -> Cell:
    """What stood there: a day, an entry, bodies, a status, or the register's own words."""
    if one.kind in (EpisodeKind.DEADLINE, EpisodeKind.DUE) and text:
        return Cell(_day(shown, text))
    if one.kind is EpisodeKind.MOVED and text:
        return shown.entry(text)
    if one.kind in (EpisodeKind.ASSESSED, EpisodeKind.CORRECTED, EpisodeKind.WITHDRAWN):
        return Cell(printable(shown.words.term("state", text)) if text else "")
    if one.field in ("bodies", "cooperating", "parties"):
        return Cell(", ".join(shown.organ(name.strip()).text for name in text.split(",") if name.strip()))
    return Cell(printable(text))


def _day(shown: Shown, text: str) -> str:
    try:
        return shown.words.day(date.fromisoformat(text), short=True)
    except ValueError:
        return printable(text)


def assessor_named(shown: Shown, id: str) -> Cell:
    """Who assesses, with a page where the register has the body."""
    known = next((assessor for assessor in shown.facts.agreement.assessors if assessor.id == id), None)
    if known is None:
        return shown.organ(id)
    name = shown.named(known.names, known.id)
    return Cell(name.text, name.lang, shown.organ(known.body).address if known.body else "")
