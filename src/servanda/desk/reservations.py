"""Who has what open: an item is reserved for who opens it, for a quarter of an hour, so that two do not read the same.

Who reserves does so in turn, so that of many who begin at once each gets something else.

A reservation orders the work and guards nothing: what is decided is guarded by what the reviewer saw (`decide`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import router
from django.utils import timezone

from servanda.desk.models import Account, Reservation
from servanda.record.database import in_turn

__all__ = ["FOR", "holder_of", "release", "reserve", "reserve_first", "taken_from"]

FOR = timedelta(minutes=15)
_RESERVERS = 0x5E7A4DD
"""By which PostgreSQL knows the lock of who reserves; apart from the record's, so that a page does not wait for an import."""


def reserve(account: Account, key: str, *, ahead: bool = False, by_force: bool = False) -> Account:
    """Reserve an item, giving up what the account had open before; gives who has it, who may be somebody else.

    `ahead` is for the item that is loaded while another is read, which stays open; `by_force` takes it from whoever has it.
    """
    with in_turn(router.db_for_write(Reservation), _RESERVERS):
        now = timezone.now()
        row = Reservation.objects.select_related("account").filter(key=key).first()
        if row is not None and row.account_id != account.pk and row.until > now and not by_force:
            return row.account
        _keep(account, key, ahead=ahead)
    return account


def reserve_first(account: Account, keys: Iterable[str], waits: Callable[[str], bool]) -> str | None:
    """Reserve the first of these items that nobody else has open and that still `waits`; gives its key, None where none is left.

    It is looked for and reserved in one turn. What somebody decided is given free after it is kept, so that what is free by then
    and waits is not decided.
    """
    with in_turn(router.db_for_write(Reservation), _RESERVERS):
        taken = taken_from(account)
        key = next((one for one in keys if one not in taken and waits(one)), None)
        if key is not None:
            _keep(account, key, ahead=False)
    return key


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


def _keep(account: Account, key: str, *, ahead: bool) -> None:
    if not ahead:
        Reservation.objects.filter(account=account).exclude(key=key).delete()
    until = timezone.now() + FOR
    Reservation.objects.update_or_create(key=key, defaults={"account": account, "until": until})
