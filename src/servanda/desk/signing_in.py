"""Name and password, then a code where the account has one; after five failures the name waits for a quarter of an hour.

The answer to a wrong name is that to a wrong password, in words and in time. An attempt is noted before it is looked at, so
that many at once do not come to more than five.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import authenticate
from django.db import router, transaction
from django.http import HttpRequest
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from servanda.desk.models import Account, Failure

__all__ = ["LOCKED_FOR", "MOST_FAILURES", "Locked", "by_code", "by_password", "device_of"]

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
_KEPT = timedelta(days=1)
"""How long failures are kept, of names that nobody has too."""


class Locked(Exception):
    """Too many attempts under this name have failed."""


def by_password(request: HttpRequest | None, name: str, password: str) -> Account | None:
    """The account that name and password are of; raises Locked."""
    wanted = Account.normalize_username(" ".join(name.split()))[:150]
    known = Account.objects.filter(name__iexact=wanted).first()
    wanted = wanted.casefold() if known is None else known.name
    attempt = _attempt(wanted)
    found: Account | None = authenticate(request, name=wanted, password=password)
    if found is not None:
        attempt.delete() if device_of(found) else _forget(wanted)
    return found


def by_code(account: Account, code: str) -> bool:
    """Whether the code is that of the account's device now, and was not used before; raises Locked."""
    attempt = _attempt(account.name)
    with transaction.atomic(using=router.db_for_write(TOTPDevice)):
        device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=True).first()
        is_right = device is not None and bool(device.verify_token("".join(code.split())))
    if is_right:
        attempt.delete()
        _forget(account.name)
    return is_right


def device_of(account: Account) -> TOTPDevice | None:
    """The device that gives an account's codes, where it has one."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).first()


def _attempt(name: str) -> Failure:
    with transaction.atomic(using=router.db_for_write(Failure)):
        if Failure.objects.filter(name=name, at__gt=timezone.now() - LOCKED_FOR).count() >= MOST_FAILURES:
            raise Locked
        Failure.objects.filter(at__lt=timezone.now() - _KEPT).delete()
        return Failure.objects.create(name=name)


def _forget(name: str) -> None:
    Failure.objects.filter(name=name).delete()
