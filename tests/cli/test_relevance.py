"""Telling documents apart by relevance from the command line."""

import json

import pytest

REGISTER = "agreement: {id: lake, name: {en: Lake Protocol}}\n"


@pytest.fixture
def filled(servanda, tmp_path):
    assert servanda("init", "p").returncode == 0
    (tmp_path / "p" / "agreement.yaml").write_text(REGISTER)
    (tmp_path / "p" / "documents" / "ours.txt").write_text(
        "The Lake Protocol was signed by both ministers in Norby on Monday."
    )
    (tmp_path / "p" / "documents" / "match.txt").write_text(
        "The keeper saved the penalty before the whistle on Sunday."
    )
    assert servanda("ingest", "-p", "p").returncode == 0

    def call(*args):
        return servanda("relevance", *args, "-p", "p")

    return call


def test_documents_are_scored_listed_drawn_and_marked(filled):
    assert filled("score").stdout.startswith("Documents scored: 2; new or with another score: 2;")
    (listed,) = json.loads(filled("list", "--aside", "--format", "json").stdout)
    assert (listed["doc"], listed["aside"], listed["names"]) == ("match", True, [])
    assert filled("sample", "5").stdout == "match\n"
    assert filled("status").stdout.endswith("Next to be marked: match\n")
    assert filled("mark", "match", "--not-relevant", "--who", "Anna").stdout == "Documents marked: 1.\n"
    told = json.loads(filled("status", "--format", "json").stdout)
    assert told == {
        "documents": 2,
        "aside": 1,
        "unseen": {"aside": 1, "judged": 1, "relevant": 0, "unseen": 0, "low": 0, "high": 0, "drawn": 1},
    }


def test_what_cannot_be_drawn_is_said_in_the_language_asked_for(filled):
    done = filled("sample", "5", "--lang", "fr")
    assert done.returncode == 2 and "Rien n’est mis de côté." in done.stderr


@pytest.mark.parametrize(
    ("lang", "head"),
    [("en", "Document\tScore\tState"), ("fr", "Document\tNote\tÉtat"), ("ru", "Документ\tОценка\tСостояние")],
)
def test_the_list_is_told_in_the_language_asked_for(filled, lang, head):
    filled("score")
    lines = filled("list", "--lang", lang).stdout.splitlines()
    assert lines[0].startswith(head) and [line.split("\t")[0] for line in lines[1:]] == ["ours", "match"]
