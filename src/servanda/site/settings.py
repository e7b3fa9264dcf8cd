"""The record's settings and those of the public site and the desk, secure as they are.

SERVANDA_PROJECT names the project's folder, or several, with a colon between them (as in PATH), for a site about all of them.
SERVANDA_ADDRESS is the address under which the public reaches the site, such as
`https://tracker.example/accord/`: its host is answered, feeds and previews name it, and with https browsers are told to stay with
it. Without it the site answers to this machine alone. SERVANDA_SECRET_KEY stands in for the key that is kept in the folder.
SERVANDA_COMMENTS=1 lets readers comment, SERVANDA_AKISMET_KEY has letters looked at by Akismet, SERVANDA_MAIL and
SERVANDA_MAIL_FROM say how mail goes out. SERVANDA_PROXIES says whose word on callers is believed: this machine's where it is not
set. With SERVANDA_TWO_PEOPLE=1 a decision at the desk counts once a second person agrees.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from servanda.record.settings import *  # noqa: F403 - a site's settings are the record's and more
from servanda.record.settings import INSTALLED_APPS as RECORD_APPS
from servanda.site.agreements import folders_by_name
from servanda.site.mail import mail_settings
from servanda.site.proxy import networks

KEY_FILE = ".secret-key"


def secret_key(folder: Path | None) -> str:
    """The key from the environment, else the folder's own, made when it is first needed, for its owner alone to read.

    >>> len(secret_key(None)) > 50
    True
    """
    if given := os.environ.get("SERVANDA_SECRET_KEY"):
        return given
    made = secrets.token_urlsafe(60)
    if folder is None or not folder.is_dir():
        return made
    file = folder / KEY_FILE
    with suppress(OSError):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(made)
    try:
        return file.read_text(encoding="ascii").strip() or made
    except OSError:
        return made


_folders = [Path(one).resolve() for one in os.environ.get("SERVANDA_PROJECT", "").split(os.pathsep) if one]
SERVANDA_AGREEMENTS = folders_by_name(_folders)
SERVANDA_FOLDER = _folders[0] if len(_folders) == 1 else None
SERVANDA_TWO_PEOPLE = os.environ.get("SERVANDA_TWO_PEOPLE", "") not in ("", "0")
SERVANDA_COMMENTS = os.environ.get("SERVANDA_COMMENTS", "") not in ("", "0")
SERVANDA_AKISMET_KEY = os.environ.get("SERVANDA_AKISMET_KEY", "")
SERVANDA_ADDRESS = os.environ.get("SERVANDA_ADDRESS", "").rstrip("/")
SERVANDA_PROXIES = networks(os.environ.get("SERVANDA_PROXIES", ""))
_parts = urlsplit(SERVANDA_ADDRESS)
_is_https = _parts.scheme == "https"

SECRET_KEY = secret_key(_folders[0] if _folders else None)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *([_parts.hostname] if _parts.hostname else [])]
INSTALLED_APPS = [
    *RECORD_APPS,
    "servanda.site",
    "servanda.api",
    "servanda.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django_otp",
    "django_otp.plugins.otp_totp",
]
DATABASE_ROUTERS = [
    "servanda.desk.routing.BesideTheRecord",
    "servanda.api.routing.TokensBesideTheRecord",
    "servanda.site.routing.ReadersBesideTheRecord",
]
ROOT_URLCONF = "servanda.site.urls"
SERVANDA_ROOT_OF_SEVERAL = "servanda.site.urls_of_several"
WSGI_APPLICATION = "servanda.site.wsgi.application"
MIDDLEWARE = [
    "servanda.site.proxy.BehindProxy",
    "servanda.site.middleware.ChosenAgreement",
    "django.middleware.security.SecurityMiddleware",
    "servanda.desk.middleware.DeskPages",
    "servanda.api.middleware.ProgramsAnswered",
    "servanda.site.middleware.ContentSecurity",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "servanda.site.middleware.SpokenLanguage",
    "servanda.site.middleware.ShownRecord",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "servanda.site.templatetags.shown",
                "servanda.site.templatetags.ways",
                "servanda.site.templatetags.beside",
            ],
            "context_processors": ["django.template.context_processors.request", "servanda.site.context.shown"],
        },
    }
]
USE_I18N = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _is_https
SESSION_COOKIE_NAME = "__Host-servanda" if _is_https else "servanda"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = "__Host-servanda-form" if _is_https else "servanda-form"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "servanda.desk.views.sign_in.forged"
AUTH_USER_MODEL = "desk.Account"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "servanda.desk.passwords.WordsOfTheHouse"},
]
OTP_TOTP_ISSUER = "Servanda"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _is_https else None
globals().update(mail_settings(os.environ.get("SERVANDA_MAIL", ""), os.environ.get("SERVANDA_MAIL_FROM", "")))
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whether other hosts of the domain speak https is not for this site to say
    "security.W008",  # the proxy that ends TLS leads http to https
    "security.W021",  # a place in the browsers' preload list is for its owner to ask for
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"errors": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["errors"], "level": "ERROR", "propagate": False}},
}
