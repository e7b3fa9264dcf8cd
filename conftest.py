"""Django's settings for all tests: those of the site, which are the record's and more, before anything sets Django up."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.site.settings")
