"""The tables are what the models say, and a database can be brought to them from nothing."""

from io import StringIO

from django.core.management import call_command

from servanda.record.start import start


def test_no_migration_is_missing():
    start()
    out = StringIO()
    call_command("makemigrations", "record", "--check", "--dry-run", stdout=out)
    assert "No changes" in out.getvalue()
