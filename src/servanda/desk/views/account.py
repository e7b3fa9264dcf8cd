"""One's own account: its sessions, its password, the second factor; for administrators the sessions of all."""

from __future__ import annotations

from base64 import b32encode

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_totp.models import TOTPDevice

from servanda.desk.accounts import accounts
from servanda.desk.models import SignIn
from servanda.desk.page import allowed, desk_page, note, refused, sent_to
from servanda.desk.roles import Right, Role
from servanda.desk.sessions import end_sessions, sessions_of
from servanda.desk.signing_in import Locked, by_password
from servanda.desk.views.sign_in import Code, locked

__all__ = ["account", "end_session", "password", "people", "second_factor", "without_second_factor"]


class WithPassword(forms.Form):
    """The password once more, before it is changed how one signs in."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class OtherPassword(PasswordChangeForm):
    """Another password, behind the old one; wrong ones count as at signing in: a stolen session cannot try at will."""

    def __init__(self, request: HttpRequest, data: QueryDict | None) -> None:
        super().__init__(request.user, data)
        self.request = request

    def clean_old_password(self) -> str:
        """The old password, where it is right and the name does not wait."""
        given: str = self.cleaned_data["old_password"]
        try:
            is_right = by_password(self.request, self.user.name, given) is not None
        except Locked:
            raise forms.ValidationError(locked()) from None
        if not is_right:
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return given


@allowed(before_code=True)
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, and where one is signed in."""
    values = {
        "role": Role(request.user.role).label,
        "sessions": sessions_of(request.user),
        "here": request.session.session_key,
        "has_code": _device(request, confirmed=True) is not None,
        "may_do_without": not Role(request.user.role).needs_second_factor,
    }
    return desk_page(request, "account", values)


@allowed(Right.ADMINISTER)
def people(request: HttpRequest) -> HttpResponse:
    """Every account and every open session."""
    values = {
        "accounts": [(one, Role(one.role).label, has_code) for one, has_code in accounts()],
        "sessions": sessions_of(),
        "here": request.session.session_key,
    }
    return desk_page(request, "people", values)


@allowed(writes=True, before_code=True)
def end_session(request: HttpRequest, number: str) -> HttpResponse:
    """End a session: one of one's own, or as an administrator anybody's."""
    row = SignIn.objects.filter(pk=number, ended=None).select_related("account").first()
    is_own = row is not None and row.account_id == request.user.pk
    if row is None or not (is_own or request.user.may(Right.ADMINISTER)):
        return refused(request, 404)
    end_sessions(row.account, only=row.pk)
    note(request, _("The session is ended."))
    return sent_to(request, "account" if is_own else "people")


@allowed(before_code=True)
def password(request: HttpRequest) -> HttpResponse:
    """Another password; the other sessions end with the old one."""
    form = OtherPassword(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        before = request.session.session_key
        form.save()
        update_session_auth_hash(request, form.user)
        request.session.save()
        request.user.sign_ins.filter(session=before).update(session=request.session.session_key)
        end_sessions(request.user, but=request.session.session_key)
        note(request, _("The password is changed; your other sessions are ended."))
        return sent_to(request, "account")
    return desk_page(request, "form", {"form": form, "title": _("Another password"), "button": _("Change it")})


@allowed(before_code=True)
def second_factor(request: HttpRequest) -> HttpResponse:
    """A key for the program on a telephone that shows the codes; it counts once a code of it has been given.

    The key is new each time and shown once, behind the password: a session left open gives nobody a second factor of his own,
    nor a look at somebody else's.
    """
    if _device(request, confirmed=True) is not None:
        return sent_to(request, "account")
    if "code" in request.POST:
        return _confirmed(request)
    form, fault = WithPassword(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        fault = _password_fault(request, form)
        if not fault:
            return _with_new_key(request)
    values = {"form": form, "fault": fault, "title": _("A code beside the password"), "button": _("Show the key")}
    return desk_page(request, "form", values)


def _with_new_key(request: HttpRequest) -> HttpResponse:
    """The key and what to do with it; one that was shown before and not confirmed is of no use any more."""
    TOTPDevice.objects.filter(user=request.user, confirmed=False).delete()
    device = TOTPDevice.objects.create(user=request.user, confirmed=False, name="")
    key = b32encode(device.bin_key).decode("ascii")
    values = {
        "form": Code(),
        "key": " ".join(key[at : at + 4] for at in range(0, len(key), 4)),
        "way": device.config_url,
    }
    return desk_page(request, "second_factor", values)


def _confirmed(request: HttpRequest) -> HttpResponse:
    """Codes from now on, where the given one is of the key that was shown."""
    device, form = _device(request, confirmed=False), Code(request.POST)
    if device is None:
        return sent_to(request, "second-factor")
    if form.is_valid() and device.verify_token("".join(form.cleaned_data["code"].split())):
        device.confirmed = True
        device.save()
        end_sessions(request.user, but=request.session.session_key)
        note(request, _("From now on you sign in with a code as well."))
        return sent_to(request, "account")
    fault = _("This code is not right. Look whether the telephone’s clock is.") if form.is_valid() else ""
    return desk_page(request, "second_factor", {"form": form, "fault": fault})


@allowed()
def without_second_factor(request: HttpRequest) -> HttpResponse:
    """Sign in by password alone again, where the role lets one."""
    if Role(request.user.role).needs_second_factor or _device(request, confirmed=True) is None:
        return refused(request, 404)
    form, fault = WithPassword(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        fault = _password_fault(request, form)
        if not fault:
            TOTPDevice.objects.filter(user=request.user).delete()
            note(request, _("You sign in by password alone now."))
            return sent_to(request, "account")
    values = {"form": form, "fault": fault, "title": _("Sign in without a code"), "button": _("Do without the code")}
    return desk_page(request, "form", values)


def _password_fault(request: HttpRequest, form: WithPassword) -> str:
    """What is wrong with the password that was given once more; wrong ones count as at signing in."""
    try:
        is_right = by_password(request, request.user.name, form.cleaned_data["password"]) is not None
    except Locked:
        return locked()
    return "" if is_right else _("This is not your password.")


def _device(request: HttpRequest, *, confirmed: bool) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=request.user, confirmed=confirmed).first()
