"""A server that is killed at any moment has kept what it confirmed, whole, and nothing by halves."""

import importlib.util
import os
import random
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pytest
from django.conf import settings

from servanda.record import models
from servanda.record.database import close
from servanda.record.project import Project
from servanda.record.view import View

ROOMS = Path(__file__).parents[1] / "record" / "rooms.py"
KILLS = 50
"""Fifty were made once; each takes a start of the server and a second or two."""
GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "python:servanda.production.gunicorn"]
WORDS = "seven tall herons wade"
REGISTER = """\
agreement: {id: valley, name: {en: Valley Peace Accord}}
people: [{id: anna, name: {en: Anna}}]
items: [{id: plan, level: plan, name: {en: Valley programmes}, aliases: [programmes]}]
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with enough to review, and somebody who may."""
    spec = importlib.util.spec_from_file_location("small_rooms_of_production", ROOMS)
    rooms = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, rooms)
    spec.loader.exec_module(rooms)
    made = Project.create(tmp_path / "valley")
    (made.folder / "agreement.yaml").write_text(REGISTER, encoding="utf-8")
    for number in range(40 * KILLS):
        (made.folder / "documents" / f"d{number}.txt").write_text(f"Anna says: {number % 100}% is done.")
    with pytest.MonkeyPatch.context() as patch:
        for_reading = {"servanda.intake", "servanda.reading"}
        rooms.install(
            lambda name, module: patch.setitem(sys.modules, name, module) if name in for_reading else None,
            rooms.Reader(),
        )
        made.ingest()
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", made.folder)
    from servanda.desk.accounts import add_account

    add_account("Edith", "editor", WORDS, "")
    close(made.alias)
    return made


@pytest.fixture
def server(project, environ, tmp_path, record_in):
    """Start the server at the same place each time; gives its process once it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {"SERVANDA_PROJECT": str(project.folder), "SERVANDA_BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "1"}
    log = (tmp_path / "log").open("ab")
    running = []

    def start():
        process = subprocess.Popen(
            GUNICORN, env=environ | told | record_in(project.folder), stdout=log, stderr=log, start_new_session=True
        )
        running.append(process)
        for _ in range(600):
            assert process.poll() is None, (tmp_path / "log").read_text()
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    return process
            time.sleep(0.05)
        raise TimeoutError

    yield start, port
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    log.close()


class Editor:
    """Somebody who reviews and uploads without pause, and remembers what was confirmed."""

    def __init__(self, port):
        self.port, self.cookies = port, {}
        self.decided, self.uploaded, self.number = [], [], 0

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        link = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Host": "tracker.example", "X-Forwarded-Proto": "https", "Origin": "https://tracker.example",
                   "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}  # fmt: skip
        link.request(method, path, body, headers | ({"Content-Type": kind} if body else {}))
        response = link.getresponse()
        text = response.read().decode()
        for one in response.headers.get_all("Set-Cookie") or ():
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        link.close()
        return response.status, text

    def token(self, page):
        return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]

    def sign_in(self):
        page = self.ask("GET", "/en/desk/sign-in/")[1]
        form = {"name": "Edith", "password": WORDS, "csrfmiddlewaretoken": self.token(page)}
        assert self.ask("POST", "/en/desk/sign-in/", urlencode(form))[0] == 302

    def review(self, key):
        page = self.ask("GET", f"/en/desk/items/{key}/")[1]
        seen, why = re.search(r'name="seen" value="([^"]*)"', page)[1], f"word {secrets.token_hex(8)}"
        form = {"seen": seen, "act": "accept", "why": why, "csrfmiddlewaretoken": self.token(page)}
        status, text = self.ask("POST", f"/en/desk/items/{key}/decide/", urlencode(form))
        assert status == 302, text[-3000:]
        self.decided.append(why)

    def upload(self):
        self.number += 1
        page, name = self.ask("GET", "/en/desk/uploads/new/documents/")[1], f"visit-{self.number}.txt"
        edge, text = secrets.token_hex(8), f'Anna said: "{self.number} bridges are built."'
        parts = {"csrfmiddlewaretoken": self.token(page)}
        body = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
            for field, value in parts.items()
        )
        body += f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n{text}\r\n--{edge}--\r\n'
        status, told = self.ask(
            "POST", "/en/desk/uploads/new/documents/", body.encode(), f"multipart/form-data; boundary={edge}"
        )
        assert status == 302, told[-3000:]
        self.uploaded.append((name, text))

    def work(self, keys):
        """Until the server is gone."""
        try:
            while True:
                if keys:
                    self.review(keys.pop())
                self.upload()
        except (OSError, HTTPException):
            return


def test_what_was_confirmed_is_kept_and_nothing_by_halves(project, server):
    start, port = server
    chance = random.Random(20300301)  # noqa: S311 - moments, no secrets
    editor, failures = Editor(port), []
    keys = [f"s{row.pk}" for row in View(project.alias).rows(models.Statement)]
    close(project.alias)
    process = start()
    editor.sign_in()

    def work():
        try:
            editor.work(keys)
        except Exception as error:
            failures.append(error)

    for _ in range(KILLS):
        assert editor.ask("GET", "/en/desk/queue/")[0] == 200, "the account is worked out before the clock runs"
        thread = Thread(target=work)
        thread.start()
        time.sleep(chance.uniform(0.05, 1.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        thread.join()
        assert failures == []
        kept = set(View(project.alias).rows(models.Judgement).values_list("why", flat=True))
        assert set(editor.decided) <= kept and len(kept) - len(editor.decided) <= KILLS
        assert project.check() == []
        close(project.alias)
        process = start()
    print("COUNTS", len(editor.decided), len(editor.uploaded)); assert len(editor.decided) > KILLS and len(editor.uploaded) > KILLS
    _wait_for_uploads(project, editor)
    texts = [one.text for one in project.documents()]
    assert all(texts.count(text) == 1 for _, text in editor.uploaded)
    assert project.check() == []


def _wait_for_uploads(project, editor):
    """Until all that was sent is taken in; who calls the page of uploads begins what was cut short."""
    from servanda.desk.models import Upload, UploadState

    for _ in range(240):
        assert editor.ask("GET", "/en/desk/uploads/")[0] == 200
        if not Upload.objects.exclude(state=UploadState.DONE).exists():
            return
        time.sleep(0.5)
    raise AssertionError([(one.pk, one.state) for one in Upload.objects.exclude(state=UploadState.DONE)])
