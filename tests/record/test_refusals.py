"""Refusals are kept as messages, told in any language without their place twice; those of older versions as they were."""

from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.nouns import notes_of, refusal_error


def old_refusal(project, name, message):
    """A row as the first version of the record kept it: English text with the path before it."""
    batch = OpenBatch(project.alias, models.BatchKind.INGEST, [])
    with batch.unit() as row:
        return models.Refusal.objects.using(project.alias).create(
            batch=row, input=name, error="empty-input", message=message, fingerprint="old"
        )


def test_a_refusal_is_told_in_any_language_without_its_path(world):
    world.write("a.txt", "")
    world.project.ingest()
    world.project.ingest()
    (row,) = world.project.refusals()
    assert row.message == "There is nothing in it. Save the page or the text again."
    assert refusal_error(row).told("fr", place=False) == (
        "Le fichier est vide. Enregistrez de nouveau la page ou le texte."
    )
    assert refusal_error(row).told("ru").startswith("documents/a.txt: Файл пуст.")


def test_a_refused_row_keeps_its_line_and_what_was_found(world):
    table = world.project.folder / "claims" / "t.tsv"
    table.write_text("id\tvalue\tscope\nr1\tmany\tplan\n")
    world.project.import_claims(table)
    (row,) = world.project.refusals()
    error = refusal_error(row)
    assert (row.line, error.line, error.value) == (2, 2, "many")
    assert error.told("ru", place=False) == "В столбце «value» нет числа. Указано: «many»."


def test_a_refusal_of_an_older_version_stays_as_it_was_without_its_path(world):
    kept = old_refusal(world.project, "documents/a.txt", "/srv/p/documents/a.txt: The file is empty. Save it again.")
    assert refusal_error(kept).told("fr", place=False) == "The file is empty. Save it again."
    other = old_refusal(world.project, "documents/b.txt", "No path: stands here.")
    assert refusal_error(other).told("en", place=False) == "No path: stands here."


def test_remarks_of_an_older_version_stay_as_they_were():
    old, new = notes_of(["The title is in English, the text in French.", {"key": "no-day"}])
    assert old.told("ru") == "The title is in English, the text in French."
    assert new.told("ru") == "Дата публикации не указана."
