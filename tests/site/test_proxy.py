"""What is believed of a proxy's words, and whose: the settings name whose."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from servanda.errors import UsageError
from servanda.site.proxy import LOOPBACK, BehindProxy, networks

SAID = {"HTTP_X_FORWARDED_FOR": "198.51.100.7", "HTTP_X_FORWARDED_PROTO": "https"}


@pytest.fixture
def seen(monkeypatch):
    """Who called and whether by https, as views see it."""
    monkeypatch.setattr(settings, "SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https"))

    def told(connection, said, believed=LOOPBACK):
        monkeypatch.setattr(settings, "SERVANDA_PROXIES", believed)
        request = RequestFactory().get("/", REMOTE_ADDR=connection, **said)
        BehindProxy(lambda _: HttpResponse())(request)
        return request.META["REMOTE_ADDR"], request.is_secure()

    return told


def test_this_machine_is_believed(seen):
    assert seen("127.0.0.1", SAID) == ("198.51.100.7", True)
    assert seen("::1", SAID) == ("198.51.100.7", True)
    assert seen("", SAID) == ("198.51.100.7", True), "a socket that is a file has no address"


def test_nobody_else_is(seen):
    assert seen("203.0.113.9", SAID) == ("203.0.113.9", False)


def test_a_proxy_elsewhere_is_believed_once_it_is_named(seen):
    assert seen("10.0.0.2", SAID, networks("10.0.0.0/24")) == ("198.51.100.7", True)
    assert seen("127.0.0.1", SAID, networks("10.0.0.0/24")) == ("127.0.0.1", False)


def test_what_a_caller_put_before_the_proxys_word_is_passed_over(seen):
    assert seen("127.0.0.1", {"HTTP_X_FORWARDED_FOR": "10.9.9.9, 127.0.0.1, 203.0.113.9"})[0] == "203.0.113.9"
    assert seen("127.0.0.1", {"HTTP_X_FORWARDED_FOR": ", not an address"})[0] == "not an address"
    assert seen("127.0.0.1", {})[0] == "127.0.0.1"


def test_an_address_that_is_none_is_refused():
    with pytest.raises(UsageError, match=r"10\.0\.0\.300.*commas"):
        networks("10.0.0.300")
