"""`servanda fetch`: addresses and feeds of the web into the record."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.loading import tell_of_loading
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken
from servanda.cli.progress_bar import progress_bar


def run(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[URL|FEED|LIST]...",
            help="Addresses, feeds, files with an address a line; what agreement.yaml watches otherwise.",
        ),
    ] = None,
    contact: Annotated[
        str,
        typer.Option(
            envvar="SERVANDA_CONTACT",
            help="A mail address or page that is told to servers; that of agreement.yaml otherwise.",
        ),
    ] = "",
    pause: Annotated[float, typer.Option(min=0.0, help="Seconds between two requests of one host, at least.")] = 1.0,
    private: Annotated[bool, typer.Option("--private", help="Allow addresses that are not on the public net.")] = False,
    project: ProjectOption = Path(),
    lang: LangOption = None,
) -> None:
    """Fetch pages and feeds politely, keep each answer as a web archive, and take in what is new; again keeps each version.

    Example: servanda fetch https://ministry.example/news.rss addresses.txt
    """
    from servanda.fetching import Manners
    from servanda.record.actions.fetch import addresses_in
    from servanda.record.project import Project

    spoken_lang = spoken(lang)
    opened = Project.open(project)
    addresses = [one for word in what or () for one in (addresses_in(Path(word)) if _is_list(word) else [word])]
    tell_of_loading(spoken_lang)
    with progress_bar(say("fetching-progress", spoken_lang)) as step:
        outcome = opened.fetch(addresses, Manners(contact=contact, pause=pause, private=private), step)
    output.note(say("ingested", spoken_lang, **asdict(outcome) | {"refused": len(outcome.refused)}))
    if outcome.batch is not None:
        output.note(say("batch", spoken_lang, batch=outcome.batch))
    output.end(outcome.refused, spoken_lang)


def _is_list(word: str) -> bool:
    return "://" not in word and Path(word).is_file()
