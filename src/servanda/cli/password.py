"""A password from who sits at the terminal, twice and unseen, or from standard input, one line."""

from __future__ import annotations

import sys

import typer

from servanda.cli.messages import say

__all__ = ["password_asked"]


def password_asked(lang: str) -> str:
    """The password that is typed or piped in; it never stands on the command line, where others would see it."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    told: str = typer.prompt(
        say("password", lang), hide_input=True, confirmation_prompt=say("password-again", lang), err=True
    )
    return told
