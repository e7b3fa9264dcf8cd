"""Starts Django before the examples in this room's docstrings are run: models cannot be imported without it."""

from servanda.record.start import start

start()
