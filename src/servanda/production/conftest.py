"""Starts Django before the examples in this room's docstrings are run; what ends a process without its settings is left alone."""

from servanda.record.start import start

collect_ignore = ["gunicorn.py", "settings.py", "wsgi.py"]
start()
