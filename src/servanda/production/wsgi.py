"""The site for Gunicorn: its own files are answered before Django is asked, since their address names their state."""

from __future__ import annotations

import os
from pathlib import Path
from wsgiref.headers import Headers

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

from servanda.message import LANGUAGES

os.environ["DJANGO_SETTINGS_MODULE"] = "servanda.production.settings"
_HERE = Path(__file__).parents[1]
_YEAR = 31_536_000


def _headers(headers: Headers, path: str, url: str) -> None:
    """What the site's own answers say of files."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; frame-ancestors 'none'"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


application = WhiteNoise(
    get_wsgi_application(),
    max_age=_YEAR,
    immutable_file_test=lambda path, url: True,
    add_headers_function=_headers,
    allow_all_origins=False,
)
for _below in ("", *(f"{_name}/" for _name in settings.SERVANDA_AGREEMENTS)):
    application.add_files(str(_HERE / "site" / "static"), prefix=f"{_below}assets/")
    for _lang in LANGUAGES:
        application.add_files(str(_HERE / "desk" / "static"), prefix=f"{_below}{_lang}/desk/assets/")
