"""Several processes that read make the record that one makes, also where they are killed in between."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile

import pytest
from django.db import connections

from servanda.errors import UsageError
from servanda.record import models
from servanda.record.copy import tables
from servanda.record.project import Project

READER = '''
import os, time

def find(document):
    """A reader without a model: a line that begins with a name and "says" is a statement."""
    from servanda.statement import Mode, Statement

    time.sleep(0.01)
    if "die here" in document.text:
        os._exit(9)
    start = document.text.find(" says: ")
    if start < 0:
        return []
    return [Statement(((0, start),), ((start + 1, start + 5),), ((start + 7, len(document.text)),), Mode.DIRECT)]
'''
SCRIPT = """
import sys
from servanda.record.project import Project
Project.open(sys.argv[1]).ingest(progress=lambda *step: print(*step, flush=True), workers=2)
"""


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A folder with a package that brings a reader."""
    place = tmp_path_factory.mktemp("packages")
    (place / "quick_reader.py").write_text(READER)
    info = place / "quick_reader-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: quick-reader\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[servanda.readers]\nquick = quick_reader:find\n")
    return place


@pytest.fixture
def make(tmp_path, places, monkeypatch):
    """Makes projects with the same many documents, some of which are refused, are the same, or have the same name."""
    monkeypatch.syspath_prepend(str(places))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(places), os.environ.get("PYTHONPATH", "")]))

    def made(name, count=60):
        project = Project.create(tmp_path / name)
        register = project.folder / "agreement.yaml"
        register.write_text(register.read_text().replace("agreement:\n", "agreement:\n  reader: quick\n", 1))
        documents = project.folder / "documents"
        for number in range(count):
            folder = documents / f"{number // 10}"
            folder.mkdir(exist_ok=True)
            text = f"Anna says: {number % 25} of {number % 25 + 30} programmes were completed in the year 2023."
            (folder / f"{number % 7:02}{number % 3}.txt").write_text("" if number % 11 == 5 else text)
        with zipfile.ZipFile(documents / "5.zip", "w") as packed:
            for number in range(20):
                packed.writestr(f"a/{number}.txt", f"Boris says: page {number} of the archive. " * (number % 4))
        return project

    return made


def rows(project):
    """All that the record keeps, save the moments at which it was kept; on PostgreSQL the numbers of rows may have gaps."""
    known, numbers = {}, {}
    for name, model in tables().items():
        fields = [field for field in model._meta.concrete_fields if field.name != "recorded"]
        kept = model.objects.using(project.alias).order_by("pk").values(*(field.attname for field in fields))
        known[name] = list(kept)
        if connections[project.alias].vendor == "postgresql":
            numbers[model] = {row["id"]: place for place, row in enumerate(known[name], start=1)}
            of = {field.attname: numbers[field.related_model or model] for field in fields if field.is_relation}
            of["id"] = numbers[model]
            known[name] = [{key: of[key].get(one) if key in of else one for key, one in row.items()} for row in kept]
    place = project.folder / "originals"
    known["originals"] = {file.name: file.read_bytes() for file in place.glob("*/[!.]*")}
    return known


def test_two_processes_make_the_record_that_one_makes(make):
    one, two = make("one"), make("two")
    single, double = one.ingest(), two.ingest(workers=2)
    assert (single.taken, len(single.refused)) == (double.taken, len(double.refused))
    assert single.taken > 40 and len(single.refused) > 5
    assert rows(one) == rows(two)
    assert two.ingest(workers=2).taken == 0
    assert [model.objects.using(two.alias).count() for model in (models.Batch, models.BatchEvent)] == [1, 1]


