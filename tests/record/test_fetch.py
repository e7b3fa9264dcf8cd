"""What is fetched is kept and taken in: pages, versions, feeds, refusals; a run that was cut short is finished by the next."""

import importlib.util
import itertools
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.fetching import Manners
from servanda.record import models
from servanda.record.project import Project

_SERVER = Path(__file__).parents[1] / "fetching" / "bad_server.py"
_spec = importlib.util.spec_from_file_location("bad_server", _SERVER)
bad_server = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(bad_server)
page, moved = bad_server.page, bad_server.moved
MANNERS = Manners(pause=0, silence=5, whole=10, patience=5, private=True)


def told(share, title="Bridge"):
    return page(
        f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><h1>{title}</h1>'
        f"<p>On 3 May 2031 Anna Weber, the Minister of Transport, said that {share} of the tasks of the road programme are done. "
        f"The programme began in 2029 and has 28 tasks. More will be said in the autumn of this year.</p></body></html>".encode(),
        f'ETag: "{share}"',
    )


NOT_MODIFIED = b"HTTP/1.1 304 Not Modified\r\n\r\n"


def feed(*paths, at):
    items = "".join(
        f"<item><title>{path}</title><link>{at(path)}</link><description>Short of {path}.</description></item>"
        for path in paths
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Agency</title>{items}</channel></rss>'
    return page(body.encode(), "Content-Type: application/rss+xml")


@pytest.fixture
def server():
    with bad_server.running() as one:
        yield one


@pytest.fixture
def project(tmp_path):
    return Project.create(tmp_path / "project")


def texts(project):
    return {path: row.text for path, row in current(project).items()}


def current(project):
    from servanda.record.view import View

    rows = models.Document.objects.using(project.alias).in_bulk()
    return {path: rows[pk] for path, pk in View(project.alias).current_by_path.items()}


def fetches(project):
    rows = models.Fetch.objects.using(project.alias).order_by("id")
    return [(row.address.rpartition("/")[2], row.outcome) for row in rows]


def test_a_page_is_known_by_its_address_and_its_archive_is_kept(project, server):
    server.answers["/a"] = told("74%")
    outcome = project.fetch([server.address("/a")], MANNERS)
    assert (outcome.taken, outcome.refused) == (1, [])
    (path,) = current(project)
    assert path == server.address("/a")
    row = models.Fetch.objects.using(project.alias).get()
    data = (project.folder / row.warc).read_bytes()
    assert row.warc.startswith("fetched/127.0.0.1") and row.etag == '"74%"'
    import gzip

    assert b"74% of the tasks" in gzip.decompress(data)
    assert project.check() == []


def test_again_asks_by_the_mark_and_changes_nothing(project, server):
    server.answers["/a"] = [told("74%"), NOT_MODIFIED]
    address = server.address("/a")
    project.fetch([address], MANNERS)
    outcome = project.fetch([address], MANNERS)
    assert (outcome.taken, outcome.changed, outcome.unchanged) == (0, 0, 1)
    assert b'If-None-Match: "74%"' in server.requests[-1]
    assert models.Document.objects.using(project.alias).count() == 1
    assert len(list((project.folder / "fetched").rglob("*.warc.gz"))) == 1


def test_a_changed_page_is_a_version_and_no_second_witness(project, server):
    server.answers["/a"] = [told("74%"), told("80%")]
    for _ in range(2):
        outcome = project.fetch([server.address("/a")], MANNERS)
    assert outcome.changed == 1
    assert models.Document.objects.using(project.alias).count() == 2
    (text,) = texts(project).values()
    assert "80%" in text and "74%" not in text
    assert len(project.documents()) == 1
    claims = [claim for reading in project.readings() for statement in reading.statements for claim in statement.claims]
    assert all("74" not in claim.text for claim in claims)
    assert fetches(project) == [("a", "taken"), ("a", "changed")]


def test_back_to_the_first_words_is_told_as_such(project, server):
    server.answers["/a"] = [told("74%"), told("80%"), told("74%")]
    for _ in range(3):
        project.fetch([server.address("/a")], MANNERS)
    (text,) = texts(project).values()
    assert "74%" in text
    assert fetches(project) == [("a", "taken"), ("a", "changed"), ("a", "changed")]


def test_a_feed_is_followed_and_what_is_not_to_be_had_is_taken_from_it(project, server):
    server.answers |= {
        "/robots.txt": page(b"User-agent: *\nDisallow: /closed"),
        "/feed": feed("/a", "/closed", "/gone", at=server.address),
        "/a": told("74%"),
    }
    outcome = project.fetch([server.address("/feed")], MANNERS)
    assert {error.fault.key for error in outcome.refused} == {"robots-refuse", "server-had-no-page"}
    found = texts(project)
    at, listed = server.address, server.address("/feed")
    assert set(found) == {at("/a"), f"{listed}!/{at('/closed')}", f"{listed}!/{at('/gone')}"}
    assert "Short of /gone" in found[f"{listed}!/{at('/gone')}"]
    assert {row.source for row in models.Fetch.objects.using(project.alias).all()} == {listed}


REFUSALS = {
    "403": (page(b"no", status="403 No"), "server-refused"),
    "captcha": (page(b"<p>Just a moment... Checking your browser before you go on."), "page-is-captcha"),
    "script only": (page(b"<p>Please enable JavaScript to view this page."), "page-is-script"),
    "picture": (page(b"\x89PNG\r\n\x1a\n", "Content-Type: image/png"), "no-text-there"),
    "nothing": (page(b""), "nothing-in-it"),
}


@pytest.mark.parametrize(("answer", "key"), REFUSALS.values(), ids=REFUSALS)
def test_what_is_no_page_is_named(project, server, answer, key):
    server.answers["/a"] = answer
    outcome = project.fetch([server.address("/a")], MANNERS)
    assert [error.fault.key for error in outcome.refused] == [key]
    assert outcome.refused[0].file == server.address("/a") and outcome.refused[0].remedy
    assert texts(project) == {} and fetches(project) == [("a", "refused")]


def test_the_declared_encoding_counts_and_a_wrong_one_is_noted(project, server):
    words = "Министр сказал, что построено 12 мостов. " * 5
    server.answers["/a"] = page(f"<p>{words}".encode("cp1251"), "Content-Type: text/html; charset=windows-1251")
    server.answers["/b"] = page(f"<p>Иначе. {words}".encode("cp1251"), "Content-Type: text/html; charset=utf-8")
    project.fetch([server.address("/a"), server.address("/b")], MANNERS)
    assert all("построено 12 мостов" in text for text in texts(project).values())


def test_one_page_refused_after_it_was_had_stays(project, server):
    server.answers["/a"] = [told("74%"), page(b"no", status="403 No")]
    for _ in range(2):
        project.fetch([server.address("/a")], MANNERS)
    assert len(texts(project)) == 1
    assert fetches(project) == [("a", "taken"), ("a", "refused")]


def test_files_of_fetched_are_not_taken_twice(project, server):
    server.answers["/a"] = told("74%")
    project.fetch([server.address("/a")], MANNERS)
    outcome = project.ingest([project.folder / "fetched"])
    assert [error.fault.key for error in outcome.refused] == ["kept-by-fetch"]
    assert len(texts(project)) == 1


def test_an_undone_fetch_is_asked_for_anew(project, server):
    server.answers["/a"] = told("74%")
    outcome = project.fetch([server.address("/a")], MANNERS)
    project.undo(outcome.batch)
    assert project.coverage() == ()
    project.fetch([server.address("/a")], MANNERS)
    assert b"If-None-Match" not in server.requests[-1]
    assert len(texts(project)) == 1


def test_the_register_says_what_is_watched(project, server):
    server.answers["/a"] = told("74%")
    register = project.folder / "agreement.yaml"
    register.write_text(
        f"agreement:\n  id: accord\n  name: {{en: Accord}}\n  contact: desk@office.example\n"
        f"watched:\n  - address: {server.address('/a')}\n    name: Ministry\n"
    )
    assert project.fetch([], MANNERS).taken == 1
    assert b"+desk@office.example" in server.requests[-1]
    assert project.agreement.watched[0].name == "Ministry"


def test_coverage_is_of_what_was_read(project, server):
    server.answers["/a"] = [told("74%"), page(b"no", status="503 Out")]
    for _ in range(2):
        project.fetch([server.address("/a")], replace(MANNERS, patience=0))
    (one,) = project.coverage()
    assert (one.source, one.documents) == (server.address("/a"), 1)
    assert [(day.asked, day.answered, day.documents) for day in one.days] == [(2, 1, 1)]


SCRIPT = """
import sys
from servanda.fetching import Manners
from servanda.record.project import Project
Project.open(sys.argv[1]).fetch(sys.argv[2:], Manners(pause=0, private=True))
"""


def test_killed_at_any_moment_and_called_again_it_ends_the_same(tmp_path, server):
    paths = [f"/p{number}" for number in range(12)]
    server.answers |= {path: told(f"{40 + number}%", f"Page {path}") for number, path in enumerate(paths)}
    server.answers["/feed"] = feed(*paths, at=server.address)
    whole = Project.create(tmp_path / "whole")
    whole.fetch([server.address("/feed")], MANNERS)
    cut = Project.create(tmp_path / "cut")
    for number in itertools.count(1):
        call = subprocess.Popen([sys.executable, "-c", SCRIPT, str(cut.folder), server.address("/feed")])
        documents = models.Document.objects.using(cut.alias)
        before, end = documents.count(), time.monotonic() + 60
        while number <= 3 and call.poll() is None and documents.count() < before + 2 and time.monotonic() < end:
            time.sleep(0.02)
        if number <= 3:
            call.send_signal(signal.SIGKILL if number % 2 else signal.SIGINT)
        if call.wait(120) == 0:
            break
        assert number < 6
    assert number > 2
    assert texts(cut) == texts(whole) and len(texts(cut)) == 12
    assert cut.check() == []


def test_the_command_tells_what_was_refused(project, server, monkeypatch):
    from typer.testing import CliRunner

    from servanda.cli import app

    server.answers["/a"] = told("74%")
    listed = project.folder / "list.txt"
    listed.write_text(f"# ministry\n{server.address('/a')}\n\n{server.address('/none')}\n")
    call = ["fetch", str(listed), "ftp://a.example/", "--project", str(project.folder), "--pause", "0"]
    result = CliRunner().invoke(app, [*call, "--private", "--lang", "en"])
    assert result.exit_code == 1
    assert "1 documents taken" in result.output and "2 refused" in result.output
    assert f"{server.address('/none')}: The server gave no page (status 404)." in result.output
    assert "ftp://a.example/: This is no address of the web. Give an address" in result.output
    result = CliRunner().invoke(app, ["fetch", "--project", str(project.folder), "--lang", "en"])
    assert result.exit_code == 2 or "nothing to fetch" in str(result.exception)


def test_what_a_page_said_and_says_is_told(project, server):
    from servanda.exports.report import account_of
    from servanda.exports.rewritten import rewriting_lines
    from servanda.exports.wording import wording

    server.answers["/a"] = [told("74%"), told("80%")]
    for _ in range(2):
        project.fetch([server.address("/a")], MANNERS)
    (one,) = account_of(project).rewritten
    ((before, after),) = one.pairs
    assert "74% of the tasks" in before and "80% of the tasks" in after and "28 tasks" not in before + after
    (line,) = rewriting_lines(wording("en"), [one])
    assert line.index("74%") < line.index("80%")
