"""The process that takes uploads in: killed at its work, nothing is lost and nothing is taken in twice."""

import io
import signal
import subprocess
import sys
import time
from datetime import timedelta

from django.utils import timezone

from servanda.desk.models import Upload, UploadState
from servanda.desk.taking_in import SILENT, waits
from servanda.desk.uploads import batches_of, keep_upload
from servanda.desk.worker import begin_work
from servanda.record import models

NAMES = [f"page-{number:02}.txt" for number in range(60)]


def until(true, seconds=240):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_killed_at_its_work_it_is_finished_by_another(project):
    files = [
        (name, io.BytesIO(f"The minister said that {30 + at}% was done.\n".encode())) for at, name in enumerate(NAMES)
    ]
    upload = keep_upload(project, "Edith", "documents", files, {})
    rows = Upload.objects.filter(pk=upload.pk)
    worker = subprocess.Popen([sys.executable, "-m", "servanda.desk.worker", str(project.folder)])
    until(lambda: rows.get().done >= 2)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    left = rows.get()
    assert left.state == UploadState.WORKING and left.done < len(NAMES) and not waits()
    rows.update(beat=timezone.now() - SILENT - timedelta(seconds=1))
    assert waits()
    begin_work(project.folder)
    until(lambda: rows.get().state == UploadState.DONE)
    done = rows.get()
    assert done.tries == 2 and done.counts["refused"] == 0
    assert done.counts["taken"] + done.counts["unchanged"] == len(NAMES) and done.counts["unchanged"] >= 2
    pages = list(
        models.Document.objects.using(project.alias).filter(doc__startswith="page-").values_list("doc", flat=True)
    )
    assert sorted(pages) == [name.removesuffix(".txt") for name in NAMES]
    batches = batches_of(project, done)
    assert len(batches) == 1, "what was cut short goes on in its own batch"
    for batch in batches:
        project.undo(batch)
    assert [one.doc for one in project.documents()] == ["first"]
