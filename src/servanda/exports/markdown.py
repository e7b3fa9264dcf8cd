"""The account as Markdown, for a wiki, a repository or a newsroom's own tools.

Takes an `Account` and a language, gives CommonMark with tables. Every character from outside that Markdown or HTML could
take for markup is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from servanda.exports.page import Cell, Page, Table, ToldChart, ToldFinding, ToldMatrix, Witness
from servanda.exports.report import Account
from servanda.exports.signs import SIGNS
from servanda.exports.telling import page_of
from servanda.exports.wording import Wording, wording

__all__ = ["render"]

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LIST_SIGN = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def render(account: Account, lang: str) -> str:
    """The account as Markdown in a language; raises UnknownName for one that reports are not written in."""
    return "\n\n".join(_blocks(page_of(account, lang), wording(lang))) + "\n"


def _told(told: ToldMatrix | ToldChart) -> Iterator[str]:
    yield f"### {_escaped(told.title)}"
    yield _escaped(told.note)
    yield _table(told.table)


def _blocks(page: Page, words: Wording) -> Iterator[str]:
    """Paragraphs, headings and tables, in order."""
    yield f"# {_escaped(page.title)}"
    yield f"*{_escaped(page.day)}*"
    yield _escaped(" ".join(page.lead))
    yield f"## {words.say('Where it stands')}"
    if page.standing_table:
        yield _table(page.standing_table)
    if page.matrices or page.charts:
        yield f"## {words.say('Progress')}"
        for matrix in page.matrices:
            yield from _told(matrix)
        if page.risks:
            yield f"### {words.say('Overdue and at risk')}"
            yield _escaped(page.risks.caption)
            yield _table(page.risks)
        for chart in page.charts:
            yield from _told(chart)
        yield from (_escaped(sentence) for sentence in page.uncharted)
    for ladder in page.ladders:
        yield f"### {_escaped(ladder.title)}"
        yield _table(ladder.table)
    for group in page.groups:
        yield f"## {SIGNS[group.verdict]} {group.heading}"
        yield group.meaning
        for finding in group.findings:
            yield from _finding(finding, words)
    if page.dismissed:
        yield f"## {words.say('Dismissed findings')}"
        for finding in page.dismissed:
            yield from _finding(finding, words)
    if page.answers:
        yield f"## {words.say('Answers to findings that are no longer made')}"
        yield "\n".join(f"- {_escaped(line)}" for line in page.answers)
    yield f"## {words.say('Every claim')}"
    yield _table(page.claims)
    if page.speakers:
        yield f"## {words.say('Who said what')}"
        yield _escaped(page.speakers.caption)
        yield _table(page.speakers)
    yield f"## {words.say('What was read')}"
    if page.documents.rows:
        yield _table(page.documents)
    yield from (_escaped(line) for line in page.coverage)
    if page.unread:
        yield f"## {words.say('What was left out')}"
        yield "\n".join(f"- {_escaped(line)}" for line in page.unread)
    yield f"## {words.say('How this was made')}"
    yield from (_escaped(sentence) for sentence in page.method)
    if page.colophon:
        yield f"*{_escaped(page.colophon)}*"


def _finding(finding: ToldFinding, words: Wording) -> Iterator[str]:
    yield f"### {_escaped(finding.title)} ({_escaped(finding.id)})"
    if finding.dismissed:
        yield f"*{_escaped(finding.dismissed)}*"
    yield _escaped(finding.explanation)
    if finding.arithmetic:
        yield "\n".join(f"    {line}" for line in finding.arithmetic)
    for witness in finding.witnesses:
        yield _witness(witness, words)
    if finding.notes:
        yield _escaped(" ".join(finding.notes))
    if finding.hypotheses:
        yield _escaped(words.say("What would resolve it, the smallest change first:"))
        yield "\n".join(f"- {_escaped(one)}" for one in finding.hypotheses)
    yield from (_escaped(one) for one in finding.answers)
    if finding.rule:
        yield _escaped(words.say("The rule: {rule}", rule=finding.rule))


def _witness(witness: Witness, words: Wording) -> str:
    """Who said it when, the words as a block quotation, how they are read, and where they stand."""
    lines = [f"**{_escaped(witness.speaker)}**, {_escaped(witness.said)} ({_escaped(witness.mark)})"]
    if witness.words:
        lines += ["", f"> {_escaped(words.say('“{words}”', words=witness.words.spoken))}", ""]
    elif witness.summary:
        lines += [
            "",
            f"{_escaped(witness.summary)} {_escaped(words.say('(an analyst’s summary, not a quotation)'))}",
            "",
        ]
    lines.append(_escaped(words.say("Read as: {reading}", reading=witness.reading)) + "  ")
    if witness.linked:
        lines.append(_escaped(witness.linked) + "  ")
    lines.append(_cell(witness.source))
    return "\n".join(lines)


def _table(table: Table) -> str:
    lines = [f"| {' | '.join(_escaped(column) for column in table.head)} |", "|" + " --- |" * len(table.head)]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in table.rows]
    return "\n".join(lines)


def _cell(cell: Cell) -> str:
    """The text, as a link where it has an address."""
    return f"[{_escaped(cell.text)}](<{quote(cell.address, safe=_ADDRESS)}>)" if cell.address else _escaped(cell.text)


_ADDRESS = "/:?#[]@!$&'()*+,;=%-._~"
"""What an address may hold as it is: RFC 3986's own signs and the percent sign of what is already escaped."""


def _escaped(text: str) -> str:
    """The text on one line, with a backslash before whatever could be markup.

    >>> _escaped("<b>*no*")
    '\\\\<b\\\\>\\\\*no\\\\*'
    """
    return _LIST_SIGN.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", " ".join(text.split())))
