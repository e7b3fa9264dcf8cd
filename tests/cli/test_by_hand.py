"""A page in a language that is not read: kept, found by its words, annotated by hand, undone as a unit."""

import json

import pytest

TEXT = "Уряд повідомив, що міст через річку добудовано. Міністр не сказав, коли міст відкриють."


@pytest.fixture
def kept(servanda, project):
    (project / "documents" / "bridge.txt").write_text(TEXT)
    assert servanda("ingest", "-p", project).returncode == 0
    return project


def test_it_is_found_in_its_own_letters(servanda, kept):
    [hit] = json.loads(servanda("search", "МІСТ", "уряд", "-p", kept, "--format", "json").stdout)
    assert (hit["doc"], hit["lang"], TEXT[hit["start"] : hit["end"]]) == ("bridge", "uk", "міст")
    assert servanda("search", "річк", "-p", kept).stdout.startswith("bridge (uk) 30: Уряд повідомив")
    assert servanda("search", "мост", "-p", kept, "--lang", "fr").stderr == "Aucun document ne contient ces mots.\n"


def test_a_statement_marked_by_hand_counts_until_it_is_undone(servanda, kept):
    from servanda import Project

    words = ("--source", "Уряд", "--cue", "повідомив", "--content", "що міст  через річку добудовано", "--who", "Anna")
    done = servanda("annotate", "bridge", *words, "-p", kept)
    assert done.returncode == 0, done.stderr
    [found] = Project.open(kept).statements()
    assert (found.speaker, [TEXT[a:b] for a, b in found.content]) == (("Уряд",), ["що міст через річку добудовано"])
    assert [TEXT[a:b] for a, b in found.cue] == ["повідомив"]
    assert servanda("check", "-p", kept).returncode == 0
    assert servanda("ingest", "-p", kept).returncode == 0
    assert len(Project.open(kept).statements()) == 1
    batch = json.loads(servanda("batches", "-p", kept, "--format", "json").stdout)[-1]
    assert servanda("undo", batch["id"], "-p", kept).returncode == 0
    assert Project.open(kept).statements() == []
    assert servanda("redo", batch["id"], "-p", kept).returncode == 0
    assert len(Project.open(kept).statements()) == 1


@pytest.mark.parametrize(
    ("doc", "content", "told"),
    [
        ("bridge", "міст", "stand in the document 2 times. Found 'міст'. Give more of the words"),
        ("bridge", "мост", "do not stand in the document. Found 'мост'. Copy them"),
        ("road", "міст", "There is no such document. Found 'road'."),
    ],
)
def test_words_that_are_missing_or_stand_there_twice_are_refused(servanda, kept, doc, content, told):
    done = servanda("annotate", doc, "--content", content, "--who", "Anna", "-p", kept)
    assert done.returncode == 2 and told in done.stderr
