"""The register as a table that spreadsheets open and `servanda import register` takes."""

from __future__ import annotations

from servanda.agreement import Agreement
from servanda.intake.register_table import ENTRY_COLUMNS, STATUS_COLUMNS, as_csv, assessment_rows, entry_rows

__all__ = ["register_table"]


def register_table(agreement: Agreement, *, assessments: bool = False) -> tuple[str, int]:
    """The entries of a register, or its assessments, as CSV, and how many they are.

    >>> register_table(Agreement("a", {}), assessments=True)
    ('item,status,as_of,assessor,reason,evidence,source,origin,typed\\n', 0)
    """
    rows = assessment_rows(agreement) if assessments else entry_rows(agreement)
    return as_csv(rows, STATUS_COLUMNS if assessments else ENTRY_COLUMNS), len(rows)
