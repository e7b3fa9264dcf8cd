"""The agreements that one site follows, each below an address of its own, and which of them a request is about.

A site about one agreement has its pages at the root of its address. A site about several has those of each below the name of
its project's folder, `/lake/fr/findings/`, and at the root a first page and one search for all. Who makes a page asks here for
the project and its address, and need not know which of both it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_urlconf, set_urlconf

from servanda.errors import UsageError
from servanda.message import LANGUAGES

__all__ = ["base_of", "chosen_name", "every", "folders_by_name", "project_folder", "public_address", "within"]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_TAKEN = frozenset(
    {*LANGUAGES, "api", "assets", "health", "metrics", "releases", "robots.txt", "sitemap.xml", "404.html"}
)
"""First parts of addresses that the site itself has."""

_chosen: ContextVar[str] = ContextVar("agreement", default="")


def folders_by_name(folders: Sequence[Path]) -> Mapping[str, Path]:
    """The projects of a site by the names that their addresses begin with; none where there is one alone.

    Raises UsageError where a name cannot begin an address, is the site's own or stands twice, and where DATABASE_URL is set: a
    database holds one agreement.

    >>> [name for name in folders_by_name([Path("/srv/lake"), Path("/srv/railway")])], folders_by_name([Path("/srv/lake")])
    (['lake', 'railway'], {})
    """
    if len(folders) < 2:
        return {}
    if os.environ.get("DATABASE_URL"):
        raise UsageError("several-in-one-database", value="DATABASE_URL", remedy="one-database-each")
    found: dict[str, Path] = {}
    for place in folders:
        if not _NAME.fullmatch(place.name) or place.name in _TAKEN:
            raise UsageError("folder-no-address", value=place.name, remedy="rename-folder")
        if place.name in found:
            raise UsageError("folders-of-one-name", value=place.name, remedy="rename-folder")
        found[place.name] = place
    return found


def chosen_name() -> str:
    """The name of the agreement that is asked for, "" on a site about one alone and on the pages about all."""
    return _chosen.get()


def project_folder() -> Path:
    """The folder of the project that is asked for: the site's only one, or that whose name the address begins with."""
    name = _chosen.get()
    chosen: Path = settings.SERVANDA_AGREEMENTS[name] if name else settings.SERVANDA_FOLDER
    return chosen


def public_address() -> str:
    """The address under which the public reaches the agreement's pages, without a slash at its end; "" where nobody said."""
    address, name = str(settings.SERVANDA_ADDRESS), _chosen.get()
    return f"{address}/{name}" if address and name else address


def base_of(request: HttpRequest) -> str:
    """The same, and where nobody said, the address at which the request came in."""
    name = _chosen.get()
    return public_address() or request.build_absolute_uri(f"/{name}" if name else "/").rstrip("/")


@contextmanager
def within(name: str) -> Iterator[Path]:
    """All that is asked inside is about the agreement of this name, "" for a site's only one; gives its project's folder."""
    mark, before = _chosen.set(name), get_urlconf()
    set_urlconf(None)
    try:
        yield project_folder()
    finally:
        set_urlconf(before)
        _chosen.reset(mark)


def every() -> Iterator[Path]:
    """The project of each agreement in turn, which is the one that is asked for until the next."""
    for name in settings.SERVANDA_AGREEMENTS or ("",):
        with within(name) as place:
            yield place
