"""Signing in by name and password, then by a code, and signing out."""

from __future__ import annotations

import time

from django import forms
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servanda.desk.models import Account
from servanda.desk.page import allowed, desk_page, sent_to
from servanda.desk.roles import Role
from servanda.desk.sessions import begin_session, end_sessions
from servanda.desk.signing_in import LOCKED_FOR, Locked, by_code, by_password, device_of
from servanda.site.addresses import relative

__all__ = ["code", "forged", "locked", "sign_in", "sign_out"]

_HALF = "half_signed_in"
_HALF_SECONDS = 300
"""How long the code may be waited for."""


class NameAndPassword(forms.Form):
    """What one signs in with."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class Code(forms.Form):
    """Six digits that a telephone shows for half a minute."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


def sign_in(request: HttpRequest, lang: str) -> HttpResponse:
    """Name and password."""
    form, fault, status = NameAndPassword(request.POST or None), "", 200
    if request.method == "POST" and form.is_valid():
        try:
            account = by_password(request, form.cleaned_data["name"], form.cleaned_data["password"])
        except Locked:
            account, fault, status = None, locked(), 429
        if account is not None:
            return _first_half(request, account)
        fault, status = (fault, status) if fault else (_("Name and password do not go together."), 403)
    values = {"form": form, "title": _("Sign in"), "fault": fault, "next": _next(request), "button": _("Sign in")}
    return desk_page(request, "sign_in", values, status)


def code(request: HttpRequest, lang: str) -> HttpResponse:
    """The code, for who has given name and password."""
    half = request.session.get(_HALF, {})
    account = Account.objects.filter(pk=half.get("account"), is_active=True).first()
    is_fresh = time.time() - half.get("at", 0) < _HALF_SECONDS
    if account is None or not is_fresh or half.get("proof") != account.get_session_auth_hash():
        return sent_to(request, "sign-in")
    form, fault, status = Code(request.POST or None), "", 200
    if request.method == "POST" and form.is_valid():
        try:
            if by_code(request, account, form.cleaned_data["code"]):
                return _signed_in(request, account)
            fault, status = _("This code is not right, or was used already. Wait for the next one."), 403
        except Locked:
            fault, status = locked(), 429
    values = {"form": form, "title": _("Your code"), "fault": fault, "next": _next(request), "button": _("Sign in")}
    return desk_page(request, "sign_in", values, status)


@allowed(writes=True, before_code=True)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    _leave(request)
    return sent_to(request, "sign-in")


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that this site did not give to this browser, or that is older than its session: nothing of it is kept."""
    title = _("This form cannot be taken")
    line = _("It is not from this session, or your browser keeps no cookies. Call the page again and send it anew.")
    return desk_page(request, "refused", {"title": title, "line": line}, 403)


def _first_half(request: HttpRequest, account: Account) -> HttpResponse:
    if device_of(account) is None:
        return _signed_in(request, account)
    request.session.cycle_key()
    half = {"account": account.pk, "at": time.time(), "proof": account.get_session_auth_hash()}
    request.session[_HALF] = half
    return sent_to(request, "code", next=_next(request))


def _signed_in(request: HttpRequest, account: Account) -> HttpResponse:
    """A session with a new key, and on to where the reader was."""
    where = _next(request)
    if request.user.is_authenticated:
        _leave(request)
    request.session.pop(_HALF, None)
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    request.session.save()
    begin_session(request, account)
    if where and (Role(account.role) is not Role.CORRESPONDENT or where.startswith(f"/{request.lang}/desk/rounds/")):
        return HttpResponseRedirect(relative(where, request.path_info))
    return sent_to(request, "home")


def _leave(request: HttpRequest) -> None:
    """End the session that the request came in."""
    for row in request.user.sign_ins.filter(session=request.session.session_key):
        end_sessions(request.user, only=row.pk)
    logout(request)


def _next(request: HttpRequest) -> str:
    """The page to go on to: one of the desk in this language, and nothing else."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_plain = all(part not in ("", ".", "..") for part in asked.strip("/").split("/")) and not {"\\", ":"} & set(asked)
    return asked if asked.startswith(f"/{request.lang}/desk/") and is_plain and asked.isprintable() else ""


def locked() -> str:
    """The line for a name or place that waits, in the reader's language."""
    minutes = int(LOCKED_FOR.total_seconds() // 60)
    return _("Too many attempts under this name or from this place have failed. Wait %(minutes)s minutes.") % {
        "minutes": minutes
    }
