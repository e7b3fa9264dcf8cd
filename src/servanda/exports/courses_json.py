"""Time courses with their burn-ups, and matrices, as a program reads them: every day on which something changed, exact bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from servanda.exports.bounds import interval_as_json, period_as_json
from servanda.progress import BurnUp, Matrix, TimeCourse

__all__ = ["courses_as_json", "matrix_as_json"]


def courses_as_json(courses: Iterable[TimeCourse | BurnUp]) -> list[dict[str, Any]]:
    """Each course; where it counts what is done, with what is due and what is claimed in counts.

    >>> from servanda.item import Item
    >>> shown = courses_as_json([TimeCourse(Item("p", "plan", {}), "bridge", "shares", 4, ())])
    >>> shown[0]["item"], shown[0]["level"], shown[0]["method"], shown[0]["total"], shown[0]["moments"]
    ('p', 'bridge', 'shares', 4, [])
    """
    found: list[dict[str, Any]] = []
    for one in courses:
        if isinstance(one, BurnUp):
            found[-1] |= _counts(one)
        else:
            found.append(_course(one))
    return found


def _course(course: TimeCourse) -> dict[str, Any]:
    return {
        "item": course.item.id,
        "level": course.level,
        "method": course.method,
        "total": course.total,
        "moments": [
            {
                "day": moment.day.isoformat(),
                "completion": interval_as_json(moment.completion),
                "statuses": {status.value: number for status, number in moment.count.statuses.items()},
                "unknown": moment.count.unknown,
            }
            for moment in course.moments
        ],
        "claimed": [
            {
                "claim": one.claim,
                "when": period_as_json(one.when),
                "share": interval_as_json(one.share),
                "speaker": one.speaker,
                "forecast": one.forecast,
            }
            for one in course.claimed
        ],
    }


def _counts(burn_up: BurnUp) -> dict[str, Any]:
    return {
        "due": [{"day": day.isoformat(), "number": number} for day, number in burn_up.due],
        "undated": burn_up.undated,
        "claimed_counts": [
            {
                "claim": one.claim,
                "measure": one.measure.value,
                "when": period_as_json(one.when),
                "number": interval_as_json(one.number),
                "speaker": one.speaker,
                "forecast": one.forecast,
            }
            for one in burn_up.counts
        ],
    }


def matrix_as_json(matrix: Matrix) -> dict[str, Any]:
    """By what it is told, and for each row how many are in each column; `left_out` is how many entries no row counts.

    >>> matrix_as_json(Matrix("body", (), ()))
    {'by': 'body', 'rows': [], 'left_out': 0}
    """
    return {
        "by": matrix.by,
        "rows": [
            {"item": row.item.id, "level": row.level, "total": row.total, "cells": dict(row.cells)}
            for row in matrix.rows
        ],
        "left_out": matrix.left_out,
    }
