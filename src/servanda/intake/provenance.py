"""What comes with a document beside its bytes, as machines write it: addresses, and moments as days."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from servanda.intake.dateline import written_period
from servanda.period import Period

__all__ = ["day_of", "name_of_address"]


def name_of_address(address: str) -> str:
    """The last part of an address that tells pages apart.

    >>> name_of_address("https://a.example/news/bridge.html?x=1"), name_of_address("https://a.example/")
    ('bridge', 'a.example')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return PurePosixPath(parts.path).stem or parts.netloc or address


def day_of(moment: str | None) -> Period | None:
    """The day of a moment as machines write it, in its own time zone.

    >>> str(day_of("2031-05-04T23:30:00+03:00")), day_of("soon"), day_of(None)
    ('2031-05-04', None, None)
    """
    if not moment:
        return None
    try:
        return Period.parse(moment.strip()[:10])
    except ValueError:
        return written_period(moment[:100])
