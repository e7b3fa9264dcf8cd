"""The report of a reporting round, or the built-in template of it, as a file: DOCX or XLSX by its suffix."""

from __future__ import annotations

from pathlib import Path

from servanda.errors import UnknownName, UsageError
from servanda.exports import round_docx, round_xlsx
from servanda.exports.round_report import placeholders
from servanda.message import reason
from servanda.reporting import RoundAccount

__all__ = ["KINDS", "write_report", "write_template"]

KINDS = {".docx": round_docx, ".xlsx": round_xlsx}


def write_report(account: RoundAccount, lang: str, to: Path, template: Path | None) -> None:
    """Fill the template, or the built-in one, and write the report; both have the same suffix.

    Raises UnknownName or UsageError for other suffixes, InputError for a template that cannot be filled.
    """
    kind = _suffix(to)
    if template is not None and template.suffix.lower() != kind:
        raise UsageError("template-of-other-kind", value=template.name, remedy="give-same-suffix")
    _write(to, KINDS[kind].render(placeholders(account, lang), lang, template))


def write_template(lang: str, to: Path) -> None:
    """Write the built-in template in a language, for an office to make its own."""
    _write(to, KINDS[_suffix(to)].template(lang))


def _suffix(file: Path) -> str:
    kind = file.suffix.lower()
    if kind not in KINDS:
        raise UnknownName("no-round-suffix", value=file.suffix, remedy="choose-one-of", known=", ".join(KINDS))
    return kind


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UsageError("cannot-be-written", value=str(file), remedy="check-rights", reason=reason(error)) from error
