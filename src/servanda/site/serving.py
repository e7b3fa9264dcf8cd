"""The site answered by a server of its own: Waitress, which runs everywhere and needs nothing beside it.

Takes a project's folder and where to listen; sets Django up with the site's settings before anything of the record is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from servanda.errors import ProjectNotFound, UsageError
from servanda.message import reason

__all__ = ["prepare", "serve"]

_THREADS = 8
_MOST_BYTES = 101_000_000
"""Of a request's body: an upload at the desk. Before anything else is read, more than 100,000 bytes are refused."""


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


def serve(folder: Path, host: str, port: int, address: str, told: Callable[[], None]) -> None:
    """Answer until interrupted; `told` is called once the port is open."""
    prepare(folder, address)
    from waitress import create_server

    from servanda.record.project import Project
    from servanda.site.wsgi import application

    Project.open(folder)
    try:
        server = create_server(
            application,
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
    told()
    try:
        server.run()
    finally:
        server.close()
