"""The site for a WSGI server: `servanda serve` runs it, and so can any other (`gunicorn servanda.site.wsgi`)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.site.settings")
application = get_wsgi_application()
