"""The tables are what the models say, and a database can be brought to them from nothing."""

from io import StringIO

import pytest
from django.core.management import call_command

from servanda.record.start import start


@pytest.mark.parametrize("app", ["record", "desk"])
def test_no_migration_is_missing(app):
    start()
    out = StringIO()
    call_command("makemigrations", app, "--check", "--dry-run", stdout=out)
    assert "No changes" in out.getvalue()
