"""`servanda report`: everything as one page."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import AsOf, KnownOn, LangOption, ProjectOption, day, spoken
from servanda.errors import UnknownName, UsageError
from servanda.message import reason

if TYPE_CHECKING:
    from servanda.exports.report import Account

FORMATS = (".txt", ".html", ".md", ".json")
"""Suffixes of files that a report can be written to."""


def run(
    project: ProjectOption = Path(),
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file: .txt, .html, .md or .json.")] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    lang: LangOption = None,
) -> None:
    """Write the account of the agreement as one page, to the terminal or to a file.

    Example: servanda report --output report.html --lang fr
    """
    if to is not None and to.suffix.lower() not in FORMATS:
        raise UnknownName("no-such-suffix", value=to.suffix, remedy="choose-one-of", known=", ".join(FORMATS))
    from servanda.exports.report import account_of
    from servanda.record.project import Project

    account = account_of(Project.open(project), day(as_of), day(known_on))
    if to is None:
        sys.stdout.write(_for_terminal(account, spoken(lang)))
        return
    _write(to, _for_file(account, spoken(lang), to.suffix.lower()))
    output.note(say("written", spoken(lang), file=to))


def _for_terminal(account: Account, lang: str) -> str:
    """Text with colour as wide as the terminal; without colour where it goes into a pipe or NO_COLOR is set."""
    from servanda.exports.text import render

    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return render(account, lang, color=color, width=shutil.get_terminal_size((100, 24)).columns)


def _for_file(account: Account, lang: str, suffix: str) -> str:
    from servanda.exports import html, markdown, text
    from servanda.exports.json import account_as_json

    if suffix == ".html":
        return html.render(account, lang)
    if suffix == ".md":
        return markdown.render(account, lang)
    if suffix == ".json":
        return json.dumps(account_as_json(account), ensure_ascii=False, indent=2) + "\n"
    return text.render(account, lang, color=False, width=100)


def _write(to: Path, shown: str) -> None:
    try:
        to.write_text(shown, encoding="utf-8")
    except OSError as error:
        raise UsageError("report-not-written", value=str(to), remedy="choose-file", reason=reason(error)) from error
