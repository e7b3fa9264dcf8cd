"""Prints docs/reference.md: commands, the register's fields, relations, measures and errors, made from the code."""

from __future__ import annotations

import inspect
from typing import Any

import click
import typer.main

from servanda import errors
from servanda.assessment import Status
from servanda.claim import DONE_STATES, Measure
from servanda.cli import app
from servanda.finding import Verdict
from servanda.intake.register_schema import ENTRIES
from servanda.reconciliation.relations import relations

WIDTH = 100


def commands(group: Any, name: str) -> list[str]:
    """The help of a command and of those below it."""
    context = click.Context(group, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    lines = [f"### `{name}`\n", "```", group.get_help(context).rstrip(), "```\n"]
    for below, command in getattr(group, "commands", {}).items():
        lines += commands(command, f"{name} {below}")
    return lines


def table(head: str, rows: list[tuple[str, ...]]) -> list[str]:
    """A Markdown table; `head` has its columns with a bar between them."""
    columns = head.split("|")
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]


def register() -> list[str]:
    """The fields of agreement.yaml."""
    lines = []
    for kind, fields in ENTRIES.items():
        lines.append(f"### `{kind}`\n")
        rows = [
            (f"`{name}`", str(one.expected), "must be there" if one.required else "") for name, one in fields.items()
        ]
        lines += table("field|what is expected|", rows)
    return lines


def first_line(thing: Any) -> str:
    """The first sentence of a docstring."""
    return (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")


def tree(error: type[errors.ServandaError]) -> list[tuple[str, ...]]:
    """An error and those below it, as rows."""
    rows = [(f"`{error.id}`", error.__name__, str(error.exit_status), first_line(error))]
    for below in error.__subclasses__():
        rows += tree(below)
    return rows


def main() -> None:
    """Print the page."""
    print("# Reference\n\nMade from the code by `make reference`; a test holds the two together.\n")
    print("## Commands\n")
    print("\n".join(commands(typer.main.get_command(app), "servanda")))
    print("## The register: `agreement.yaml`\n")
    print(
        "Each top-level key holds one kind of entry. Large registers keep the lower levels in `activities.csv` beside it.\n"
    )
    print("\n".join(register()))
    print("## Measures\n")
    print(", ".join(f"`{measure.value}`" for measure in Measure) + ".\n")
    print("States that are not left again: " + ", ".join(f"`{state}`" for state in sorted(DONE_STATES)) + ".\n")
    print("Statuses of an assessment: " + ", ".join(f"`{status.value}`" for status in Status) + ".\n")
    print("## Verdicts and relations\n")
    print(", ".join(f"`{verdict.value}`" for verdict in Verdict) + ".\n")
    print("\n".join(table("relation|what it says", [(f"`{one.name}`", one.about) for one in relations()])))
    print("## Errors\n")
    print("\n".join(table("id|class|exit status|when", tree(errors.ServandaError))).rstrip())


if __name__ == "__main__":
    main()
