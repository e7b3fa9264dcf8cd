"""Following by e-mail: the form, the page that each mail leads to, and the stop that a mail program asks for by itself."""

from __future__ import annotations

import smtplib

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.csrf import csrf_exempt

from servanda.site.following import FREQUENCIES, ask, confirm, followed_named, following_of, stop
from servanda.site.forms import ReaderForm
from servanda.site.limits import LIMITS, Allowance, client_of
from servanda.site.listing import LONGEST_QUERY, asked_of
from servanda.site.mail import sends_mail
from servanda.site.matches import FOLLOWED
from servanda.site.models import Following
from servanda.site.named import item_at, item_named
from servanda.site.page import Shown
from servanda.site.views.errors import gone
from servanda.site.views.letters import private
from servanda.site.views.lists import LISTS

__all__ = ["follow", "following", "stopped"]

ASKED = Allowance("following", 10, 3600)
"""How often one address of the net may ask for something to be followed."""


def _frequencies() -> list[tuple[str, str]]:
    names = {
        "at once": pgettext("frequency", "at once"),
        "daily": pgettext("frequency", "at most once a day"),
        "weekly": pgettext("frequency", "at most once a week"),
    }
    return [(one, names[one]) for one in FREQUENCIES]


class FollowForm(ReaderForm):
    """An address and how often."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)
        rest = {name: self.fields.pop(name) for name in ("website", "shown")}
        email = forms.EmailField(label=_("Your e-mail address"), max_length=200)
        email.widget.attrs["autocomplete"] = "email"
        often = forms.ChoiceField(label=_("How often"), choices=_frequencies(), initial="daily")
        self.fields |= {"email": email, "frequency": often, **rest}


def follow(request: HttpRequest, lang: str, about: str) -> HttpResponse:
    """The form; sent, a mail asks for confirmation. The answer is the same whatever is followed from that address already."""
    shown: Shown = request.shown
    if not sends_mail() or shown.is_static:
        raise Http404
    one = _meant(request, about)
    if one is None:
        return gone(request, about)
    form, status, is_asked = FollowForm(request.POST if request.method == "POST" else None), 200, False
    if request.method == "POST":
        is_asked = form.is_valid() and _asked(request, one, form)
        status = 200 if is_asked else 400
    values = {"form": form, "item": followed_named(shown, one), "is_asked": is_asked}
    return private(render(request, "site/follow.html", values, status=status))


def _meant(request: HttpRequest, about: str) -> Following | None:
    """What the address names that can be followed: an item, or a list or search as it was chosen."""
    shown: Shown = request.shown
    item = item_at(shown.lang, about)
    if item is not None and item[0] in FOLLOWED and item_named(shown, *item):
        return Following(lang=shown.lang, family=item[0], key=item[1])
    try:
        name = resolve(f"/{shown.lang}/{about}").url_name
    except Resolver404:
        return None
    if name == "search":
        query = {key: request.GET[key][:LONGEST_QUERY] for key in ("q", "kind") if request.GET.get(key)}
        return Following(lang=shown.lang, family=name, query=query) if query.get("q", "").strip() else None
    if name in LISTS:
        return Following(lang=shown.lang, family=name, query=asked_of(request.GET, LISTS[name](shown)))
    return None


def _asked(request: HttpRequest, one: Following, form: FollowForm) -> bool:
    if form.is_by_program:
        return True
    if LIMITS.take(f"following {client_of(request.META)}", 1, ASKED).wait:
        form.add_error(None, _("Too many letters came from your address. Try again in an hour."))
        return False
    one.email, one.frequency = form.cleaned_data["email"], form.cleaned_data["frequency"]
    try:
        ask(request.shown, one)
    except (OSError, smtplib.SMTPException):
        form.add_error(None, _("The mail could not be sent now. Try again later."))
        return False
    return True


def following(request: HttpRequest, lang: str, token: str) -> HttpResponse:
    """What one mail is about: to confirm it, to change how often it comes, to stop it; each by a button."""
    shown: Shown = request.shown
    one = following_of(token)
    if one is None:
        return private(render(request, "site/following.html", {"one": None}, status=404))
    if request.method == "POST":
        frequency = request.POST.get("frequency", one.frequency)
        if frequency in FREQUENCIES:
            Following.objects.filter(pk=one.pk).update(frequency=frequency)
        confirm(shown, one)
        return HttpResponseRedirect(shown.way(shown.at("following", token)))
    values = {"one": one, "item": followed_named(shown, one), "frequencies": _frequencies()}
    return private(render(request, "site/following.html", values))


@csrf_exempt
def stopped(request: HttpRequest, lang: str, token: str) -> HttpResponse:
    """Stop by one click (RFC 8058): a mail program posts here by itself, people press the button that they are shown."""
    one = following_of(token)
    if request.method == "POST" and one is not None:
        stop(one)
        one = None
    values = {"one": one, "item": followed_named(request.shown, one) if one else None, "is_stop": True}
    return private(render(request, "site/following.html", values))
