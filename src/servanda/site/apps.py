"""The site as a Django app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Name and label of the app; it has no tables."""

    name = "servanda.site"
    label = "site"
    verbose_name = "Site"
