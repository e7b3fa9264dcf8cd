"""The record as a Django app."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """Name and label of the app; tables are called `record_...`."""

    name = "servanda.record"
    label = "record"
    verbose_name = "Record"
    default_auto_field = "django.db.models.BigAutoField"
