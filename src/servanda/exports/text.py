"""The account as text for a terminal, a letter or a pipe: a careful reading aloud, with claims over time drawn in characters.

Takes an `Account`, a language, whether to colour, and how many columns there are; gives text. Without colour there is no escape
code in it. What came from outside is never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from io import StringIO
from math import ceil, floor

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from servanda.exports.ladder import Ladder, Rung
from servanda.exports.page import Cell, Page, Table, ToldChart, ToldFinding, ToldLadder, Witness
from servanda.exports.page import Group as Findings
from servanda.exports.report import Account
from servanda.exports.signs import SIGNS
from servanda.exports.telling import page_of
from servanda.exports.wording import Wording, wording
from servanda.finding import Finding, Verdict
from servanda.interval import Interval

__all__ = ["render", "render_finding"]

_STYLES = {
    Verdict.CONTRADICTION: "bold red",
    Verdict.TENSION: "bold yellow",
    Verdict.OVERDUE: "bold magenta",
    Verdict.CONSISTENT: "bold green",
}
_WIDEST = 100
"""Columns beyond which lines of prose become hard to read."""
_ROOM_FOR_COLUMNS = 90
"""Columns below which the tables of charts are set as lists."""
_UNBROKEN, _NARROW = "\ue000", "\ue001"
"""Stand for no-break spaces while Rich, which breaks lines at them, sets the text."""


def render(account: Account, lang: str, *, color: bool, width: int) -> str:
    """The account as text in a language; raises UnknownName for one that reports are not written in."""
    page, words = page_of(account, lang), wording(lang)
    console = _console(color=color, width=width)
    return _set(console, _parts(page, words, console.width))


def render_finding(account: Account, finding: Finding, lang: str, *, color: bool, width: int) -> str:
    """One finding of an account at length."""
    page, words = page_of(account, lang), wording(lang)
    told = [*(one for group in page.groups for one in group.findings), *page.dismissed]
    verdict = _line(
        f"{SIGNS[finding.verdict]} {words.plural('verdict', finding.verdict.value, 1)}", _STYLES[finding.verdict]
    )
    parts = [part for one in told if one.id == finding.id for part in (verdict, _finding(one, words))]
    return _set(_console(color=color, width=width), parts)


def _console(*, color: bool, width: int) -> Console:
    return Console(
        file=StringIO(),
        width=max(40, min(width, _WIDEST)),
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _set(console: Console, parts: Iterable[RenderableType]) -> str:
    """What is printed, without blanks at the ends of lines."""
    for part in parts:
        console.print(part)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    set_out = shown.replace(_UNBROKEN, "\u00a0").replace(_NARROW, "\u202f")
    return "\n".join(line.rstrip() for line in set_out.split("\n")).rstrip("\n") + "\n"


def _parts(page: Page, words: Wording, width: int) -> Iterable[RenderableType]:
    """The sections, in order."""
    yield _line(page.title, style="bold")
    yield _line(page.day + "\n", style="dim")
    yield _line(" ".join(page.lead))
    yield _line(_tally(page, words))
    yield _heading(words.say("Where it stands"))
    for sentence in page.standing:
        yield _line(sentence)
    if page.matrices or page.charts:
        yield _heading(words.say("Progress"))
        for matrix in page.matrices:
            yield _line(matrix.title, style="bold")
            yield _line(matrix.note, style="dim")
            yield from (
                _indented(row, 2 * depth)
                for depth, row in zip(matrix.depths, _records(matrix.table, words), strict=True)
            )
        if page.risks:
            yield _line(words.say("Overdue and at risk"), style="bold")
            yield _line(page.risks.caption, style="dim")
            yield from _records(page.risks, words)
        for sentence in page.uncharted:
            yield _line(sentence)
        for chart in page.charts:
            yield _chart(chart, words, width)
    for ladder in page.ladders:
        yield _ladder(ladder, words, width)
    for group in page.groups:
        yield from _findings(group, words)
    if page.dismissed:
        yield _heading(words.say("Dismissed findings"))
        for finding in page.dismissed:
            yield _item(_finding(finding, words))
    if page.answers:
        yield _heading(words.say("Answers to findings that are no longer made"))
        for line in page.answers:
            yield _item(_line(line))
    if page.alone:
        yield _heading(words.say("Claims that stand alone"))
        for witness in page.alone:
            yield _indented(_witness(witness, words), 2)
    if page.speakers:
        yield _heading(words.say("Who said what"))
        yield _line(page.speakers.caption, style="dim")
        yield from _records(page.speakers, words)
    yield _heading(words.say("What was read"))
    yield from _documents(page.documents)
    for line in page.coverage:
        yield _line(line)
    if page.unread:
        yield _heading(words.say("What was left out"))
        for line in page.unread:
            yield _item(_line(line))
    yield _heading(words.say("How this was made"))
    for sentence in page.method:
        yield _line(sentence + "\n")
    yield _line(page.colophon, style="dim")


def _line(text: str, style: str = "") -> Text:
    """Text whose no-break spaces Rich does not break at."""
    return Text(text.replace("\u00a0", _UNBROKEN).replace("\u202f", _NARROW), style=style, overflow="fold")


def _tally(page: Page, words: Wording) -> str:
    """How many findings of each verdict, in one sentence."""
    tally = [
        f"{words.number(Fraction(len(group.findings)))}\u00a0{words.plural('verdict', group.verdict.value, len(group.findings))}"
        for group in page.groups
    ]
    return words.say("Findings: {tally}.", tally=words.listing(tally)) if tally else words.say("No findings.")


def _heading(title: str, style: str = "bold") -> RenderableType:
    return Group(Text(), _line(title, style), _line("─" * len(title), style="dim"))


def _indented(part: RenderableType, by: int) -> RenderableType:
    return Padding(part, (0, 0, 0, by))


def _item(part: RenderableType, sign: str = "–") -> RenderableType:
    """A list item whose lines hang beside its sign."""
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(_line(sign), part)
    return grid


def _ladder(told: ToldLadder, words: Wording, width: int) -> RenderableType:
    """A ladder as a table with a bar for each rung."""
    columns = max(12, min(40, width - 58))
    grid = Grid(box=None, padding=(0, 1, 0, 0), show_header=False)
    for _ in range(3):
        grid.add_column(no_wrap=False)
    grid.add_column(no_wrap=True, min_width=columns)
    grid.add_column(no_wrap=True)
    low, high = _reach(told.ladder)
    for rung, row in zip(told.ladder.rungs, told.table.rows, strict=True):
        _, about, value, _, speaker, _ = (cell.text for cell in row)
        sign = _line(SIGNS[rung.dispute], _STYLES[rung.dispute]) if rung.dispute else _line(" ")
        grid.add_row(_line(about), _line(speaker), sign, _bar(told.ladder, rung, (low, high), columns), _line(value))
    return Group(Text(), _line(told.title, style="bold"), _line(told.note, style="dim"), grid)


def _chart(told: ToldChart, words: Wording, width: int) -> RenderableType:
    """A chart of progress as its table, with a bar where it has some: what is done, and lighter what is unknown.

    On a narrow terminal its rows are a list, since columns would be cut.
    """
    title, note = _line(told.title, style="bold"), _line(told.note, style="dim")
    if width < _ROOM_FOR_COLUMNS:
        return Group(Text(), title, note, *_records(told.table, words))
    columns = max(10, min(30, width - 70))
    grid = Grid(box=None, padding=(0, 1, 0, 0), header_style="dim")
    grid.add_column(told.table.head[0])
    has_bars = any(told.bars)
    if has_bars:
        grid.add_column("", no_wrap=True, min_width=columns)
    for head in told.table.head[1:]:
        grid.add_column(head)
    for (day, *cells), interval in zip(told.table.rows, told.bars, strict=True):
        bar = [_stretch(interval, told.top, columns)] if has_bars else []
        grid.add_row(_line(day.text), *bar, *(_line(cell.text) for cell in cells))
    return Group(Text(), title, note, grid)


def _stretch(interval: Interval | None, top: Fraction, columns: int) -> Text:
    """What is done from the left, then what is unknown, on a dotted line that is all there is; blank for a claim."""
    if interval is None or not top:
        return Text(" " * columns)
    low, high = (floor((bound or Fraction(0)) / top * columns) for bound in (interval.low, interval.high))
    return Text("█" * low + "░" * (high - low) + "·" * (columns - high))


def _reach(ladder: Ladder) -> tuple[Fraction, Fraction]:
    """The lowest and highest value that the bars show: a whole for shares, else what the claims span."""
    if ladder.is_share:
        return Fraction(0), Fraction(100)
    bounds = [bound for rung in ladder.rungs for bound in (rung.interval.low, rung.interval.high) if bound is not None]
    margin = (max(bounds) - min(bounds)) / 20 or Fraction(1)
    return min(bounds) - margin, max(bounds) + margin


def _bar(ladder: Ladder, rung: Rung, reach: tuple[Fraction, Fraction], columns: int) -> Text:
    """The interval as blocks on a dotted line; lighter where it is implied, and shaded behind it what is left open that day."""
    cells = ["·"] * columns
    left_open = ladder.open_on(rung)
    for interval, sign in ((left_open, "░"), (rung.interval, "▒" if rung.implied else "█")):
        if interval is not None:
            first, last = _columns(interval, reach, columns)
            cells[first:last] = sign * (last - first)
    return Text("".join(cells))


def _columns(interval: Interval, reach: tuple[Fraction, Fraction], columns: int) -> tuple[int, int]:
    """The columns that an interval covers: at least one, the last excluded."""
    low, high = reach
    first = 0 if interval.low is None else floor((interval.low - low) / (high - low) * columns)
    last = columns if interval.high is None else ceil((interval.high - low) / (high - low) * columns)
    first = max(0, min(first, columns - 1))
    return first, max(first + 1, min(last, columns))


def _findings(group: Findings, words: Wording) -> Iterable[RenderableType]:
    """The findings of a verdict, each with its reason before its words."""
    style = _STYLES[group.verdict]
    yield _heading(f"{SIGNS[group.verdict]} {group.heading} ({words.number(Fraction(len(group.findings)))})", style)
    yield _line(group.meaning, style="dim")
    for place, finding in enumerate(group.findings, start=1):
        yield Text()
        yield _item(_finding(finding, words), f"{place}.")


def _finding(finding: ToldFinding, words: Wording) -> RenderableType:
    title = Text.assemble(_line(finding.title, "bold"), _line(f" [{finding.id}]", "dim"))
    parts: list[RenderableType] = [title, _line(finding.explanation)]
    if finding.dismissed:
        parts.insert(1, _line(finding.dismissed, style="italic"))
    parts += [_indented(_line(line, style="cyan"), 2) for line in finding.arithmetic]
    parts += [_witness(witness, words) for witness in finding.witnesses]
    if finding.notes:
        parts.append(_line(" ".join(finding.notes)))
    if finding.hypotheses:
        parts.append(_line(words.say("What would resolve it, the smallest change first:")))
        parts += [_item(_line(one)) for one in finding.hypotheses]
    parts += [_line(one) for one in finding.answers]
    if finding.rule:
        parts.append(_line(words.say("The rule: {rule}", rule=finding.rule), style="dim"))
    return Group(*parts)


def _witness(witness: Witness, words: Wording) -> RenderableType:
    """Who said it when, the words, how they are read, and where they stand."""
    said = Text.assemble(_line(witness.speaker, "bold"), _line(f", {witness.said} "), _line(f"[{witness.mark}]", "dim"))
    parts: list[RenderableType] = [said]
    if witness.words:
        parts.append(_line(words.say("“{words}”", words=witness.words.spoken), style="italic"))
    elif witness.summary:
        parts.append(_line(f"{witness.summary} {words.say('(an analyst’s summary, not a quotation)')}"))
    parts.append(_line(words.say("Read as: {reading}", reading=witness.reading), style="dim"))
    if witness.linked:
        parts.append(_line(witness.linked, style="dim"))
    if witness.source.text:
        parts.append(_line(witness.source.text, style="dim"))
    return _item(Group(*parts))


def _place(cell: Cell) -> str:
    """A title with its address, or whichever of the two there is."""
    return cell.text if cell.address in ("", cell.text) else f"{cell.text} <{cell.address}>"


def _records(table: Table, words: Wording) -> Iterable[RenderableType]:
    """The rows as a list: the name, then each column that has something in it."""
    between = words.say("; ")
    for speaker, *cells in table.rows:
        known = [
            words.say("{name}: {reason}", name=head, reason=cell.text.removesuffix("."))
            for head, cell in zip(table.head[1:], cells, strict=True)
            if cell.text not in ("", "0")
        ]
        yield _item(_line(f"{speaker.text.removesuffix('.')}. {between.join(known)}"))


def _documents(table: Table) -> Iterable[RenderableType]:
    """The documents as a list: title, then what is known of each."""
    for title, *known in table.rows:
        about = ", ".join(cell.text for cell in known[:-1] if cell.text)
        remark = f" {known[-1].text}" if known[-1].text else ""
        yield _item(_line(f"{_place(title)} ({about}).{remark}"))
