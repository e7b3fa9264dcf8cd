"""A finding as a few lines of text, in the words and signs of a language."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.cli import output
from servanda.cli.messages import say
from servanda.finding import Finding

__all__ = ["Names", "show"]

Names = Mapping[str, Mapping[str, str]]
"""Names of the register by language, for each name as claims give it."""


def show(finding: Finding, lang: str, names: Names, indent: str = "") -> None:
    """Print what was found of what, the id, the explanation, the arithmetic and the claims."""
    from servanda.exports.arithmetic import arithmetic_in
    from servanda.exports.wording import printable, wording

    words = wording(lang)
    subject = words.name(names.get(finding.subject, {}), finding.subject)
    about = printable(f"{subject}, {words.term('measure', finding.measure)} [{finding.id}]")
    output.line(indent + words.say("{name}: {reason}", name=say(finding.verdict.value, lang), reason=about))
    output.line(f"{indent}  {printable(finding.explanation[lang])}")
    for step in finding.arithmetic:
        output.line(f"{indent}    {printable(arithmetic_in(words, step, {}))}")
    output.line(f"{indent}  {say('claims', lang)}: {', '.join(finding.claims)}\n")
