"""Django's settings for all tests: those of the site, which are the record's and more, before anything sets Django up.

With TEST_DATABASE=postgresql the records of all tests are kept in a PostgreSQL that is begun here and ends with them,
also where they are told to end (SIGTERM), which pytest then takes as it takes Ctrl-C.
"""

import atexit
import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")  # how long an example takes says how busy the machine is, and no more

ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"
if ON_POSTGRESQL:
    from postgresql_cluster import Cluster

    if "PYTEST_XDIST_WORKER" not in os.environ:
        beginner, told = os.getpid(), []

        def told_to_end(number, frame):
            """Interrupt the tests, once there is something to end; a process forked from this one ends as any other."""
            told.append(number)
            if os.getpid() != beginner:
                signal.signal(number, signal.SIG_DFL)
                os.kill(os.getpid(), number)
            elif "TEST_POSTGRESQL" in os.environ and len(told) == 1:
                raise KeyboardInterrupt

        def end():
            """End what was begun."""
            if os.getpid() == beginner:
                CLUSTER.end()

        signal.signal(signal.SIGTERM, told_to_end)
        here = str(Path(__file__).parent / "tests" / "postgresql")
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
        os.environ["TEST_POSTGRESQL"] = str(Cluster.begun().place)
        os.environ["DJANGO_SETTINGS_MODULE"] = "postgresql_settings"
    CLUSTER = Cluster(Path(os.environ["TEST_POSTGRESQL"]))
    if "PYTEST_XDIST_WORKER" not in os.environ:
        atexit.register(end)
        if told:
            raise KeyboardInterrupt
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.site.settings")


def pytest_report_header():
    """Says which database the records are in."""
    return "records: " + ("PostgreSQL" if ON_POSTGRESQL else "SQLite")


@pytest.fixture(autouse=True)
def only_where_it_can_be(request):
    """What a test is about may be of one database alone: `sqlite` a record that is a file, `postgresql` one that is served."""
    other = "sqlite" if ON_POSTGRESQL else "postgresql"
    if request.node.get_closest_marker(other):
        pytest.skip(f"about records in {other} alone")


@pytest.fixture(autouse=ON_POSTGRESQL)
def databases_go(request):
    """A test's databases go with it, as its files do."""
    above = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    if above is not None:
        from django.db import connections

        for connection in connections.all(initialized_only=True):
            if Path(connection.alias).is_relative_to(above):
                connection.close()
                del connections[connection.alias], connections.databases[connection.alias]
        CLUSTER.forget(above)


@pytest.fixture
def empty_database(tmp_path):
    """The DATABASE_URL of a new database on PostgreSQL, without any table."""
    return CLUSTER.empty(tmp_path)


@pytest.fixture
def another_empty_database(tmp_path):
    """The DATABASE_URL of one more."""
    return CLUSTER.empty(tmp_path / "another")


@pytest.fixture(scope="session")
def record_in():
    """What must be in the environment of a program that is given no other, so that it finds the record of a folder."""
    return lambda folder: {"DATABASE_URL": CLUSTER.url_of(folder)} if ON_POSTGRESQL else {}


@pytest.fixture(scope="session")
def copy_project():
    """Copy a project's folder, with its record wherever that is; gives the folder of the copy."""

    def copied(folder, place):
        shutil.copytree(folder, place)
        if ON_POSTGRESQL:
            from django.db import connections

            connections[str(folder)].close()
            CLUSTER.copy(folder, place)
        return place

    return copied
