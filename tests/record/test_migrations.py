"""The tables are what the models say, and a database can be brought to them from nothing."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from servanda.record.start import start


@pytest.mark.parametrize("app", ["record", "desk"])
def test_no_migration_is_missing(app):
    start()
    loader = MigrationLoader(None)  # no database: another test's may be damaged
    models = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert app in apps.app_configs
    assert models.changes(graph=loader.graph, trim_to_apps={app}) == {}
