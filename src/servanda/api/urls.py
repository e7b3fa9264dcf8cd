"""The addresses of what programs call; an id may have slashes."""

from django.urls import path

from servanda.api import changes, deciding, reference, views

urlpatterns = [
    path("", views.index, name="api-index"),
    path("openapi.json", reference.openapi, name="api-openapi"),
    path("changes", changes.changes, name="api-changes"),
    path("agreement", views.agreement, name="api-agreement"),
    path("findings/<path:key>/answers", deciding.answers, name="api-answers"),
    path("findings/<path:key>/rulings", deciding.rulings, name="api-rulings"),
    path("<slug:name>", views.listing, name="api-listing"),
    path("<slug:name>/<path:key>", views.one, name="api-one"),
]
