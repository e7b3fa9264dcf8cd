"""The page of the site that tells programs what they can call."""

from django.urls import path

from servanda.api.reference import reference

urlpatterns = [path("", reference, name="api")]
