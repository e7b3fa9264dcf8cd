"""`servanda reconcile`: which sayings cannot all be true."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import finding_text, output
from servanda.cli.messages import say
from servanda.cli.options import AsOf, Format, FormatOption, KnownOn, LangOption, ProjectOption, day, spoken

if TYPE_CHECKING:
    from servanda.exports.report import Account
    from servanda.finding import Finding
    from servanda.record.reviewed import Reviewed


def run(
    project: ProjectOption = Path(),
    explain: Annotated[
        str | None, typer.Option(metavar="ID", help="Tell this finding at length; the beginning of its id is enough.")
    ] = None,
    form: FormatOption = Format.TEXT,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    lang: LangOption = None,
) -> None:
    """Check every claim against every other: contradictions, tensions, overdue commitments, and what agrees.

    Example: servanda reconcile --format json --as-of 2024-01-31
    """
    from servanda.exports.json import finding_as_json
    from servanda.exports.report import account_of
    from servanda.record.project import Project
    from servanda.record.reviewed import review_of

    opened = Project.open(project)
    found = review_of(opened, day(as_of), day(known_on))
    if explain is not None:
        finding = found.finding(explain)
        _explain(account_of(opened, day(as_of), day(known_on)), finding, form, spoken(lang))
        return
    if form is not Format.TEXT:
        output.data((finding_as_json(finding) for finding in found.open), form)
    elif not found.open:
        output.line(say("no-findings", spoken(lang)))
    else:
        names = opened.register(day(known_on))[1].names_by_form()
        for finding in found.open:
            finding_text.show(finding, spoken(lang), names)
    _note(found, spoken(lang))


def _note(found: Reviewed, words: str) -> None:
    """What was left out and why, where the answer is partial, and what a reviewer set aside."""
    from servanda.reconciliation import left_out_because, partial_because

    for one in found.outcome.left_out:
        output.note(say("left-out", words, claim=one.claim, reason=left_out_because(one, words)))
    for subject, limit in found.outcome.partial:
        output.note(say("partial", words, subject=subject, reason=partial_because(limit, words)))
    for dismissed in found.dismissed:
        output.note(say("is-dismissed", words, finding=dismissed.finding.id, who=dismissed.who, why=dismissed.why))


def _explain(account: Account, finding: Finding, form: Format, words: str) -> None:
    from servanda.exports.json import account_as_json
    from servanda.exports.text import render_finding

    if form is Format.TEXT:
        color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        width = shutil.get_terminal_size((100, 24)).columns
        sys.stdout.write(render_finding(account, finding, words, color=color, width=width))
        return
    whole = account_as_json(account)
    (shown,) = (one for one in (*whole["findings"], *whole["dismissed"]) if one["id"] == finding.id)
    said = [claim for claim in whole["claims"] if claim["id"] in finding.claims]
    output.data([shown | {"said": said}], form)
