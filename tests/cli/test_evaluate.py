"""Drawing, judging and exporting from the command line, where nobody can be asked."""

import json

import pytest

PAGE = "Wells\n\nAnn Lee said that 28 of the 40 wells have been built.\n\nIt rained all week in the hills.\n"


@pytest.fixture
def sampled(servanda, tmp_path):
    """A project with one page read and a sample drawn from it."""
    assert servanda("init", "p").returncode == 0
    (tmp_path / "p" / "documents" / "a.txt").write_text(PAGE)
    assert servanda("ingest", "-p", "p").returncode == 0
    done = servanda("evaluate", "--sample", "10", "--seed", "3", "-p", "p")
    assert done.returncode == 0 and "with seed 3" in done.stdout and "undo it with: servanda undo 2" in done.stderr
    return tmp_path / "p"


def test_a_sample_goes_out_and_comes_back(servanda, sampled):
    nothing = servanda("evaluate", "-p", "p")
    assert "Nothing has been judged yet." in nothing.stdout
    assert servanda("evaluate", "--output", "s.csv", "-p", "p").returncode == 0
    sheet = sampled.parent / "s.csv"
    header, *rows = sheet.read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("sample,item,what,document")
    assert any("Ann Lee" in row for row in rows)
    missing = servanda("import", "judgements", "s.csv", "-p", "p")
    assert (missing.returncode, missing.stdout[:18]) == (0, "Verdicts taken: 0;")
    figures = json.loads(servanda("evaluate", "--format", "json", "-p", "p").stdout)
    assert figures["attributed"]["precision"] is None
    assert figures["sample"]["seed"] == 3 and figures["sample"]["sizes"]["en"]["statements"] == 1
    listed = servanda("review", "-p", "p")
    assert "Waiting: 1." in listed.stdout and "Ann Lee" in listed.stdout
    exported = servanda("export", "training", "-p", "p")
    assert exported.stdout == "" and "do not pass it on" in exported.stderr


def test_what_cannot_be_done_is_told(servanda, tmp_path):
    assert servanda("init", "p").returncode == 0
    for args, words in (
        (("evaluate", "-p", "p"), "No sample has been drawn yet."),
        (("evaluate", "--sample", "5", "-p", "p"), "there is nothing to judge"),
        (("evaluate", "--sample", "0", "-p", "p"), "Draw at least one."),
    ):
        done = servanda(*args)
        assert done.returncode == 2 and words in done.stderr
