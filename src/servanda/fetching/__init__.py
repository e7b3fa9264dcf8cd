"""Addresses of the web to what their servers answered, politely and within limits; and what was read, day by day.

`Fetcher` asks: robots.txt first, one request of a host at a time, a copy that is known not again. It gives each exchange as it
was, which `warc_of` writes as a web archive that intake reads. `coverage_of` tells from the outcomes of all askings which days of
a source were read, and warns where it fell silent, gives less than it did, or changed.
"""

from servanda.fetching.coverage import Asked, SourceCoverage, SourceDay, Warning, coverage_of
from servanda.fetching.exchange import Exchange
from servanda.fetching.fetcher import Fetcher
from servanda.fetching.manners import Manners
from servanda.fetching.place import web_address
from servanda.fetching.warc import warc_of

__all__ = [
    "Asked",
    "Exchange",
    "Fetcher",
    "Manners",
    "SourceCoverage",
    "SourceDay",
    "Warning",
    "coverage_of",
    "warc_of",
    "web_address",
]
