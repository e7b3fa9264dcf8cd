"""What hosts ask for is done: robots.txt, pauses, waiting, and not asking again for what is known."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from bad_server import moved, page
from fastwarc.warc import ArchiveIterator

from servanda.errors import NotFetched
from servanda.fetching import Fetcher, warc_of
from servanda.fetching.exchange import Exchange
from servanda.fetching.turns import Turns


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def fetcher(manners, clock):
    return Fetcher(manners, Turns(manners.patience, clock, clock.sleep))


ROBOTS = {
    "refused": (page(b"User-agent: *\nDisallow: /a", "Content-Type: text/plain"), "robots-refuse"),
    "refused by name": (page(b"User-agent: servanda\nDisallow: /\n\nUser-agent: *\nAllow: /"), "robots-refuse"),
    "cannot tell": (page(b"", status="503 Out"), "robots-cannot-tell"),
    "asks for fewer": (page(b"", status="429 Slow"), "robots-cannot-tell"),
    "breaks off": (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser", "robots-cannot-tell"),
    "huge": (page(b"#" * 2_000_000), "robots-cannot-tell"),
    "refused after a long preface": (page(b"# words\n" * 20_000 + b"User-agent: *\nDisallow: /"), "robots-refuse"),
    "has none": (page(b"", status="404 No"), None),
    "may not be seen": (page(b"", status="403 No"), None),
    "elsewhere": (moved("/rules.txt"), "robots-refuse"),
    "a page": (page(b"<html><p>Not found, sorry"), None),
    "bytes": (page(bytes(range(256)) * 40), None),
    "allowed": (page(b"User-agent: *\nDisallow: /b\nAllow: /a"), None),
}


@pytest.mark.parametrize(("robots", "key"), ROBOTS.values(), ids=ROBOTS)
def test_robots(server, fetcher, robots, key):
    server.answers |= {
        "/robots.txt": robots,
        "/rules.txt": page(b"User-agent: *\nDisallow: /"),
        "/a": page(b"They met."),
    }
    if key is None:
        assert fetcher.fetch(server.address("/a")).last.status == 200
        return
    with pytest.raises(NotFetched) as met:
        fetcher.fetch(server.address("/a"))
    assert met.value.fault.key == key
    assert "/a" not in server.paths()


def test_robots_is_asked_once_a_host_and_rules_moves_too(server, fetcher):
    server.answers |= {
        "/robots.txt": page(b"User-agent: *\nDisallow: /closed"),
        "/a": page(b"a"),
        "/b": moved("/closed/c"),
        "/closed/c": page(b"c"),
    }
    fetcher.fetch(server.address("/a"))
    with pytest.raises(NotFetched, match="robots"):
        fetcher.fetch(server.address("/b"))
    assert [one.split(b" ")[1] for one in server.requests] == [b"/robots.txt", b"/a", b"/b"]


def test_the_pause_that_a_host_asks_for(server, fetcher, clock):
    server.answers |= {"/robots.txt": page(b"User-agent: *\nCrawl-delay: 3"), "/a": page(b"a"), "/b": page(b"b")}
    fetcher.fetch(server.address("/a"))
    fetcher.fetch(server.address("/b"))
    assert clock.slept == [3]


def test_a_host_that_asks_for_too_long_a_pause_is_asked_once(server, fetcher, clock):
    server.answers |= {"/robots.txt": page(b"User-agent: *\nCrawl-delay: 600"), "/a": page(b"a"), "/b": page(b"b")}
    fetcher.fetch(server.address("/a"))
    with pytest.raises(NotFetched, match="600 seconds"):
        fetcher.fetch(server.address("/b"))
    assert clock.slept == [] and server.paths() == ["/a"]


def test_asked_to_come_back_a_little_later(server, fetcher, clock):
    server.answers["/a"] = [page(b"", "Retry-After: 4", status="429 Slow"), page(b"They met.")]
    assert fetcher.fetch(server.address("/a")).last.body(100) == b"They met."
    assert clock.slept == [4]


def test_asked_to_come_back_much_later(server, fetcher, clock):
    server.answers["/a"] = page(b"", "Retry-After: 3600", status="503 Out")
    with pytest.raises(NotFetched, match="3,600 seconds"):
        fetcher.fetch(server.address("/a"))
    assert clock.slept == [] and server.paths() == ["/a"]


def test_what_is_known_is_asked_for_by_what_tells_it(server, fetcher):
    server.answers["/a"] = [
        page(b"a", 'ETag: "v1"', "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT"),
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
    ]
    first = fetcher.fetch(server.address("/a"))
    again = fetcher.fetch(server.address("/a"), first.last.validators)
    assert again.is_unchanged and not first.is_unchanged
    asked = server.requests[-1].decode()
    assert 'If-None-Match: "v1"' in asked and "If-Modified-Since: Wed, 21 Oct 2015 07:28:00 GMT" in asked


def test_the_request_names_the_program_and_whom_to_ask(server, fetcher):
    server.answers["/a"] = page(b"a")
    fetcher.fetch(server.address("/a"))
    assert b"User-Agent: Servanda/" in server.requests[-1] and b"+desk@office.example" in server.requests[-1]


def test_the_host_that_can_be_asked_first_is(fetcher, clock):
    turns = Turns(60, clock, clock.sleep)
    turns.asked("a.example", 10)
    assert turns.next_of(["a.example", "b.example"]) == 1
    clock.now = 20
    assert turns.next_of(["a.example", "b.example"]) == 0


def test_an_archive_is_read_by_another_program_to_the_byte(server, fetcher):
    server.answers |= {
        "/a": moved("/b"),
        "/b": page("Встреча".encode("cp1251"), "Content-Type: text/html; charset=cp1251"),
    }
    way = fetcher.fetch(server.address("/a")).way
    records = list(ArchiveIterator(io.BytesIO(warc_of(way)), parse_http=False, verify_digests=True))
    assert len(records) == 4
    told = [
        (one.headers["WARC-Type"], one.headers["WARC-Target-URI"].rpartition("/")[2], one.reader.read())
        for one in ArchiveIterator(io.BytesIO(warc_of(way)), parse_http=False)
    ]
    assert told == [
        (kind, exchange.address.rpartition("/")[2], data)
        for exchange in way
        for kind, data in (("response", exchange.response), ("request", exchange.request))
    ]


def test_an_archive_holds_each_record_packed_by_itself():
    one = Exchange("http://a.example/", datetime(2031, 5, 4, tzinfo=UTC), "203.0.113.1", b"GET", b"HTTP", 200, {}, b"")
    data = warc_of([one])
    assert data.count(b"\x1f\x8b\x08") == 2
    assert data == warc_of([one])
