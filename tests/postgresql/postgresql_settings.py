"""The site's settings, with a database on the tests' PostgreSQL for each project folder, where it has a file on SQLite.

What a program is given in production is one DATABASE_URL; the tests open several projects in one process.
"""

import os
from pathlib import Path

from postgresql_cluster import Cluster

from servanda.record.settings import DATABASES as RECORDS_DATABASES
from servanda.record.settings import postgresql
from servanda.site.settings import *  # noqa: F403 - all but where the rows are


class _OneForEachFolder(dict):
    """Django's databases by alias; that of a folder is made when it is first asked for."""

    def __contains__(self, alias: object) -> bool:
        known = super().__contains__(alias)
        if not known and Path(str(alias)).is_absolute():
            self[alias] = {
                "ATOMIC_REQUESTS": False,
                "AUTOCOMMIT": True,
                "CONN_MAX_AGE": 0,
                "CONN_HEALTH_CHECKS": False,
                "TIME_ZONE": None,
                "TEST": {"CHARSET": None, "COLLATION": None, "MIGRATE": True, "MIRROR": None, "NAME": None},
            } | postgresql(Cluster(Path(os.environ["TEST_POSTGRESQL"])).url_of(str(alias)))
            return True
        return known


DATABASES = _OneForEachFolder(RECORDS_DATABASES)
