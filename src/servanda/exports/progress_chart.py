"""A chart of progress as SVG, whichever it is: a time course, a burn-up, or the deadlines that moved."""

from __future__ import annotations

from servanda.exports.course_chart import Frame, burn_up_chart, course_chart
from servanda.exports.deadline_chart import deadline_chart
from servanda.exports.page import ToldChart
from servanda.progress import BurnUp

__all__ = ["progress_chart"]


def progress_chart(told: ToldChart, frame: Frame) -> str:
    """The chart in a frame: a day, a language, a width."""
    if isinstance(told.drawn, tuple):
        return deadline_chart(told.drawn, frame)
    return burn_up_chart(told.drawn, frame) if isinstance(told.drawn, BurnUp) else course_chart(told.drawn, frame)
