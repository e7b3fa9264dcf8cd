"""Gunicorn's settings: `gunicorn -c python:servanda.production.gunicorn`. What differs between offices is in the environment.

SERVANDA_BIND is where it listens (127.0.0.1:8000, or unix:/run/servanda/socket), WEB_CONCURRENCY how many processes answer. Each
keeps the account in its memory, so more of them than the machine has cores cost memory and bring nothing.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from servanda.production.settings import LOGGING  # names what is missing and ends, before a process is begun

wsgi_app = "servanda.production.wsgi:application"
bind = os.environ.get("SERVANDA_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 8
timeout = 120
graceful_timeout = 30
keepalive = 5
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 8190
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a disk that stalls would end processes
accesslog = None
errorlog = "-"
logconfig_dict = LOGGING | {
    "loggers": {
        "gunicorn.error": {"handlers": ["lines"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": [], "propagate": False},
    },
}
_together = tempfile.mkdtemp(prefix="servanda-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = _together
os.environ["SERVANDA_LIMITS"] = str(Path(_together) / "limits.sqlite")


def post_worker_init(worker: Any) -> None:
    """Bring the tables up to this release, and go on with what was being taken in when the machine ended."""
    from servanda.desk.worker import resume_work
    from servanda.production.tables import bring_up_to_date
    from servanda.site.agreements import every

    bring_up_to_date(Path(_together) / "tables.lock")
    for folder in every():
        resume_work(folder)


def child_exit(server: Any, worker: Any) -> None:
    """Take away what a process that ended counted of the moment."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    """Take away the folder in which the processes counted together."""
    shutil.rmtree(_together, ignore_errors=True)
