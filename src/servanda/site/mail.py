"""Mail that the site sends, where whoever runs it has said through which server and from whom.

SERVANDA_MAIL is the server (`smtp://name:password@host:587`, `smtps://...` for TLS from the first word), SERVANDA_MAIL_FROM the
sender. Without both no page asks for an address.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from servanda.errors import UsageError

__all__ = ["mail_settings", "sends_mail", "write_to"]


def mail_settings(url: str, sender: str) -> dict[str, Any]:
    """Django's settings for a server; those of no server for an empty address. Raises UsageError for one that is none.

    >>> found = mail_settings("smtp://anna:s%40x@mail.example:587", "Tracker <tracker@mail.example>")
    >>> found["EMAIL_HOST"], found["EMAIL_HOST_PASSWORD"], found["EMAIL_USE_TLS"]
    ('mail.example', 's@x', True)
    >>> mail_settings("", "")["EMAIL_BACKEND"]
    'django.core.mail.backends.dummy.EmailBackend'
    """
    if not url or not sender:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise UsageError("no-mail-server", value=f"{parts.scheme}://...", remedy="write-mail-server")
    plain = dict(parse_qsl(parts.query)).get("tls") == "0"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not plain,
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
    }


def sends_mail() -> bool:
    """Whether mail goes out, and the links in it can lead back: the site has an address."""
    return bool(settings.SERVANDA_ADDRESS) and not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def write_to(address: str, subject: str, text: str, headers: dict[str, str] | None = None) -> None:
    """Send one letter in plain text; raises OSError or SMTPException where it does not go out."""
    EmailMessage(" ".join(subject.split())[:200], text, to=[address], headers=headers or {}).send()
