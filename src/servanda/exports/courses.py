"""Time courses and burn-ups in the words of a language: what each chart is called, how it is read, and the same as a table.

Takes what `servanda.progress` gives and a look-up of names, gives `ToldChart`s. A table of many days has the last change of each
month, quarter or year, and says so; JSON has every one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction

from servanda.assessment import Status
from servanda.claim import Measure
from servanda.exports.page import Cell, Sign, Table, ToldChart
from servanda.exports.wording import Wording
from servanda.interval import Interval
from servanda.period import Period
from servanda.progress import BurnUp, TimeCourse
from servanda.progress.burn_up import under_way
from servanda.progress.claimed import Claimed, ClaimedCount
from servanda.progress.time_course import Moment
from servanda.quantity import PER_CENT

__all__ = ["charted", "told_course"]

_MOST_ROWS = 24
_MOST_ENTRIES = 6
"""Entries beyond which charts are left out, and said to be: those with claims stay first, larger before smaller."""

Naming = Callable[[str], str]
_Row = tuple[date, tuple[str, ...], Interval | None]


def charted(courses: Sequence[TimeCourse | BurnUp]) -> tuple[tuple[TimeCourse | BurnUp, ...], int]:
    """The charts that a report shows, in their order, and of how many entries it shows none."""
    entries: dict[str, tuple[int, int, int]] = {}
    for place, one in enumerate(courses):
        course = one.course if isinstance(one, BurnUp) else one
        entries.setdefault(course.item.id, (-len(course.claimed), -course.total, place))
    shown = set(sorted(entries, key=entries.__getitem__)[:_MOST_ENTRIES])
    kept = tuple(one for one in courses if (one.course if isinstance(one, BurnUp) else one).item.id in shown)
    return kept, len(entries) - len(shown)


def told_course(drawn: TimeCourse | BurnUp, words: Wording, name: Naming, as_of: date) -> ToldChart:
    """One chart with its words."""
    return _told_burn_up(drawn, words, name, as_of) if isinstance(drawn, BurnUp) else _told(drawn, words, name, as_of)


def _told(course: TimeCourse, words: Wording, name: Naming, as_of: date) -> ToldChart:
    entry, total = name(course.item.id), words.counted(course.level, course.total)
    if course.method == "shares":
        title = words.say("Mean share done over time: {name}", name=entry)
        note = words.say(
            "The mean share done of all declared ({total}); what has no share may be anything.", total=total
        )
    else:
        title = words.say("Completion over time: {name}", name=entry)
        note = words.say("Done out of all declared ({total}); what is unknown is left open.", total=total)
    if course.moments:
        last = course.moments[-1]
        since = {"day": words.day(last.day), "share": words.bounds(last.completion)}
        note += " " + words.say("Since {day}: {share}.", **since)
    moments, caption = _condensed(course.moments, words)
    rows: list[_Row] = []
    for one in moments:
        told = ("", words.say("assessments"), _counted(one, course.total, words), words.bounds(one.completion))
        rows.append((one.day, told, one.completion))
    for number, said in enumerate(course.claimed, start=1):
        which = (
            words.say("forecast: claim {id}", id=said.claim)
            if said.forecast
            else words.say("claim {id}", id=said.claim)
        )
        told = (str(number), name(said.speaker), which, words.interval(said.share, PER_CENT))
        rows.append((_last_day(said, as_of), told, None))
    head = (words.say("Day"), words.say("No."), words.say("By whom"), words.say("What"), words.say("Done"))
    whens = {number: said.when for number, said in enumerate(course.claimed, start=1)}
    legend = _legend_of_course(course, words)
    return _set(course, (title, note, caption), head, legend, rows, whens, words, Fraction(100))


def _legend_of_course(course: TimeCourse, words: Wording) -> list[Sign]:
    signs = [Sign("done", words.term("state", "done")), Sign("open", words.say("unknown"))]
    if course.claimed:
        signs.append(Sign("claim", words.say("claimed, numbered as in the table")))
    if any(said.forecast for said in course.claimed):
        signs.append(Sign("broken", words.say("forecast")))
    return [*signs, Sign("today", words.say("the day of this account"))]


def _told_burn_up(burn_up: BurnUp, words: Wording, name: Naming, as_of: date) -> ToldChart:
    course = burn_up.course
    total = words.counted(course.level, course.total)
    title = words.say("Done against planned: {name}", name=name(course.item.id))
    note = words.say("How many of all declared ({total}) are done, under way and unknown; what is left is not started or "
                     "dropped.", total=total)  # fmt: skip
    if burn_up.due and burn_up.undated:
        note += " " + words.say("Without a due date: {number}.", number=words.whole(burn_up.undated))
    moments, caption = _condensed(course.moments, words)
    rows: list[_Row] = []
    for one in moments:
        done, begun, unknown = one.count.statuses.get(Status.DONE, 0), under_way(one.count), one.count.unknown
        due = sum(number for _, number in _newest(burn_up.due, one.day))
        numbers = [words.whole(number) for number in (done, begun, unknown, due)]
        told = ("", words.say("assessments"), *(numbers if burn_up.due else numbers[:3]), words.whole(course.total))
        rows.append((one.day, told, Interval(Fraction(done), Fraction(done + unknown))))
    for number, claimed in enumerate(burn_up.counts, start=1):
        value = words.interval(claimed.number)
        done_or_planned = (value, "") if claimed.measure is Measure.DONE else ("", value)
        blank = ("",) * (3 if burn_up.due else 2)
        told = (str(number), name(claimed.speaker), done_or_planned[0], *blank, done_or_planned[1])
        rows.append((_last_day(claimed, as_of), told, None))
    head = (words.say("Day"), words.say("No."), words.say("By whom"), words.say("Done"), words.say("Under way"),
            words.say("Unknown"), *((words.say("Due by then"),) if burn_up.due else ()), words.say("In all"))  # fmt: skip
    whens = {number: one.when for number, one in enumerate(burn_up.counts, start=1)}
    legend = _legend_of_burn_up(burn_up, words)
    return _set(burn_up, (title, note, caption), head, legend, rows, whens, words, Fraction(course.total))


def _legend_of_burn_up(burn_up: BurnUp, words: Wording) -> list[Sign]:
    signs = [Sign("done", words.term("state", "done")),
             Sign("begun", words.say("under way, at risk and overdue among them")),
             Sign("open", words.say("unknown")),
             Sign("total", words.say("all that are declared or listed"))]  # fmt: skip
    if burn_up.due:
        signs.append(Sign("due", words.say("due by then")))
    if burn_up.counts:
        signs.append(Sign("claim", words.say("claimed, numbered as in the table")))
    if any(one.measure is Measure.PLANNED or one.forecast for one in burn_up.counts):
        signs.append(Sign("broken", words.say("planned or forecast")))
    return [*signs, Sign("today", words.say("the day of this account"))]


def _set(
    drawn: TimeCourse | BurnUp,
    said: tuple[str, str, str],
    head: tuple[str, ...],
    legend: Iterable[Sign],
    rows: Iterable[_Row],
    whens: dict[int, Period | None],
    words: Wording,
    top: Fraction,
) -> ToldChart:
    """The rows in order of their days; a claim's day is the days it speaks of. `said` is title, note and caption.

    Where nothing is claimed, all rows are assessments: the columns that tell them from claims are left out.
    """
    title, note, caption = said
    ordered = sorted(rows, key=lambda row: (row[0], row[1]))
    cells = []
    for day, told, _ in ordered:
        about = words.period(whens[int(told[0])], short=True) if told[0] else words.day(day, short=True)
        cells.append((Cell(about), *(Cell(text) for text in told)))
    if not whens:
        head, cells = (head[0], *head[3:]), [(day, *rest) for day, _, _, *rest in cells]
    return ToldChart(
        drawn, title, note, tuple(legend), Table(caption, head, tuple(cells)), tuple(row[2] for row in ordered), top
    )


def _last_day(claimed: Claimed | ClaimedCount, otherwise: date) -> date:
    when = claimed.when or claimed.said_on
    return (when.end or when.start if when else None) or otherwise


def _newest(steps: Sequence[tuple[date, int]], day: date) -> Sequence[tuple[date, int]]:
    """The last step by a day, alone; none before the first."""
    return [step for step in steps if step[0] <= day][-1:]


def _counted(moment: Moment, total: int, words: Wording) -> str:
    done = moment.count.statuses.get(Status.DONE, 0)
    numbers = {"done": words.whole(done), "total": words.whole(total), "unknown": words.whole(moment.count.unknown)}
    return words.say("{done} of {total} done, {unknown} unknown", **numbers)


def _condensed(moments: Sequence[Moment], words: Wording) -> tuple[Sequence[Moment], str]:
    """All moments, or the last of each month, quarter or year where they are many, and the caption that says so."""
    steps: tuple[tuple[Callable[[date], object], str], ...] = (
        (lambda day: day, words.say("The chart as a table")),
        (lambda day: (day.year, day.month), words.say("The chart as a table: the last change of each month")),
        (
            lambda day: (day.year, (day.month - 1) // 3),
            words.say("The chart as a table: the last change of each quarter"),
        ),
        (lambda day: day.year, words.say("The chart as a table: the last change of each year")),
    )
    kept: Sequence[Moment] = moments
    for key, caption in steps:
        kept = list({key(one.day): one for one in moments}.values())
        if len(kept) <= _MOST_ROWS:
            return kept, caption
    return kept, caption
