"""Start Django for a program that is not a Django site: a notebook or the command line."""

import os

import django
from django.apps import apps


def start() -> None:
    """Set Django up with the record's settings, unless a site has done so with its own."""
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.record.settings")
        django.setup()
