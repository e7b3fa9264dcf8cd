"""`servanda reconcile`: which sayings cannot all be true."""

from __future__ import annotations

from pathlib import Path

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import AsOf, Format, FormatOption, KnownOn, LangOption, ProjectOption, day, spoken


def run(
    project: ProjectOption = Path(),
    form: FormatOption = Format.TEXT,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    lang: LangOption = None,
) -> None:
    """Check every claim against every other: contradictions, tensions, overdue commitments, and what agrees.

    Example: servanda reconcile --format json --as-of 2024-01-31
    """
    from servanda.exports.json import finding_as_json
    from servanda.record.project import Project

    findings = Project.open(project).findings(day(as_of), day(known_on))
    if form is not Format.TEXT:
        output.data((finding_as_json(finding) for finding in findings), form)
        return
    words = spoken(lang)
    if not findings:
        output.line(say("no-findings", words))
    for finding in findings:
        output.line(f"{say(finding.verdict.value, words)}: {finding.subject}, {finding.measure}")
        output.line(f"  {finding.explanation[words]}")
        for step in finding.arithmetic:
            output.line(f"    {step}")
        output.line(f"  {say('claims', words)}: {', '.join(finding.claims)}\n")
