"""Official statistics as the JSON objects that other programs are promised: every value with its vintage and its rounding."""

from __future__ import annotations

from typing import Any

from servanda.interval import decimal_text
from servanda.series import Series

__all__ = ["series_as_json"]


def series_as_json(series: Series) -> dict[str, Any]:
    """A series with all its observations; values are exact strings in `unit`, `low` and `high` what rounds to them.

    >>> from fractions import Fraction
    >>> from servanda.period import Period
    >>> from servanda.series import Observation
    >>> year = Observation(Period.parse("2029"), Fraction(71, 5), Period.parse("2030-03-14"), Fraction(1, 10))
    >>> shown = series_as_json(Series("nt", "trade turnover", "Northern trade", "EUR", "Office", (year,)))
    >>> shown["observations"][0]["value"], shown["observations"][0]["low"], shown["observations"][0]["published"]["start"]
    ('14.2', '14.15', '2030-03-14')
    """
    return {
        "id": series.id,
        "measure": series.measure,
        "subject": series.subject,
        "unit": series.unit,
        "source": series.source,
        "qualifiers": sorted(series.qualifiers),
        "definition": series.definition,
        "observations": [
            {
                "period": {"start": str(one.when.start), "end": str(one.when.end)},
                "value": decimal_text(one.value),
                "low": decimal_text(one.interval.low or one.value),
                "high": decimal_text(one.interval.high or one.value),
                "published": one.published and {"start": str(one.published.start), "end": str(one.published.end)},
                "source": one.source or series.source,
            }
            for one in series.observations
        ],
    }