@pytest.mark.parametrize(("sign", "moments"), [(signal.SIGKILL, (1, 31, 60)), (signal.SIGINT, (31,))])
def test_killed_and_called_again_is_the_record_of_an_undisturbed_call(make, sign, moments):
    undisturbed, disturbed = make("undisturbed"), make("disturbed")
    undisturbed.ingest(workers=2)
    for kill_at in moments:
        command = [sys.executable, "-c", SCRIPT, str(disturbed.folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            for line in process.stdout:
                if int(line.split()[0]) >= kill_at:
                    time.sleep(0.003 * (kill_at % 5))
                    os.kill(process.pid, sign)
                    break
    assert models.Document.objects.using(disturbed.alias).count() > 0
    disturbed.ingest(workers=2)
    assert rows(disturbed) == rows(undisturbed)


def test_what_ends_the_process_that_reads_it_is_refused_and_the_rest_taken(make):
    project = make("project", 20)
    (project.folder / "documents" / "1" / "005.txt").write_text("Anna says: die here.")
    outcome = project.ingest(workers=2)
    assert [error.fault.key for error in outcome.refused].count("reading-process-died") == 1
    assert outcome.taken > 20


def test_another_ingest_at_the_same_time_begins_a_batch_of_its_own(make):
    from servanda.record.turn import turn

    project = make("project", 12)
    with turn(project) as is_alone:
        assert is_alone
        with turn(project) as is_alone_too:
            assert not is_alone_too
    assert project.ingest(workers=2).batch == 1


def test_a_cluster_that_loses_a_worker_makes_the_same_record(make):
    from distributed import LocalCluster

    alone, shared = make("alone", 30), make("shared", 30)
    alone.ingest()
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with LocalCluster(processes=True, **options) as cluster:
        workers = [worker.process.pid for worker in cluster.workers.values()]

        def step(done, total, name):
            if done == 10:
                os.kill(workers[0], signal.SIGKILL)

        shared.ingest(progress=step, scheduler=cluster.scheduler_address)
    assert rows(shared) == rows(alone)


ON_A_CLUSTER = """
import os, signal, sys
from servanda.record.project import Project
scheduler, worker = sys.argv[2:]
def step(done, total, name):
    if done == 10:
        os.kill(int(worker), signal.SIGKILL)
Project.open(sys.argv[1]).ingest(progress=step, scheduler=scheduler)
"""


def copied(folder, environment):
    """The record as `servanda export jsonl` copies it, save moments and the digest over them."""
    call = [sys.executable, "-m", "servanda", "export", "jsonl", "--project", str(folder)]
    done = subprocess.run(call, env=environment, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [{name: one for name, one in line.items() if name not in ("recorded", "sha256")} for line in lines]


@pytest.mark.postgresql
def test_a_cluster_brings_into_postgresql_what_one_process_brings_into_sqlite(make, empty_database):
    from distributed import LocalCluster

    in_file, served = make("in-file", 30).folder, make("served", 30).folder
    on_sqlite = os.environ | {"DJANGO_SETTINGS_MODULE": "servanda.record.settings"}
    on_postgresql = on_sqlite | {"DATABASE_URL": empty_database}
    ingest = [sys.executable, "-m", "servanda", "ingest", "--workers", "0", "--project", str(in_file)]
    assert subprocess.run(ingest, env=on_sqlite, capture_output=True, check=False).returncode == 1, "some are refused"
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with LocalCluster(processes=True, **options) as cluster:
        worker = next(iter(cluster.workers.values())).process.pid
        call = [sys.executable, "-c", ON_A_CLUSTER, str(served), cluster.scheduler_address, str(worker)]
        subprocess.run(call, env=on_postgresql, check=True)
    assert not (served / "servanda.db").exists()
    ours = copied(served, on_postgresql)
    assert len([line for line in ours if line.get("table") == "document"]) > 20
    assert ours == copied(in_file, on_sqlite)


def test_a_scheduler_that_does_not_answer_is_named(make, monkeypatch):
    monkeypatch.setattr("servanda.record.cluster._SECONDS", 0.2)
    with pytest.raises(UsageError, match="No Dask scheduler answers"):
        make("project", 1).ingest(scheduler="tcp://127.0.0.1:9")
