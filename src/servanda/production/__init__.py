"""The site and its desk run for years: what must be set, how it is watched, what it writes down.

`gunicorn -c python:servanda.production.gunicorn` answers; docs/running.md tells the rest. `servanda serve` needs nothing of this.
"""
