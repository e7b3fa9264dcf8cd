"""`servanda round close`: nothing more is taken into it."""

from __future__ import annotations

from pathlib import Path

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import ByOption, LangOption, PeriodOption, ProjectOption, spoken


def run(
    by: ByOption = "",
    period: PeriodOption = None,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Close the round, once all that was sent is approved or sent back; who has not reported stays named as missing.

    Example: servanda round close --by "Anna Weber"
    """
    from servanda.record.project import Project, close_round

    kept = close_round(Project.open(project), period, by)
    output.line(say("round-closed-now", spoken(lang), period=kept.round.period))
    output.note(say("batch", spoken(lang), batch=kept.batch_id))
