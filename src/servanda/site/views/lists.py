"""Every list of the site by the name of its page, for what looks through them without a reader's request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from servanda.site.listing import Listing
from servanda.site.page import Shown
from servanda.site.views import claims, deadlines, documents, findings, history, people, programmes, statements

__all__ = ["LISTS"]

LISTS: Mapping[str, Callable[[Shown], Listing]] = {
    "findings": findings.listing_of,
    "claims": claims.listing_of,
    "promises": claims.promises_listing,
    "statements": statements.listing_of,
    "documents": documents.listing_of,
    "programmes": programmes.listing_of,
    "people": partial(people.listing_of, bodies=False),
    "bodies": partial(people.listing_of, bodies=True),
    "deadlines": deadlines.listing_of,
    "corrections": history.listing_of,
}
"""In the order in which the page of the data names them."""
