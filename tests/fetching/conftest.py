"""A bad server, and a fetcher that is patient for tests only."""

import pytest
from bad_server import running

from servanda.fetching import Manners


@pytest.fixture
def server():
    with running() as one:
        yield one


@pytest.fixture
def manners():
    """Manners that may reach this machine, and wait as long as a test may take."""
    return Manners(
        contact="desk@office.example",
        pause=0,
        patience=5,
        connect=2,
        silence=2,
        whole=4,
        largest=200_000,
        redirects=3,
        private=True,
    )
