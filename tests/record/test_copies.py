"""Near copies are found among what is new, and what is noted is what comparing all current documents would find."""

import sys
from itertools import count
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.intake.duplicates import near_duplicates
from servanda.record import models
from servanda.record.actions import note_copies
from servanda.record.project import Project
from servanda.record.view import View

WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
TEXTS = [
    " ".join(WORDS),
    " ".join([*WORDS, "more"]),
    " ".join([*WORDS, "else"]),
    " ".join(reversed(WORDS)),
    "...",
    "..!",
]
"""The first three are near copies of each other: 10 runs of words of 11, and of 12."""
NAMES = ["a.txt", "b.txt", "c.txt", "d.txt"]
STEP = st.one_of(
    st.tuples(
        st.just("ingest"), st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(TEXTS)), min_size=1, max_size=4)
    ),
    st.tuples(st.sampled_from(["undo", "redo"]), st.integers(0, 5)),
)


def noted(project):
    """The pairs that count, of documents that are current, by name."""
    view = View(project.alias)
    found = view.copied.items()
    return {frozenset((one, other)) for one, others in found for other in others if one in view.current_documents}


def compared(project):
    """The pairs that comparing all current documents finds."""
    current = View(project.alias).current_documents
    texts = {str(row.pk): row.text for row in models.Document.objects.using(project.alias) if row.pk in current}
    return {frozenset((int(one), int(other))) for one, other, _ in near_duplicates(texts)}


def take(project, pages):
    for name, text in pages:
        (project.folder / "documents" / name).write_text(text)
    return project.ingest()


numbers = count()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=1, max_size=8))
def test_after_any_ingests_and_undoings_the_next_ingest_notes_what_comparing_all_finds(world, tmp_path, steps):
    project = Project.create(tmp_path / str(next(numbers)))
    for kind, what in steps:
        undone = View(project.alias).undone
        batches = models.Batch.objects.using(project.alias).filter(kind="ingest").order_by("pk")
        fitting = [row.pk for row in batches if (row.pk in undone) == (kind == "redo")]
        if kind == "ingest":
            take(project, what)
        elif fitting:
            getattr(project, kind)(fitting[what % len(fitting)])
    project.ingest()
    assert noted(project) == compared(project)


def test_a_document_that_comes_is_compared_without_the_texts_of_others_that_share_nothing(world, monkeypatch):
    take(world.project, [("a.txt", TEXTS[0]), ("d.txt", TEXTS[3])])
    room, read = sys.modules["servanda.intake.duplicates"], []
    small = SimpleNamespace(**vars(room))
    small.bands_of = lambda text: read.append(text) or room.bands_of(text)
    small.shingles_of = lambda text: read.append(text) or room.shingles_of(text)
    monkeypatch.setitem(sys.modules, "servanda.intake.duplicates", small)
    take(world.project, [("b.txt", TEXTS[1])])
    assert read == [TEXTS[1], TEXTS[1], TEXTS[0]]


def test_nothing_is_compared_where_nothing_came(world, monkeypatch):
    take(world.project, [("a.txt", TEXTS[0])])
    monkeypatch.setattr(note_copies, "_current", None)
    assert world.project.ingest().unchanged == 1


def test_a_page_that_returns_to_its_earlier_text_is_compared_again(world):
    take(world.project, [("a.txt", TEXTS[0])])
    take(world.project, [("a.txt", TEXTS[3])])
    take(world.project, [("b.txt", TEXTS[1])])
    assert noted(world.project) == set()
    take(world.project, [("a.txt", TEXTS[0])])
    assert len(noted(world.project)) == 1


def test_copies_are_told_where_bands_were_never_kept(world):
    take(world.project, [("a.txt", TEXTS[0])])
    models.Sketch.objects.using(world.project.alias).all().delete()
    models.Comparison.objects.using(world.project.alias).all().delete()
    take(world.project, [("b.txt", TEXTS[1])])
    assert len(noted(world.project)) == 1


@pytest.mark.parametrize("size", [1, 2, 3])
def test_how_many_are_held_at_once_changes_nothing(world, monkeypatch, size):
    for name in ("_HELD", "_PASSING", "_AT_ONCE"):
        monkeypatch.setattr(note_copies, name, size)
    take(world.project, list(zip(NAMES, [TEXTS[1], TEXTS[3], TEXTS[0], TEXTS[2]], strict=True)))
    assert len(noted(world.project)) == 3


def test_a_comparison_that_was_cut_short_is_ended_by_the_next_ingest(world, monkeypatch):
    def one_and_no_more(alias, pairs):
        yield (*next(pairs), 0.9)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(note_copies, "_AT_ONCE", 1)
        patched.setattr(note_copies, "_alike", one_and_no_more)
        with pytest.raises(KeyboardInterrupt):
            take(world.project, list(zip(NAMES, [TEXTS[1], TEXTS[3], TEXTS[0], TEXTS[2]], strict=True)))
    assert len(noted(world.project)) == 1
    world.project.ingest()
    assert models.NearDuplicate.objects.using(world.project.alias).count() == 3
