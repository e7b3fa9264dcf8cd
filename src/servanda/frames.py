"""DataFrames in and out: a claims table from any library as Claims, findings and bounds as a DataFrame of the same library.

Takes what pandas, Polars, PyArrow or another library that narwhals knows holds, with the columns of a claims table, and gives
what `servanda.reconciliation` gives; so a researcher needs no file in between. It stands above the rooms, since it joins
two of them: a row becomes a Claim in `reading`, findings are made in `reconciliation`. A row that cannot be taken is left out
with a warning that says why; the others go on.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import narwhals.stable.v2 as nw

from servanda import reconciliation
from servanda.claim import Claim
from servanda.errors import UsageError
from servanda.finding import Finding
from servanda.interval import decimal_text
from servanda.period import Period
from servanda.reading.table import REQUIRED, read_claims
from servanda.reconciliation import Background, Bounds, Supposition

__all__ = ["bounds", "bounds_frame", "claims_in", "findings_frame", "reconcile", "what_if"]

_NAME = "DataFrame"


def reconcile(claims: Any, as_of: date | None = None, background: Background | None = None) -> list[Finding]:
    """The findings on claims, or on the rows of a DataFrame with the columns of a claims table, weightiest first.

    Commitments are judged as of a day (today when None).

    >>> from servanda.claim import Figure, Measure
    >>> from servanda.quantity import Quantity
    >>> def said(name, day, number):
    ...     figure = Figure(Measure.DONE, Period.parse(day), Quantity.exact(number, "bridge"))
    ...     return Claim(name, "bridges built", "Northern road", (figure,), Period.parse(day), topic="bridges", speaker=name)
    >>> [(str(found.verdict), found.claims) for found in reconcile([said("a", "2023-03-01", 12), said("b", "2023-09-01", 9)])]
    [('contradiction', ('a', 'b'))]
    """
    return reconciliation.reconcile(claims_in(claims), as_of, background)


def bounds(
    claims: Any,
    measure: str,
    day: date | Period | str,
    *,
    subject: str | None = None,
    without: Iterable[str] | str = (),
    background: Background | None = None,
) -> tuple[Bounds, ...]:
    """What claims, or the rows of a DataFrame, together leave open for a measure at a time: see `reconciliation.bounds`.

    >>> from servanda.claim import Figure, Measure
    >>> from servanda.quantity import Quantity
    >>> figure = Figure(Measure.DONE, Period.parse("2029-03-01"), Quantity.exact(12, "bridge"))
    >>> told = [Claim("a", "bridges built", "Northern road", (figure,), topic="bridges")]
    >>> [str(found.interval) for found in bounds(told, "bridges built", "2029-09-01")]
    ['[12, ∞)']
    """
    return reconciliation.bounds(
        claims_in(claims), measure, day, subject=subject, without=without, background=background
    )


def what_if(
    claims: Any,
    *,
    without: Iterable[str] | str = (),
    assume: Iterable[str] | str = (),
    as_of: date | None = None,
    background: Background | None = None,
) -> Supposition:
    """What would change without some sources or claims, or if values were as assumed: see `reconciliation.what_if`.

    >>> what_if([]).gone
    ()
    """
    return reconciliation.what_if(claims_in(claims), without=without, assume=assume, as_of=as_of, background=background)


def claims_in(claims: Any) -> list[Claim]:
    """Claims as they are, or the claims of a DataFrame's rows; raises UsageError for what is neither.

    >>> claims_in([])
    []
    """
    frame = nw.from_native(claims, pass_through=True)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, nw.DataFrame):
        return _read(frame)
    if isinstance(claims, Iterable):
        known = list(claims)
        if all(isinstance(claim, Claim) for claim in known):
            return known
    raise UsageError("no-claims", value=type(claims).__name__, remedy="give-claims", required=", ".join(REQUIRED))


def _read(frame: nw.DataFrame[Any]) -> list[Claim]:
    names = {name: str(name).strip().lower() for name in frame.columns}
    missing = [name for name in REQUIRED if name not in names.values()]
    if missing:
        raise UsageError(
            "frame-lacks",
            value=", ".join(names.values()),
            remedy="name-frame-columns",
            columns=", ".join(missing),
        )
    numbered = enumerate(frame.iter_rows(named=True), start=1)
    claims, refused = read_claims((_row(number, row, names) for number, row in numbered), _NAME)
    for error in refused:
        warnings.warn(str(error), stacklevel=4)
    return claims


def _row(number: int, row: Mapping[str, object], names: Mapping[str, str]) -> dict[str, str | int]:
    return {"row": number, **{names[name]: _cell(value) for name, value in row.items()}}


def _cell(value: object) -> str:
    """A cell as a table's file has it: a day in ISO 8601, a whole number without a point, nothing for a missing value.

    >>> _cell(date(2029, 5, 1)), _cell(40.0), _cell(float("nan")), _cell(0.1)
    ('2029-05-01', '40', '', '0.1')
    """
    if value is None or value != value:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return str(value)


def _bound(value: Fraction | None) -> str | None:
    return None if value is None else decimal_text(value)


_FINDING: dict[str, Callable[[Finding], str | None]] = {
    "id": lambda one: one.id,
    "verdict": lambda one: one.verdict.value,
    "relation": lambda one: one.relation,
    "claims": lambda one: " ".join(one.claims),
    "measure": lambda one: one.measure,
    "subject": lambda one: one.subject,
    "arithmetic": lambda one: "\n".join(one.arithmetic),
    "gap": lambda one: _bound(one.degree.gap) if one.degree else None,
    "gap_unit": lambda one: one.degree.unit if one.degree else None,
    "since": lambda one: one.since.isoformat() if one.since else None,
    "ended": lambda one: one.ended.day.isoformat() if one.ended else None,
    "explanation_en": lambda one: one.explanation["en"],
    "explanation_fr": lambda one: one.explanation["fr"],
    "explanation_ru": lambda one: one.explanation["ru"],
}
"""The columns of findings, each with what it holds."""
_BOUNDS: dict[str, Callable[[Bounds], str | None]] = {
    "subject": lambda one: one.subject,
    "measure": lambda one: one.measure,
    "kind": lambda one: one.kind.value,
    "unit": lambda one: one.unit,
    "qualifiers": lambda one: ", ".join(sorted(one.qualifiers)),
    "when": lambda one: str(one.when),
    "low": lambda one: _bound(one.interval.low),
    "high": lambda one: _bound(one.interval.high),
    "interval": lambda one: str(one.interval),
    "low_claims": lambda one: " ".join(one.low_claims),
    "high_claims": lambda one: " ".join(one.high_claims),
    "disputed": lambda one: " ".join(one.disputed),
}
"""The columns of bounds."""


def findings_frame(found: Iterable[Finding], like: Any) -> Any:
    """Findings as a DataFrame of the library that another DataFrame is of, with one row a finding.

    All columns are texts; ids of claims are joined by a space, exact numbers are written as "73.5" or "1/3", and the
    explanation has a column for each language.
    """
    rows = list(found)
    return _frame({name: [column(one) for one in rows] for name, column in _FINDING.items()}, like)


def bounds_frame(found: Iterable[Bounds], like: Any) -> Any:
    """Bounds as a DataFrame of the library that another DataFrame is of, with one row an answer; all columns are texts."""
    rows = list(found)
    return _frame({name: [column(one) for one in rows] for name, column in _BOUNDS.items()}, like)


def _frame(columns: dict[str, list[str | None]], like: Any) -> Any:
    library = nw.from_native(like).implementation
    return nw.from_dict(columns, schema=dict.fromkeys(columns, nw.String()), backend=library).to_native()
