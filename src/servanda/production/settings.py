"""The site's settings for production: secrets from files too, nothing started that is not safe, every request counted and noted.

Names all that is missing at once and ends. SERVANDA_METRICS_TOKEN opens /metrics to who sends it, and to nobody otherwise.
"""

import os
import sys

from servanda.message import lang_of_environment
from servanda.production.environment import faults_of, with_secrets

_faults = [*with_secrets(os.environ), *faults_of(os.environ)]
if _faults:
    for _fault in _faults:
        sys.stderr.write(_fault.told(lang_of_environment()) + "\n")
    raise SystemExit(2)

from servanda.site.settings import *  # noqa: E402, F403 - production's settings are the site's and more
from servanda.site.settings import MIDDLEWARE as SITES_MIDDLEWARE  # noqa: E402

SERVANDA_METRICS_TOKEN = os.environ.get("SERVANDA_METRICS_TOKEN", "")
ROOT_URLCONF = "servanda.production.urls"
SERVANDA_ROOT_OF_SEVERAL = "servanda.production.urls_of_several"
WSGI_APPLICATION = "servanda.production.wsgi.application"
MIDDLEWARE = [
    SITES_MIDDLEWARE[0],
    "servanda.production.logs.Noted",
    "servanda.production.metrics.Counted",
    *SITES_MIDDLEWARE[1:],
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "servanda.production.logs.JsonLines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["lines"], "level": "ERROR", "propagate": False},
        "servanda.requests": {"handlers": ["lines"], "level": "INFO", "propagate": False},
    },
}
