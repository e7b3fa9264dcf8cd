"""The site answered by a server of its own: Waitress, which runs everywhere and needs nothing beside it.

Takes a project's folder and where to listen; sets Django up with the site's settings before anything of the record is loaded.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable
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


def prepare(folder: Path, address: str | None = None) -> None:
    """Set Django up for the site of a folder, at the environment's address where none is given.

    Raises UsageError where the address is none, ProjectNotFound.
    """
    address = os.environ.get("SERVANDA_ADDRESS", "") if address is None else address
    if address and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname):
        raise UsageError("no-web-address", value=address, remedy="write-address")
    os.environ["SERVANDA_PROJECT"] = str(folder.resolve())
    os.environ["SERVANDA_ADDRESS"] = address
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.site.settings")
    if not (folder / "agreement.yaml").is_file() and not (folder / "servanda.db").is_file():
        raise ProjectNotFound("folder-no-project", value=str(folder), remedy="name-project")
    import django
    from django.conf import settings

    django.setup()
    settings.SERVANDA_FOLDER, settings.SERVANDA_ADDRESS = folder.resolve(), address.rstrip("/")
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


def serve(folder: Path, host: str, port: int, address: str, told: Callable[[], None]) -> None:
    """Answer until interrupted; `told` is called once the port is open."""
    prepare(folder, address)
    from waitress import create_server

    from servanda.record.project import Project
    from servanda.site.wsgi import application

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
