"""Options that several commands have, each told once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from servanda.message import lang_of_environment

__all__ = [
    "AsOf",
    "ByOption",
    "Format",
    "FormatOption",
    "KnownOn",
    "Lang",
    "LangOption",
    "PeriodOption",
    "ProjectOption",
    "ProjectsOption",
    "WhoOption",
    "asked",
    "day",
    "spoken",
]


class Format(StrEnum):
    """How results are given."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


class Lang(StrEnum):
    """Languages that the program speaks."""

    EN = "en"
    FR = "fr"
    RU = "ru"


ProjectOption = Annotated[
    Path, typer.Option("--project", "-p", envvar="SERVANDA_PROJECT", help="The project's folder.", metavar="DIR")
]
ProjectsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--project",
        "-p",
        envvar="SERVANDA_PROJECT",
        help="The project's folder; several make a site about all.",
        metavar="DIR",
        show_default=".",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="text for people, json or jsonl for programs.")]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="en, fr or ru; that of the environment (LANG) otherwise.")
]
WhoOption = Annotated[str, typer.Option("--who", envvar="SERVANDA_WHO", metavar="NAME", help="Who judges.")]
ByOption = Annotated[str, typer.Option("--by", envvar="SERVANDA_WHO", metavar="NAME", help="Who decides it.")]
PeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="PERIOD", help="Which round; the only open one otherwise.")
]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DAY", help="The day of the account; today otherwise."),
]
KnownOn = Annotated[
    datetime | None,
    typer.Option(
        "--known-on", formats=["%Y-%m-%d"], metavar="DAY", help="What the record knew by the end of this day."
    ),
]


def day(given: datetime | None) -> date | None:
    """The day that an option names."""
    return None if given is None else given.date()


def asked(arguments: Sequence[str]) -> str:
    """The language that a command line asks for, told from its words alone: what went wrong may have come before its options.

    >>> asked(["undo", "3", "--lang", "fr"]), asked(["undo", "3", "--lang=ru"])
    ('fr', 'ru')
    """
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        option, _, value = word.partition("=")
        if option == "--lang" and (value or following) in set(Lang):
            return value or following
    return spoken(None)


def spoken(given: Lang | None) -> str:
    """The language asked for, or that of the environment, or English."""
    if given is not None:
        return given.value
    return lang_of_environment()
