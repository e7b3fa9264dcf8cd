"""Who has what open: an item is reserved for who opens it, for a quarter of an hour, so that two do not read the same.

A reservation orders the work and guards nothing: what is decided is guarded by what the reviewer saw (`decide`).
"""

from __future__ import annotations

from datetime import timedelta

from django.db import router, transaction
from django.utils import timezone

from servanda.desk.models import Account, Reservation

__all__ = ["FOR", "holder_of", "release", "reserve", "taken_from"]

FOR = timedelta(minutes=15)


def reserve(account: Account, key: str, *, ahead: bool = False, by_force: bool = False) -> Account:
    """Reserve an item, giving up what the account had open before; gives who has it, who may be somebody else.

    `ahead` is for the item that is loaded while another is read, which stays open; `by_force` takes it from whoever has it.
    """
    now = timezone.now()
    with transaction.atomic(using=router.db_for_write(Reservation)):
        row = Reservation.objects.select_for_update().select_related("account").filter(key=key).first()
        if row is not None and row.account_id != account.pk and row.until > now and not by_force:
            return row.account
        if not ahead:
            Reservation.objects.filter(account=account).exclude(key=key).delete()
        Reservation.objects.update_or_create(key=key, defaults={"account": account, "until": now + FOR})
    return account


def release(key: str) -> None:
    """Give an item free, because it is decided."""
    Reservation.objects.filter(key=key).delete()


def holder_of(key: str) -> Account | None:
    """Who has an item open now."""
    row = Reservation.objects.select_related("account").filter(key=key, until__gt=timezone.now()).first()
    return None if row is None else row.account


def taken_from(account: Account) -> frozenset[str]:
    """What others have open now."""
    rows = Reservation.objects.filter(until__gt=timezone.now()).exclude(account=account)
    return frozenset(rows.values_list("key", flat=True))
