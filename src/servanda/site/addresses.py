"""The lasting address of each thing, and the way from one page to another.

Links lead from page to page by relative paths, so that the same pages work at the root of a host, below a folder of it, behind a
proxy, and as files.
"""

from __future__ import annotations

from posixpath import relpath
from urllib.parse import urlencode

from django.urls import reverse

__all__ = ["address", "relative"]


def address(name: str, lang: str, *keys: object) -> str:
    """The path of a page from the root of the site.

    >>> address("finding", "fr", "tension-1a")
    '/fr/findings/tension-1a/'
    """
    return reverse(name, args=(lang, *keys))


def relative(path: str, page: str, /, **query: str) -> str:
    """The way from a page to a path, both from the root of the site; a query without its empty parts.

    >>> relative("/fr/findings/", "/fr/findings/tension-1a/"), relative("/fr/", "/fr/"), relative("/fr/x.csv", "/en/")
    ('../', './', '../fr/x.csv')
    >>> relative("/fr/findings/", "/fr/", known_on="2031-01-05", q="")
    'findings/?known_on=2031-01-05'

    A first part with a colon would be read as another scheme's address, so "./" goes before it (RFC 3986, section 4.2).

    >>> relative("/fr/http:other.example", "/fr/")
    './http:other.example'
    """
    here = page if page.endswith("/") else page.rpartition("/")[0] + "/"
    way = relpath(path, here)
    if ":" in way.partition("/")[0]:
        way = f"./{way}"
    if path.endswith("/"):
        way += "/"
    given = {name: value for name, value in query.items() if value}
    return f"{way}?{urlencode(given)}" if given else way
