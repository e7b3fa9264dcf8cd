"""The desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Name and label of the app; its tables are called `desk_...`."""

    name = "servanda.desk"
    label = "desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"
