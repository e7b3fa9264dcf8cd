"""An ingest that is killed leaves whole documents only, and ingest again finishes the job."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from servanda.record import models
from servanda.record.project import Project

SCRIPT = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("small_rooms", sys.argv[1])
rooms = importlib.util.module_from_spec(spec)
sys.modules["small_rooms"] = rooms
spec.loader.exec_module(rooms)
import servanda.intake.register
from servanda.record.project import Project
rooms.install(sys.modules.__setitem__, rooms.Reader(delay=0.02))
Project.open(sys.argv[2]).ingest(progress=lambda *step: print(*step, flush=True))
"""
TEXTS = {f"{number:02}.txt": f"Anna says: {number}% is done. Boris says: {number + 1}% is." for number in range(40)}


def fill(project):
    for name, text in TEXTS.items():
        (project.folder / "documents" / name).write_text(text)


def test_killed_and_called_again_is_as_undisturbed(world, tmp_path):
    undisturbed = Project.create(tmp_path / "undisturbed")
    fill(undisturbed)
    fill(world.project)
    undisturbed.ingest()
    command = [sys.executable, "-c", SCRIPT, str(Path(__file__).with_name("rooms.py")), str(world.project.folder)]
    for kill_at in (3, 11, 12):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout:
                if int(line.split()[0]) >= kill_at:
                    time.sleep(0.004 * (kill_at % 5))
                    os.kill(process.pid, signal.SIGKILL)
                    break
        readings = models.Reading.objects.using(world.project.alias)
        assert all(reading.statements.count() == 2 for reading in readings)
        assert all(statement.claims.count() == 1 for reading in readings for statement in reading.statements.all())
    assert 0 < len(world.project.documents()) < len(TEXTS)
    assert world.project.check() == []
    world.project.ingest()
    assert world.answers() == world.answers(undisturbed)
