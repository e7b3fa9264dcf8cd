"""The site's addresses, and those that are asked by machines which watch it."""

from django.urls import path

from servanda.production.health import live, ready
from servanda.production.metrics import metrics
from servanda.site.urls import handler400, handler404, handler500
from servanda.site.urls import urlpatterns as sites

__all__ = ["handler400", "handler404", "handler500", "urlpatterns", "watched"]

watched = [
    path("health/live", live, name="health-live"),
    path("health/ready", ready, name="health-ready"),
    path("metrics", metrics, name="metrics"),
]
urlpatterns = [*watched, *sites]
