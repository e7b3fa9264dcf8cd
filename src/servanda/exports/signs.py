"""The sign of each verdict, so that no report and no chart tells one by colour alone."""

from __future__ import annotations

from servanda.finding import Verdict

__all__ = ["SIGNS"]

SIGNS = {Verdict.CONTRADICTION: "◆", Verdict.TENSION: "▲", Verdict.OVERDUE: "■", Verdict.CONSISTENT: "●"}
"""The charts draw the same shapes."""
