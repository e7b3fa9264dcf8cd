"""The section of a report on progress: entries and bodies by status, charts, and in words what is not charted and why.

Takes an `Account` and a look-up of names, gives what a `Page` has of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from servanda.exports.courses import charted, told_course
from servanda.exports.deadlines import told_deadlines
from servanda.exports.matrices import told_matrix
from servanda.exports.page import ToldChart, ToldMatrix
from servanda.exports.report import Account
from servanda.exports.wording import Wording

__all__ = ["progress_section"]


def progress_section(
    account: Account, words: Wording, name: Callable[[str], str]
) -> tuple[tuple[ToldMatrix, ...], tuple[ToldChart, ...], tuple[str, ...]]:
    """The matrices, the charts, and sentences on what is not charted; nothing at all for a register without entries."""
    courses, left_out = charted(account.courses)
    charts = [told_course(one, words, name, account.as_of) for one in courses]
    if account.moved:
        charts.append(told_deadlines(account.moved, words))
    matrices = tuple(told for one in account.matrices if (told := told_matrix(one, words, name)))
    return matrices, tuple(charts), tuple(_uncharted(account, left_out, words))


def _uncharted(account: Account, left_out: int, words: Wording) -> Iterator[str]:
    if account.matrices and account.matrices[0].rows and not account.courses:
        yield words.say("Nothing in the register is assessed yet, so there is no course over time to draw.")
    if not account.moved and any(item.due for item in account.agreement.walk()):
        yield words.say("No deadline has moved between the versions of the register that are recorded.")
    if left_out:
        yield words.count("{number} further entry is not charted here; the JSON report has its course.",
                          "{number} further entries are not charted here; the JSON report has their courses.",
                          left_out)  # fmt: skip
