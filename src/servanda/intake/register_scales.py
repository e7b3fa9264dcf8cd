"""The register's scales, who uses them, and the assessments read on them.

Takes the entries that `register_schema` read, with their lines; gives Scales, Assessors and Assessments, and adds a fault for a
status that its assessor's scale has not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from servanda.assessment import PERCENTAGES, STATUSES, Assessment, Assessor, Grade, Scale, Status
from servanda.intake.register_schema import Faults, nearest, read_entry
from servanda.message import Message

__all__ = ["ScaleReader", "assessors_of", "scales_of"]

_Entry = tuple[dict[str, Any], int]


def scales_of(entries: Iterable[_Entry], faults: Faults) -> tuple[Scale, ...]:
    """The scales that a register declares."""
    found = []
    for entry, line in entries:
        grades = [values for node in entry["grades"] if (values := read_entry("grades", node, faults))]
        ids = [grade["id"] for grade in grades]
        for double in sorted({one for one in ids if ids.count(one) > 1}):
            faults.add(line, "grade-twice", double, "keep-one-grade", scale=entry["id"])
        made = tuple(
            Grade(grade["id"], grade.get("name", {}), grade.get("status") or _status_of(grade), grade.get("share"))
            for grade in grades
        )
        found.append(Scale(entry["id"], entry["name"], made, source=entry.get("source", "")))
    return tuple(found)


def _status_of(grade: dict[str, Any]) -> Status:
    """The status that a share stands for, where the scale says none."""
    share = grade.get("share")
    if share is None:
        return Status.NOT_ASSESSED
    return Status.DONE if share.low == 100 else Status.NOT_STARTED if share.high == 0 else Status.IN_PROGRESS


def assessors_of(
    entries: Iterable[_Entry], scales: Iterable[Scale], bodies: set[str], faults: Faults
) -> tuple[Assessor, ...]:
    """Who assesses; each uses a scale that is declared or always there."""
    known = {scale.id for scale in (*scales, STATUSES, PERCENTAGES)}
    found = []
    for entry, line in entries:
        scale, body = entry.get("scale", STATUSES.id), entry.get("body")
        if scale not in known:
            faults.add(line, "unknown-scale", scale, nearest(scale, known), entry=entry["id"])
        if body is not None and body not in bodies:
            faults.add(line, "unknown-body", body, nearest(body, bodies), entry=entry["id"])
        found.append(Assessor(entry["id"], entry["name"], scale, body, entry.get("source", "")))
    return tuple(found)


class ScaleReader:
    """Reads statuses on the scales of a register, each on its assessor's; what it has read once it knows.

    An assessor that the register does not list uses the statuses, or per cent where a number is given. "Not assessed" can be
    said on any scale.

    >>> from datetime import date
    >>> faults, reader = Faults("agreement.yaml"), ScaleReader((), ())
    >>> row = {"item": "a", "status": "40 %", "as_of": date(2030, 1, 1), "assessor": "office"}
    >>> found = reader.assessment(row, 3, faults)
    >>> found.status.value, str(found.share), found.scale
    ('in progress', '[40, 40]', 'per cent')
    >>> reader.assessment(row | {"status": "soon"}, 4, faults), str(faults.found[0])[:60]
    (None, "agreement.yaml:4: Expected a status of the scale 'statuses'.")
    """

    def __init__(self, scales: Iterable[Scale], assessors: Iterable[Assessor]) -> None:
        self._scales = {scale.id: scale for scale in (*scales, STATUSES, PERCENTAGES)}
        self._scale_of = {assessor.id: assessor.scale for assessor in assessors}
        self._read: dict[tuple[str | None, str], tuple[Scale, Grade | None]] = {}

    def assessment(self, entry: Mapping[str, Any], line: int | None, faults: Faults) -> Assessment | None:
        """The assessment that an entry gives; None, with a fault, where its assessor's scale has no such status."""
        told, status = self._scale_of.get(entry["assessor"]), entry["status"]
        if told is not None and told not in self._scales:
            return None  # a fault of the assessor's, which is told already
        if (told, status) not in self._read:
            self._read[told, status] = self._grade(told, status)
        scale, grade = self._read[told, status]
        if grade is None:
            words = [one.id for one in scale.grades]
            remedy = nearest(status, words) if words else Message.of("write-share")
            faults.add(line, "no-such-status", status, remedy, scale=scale.id)
            return None
        given = {name: value for name, value in entry.items() if name != "status"}
        return Assessment(status=grade.status, scale=scale.id, value=grade.id, share=grade.share, **given)

    def knows(self, assessor: str, status: str) -> bool:
        """Whether a text is a status on the assessor's scale; a bare number is none for an assessor that is not listed.

        >>> reader = ScaleReader((), ())
        >>> reader.knows("office", "done"), reader.knows("office", "40 %"), reader.knows("office", "40")
        (True, True, False)
        """
        told = self._scale_of.get(assessor)
        if told is None and status.isdecimal():
            return False
        return (told is None or told in self._scales) and self._grade(told, status)[1] is not None

    def _grade(self, told: str | None, status: str) -> tuple[Scale, Grade | None]:
        scale = self._scales[told or STATUSES.id]
        grade = scale.grade(status)
        if grade is None and told is None and (grade := PERCENTAGES.grade(status)):
            scale = PERCENTAGES
        if grade is None and status.replace("_", " ").casefold() == Status.NOT_ASSESSED:
            grade = Grade(Status.NOT_ASSESSED.value)
        return scale, grade
