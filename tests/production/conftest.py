"""A site that answers behind Gunicorn, as an office runs it, for as long as the tests need it."""

import json
import os
import re
import secrets
import subprocess
import sys
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from servanda.record.project import Project

REGISTER = """\
agreement: {id: valley, name: {en: Valley Peace Accord, fr: Accord de la Vallée, ru: Соглашение о долине}}
items: [{id: plan, level: plan, name: {en: Valley programmes}}]
"""
TOKEN = secrets.token_urlsafe(36)
GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "python:servanda.production.gunicorn"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A project's folder."""
    made = tmp_path_factory.mktemp("production") / "valley"
    Project.create(made)
    (made / "agreement.yaml").write_text(REGISTER, encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def environ(folder, tmp_path_factory, record_in):
    """What an office sets."""
    key = tmp_path_factory.mktemp("secrets") / "key"
    key.write_text(secrets.token_urlsafe(60) + "\n", encoding="ascii")
    key.chmod(0o600)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return (
        kept
        | record_in(folder)
        | {
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "SERVANDA_PROJECT": str(folder),
            "SERVANDA_ADDRESS": "https://tracker.example/accord",
            "SERVANDA_SECRET_KEY_FILE": str(key),
            "SERVANDA_METRICS_TOKEN": TOKEN,
            "SERVANDA_BIND": "127.0.0.1:0",
            "WEB_CONCURRENCY": "2",
        }
    )


class Site:
    """A running site: what it answers and what it has written down."""

    def __init__(self, port: int, log: Path) -> None:
        self.port, self.log = port, log

    def ask(self, path, method="GET", body=None, **headers):
        """Status, headers and text of an answer."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=60)
        given = {"Host": "tracker.example"} | {name.replace("_", "-"): value for name, value in headers.items()}
        link.request(method, path, body, given)
        response = link.getresponse()
        text = response.read().decode("utf-8", "replace")
        link.close()
        return response.status, response.headers, text

    def lines(self):
        """The lines of the log, as a program reads them."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


@contextmanager
def _answering(environ, log):
    """The site of an environment, from when it listens until it is not needed."""
    with log.open("w") as out:
        server = subprocess.Popen(GUNICORN, stdout=out, stderr=out, env=environ)
    try:
        port = None
        while port is None:
            assert server.poll() is None, log.read_text()
            found = re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", log.read_text())
            port = int(found[1]) if found else None
        yield Site(port, log)
    finally:
        server.terminate()
        assert server.wait(60) == 0


@pytest.fixture(scope="session")
def site(environ, tmp_path_factory):
    """The site, once it listens."""
    with _answering(environ, tmp_path_factory.mktemp("log") / "lines") as answering:
        yield answering


@pytest.fixture
def site_of_two(environ, folder, tmp_path):
    """A site about the agreement and another beside it."""
    beside = Project.create(tmp_path / "railway").folder
    (beside / "agreement.yaml").write_text(REGISTER.replace("Valley", "Railway"), encoding="utf-8")
    both = environ | {"SERVANDA_PROJECT": f"{folder}{os.pathsep}{beside}", "WEB_CONCURRENCY": "1"}
    with _answering(both, tmp_path / "lines") as answering:
        yield answering
