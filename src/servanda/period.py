"""A stretch of days, as a text or a table gives it: a day, a month, a year, "before 2023", "2022-08-24 or earlier".

Both ends are included; `None` is an end that is not known. A period says where a day lies (an unfinished month is not
made into its first day), or over which days a volume was counted; which of the two is for the claim to say.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

__all__ = ["Period", "later"]

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_UNIT = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?", re.IGNORECASE
)
_EARLIER = re.compile(r"(?P<unit>\S+) or earlier", re.IGNORECASE)
_LATER = re.compile(r"(?P<unit>\S+) or later", re.IGNORECASE)
_LIMIT = re.compile(r"(?P<word>before|by|until|after|since|from)\s+(?P<unit>\S+)", re.IGNORECASE)


def _unit(text: str) -> tuple[date, date]:
    """First and last day of an ISO 8601 year, half-year, quarter, month or day."""
    found = _UNIT.fullmatch(text.strip())
    if not found:
        raise ValueError(
            f"{text!r} is not a day, month, quarter or year such as 2023-04-06, 2023-04, 2023-Q2, 2023-H1 or 2023"
        )
    year = int(found["year"])
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day
    if found["month"]:
        first, last = int(found["month"]), int(found["month"])
    elif found["quarter"]:
        first, last = 3 * int(found["quarter"]) - 2, 3 * int(found["quarter"])
    elif found["half"]:
        first, last = 6 * int(found["half"]) - 5, 6 * int(found["half"])
    else:
        first, last = 1, 12
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included; `text` keeps the words it was read from and does not count in equality.

    >>> Period.parse("2022-12")
    Period(start=datetime.date(2022, 12, 1), end=datetime.date(2022, 12, 31))
    >>> str(Period.parse("before 2023")), str(Period.parse("2023-01/2023-10")), str(Period.parse("2022-08-24 or earlier"))
    ('../2022-12-31', '2023-01-01/2023-10-31', '../2022-08-24')
    """

    start: date | None
    end: date | None
    text: str = field(default="", compare=False, repr=False)

    @classmethod
    def day(cls, day: date) -> Period:
        """The period of one day."""
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read the notation of claims tables: ISO 8601 days, months, years, `A/B`, quarters `2023-Q1`, half-years `2023-H1`,
        `X or earlier`, `X or later`, `before X`, `by X`, `until X`, `after X`, `since X`, and open ends `../X`, `X/..`.

        `before X` ends the day before X begins; `by X` and `until X` end on X's last day. Raises ValueError, naming the text.

        >>> str(Period.parse("by 2024-06")), str(Period.parse("after 2023")), str(Period.parse("2023-Q2"))
        ('../2024-06-30', '2024-01-01/..', '2023-04-01/2023-06-30')
        """
        words = " ".join(text.split())
        if found := _EARLIER.fullmatch(words):
            return cls(None, _unit(found["unit"])[1], text)
        if found := _LATER.fullmatch(words):
            return cls(_unit(found["unit"])[0], None, text)
        if found := _LIMIT.fullmatch(words):
            first, last = _unit(found["unit"])
            word = found["word"].lower()
            if word == "before":
                return cls(None, first - timedelta(days=1), text)
            if word in ("by", "until"):
                return cls(None, last, text)
            return cls(last + timedelta(days=1) if word == "after" else first, None, text)
        if "/" in words:
            left, right = (side.strip() for side in words.split("/", 1))
            start = None if left in ("", "..") else _unit(left)[0]
            end = None if right in ("", "..") else _unit(right)[1]
            if start and end and start > end:
                raise ValueError(f"{text!r} ends before it begins")
            return cls(start, end, text)
        first, last = _unit(words)
        return cls(first, last, text)

    @property
    def is_day(self) -> bool:
        """Whether it is one known day."""
        return self.start is not None and self.start == self.end

    @property
    def days(self) -> int | None:
        """How many days it has, or None where an end is open.

        >>> Period.parse("2023-01/2023-10").days
        304
        """
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    def contains(self, other: Period) -> bool:
        """Whether every day of the other lies in this one.

        >>> Period.parse("2023").contains(Period.parse("2023-01/2023-10"))
        True
        """
        low = self.start is None or (other.start is not None and self.start <= other.start)
        high = self.end is None or (other.end is not None and other.end <= self.end)
        return low and high

    def overlaps(self, other: Period) -> bool:
        """Whether a day lies in both."""
        first = self.start is None or other.end is None or self.start <= other.end
        return first and (other.start is None or self.end is None or other.start <= self.end)

    def years_before(self, years: int) -> Period:
        """The same stretch so many years earlier; the end of February stays the end of February.

        >>> str(Period.parse("2023-01/2023-10").years_before(1)), str(Period.parse("2024-02").years_before(1))
        ('2022-01-01/2022-10-31', '2023-02-01/2023-02-28')
        """
        return Period(_shift(self.start, years, last=False), _shift(self.end, years, last=True))

    def __str__(self) -> str:
        """ISO 8601-2: a day alone, or `start/end` with `..` for an open end."""
        if self.is_day:
            return str(self.start)
        return f"{self.start or '..'}/{self.end or '..'}"


def _shift(day: date | None, years: int, *, last: bool) -> date | None:
    if day is None:
        return None
    month_end = calendar.monthrange(day.year - years, day.month)[1]
    was_month_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(day.year - years, day.month, month_end if last and was_month_end else min(day.day, month_end))


def later(day: date, length: str) -> date:
    """The day a length of time after another; raises ValueError where the length is no ISO 8601 duration in one unit.

    Days count from the day behind the first; months and years end on the day of the same number, or on the month's last: European
    Convention on the Calculation of Time-Limits (Council of Europe, ETS 76), Articles 3 and 4.

    >>> str(later(date(1995, 1, 20), "P4M")), str(later(date(2023, 8, 31), "P6M")), str(later(date(2024, 1, 1), "P30D"))
    ('1995-05-20', '2024-02-29', '2024-01-31')
    """
    found = _LENGTH.fullmatch(length)
    if not found:
        raise ValueError(f"{length!r} is no ISO 8601 duration of days, weeks, months or years")
    number = int(found[1])
    if found[2] in "DW":
        return day + timedelta(days=number * (7 if found[2] == "W" else 1))
    months = day.month - 1 + number * (12 if found[2] == "Y" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
