"""Accounts of the desk: made, changed, closed, listed. The command line calls these; nobody makes an account for himself.

Takes names, roles and passwords; gives rows of `Account`. What cannot be is refused as a UsageError.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django_otp.plugins.otp_totp.models import TOTPDevice

from servanda.desk.models import Account, Failure
from servanda.desk.roles import Role
from servanda.desk.sessions import end_sessions
from servanda.errors import UnknownName, UsageError
from servanda.message import Message
from servanda.site.agreements import project_folder
from servanda.site.page import opened

__all__ = ["account_named", "accounts", "add_account", "change_account", "set_password"]


def add_account(name: str, role: str, password: str, body: str = "") -> Account:
    """Make an account; raises UsageError where the name is taken, the password weak, or a correspondent has no body."""
    wanted = Account.normalize_username(" ".join(name.split()))
    if not wanted or len(wanted) > 150:
        raise UsageError("account-needs-name", value=name[:200], remedy="write-name")
    if Account.objects.filter(name__iexact=wanted).exists():
        raise UsageError("account-exists", value=wanted, remedy="choose-other-name")
    account = Account(name=wanted, **_placed(role, body))
    _checked(account, password)
    account.set_password(password)
    account.save()
    return account


def change_account(name: str, role: str | None = None, body: str | None = None, active: bool | None = None) -> Account:
    """Give an account another role or body, or close or open it; its sessions end with what it was."""
    account = account_named(name)
    for field, value in _placed(role or account.role, account.body if body is None else body).items():
        setattr(account, field, value)
    account.is_active = account.is_active if active is None else active
    account.save()
    end_sessions(account)
    return account


def set_password(name: str, password: str, *, forget_code: bool = False) -> Account:
    """Give an account a new password, end its sessions, and let it in again at once; `forget_code` for who lost his phone."""
    account = account_named(name)
    _checked(account, password)
    account.set_password(password)
    account.save()
    if forget_code:
        TOTPDevice.objects.filter(user=account).delete()
    Failure.objects.filter(name=account.name).delete()
    end_sessions(account)
    return account


def account_named(name: str) -> Account:
    """The account of that name; raises UnknownName."""
    found = Account.objects.filter(name__iexact=name.strip()).first()
    if found is None:
        raise UnknownName("no-such-account", value=name, remedy="see-accounts")
    return found


def accounts() -> Iterable[tuple[Account, bool]]:
    """All accounts by name, each with whether it signs in with a code as well."""
    with_code = set(TOTPDevice.objects.filter(confirmed=True).values_list("user_id", flat=True))
    return [(one, one.pk in with_code) for one in Account.objects.order_by("name")]


def _placed(role: str, body: str) -> dict[str, str]:
    """Role and body as they may stand together."""
    if role not in set(Role):
        raise UnknownName("no-such-role", value=role, remedy="known-roles", known=", ".join(Role))
    if (role == Role.CORRESPONDENT) != bool(body):
        raise UsageError("body-for-correspondents", value=role, remedy="give-body")
    known = [one.id for one in opened(project_folder()).agreement.bodies] if body else []
    if body and body not in known:
        raise UnknownName("no-such-body", value=body, remedy="known-bodies", known=", ".join(known))
    return {"role": role, "body": body}


def _checked(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise UsageError("password-weak", reason=Message.of("as-recorded", text=" ".join(error.messages))) from error
