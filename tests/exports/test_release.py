"""Releases: every format of one day, never changed, with the changes since the one before."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import UnknownName, UsageError
from servanda.exports import release as made
from servanda.exports.disclosed import disclosed
from servanda.exports.formats import Asked, write
from servanda.exports.public import Public
from servanda.exports.public_changes import changed_lines
from servanda.exports.public_jsonl import write_public_jsonl
from servanda.exports.release import CHANGES, make_release, released_lines
from servanda.record.encoding import as_text
from servanda.record.project import Project
from servanda.record.releases import FOLDER, faults_in_releases, releases_in


@pytest.fixture
def released(tmp_path, account, monkeypatch):
    """A project with a release of the made-up account; and what makes the next one, of another version."""
    project = Project.create(tmp_path / "p")
    versions = iter((3, 5, 9))
    accounts = iter((account, replace(account, claims=account.claims[1:]), account))

    def public_account(_):
        one = next(accounts)
        return Public(disclosed(one, (), one.as_of), next(versions))

    monkeypatch.setattr(made, "public_account", public_account)
    monkeypatch.setattr("servanda.exports.public.public_account", public_account)
    make_release(project)
    return project


def place(project, number=0):
    return project.folder / FOLDER / releases_in(project.folder)[number].name


def test_a_release_has_every_format_its_digests_and_how_it_is_cited(released):
    told = json.loads((place(released) / "release.json").read_text())
    names = {one["name"] for one in told["files"]}
    endings = ("jsonl", "csv.zip", "parquet.zip", "xlsx", "sqlite", "nt", "iati.xml")
    assert names == {f"lake-accord.{ending}" for ending in endings}, (
        "no SDMX without statistics, no changes without another"
    )
    for one in told["files"]:
        data = (place(released) / one["name"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (one["bytes"], one["sha256"])
    assert (told["day"], told["version"], told["before"]) == ("2026-11-24", "3", None)
    assert told["citation"]["ru"] == "Озёрное соглашение. 2026-11-24, v3."
    assert list(faults_in_releases(released.folder)) == []


def test_the_next_has_the_changes_and_leaves_the_first_as_it_was(released):
    before = {file: file.read_bytes() for file in place(released).iterdir()}
    second = make_release(released)
    assert [one.version for one in releases_in(released.folder)] == [3, 5]
    assert second.name == "2026-11-24-v5"
    head, *changes = map(json.loads, (place(released, 1) / CHANGES).read_bytes().splitlines())
    assert (head["since"], head["version"]) == ("3", "5")
    removed = [
        (one["change"], one["table"], one.get("id") or one.get("claim")) for one in changes if one["table"] != "about"
    ]
    assert removed == [("removed", "claims", "a1"), ("removed", "figures", "a1")]
    assert {file: file.read_bytes() for file in place(released).iterdir()} == before


def test_the_same_day_and_version_is_not_released_twice(released, account, monkeypatch):
    monkeypatch.setattr(made, "public_account", lambda _: Public(disclosed(account, (), account.as_of), 3))
    before = {file: file.read_bytes() for file in place(released).iterdir()}
    with pytest.raises(UsageError, match="already"):
        make_release(released)
    assert {file: file.read_bytes() for file in place(released).iterdir()} == before


def test_a_run_that_fails_leaves_no_release(released, monkeypatch):
    def breaks(*_):
        raise OSError(28, "no room")

    monkeypatch.setattr(made, "_lines", breaks)
    with pytest.raises(UsageError):
        make_release(released)
    assert [one.version for one in releases_in(released.folder)] == [3]
    assert list(faults_in_releases(released.folder)) == []


def test_a_file_that_was_changed_is_told(released):
    file = place(released) / "lake-accord.nt"
    file.chmod(0o644)
    file.write_bytes(b"")
    (place(released) / "lake-accord.xlsx").unlink()
    assert [fault.fault.key for fault in faults_in_releases(released.folder)] == ["release-changed"] * 2
    (place(released) / "release.json").chmod(0o644)
    (place(released) / "release.json").write_text('{"files": [{"name": "../agreement.yaml"}]}')
    assert [fault.fault.key for fault in faults_in_releases(released.folder)] == ["release-unreadable"]
    assert releases_in(released.folder) == ()


def test_changes_since_a_release_as_one_file(released):
    out = io.BytesIO()
    write(released, "jsonl", out, Asked(since=3, public=True))
    head, *changes = map(json.loads, out.getvalue().splitlines())
    assert (head["changes"], head["since"], head["version"]) == (1, "3", "5")
    assert {one["change"] for one in changes} == {"changed", "removed"}
    with pytest.raises(UnknownName, match="Versions of releases: 3"):
        write(released, "jsonl", out, Asked(since=4, public=True))


def test_an_account_without_changes_has_only_another_head(account):
    out = io.BytesIO()
    write_public_jsonl(Public(disclosed(account, (), date(2026, 11, 24)), 1), out)
    lines = out.getvalue().splitlines(keepends=True)
    assert len(list(changed_lines(lines, lines))) == 1


rows = st.dictionaries(st.sampled_from(["2031-01-01", "2031-01-02", "2031-01-03"]), st.integers(0, 2))


@given(rows, rows)
def test_earlier_rows_with_the_changes_are_the_later_rows(before, after):
    def lines(given, version):
        yield as_text({"public": 1, "day": "2031-05-01", "version": version})
        for day, number in given.items():
            yield as_text({"table": "coverage", "day": day, "documents": number})

    known = dict(before)
    _, *changes = map(json.loads, changed_lines(lines(before, "1"), lines(after, "2")))
    for one in changes:
        if one["change"] == "removed":
            del known[one["day"]]
        else:
            assert (one["change"] == "added") == (one["day"] not in known)
            known[one["day"]] = one["documents"]
    assert known == after
    assert len(changes) == sum(before.get(day) != after.get(day) for day in before | after)


def test_released_lines_are_not_the_changes(released):
    make_release(released)
    assert json.loads(next(released_lines(place(released, 1))))["public"] == 1
