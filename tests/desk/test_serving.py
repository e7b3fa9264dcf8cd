"""`servanda serve` as a process: what it goes on with when it starts, and how much it takes in before anything looks at it."""

import io
import os
import socket
import subprocess
import sys
import time
from datetime import timedelta
from http.client import HTTPConnection

import pytest
from django.utils import timezone

from servanda.desk.models import Upload, UploadState
from servanda.desk.taking_in import SILENT
from servanda.desk.uploads import keep_upload


@pytest.fixture
def served(project):
    """The port of a server that has begun."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def begin():
        call = ["serve", "--project", str(project.folder), "--port", str(port)]
        program = "from servanda.cli import main; main()"
        server = subprocess.Popen(
            [sys.executable, "-c", program, *call],
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        started.append(server)
        assert str(port) in server.stderr.readline()
        return port

    started = []
    yield begin
    for server in started:
        server.kill()
        server.communicate()


def answered(port, path, size):
    """The status of a form of so many bytes, of which the head alone is sent."""
    link = HTTPConnection("127.0.0.1", port, timeout=20)
    link.putrequest("POST", path)
    link.putheader("Content-Type", "application/x-www-form-urlencoded")
    link.putheader("Content-Length", str(size))
    link.endheaders()
    try:
        return link.getresponse().status
    except TimeoutError:
        return None
    finally:
        link.close()


def test_what_was_cut_short_goes_on_and_bodies_are_as_large_as_their_address_lets_them_be(project, served):
    upload = keep_upload(project, "Edith", "documents", [("a.txt", io.BytesIO(b"Boris says: 7% is done."))], {})
    silent = timezone.now() - SILENT - timedelta(seconds=1)
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.WORKING, worker="dead", beat=silent)
    port = served()
    for path in ("/en/", "/api/v1/claims", "/en/desk/sign-in/", "/en/desk/uploads/new/documents/x"):
        assert answered(port, path, 2_000_000) == 413, path
    assert answered(port, "/en/desk/uploads/new/documents/", 101_000_001) == 413
    waiting = HTTPConnection("127.0.0.1", port, timeout=0.5)
    waiting.putrequest("POST", "/en/desk/uploads/new/documents/")
    waiting.putheader("Content-Length", "2000000")
    waiting.endheaders()
    with pytest.raises(TimeoutError):
        waiting.getresponse()
    waiting.close()
    end = time.monotonic() + 120
    while Upload.objects.get(pk=upload.pk).state != UploadState.DONE:
        assert time.monotonic() < end
        time.sleep(0.1)
