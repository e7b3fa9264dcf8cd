"""`servanda what-if`: what would change without a source, or with a value assumed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import finding_text, output
from servanda.cli.messages import say
from servanda.cli.options import AsOf, Format, FormatOption, KnownOn, LangOption, ProjectOption, day, spoken
from servanda.errors import UsageError


def run(
    without: Annotated[
        list[str] | None, typer.Option(metavar="SOURCE|CLAIM", help="Leave out a source, website, speaker or claim.")
    ] = None,
    assume: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help='Assume a value: "MEASURE [of SUBJECT] at DAY = VALUE".')
    ] = None,
    project: ProjectOption = Path(),
    form: FormatOption = Format.TEXT,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    lang: LangOption = None,
) -> None:
    """Tell which findings would go, come and stay, and which bounds would change; nothing is kept.

    Example: servanda what-if --without news.example --assume "completion of Road plan at 2023-10-31 = 76 %"
    """
    from servanda.exports.supposition import supposition_as_json
    from servanda.reconciliation import change_told
    from servanda.record.project import Project
    from servanda.record.supposed import suppose

    if not without and not assume:
        raise UsageError("nothing-supposed", remedy="give-without-or-assume")
    opened = Project.open(project)
    found = suppose(opened, without or (), assume or (), day(as_of), day(known_on))
    if form is not Format.TEXT:
        output.data([supposition_as_json(found)], form)
        return
    words, names = spoken(lang), opened.register(day(known_on))[1].names_by_form()
    output.line(say("supposed", words, without=len(found.left_out), assumed=len(found.assumed)))
    for title, findings in (("would-go", found.gone), ("would-come", found.came)):
        output.line(say(title, words, number=len(findings)))
        for finding in findings:
            finding_text.show(finding, words, names, indent="  ")
    output.line(say("would-stay", words, number=len(found.stayed)))
    output.line(say("would-move", words, number=len(found.bounds)))
    for change in found.bounds:
        output.line(f"  {change_told(change, words, names)}")
    for subject in found.partial:
        output.note(say("bounds-cut", words, subject=subject))
