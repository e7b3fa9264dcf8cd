"""Each way in which a server can misbehave ends in an error with its name, within the limits, and never in a text."""

from __future__ import annotations

import gzip
import itertools
import socket
import ssl
import struct
import subprocess
import time
import zlib

import pytest
from bad_server import OK, moved, page

from servanda.errors import BinaryInput, InputTooLarge, NotFetched
from servanda.fetching import Fetcher
from servanda.fetching.exchange import Validators


def drip(connection, _):
    connection.sendall(OK + b"Content-Type: text/html\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"<p>")
        time.sleep(0.1)


def dripping_head(connection, _):
    connection.sendall(OK)
    for number in range(100):
        connection.sendall(f"X-{number}: a\r\n".encode())
        time.sleep(0.1)


def silence(connection, _):
    time.sleep(6)


def endless(connection, _):
    connection.sendall(OK + b"Content-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"<p>They met again." * 1000)


def endless_chunks(connection, _):
    connection.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"1000\r\n" + b"a" * 4096 + b"\r\n")


def endless_head(connection, _):
    connection.sendall(OK)
    for number in itertools.count():
        connection.sendall(f"X-{number}: {'a' * 900}\r\n".encode())


def reset(connection, _):
    connection.sendall(OK + b"Content-Length: 1000\r\n\r\nbegin")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


BOMB = gzip.compress(b"a" * 50_000_000)
CUT = gzip.compress(b"<p>" + bytes(range(256)) * 50)[:-20]

FAULTS = {
    "slow drip": (drip, NotFetched, "server-too-slow"),
    "head in a drip": (dripping_head, NotFetched, "server-too-slow"),
    "no answer": (silence, NotFetched, "server-too-slow"),
    "body without end": (endless, InputTooLarge, "document-too-large"),
    "chunks without end": (endless_chunks, InputTooLarge, "document-too-large"),
    "head without end": (endless_head, NotFetched, "answer-no-http"),
    "one header too long": (OK + b"X: " + b"a" * 100_000 + b"\r\n\r\nbody", NotFetched, "answer-no-http"),
    "bomb": (page(BOMB, "Content-Encoding: gzip"), InputTooLarge, "document-too-large"),
    "gzip cut short": (page(CUT, "Content-Encoding: gzip"), NotFetched, "answer-cut-short"),
    "no gzip at all": (page(b"<p>plain", "Content-Encoding: gzip"), BinaryInput, "answer-damaged"),
    "shorter than promised": (OK + b"Content-Length: 1000\r\n\r\nbegin", NotFetched, "answer-cut-short"),
    "chunk cut short": (OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nbegin", NotFetched, "answer-cut-short"),
    "chunk of nonsense": (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nbegin", NotFetched, "answer-cut-short"),
    "reset": (reset, NotFetched, "connection-broken"),
    "closed at once": (lambda connection, _: None, NotFetched, "connection-broken"),
    "HTTP/0.9": (b"<html>They met.</html>", NotFetched, "answer-no-http"),
    "noise": (bytes(range(1, 256)) * 10, NotFetched, "answer-no-http"),
    "status of letters": (b"HTTP/1.1 abc OK\r\n\r\n", NotFetched, "answer-no-http"),
    "to itself": (moved("/it"), NotFetched, "moves-in-circle"),
    "to a file": (moved("file:///etc/passwd"), NotFetched, "address-no-web"),
    "to another scheme": (moved("gopher://a.example/"), NotFetched, "address-no-web"),
    "to a password": (moved("http://root:x@127.0.0.1/"), NotFetched, "address-no-web"),
}


@pytest.mark.parametrize(("answer", "kind", "key"), FAULTS.values(), ids=FAULTS)
def test_a_bad_answer_ends_in_its_name(server, manners, answer, kind, key):
    server.answers["/it"] = answer
    started = time.monotonic()
    with pytest.raises(kind) as met:
        Fetcher(manners).fetch(server.address("/it"))
    assert met.value.fault.key == key
    assert met.value.remedy
    assert time.monotonic() - started < 2 * manners.whole + 1


def test_more_moves_than_allowed(server, manners):
    server.answers |= {f"/{n}": moved(f"/{n + 1}") for n in range(6)}
    with pytest.raises(NotFetched, match="more than 3 times"):
        Fetcher(manners).fetch(server.address("/0"))
    assert server.paths() == ["/0", "/1", "/2", "/3"]


def test_a_circle_of_two(server, manners):
    server.answers |= {"/a": moved("/b"), "/b": moved("/a")}
    with pytest.raises(NotFetched, match="in a circle"):
        Fetcher(manners).fetch(server.address("/a"))


def test_a_number_that_is_not_public_is_never_connected_to(server, manners):
    from dataclasses import replace

    with pytest.raises(NotFetched) as met:
        Fetcher(replace(manners, private=False)).fetch(server.address("/it"))
    assert met.value.fault.key in ("robots-cannot-tell", "address-private")
    assert server.requests == []


def test_a_move_to_the_private_net_is_not_followed(server, manners, monkeypatch):
    """The first host is let through as if it were public; what it moves to is asked of the net anew."""
    from servanda.fetching import place

    def is_public(number):
        return number == "127.0.0.1"

    monkeypatch.setattr(place, "is_public", is_public)
    from dataclasses import replace

    server.answers["/it"] = moved("http://[::1]:1/admin")
    with pytest.raises(NotFetched) as met:
        Fetcher(replace(manners, private=False)).fetch(server.address("/it"))
    assert met.value.fault.key in ("robots-cannot-tell", "address-private")


def test_a_name_is_resolved_once_and_its_number_connected_to(server, manners, monkeypatch):
    """A name that stands for a public number when it is checked and for this machine afterwards leads to the public one."""
    from dataclasses import replace

    from servanda.fetching.exchange import ask

    calls = []

    def resolve(host, port, **_):
        calls.append(host)
        number = "203.0.113.1" if len(calls) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (number, port))]

    tried = []

    def connect(self, at):
        tried.append(at)
        raise OSError

    monkeypatch.setattr("servanda.fetching.place.is_public", lambda number: number != "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(NotFetched, match="No connection"):
        ask(f"http://rebinding.example:{server.port}/", replace(manners, private=False))
    assert tried == [("203.0.113.1", server.port)]
    assert calls == ["rebinding.example"]


def test_one_private_number_among_public_ones_refuses_all(monkeypatch, manners):
    from dataclasses import replace

    from servanda.fetching.exchange import ask

    found = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (number, 80)) for number in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(NotFetched, match=r"10\.0\.0\.1"):
        ask("http://mixed.example/", replace(manners, private=False))


def test_a_server_that_cannot_prove_itself(server, manners, tmp_path):
    key, paper = tmp_path / "key.pem", tmp_path / "paper.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    if subprocess.run([*made, "-keyout", key, "-out", paper], capture_output=True, check=False).returncode:
        pytest.skip("openssl is not installed")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(paper, key)
    sealed = socket.create_server(("127.0.0.1", 0))
    import threading

    def serve():
        for _ in range(1):
            connection, _ = sealed.accept()
            try:
                context.wrap_socket(connection, server_side=True)
            except OSError:
                connection.close()

    threading.Thread(target=serve, daemon=True).start()
    from servanda.fetching.exchange import ask

    with pytest.raises(NotFetched) as met:
        ask(f"https://127.0.0.1:{sealed.getsockname()[1]}/", manners)
    assert met.value.fault.key == "server-not-proven"
    sealed.close()


def test_plain_words_where_a_seal_is_expected(server, manners):
    from servanda.fetching.exchange import ask

    with pytest.raises(NotFetched) as met:
        ask(f"https://127.0.0.1:{server.port}/", manners)
    assert met.value.fault.key in ("server-not-proven", "server-too-slow")


def test_nobody_there(manners):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    from servanda.fetching.exchange import ask

    with pytest.raises(NotFetched) as met:
        ask(f"http://127.0.0.1:{port}/", manners)
    assert met.value.fault.key == "no-connection"


def test_cookies_are_not_kept(server, manners):
    server.answers |= {"/a": page(b"a", "Set-Cookie: id=1"), "/b": page(b"b")}
    fetcher = Fetcher(manners)
    for path in ("/a", "/b"):
        fetcher.fetch(server.address(path))
    assert b"cookie" not in server.requests[-1].lower()


def test_what_a_server_gave_cannot_smuggle_a_line_into_the_next_request(server, manners):
    server.answers["/a"] = page(b"a")
    Fetcher(manners).fetch(server.address("/a"), Validators('"a"\r\nX-Evil: 1', "now\r\nX-Evil: 1"))
    assert b"Evil" not in server.requests[-1]


def test_gzip_is_unpacked_and_kept_as_it_was_carried(server, manners):
    packed = gzip.compress(b"<p>They met.")
    server.answers["/a"] = page(packed, "Content-Encoding: gzip")
    found = Fetcher(manners).fetch(server.address("/a")).last
    assert found.body(1000) == b"<p>They met."
    assert found.response.endswith(packed)
    assert zlib.decompress(found.carried, 31) == b"<p>They met."
