"""The site answered by a server of its own: Waitress, which runs everywhere and needs nothing beside it.

Takes projects' folders and where to listen; sets Django up with the site's settings before anything of the record is loaded.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

from servanda.errors import ProjectNotFound, UsageError
from servanda.message import LANGUAGES, reason

__all__ = ["prepare", "serve"]

_THREADS = 8
_MOST_BYTES = 101_000_000
"""Of the body of an upload at the desk."""
_MOST_ELSEWHERE = 1_000_000
"""Of any other body, which the server takes in before the site sees it; the site refuses more than 100,000, with a page."""
_UPLOAD = re.compile(rf"(?:.*/)?(?:{'|'.join(LANGUAGES)})/desk/uploads/new/[a-z]+/")


def prepare(*folders: Path, address: str | None = None) -> None:
    """Set Django up for the site of one or several project folders, at the environment's address where none is given.

    Raises UsageError where the address is none or the folders cannot share a site, ProjectNotFound.
    """
    address = os.environ.get("SERVANDA_ADDRESS", "") if address is None else address
    if address and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname):
        raise UsageError("no-web-address", value=address, remedy="write-address")
    places = [folder.resolve() for folder in folders]
    os.environ["SERVANDA_PROJECT"] = os.pathsep.join(map(str, places))
    os.environ["SERVANDA_ADDRESS"] = address
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.site.settings")
    for folder in folders:
        if not (folder / "agreement.yaml").is_file() and not (folder / "servanda.db").is_file():
            raise ProjectNotFound("folder-no-project", value=str(folder), remedy="name-project")
    import django
    from django.conf import settings

    django.setup()
    from servanda.site.agreements import folders_by_name

    settings.SERVANDA_AGREEMENTS = folders_by_name(places)
    settings.SERVANDA_FOLDER = places[0] if len(places) == 1 else None
    settings.SERVANDA_ADDRESS = address.rstrip("/")
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *([urlsplit(address).hostname] if address else [])]


class _Asked(HTTPRequestParser):
    """A request whose body may be as large as its address lets it be."""

    adj: Any

    def parse_header(self, header_plus: bytes) -> None:
        """The head; what may follow it."""
        super().parse_header(header_plus)
        if not _UPLOAD.fullmatch(self.path):
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = _MOST_ELSEWHERE


class _Channel(HTTPChannel):
    """A connection on which such requests come."""

    parser_class = _Asked


def serve(folders: Sequence[Path], host: str, port: int, address: str, told: Callable[[], None]) -> None:
    """Answer until interrupted; `told` is called once the port is open."""
    prepare(*folders, address=address)
    from waitress import create_server

    from servanda.record.project import Project
    from servanda.site.wsgi import application

    for folder in folders:
        Project.open(folder)
    sockets: dict[int, Any] = {}
    try:
        server = create_server(
            application,
            map=sockets,
            host=host,
            port=port,
            threads=_THREADS,
            max_request_body_size=_MOST_BYTES,
            ident="Servanda",
        )
    except (OSError, ValueError) as error:
        raise UsageError(
            "port-not-opened", value=f"{host}:{port}", remedy="choose-port", reason=reason(error)
        ) from error
    for one in sockets.values():
        if hasattr(one, "channel_class"):
            one.channel_class = _Channel
    told()
    try:
        server.run()
    finally:
        server.close()
