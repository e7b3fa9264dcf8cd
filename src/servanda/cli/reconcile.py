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
    from servanda.exports.arithmetic import arithmetic_in
    from servanda.exports.json import finding_as_json
    from servanda.exports.wording import printable, wording
    from servanda.record.project import Project

    opened = Project.open(project)
    findings = opened.findings(day(as_of), day(known_on))
    if form is not Format.TEXT:
        output.data((finding_as_json(finding) for finding in findings), form)
        return
    words = spoken(lang)
    if not findings:
        output.line(say("no-findings", words))
    told, names = wording(words), opened.register(day(known_on))[1].names_by_form()
    for finding in findings:
        subject = told.name(names.get(finding.subject, {}), finding.subject)
        about = printable(f"{subject}, {told.term('measure', finding.measure)}")
        output.line(told.say("{name}: {reason}", name=say(finding.verdict.value, words), reason=about))
        output.line(f"  {printable(finding.explanation[words])}")
        for step in finding.arithmetic:
            output.line(f"    {printable(arithmetic_in(told, step, {}))}")
        output.line(f"  {say('claims', words)}: {', '.join(finding.claims)}\n")
