"""IATI activities: what of them the register takes, and what is refused."""

from __future__ import annotations

import pytest

from servanda.errors import InputError
from servanda.intake.iati import iati_rows

FILE = b"""<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03">
  <iati-activity xml:lang="en" default-currency="EUR">
    <iati-identifier> XM-1 </iati-identifier>
    <title><narrative>Bridge</narrative><narrative xml:lang="fr">Pont</narrative></title>
    <participating-org role="4"><narrative>Council</narrative></participating-org>
    <participating-org role="1"><narrative>Donor</narrative></participating-org>
    <activity-status code="4"/>
    <activity-date type="1" iso-date="2030-01-01"/><activity-date type="3" iso-date="2031-06-30"/>
    <activity-date type="4" iso-date="2031-05-01"/>
    <budget><value value-date="2030-01-01">1,000.5</value></budget><budget><value>20</value></budget>
    <related-activity ref="x"/><result><title><narrative>A result</narrative></title></result>
  </iati-activity>
  <iati-activity>
    <iati-identifier>XM-2</iati-identifier><title><narrative>Road &amp; rail</narrative></title>
    <budget><value currency="EUR">5</value></budget><budget><value currency="USD">5</value></budget>
  </iati-activity>
</iati-activities>
"""


def test_an_activity_is_a_row() -> None:
    first, second = iati_rows(FILE, "a.xml")
    assert first.number == 3
    assert first.cells == {
        "id": "XM-1", "name": "Bridge", "name_fr": "Pont", "status": "done", "due": "2031-06-30",
        "period": "2030-01-01/2031-06-30", "budget": "1020.5", "currency": "EUR", "bodies": "Council",
    }  # fmt: skip
    # budgets in two currencies are no one number
    assert second.cells == {"id": "XM-2", "name": "Road & rail"}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"<iati-activities><iati-activity>", "no-xml"),
        (b"<!DOCTYPE a [<!ENTITY b 'bb'>]><iati-activities>&b;</iati-activities>", "xml-entities"),
        (
            b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><iati-activities>&b;</iati-activities>",
            "xml-entities",
        ),
        (b"<iati-activities>" + b"<a>" * 100 + b"</a>" * 100 + b"</iati-activities>", "xml-too-deep"),
    ],
)
def test_hostile_files_are_refused(data: bytes, fault: str) -> None:
    with pytest.raises(InputError) as refused:
        iati_rows(data, "a.xml")
    assert refused.value.fault.key == fault
