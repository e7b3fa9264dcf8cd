"""The register's tenures: that each names a person and an office, ends after it begins, and that no two share an office's days.

Takes the entries that `register_schema` read, with their lines; gives Tenures, and adds a fault for each that cannot be true.
"""

from __future__ import annotations

from typing import Any

from servanda.intake.register_schema import Faults, nearest
from servanda.tenure import Tenure

__all__ = ["check_tenures"]


def check_tenures(entries: dict[str, list[tuple[dict[str, Any], int]]], faults: Faults) -> tuple[Tenure, ...]:
    """The tenures of a register, in its order; faults are added as they are met.

    >>> from datetime import date
    >>> from servanda.period import Period
    >>> row = {"person": "roi", "office": "minister", "from": Period.parse("2019"), "source": "", "accessed": date(2026, 1, 5)}
    >>> faults = Faults("agreement.yaml")
    >>> known = {"people": [({"id": "roy"}, 3)], "offices": [({"id": "minister"}, 5)], "tenures": [(row, 7)]}
    >>> check_tenures(known, faults), str(faults.found[0])
    ((), "agreement.yaml:7: Expected the id of a person in 'person' of a tenure. Found 'roi'. Did you mean 'roy'?")
    """
    people = {entry["id"] for entry, _ in entries["people"]}
    offices = {entry["id"] for entry, _ in entries["offices"]}
    found: list[tuple[Tenure, int]] = []
    for entry, line in entries["tenures"]:
        if entry["person"] not in people:
            faults.add(line, "tenure-person", entry["person"], nearest(entry["person"], people))
        elif entry["office"] not in offices:
            faults.add(line, "tenure-office", entry["office"], nearest(entry["office"], offices))
        else:
            tenure = Tenure(
                entry["person"], entry["office"], entry["from"], entry.get("to"), entry["source"], entry["accessed"]
            )
            if _is_possible(tenure, line, found, faults):
                found.append((tenure, line))
    return tuple(tenure for tenure, _ in found)


def _is_possible(tenure: Tenure, line: int, before: list[tuple[Tenure, int]], faults: Faults) -> bool:
    """Whether a tenure ends after it begins, and nobody else holds the office for sure while it lasts."""
    first, last = tenure.since.start, tenure.until.end if tenure.until else tenure.accessed
    if first and last and last < first:
        faults.add(line, "tenure-ends-early", str(last), "correct-last-day", person=tenure.person, start=str(first))
        return False
    for other, place in before:
        if other.office == tenure.office and other.person != tenure.person and _share_days(tenure, other):
            faults.add(line, "tenures-share-days", tenure.person, "correct-either", other=other.person, place=place)
            return False
    return True


def _share_days(one: Tenure, other: Tenure) -> bool:
    """Whether more than the day of handing over lies in both for sure."""
    begins = max(day for day in (one.since.end, other.since.end) if day)
    ends = [tenure.until.start if tenure.until else tenure.accessed for tenure in (one, other)]
    return begins < min(day for day in ends if day)
