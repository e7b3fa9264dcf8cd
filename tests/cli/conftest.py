"""The command, called as users call it."""

import json
import os
import subprocess
import sys

import pytest


@pytest.fixture
def servanda(tmp_path):
    """Call the command in an empty folder; gives the finished process."""

    def call(*args, env=None, cwd=tmp_path):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "SERVANDA"))}
        return subprocess.run(
            [sys.executable, "-m", "servanda", *map(str, args)],
            cwd=cwd,
            env=environment | {"LANG": "C.UTF-8"} | (env or {}),
            capture_output=True,
            text=True,
            check=False,
        )

    return call


@pytest.fixture
def change_record():
    """Change rows of a project's record, beside its own rules."""

    def changed(project, sql):
        from django.db import connections

        from servanda.record.project import Project  # starts Django

        alias = Project.open(project).alias
        with connections[alias].cursor() as cursor:
            cursor.execute(sql)
        connections[alias].close()

    return changed


@pytest.fixture
def lines():
    """The JSON objects of an output with one a line."""
    return lambda text: [json.loads(line) for line in text.splitlines()]


TABLE = """\
id\tsaid_on\tspeaker\toffice\tlanguage\tmeasure\tvalue\tunit\tas_of\tscope\tsource\tas_reported
k1\t2024-03-01\tAnna Weber\tminister\ten\tcompletion\t60\tper cent\t2024-03-01\twell programme\thttps://a.example\t60% done
k2\t2024-06-01\tBoris Lang\tminister\ten\tcompletion\t40\tper cent\t2024-06-01\twell programme\thttps://b.example\t40% done
k3\t2024-06-01\tBoris Lang\tminister\ten\tcompletion\tmany\tper cent\t2024-06-01\twell programme\thttps://b.example\tmany
"""


@pytest.fixture
def project(servanda, tmp_path):
    """A project with a table of three claims, one of which cannot be taken."""
    assert servanda("init", "p").returncode == 0
    (tmp_path / "p" / "claims" / "t.tsv").write_text(TABLE)
    return tmp_path / "p"
