"""A party of the agreement: its bodies, its people, and what falls to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from servanda.site.page import Shown
from servanda.site.views.errors import gone

__all__ = ["party"]


def party(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One party."""
    shown: Shown = request.shown
    agreement = shown.facts.agreement
    found = next((one for one in agreement.parties if one.id == key), None)
    if found is None:
        return gone(request, key)
    values = {
        "party": found,
        "name": shown.named(found.names, key),
        "bodies": [shown.organ(one.id) for one in agreement.bodies if one.party == key],
        "people": [shown.organ(one.id) for one in agreement.people if one.party == key],
        "duties": [shown.entry(item.id) for item in agreement.walk() if key in item.parties],
    }
    return render(request, "site/party.html", values)
