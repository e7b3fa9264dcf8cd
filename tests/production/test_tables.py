"""After an upgrade the processes of a server bring the tables up to date one after the other."""

# ruff: noqa: E402 - models can be imported only once Django is started
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connections

from servanda.record.start import start

start()

from servanda.production.tables import are_current
from servanda.record.project import Project
from servanda.site.page import opened

PROGRAM = """
import sys
from pathlib import Path
from servanda.site.serving import prepare
prepare(Path(sys.argv[1]))
from servanda.production.tables import bring_up_to_date
bring_up_to_date(Path(sys.argv[2]))
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    made = Project.create(tmp_path / "hill")
    (made.folder / "agreement.yaml").write_text("agreement: {id: hill, name: {en: Hill}}\n", encoding="utf-8")
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", made.folder)
    return made


def test_of_four_processes_one_makes_the_new_tables(project, tmp_path, environ, record_in):
    from django.core.management import call_command

    call_command("migrate", "desk", "0003", database=opened(project.folder).alias, verbosity=0)
    assert not are_current()
    connections[project.alias].close()
    call = [sys.executable, "-c", PROGRAM, str(project.folder), str(tmp_path / "lock")]
    plain = {name: environ[name] for name in ("PATH", "PYTHONPATH")} | record_in(project.folder)
    workers = [subprocess.Popen(call, env=plain, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [(worker.communicate()[1], worker.returncode) for worker in workers] == [("", 0)] * 4
    assert are_current()
