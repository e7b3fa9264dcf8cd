"""The site as a Django app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Name and label of the app; its tables are called `site_...`."""

    name = "servanda.site"
    label = "site"
    verbose_name = "Site"
    default_auto_field = "django.db.models.BigAutoField"
