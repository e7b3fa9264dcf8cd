"""Name and password, then a code where the account has one; after five failures the name waits for a quarter of an hour.

The answer to a wrong name is that to a wrong password, in words and in time. An attempt is noted before it is looked at, so
that many at once do not come to more than five.

Failures under a name count apart for each place from which its owner has signed in of late, and together for all others: who
knows a name tries it five times, and keeps its owner out of nowhere that he works at. A place that is new to the names it tries
waits too, once it has failed under many of them. Why so: docs/decisions/0039-attempts-by-place.md.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import authenticate
from django.db import router, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from servanda.desk.models import Account, Failure, SignIn
from servanda.site.limits import client_of

__all__ = ["LOCKED_FOR", "MOST_FAILURES", "MOST_OF_PLACE", "Locked", "by_code", "by_password", "device_of"]

MOST_FAILURES = 5
MOST_OF_PLACE = 50
"""Failures from one place under names that have not signed in there: an office behind one address has some."""
LOCKED_FOR = timedelta(minutes=15)
_KEPT = timedelta(days=1)
"""How long failures are kept, of names that nobody has too."""
_OF_LATE = timedelta(days=90)


class Locked(Exception):
    """Too many attempts under this name, or from this place, have failed."""


def by_password(request: HttpRequest, name: str, password: str) -> Account | None:
    """The account that name and password are of; raises Locked."""
    wanted = Account.normalize_username(" ".join(name.split()))[:150]
    known = Account.objects.filter(name__iexact=wanted).first()
    wanted = wanted.casefold() if known is None else known.name
    attempt = _attempt(request, wanted, known)
    found: Account | None = authenticate(request, name=wanted, password=password)
    if found is not None:
        attempt.delete() if device_of(found) else _forget(attempt)
    return found


def by_code(request: HttpRequest, account: Account, code: str) -> bool:
    """Whether the code is that of the account's device now, and was not used before; raises Locked."""
    attempt = _attempt(request, account.name, account)
    with transaction.atomic(using=router.db_for_write(TOTPDevice)):
        device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=True).first()
        is_right = device is not None and bool(device.verify_token("".join(code.split())))
    if is_right:
        _forget(attempt)
    return is_right


def device_of(account: Account) -> TOTPDevice | None:
    """The device that gives an account's codes, where it has one."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).first()


def _attempt(request: HttpRequest, name: str, account: Account | None) -> Failure:
    """A failure until it is known to be none; raises Locked where there were too many like it."""
    place, now = client_of(request.META), timezone.now()
    with transaction.atomic(using=router.db_for_write(Failure)):
        if account is not None:
            # attempts under one name take turns on PostgreSQL too
            Account.objects.select_for_update().get(pk=account.pk)
        is_known = account is not None and _has_signed_in(account, place)
        attempt = Failure(name=name, place=place, is_known=is_known)
        late = Failure.objects.filter(at__gt=now - LOCKED_FOR)
        if _like(attempt, late).count() >= MOST_FAILURES:
            raise Locked
        if not is_known and late.filter(place=place, is_known=False).count() >= MOST_OF_PLACE:
            raise Locked
        Failure.objects.filter(at__lt=now - _KEPT).delete()
        attempt.save()
    return attempt


def _has_signed_in(account: Account, place: str) -> bool:
    """Whether the account has signed in from a place of late."""
    rows = SignIn.objects.filter(account=account, began__gt=timezone.now() - _OF_LATE)
    return place in {client_of({"REMOTE_ADDR": one}) for one in rows.values_list("address", flat=True).distinct()}


def _like(attempt: Failure, rows: QuerySet[Failure]) -> QuerySet[Failure]:
    """Those that count together with an attempt."""
    same = rows.filter(name=attempt.name, is_known=attempt.is_known)
    return same.filter(place=attempt.place) if attempt.is_known else same


def _forget(attempt: Failure) -> None:
    """Who has signed in has not failed; what others tried under the name elsewhere stays counted."""
    Failure.objects.filter(name=attempt.name, place=attempt.place).delete()
