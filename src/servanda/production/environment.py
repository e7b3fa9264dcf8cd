"""What must be in the environment before the site answers the public, and secrets that lie in files.

Takes the environment; gives every fault at once, each with its remedy, so that nobody starts five times to find five of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from servanda.errors import ServandaError, UsageError
from servanda.message import reason
from servanda.record.settings import DATABASE_NAME, postgresql
from servanda.site.agreements import folders_by_name
from servanda.site.mail import mail_settings
from servanda.site.proxy import networks

__all__ = ["SECRETS", "faults_of", "with_secrets"]

SECRETS = (
    "SERVANDA_SECRET_KEY",
    "SERVANDA_METRICS_TOKEN",
    "SERVANDA_AKISMET_KEY",
    "SERVANDA_MAIL",
    "DATABASE_URL",
)
"""Each can be given as NAME, or as NAME_FILE: the path of a file that holds it."""
_SHORTEST = 50
_FEWEST = 12
"""Letters that differ, in a key made by chance; one typed by hand has fewer."""
_TOKEN = 32
_HERE = ("", "localhost", "127.0.0.1", "::1")


def with_secrets(environ: MutableMapping[str, str]) -> list[ServandaError]:
    """Put the secrets that lie in files into the environment; gives what is wrong with the files.

    The names of the files go, since a process that is begun later has the secrets themselves, and is not to be told twice.
    """
    faults: list[ServandaError] = []
    for name in SECRETS:
        place = environ.get(f"{name}_FILE")
        if not place:
            continue
        if environ.get(name):
            faults.append(UsageError("secret-twice", value=name, remedy="give-secret-once"))
            continue
        del environ[f"{name}_FILE"]
        try:
            file = Path(place)
            if file.stat().st_mode & 0o007:
                faults.append(UsageError("secret-readable-by-all", file=place, value=name, remedy="close-secret-file"))
            environ[name] = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            faults.append(
                UsageError("secret-not-read", file=place, value=name, remedy="check-secret-file", reason=reason(error))
            )
            environ[name] = ""
    return faults


def faults_of(environ: Mapping[str, str]) -> list[ServandaError]:
    """Everything that keeps the site from answering the public, in the order of the documentation.

    >>> [fault.fault.key for fault in faults_of({})]
    ['setting-missing', 'setting-missing', 'setting-missing']
    """
    missing = {
        "SERVANDA_PROJECT": UsageError("setting-missing", value="SERVANDA_PROJECT", remedy="give-servanda-project"),
        "SERVANDA_ADDRESS": UsageError("setting-missing", value="SERVANDA_ADDRESS", remedy="give-servanda-address"),
        "SERVANDA_SECRET_KEY": UsageError(
            "setting-missing", value="SERVANDA_SECRET_KEY", remedy="give-servanda-secret-key"
        ),
    }
    return [
        *(fault for name, fault in missing.items() if not environ.get(name)),
        *_of_project(environ.get("SERVANDA_PROJECT", ""), environ.get("DATABASE_URL", "")),
        *_of_address(environ.get("SERVANDA_ADDRESS", "")),
        *_of_secrets(environ),
        *_of_services(environ),
    ]


def _of_project(folder: str, database: str) -> list[ServandaError]:
    if not folder:
        return []
    homes = [Path(one) for one in folder.split(os.pathsep) if one]
    faults: list[ServandaError] = []
    for home in homes:
        if not (home / "agreement.yaml").is_file() and not (home / DATABASE_NAME).is_file():
            faults.append(UsageError("folder-no-project", value=str(home), remedy="give-servanda-project"))
        elif not database and not os.access(home, os.W_OK):
            faults.append(UsageError("folder-not-writable", value=str(home), remedy="give-folder-to-service"))
    try:
        folders_by_name(homes)
    except ServandaError as error:
        faults.append(error)
    return faults


def _of_address(address: str) -> list[ServandaError]:
    if not address:
        return []
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.hostname in _HERE:
        return [UsageError("address-not-public", value=address, remedy="give-servanda-address")]
    return []


def _of_secrets(environ: Mapping[str, str]) -> list[ServandaError]:
    faults: list[ServandaError] = []
    key, token = environ.get("SERVANDA_SECRET_KEY", ""), environ.get("SERVANDA_METRICS_TOKEN", "")
    if key and (len(key) < _SHORTEST or len(set(key)) < _FEWEST):
        faults.append(UsageError("secret-weak", value="SERVANDA_SECRET_KEY", remedy="give-servanda-secret-key"))
    if token and (len(token) < _TOKEN or len(set(token)) < _FEWEST):
        faults.append(UsageError("secret-weak", value="SERVANDA_METRICS_TOKEN", remedy="give-servanda-metrics-token"))
    return faults


def _of_services(environ: Mapping[str, str]) -> list[ServandaError]:
    """Of proxies, mail and the database: what is no address, and what would send secrets in clear."""
    faults: list[ServandaError] = []
    mail, sender, url = (environ.get(name, "") for name in ("SERVANDA_MAIL", "SERVANDA_MAIL_FROM", "DATABASE_URL"))
    for check in (
        lambda: networks(environ.get("SERVANDA_PROXIES", "")),
        lambda: mail_settings(mail, sender),
        lambda: postgresql(url) if url else None,
    ):
        try:
            check()
        except ServandaError as error:
            faults.append(error)
    if bool(mail) != bool(sender):
        missing = "SERVANDA_MAIL_FROM" if mail else "SERVANDA_MAIL"
        faults.append(UsageError("setting-missing", value=missing, remedy="give-both-of-mail"))
    parts = urlsplit(url)
    mode = dict(parse_qsl(parts.query)).get("sslmode", "")
    if url and (parts.hostname or "") not in _HERE and mode not in ("require", "verify-ca", "verify-full"):
        faults.append(UsageError("database-in-clear", value=parts.hostname or "", remedy="give-sslmode"))
    return faults
