"""Asks Akismet whether a letter is unwanted, where whoever runs the site has given a key: SERVANDA_AKISMET_KEY.

Takes a letter and from where it came; gives yes, no, or None where there is no key or no answer within a few seconds. The form's
notice says that the letter is sent there.
"""

from __future__ import annotations

import http.client
import re
from urllib.parse import urlencode

from django.conf import settings

__all__ = ["asks_akismet", "is_spam_for_akismet"]

_SECONDS = 5
_KEY = re.compile(r"[0-9A-Za-z]{6,64}")


def asks_akismet() -> bool:
    """Whether there is a key."""
    return bool(_KEY.fullmatch(settings.SERVANDA_AKISMET_KEY))


def is_spam_for_akismet(text: str, who: str, email: str, meta: dict[str, str]) -> bool | None:
    """What Akismet says; `meta` has the caller's "address" and "agent", and the "site" it was sent to."""
    if not asks_akismet():
        return None
    body = {
        "api_key": settings.SERVANDA_AKISMET_KEY,
        "blog": meta["site"],
        "user_ip": meta["address"],
        "user_agent": meta["agent"],
        "comment_type": "contact-form",
        "comment_author": who,
        "comment_author_email": email,
        "comment_content": text,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Servanda"}
    connection = _connection()
    try:
        connection.request("POST", "/1.1/comment-check", urlencode(body), headers)
        answer = connection.getresponse().read(20).strip()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return {b"true": True, b"false": False}.get(answer)


def _connection() -> http.client.HTTPConnection:
    return http.client.HTTPSConnection("rest.akismet.com", timeout=_SECONDS)
