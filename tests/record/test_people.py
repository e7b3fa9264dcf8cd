"""One entry a person, under every spelling; merges redirect, and undoing one splits again."""

import pytest
from typer.testing import CliRunner

from servanda.cli import app
from servanda.errors import UnknownName, UsageError
from servanda.record.people import sayings
from servanda.record.project import merge
from servanda.record.view import View

WHO = {"who": "Eva", "why": "One person under two names."}


@pytest.fixture
def speaking(world):
    """A project in which three people speak, one of them in two scripts."""
    world.write("a.txt", "Anna says: 60% is done.\nBoris says: 61% is done.")
    world.write("b.txt", "Анна says: 62% is done.\nClara says: 63% is done.")
    world.project.ingest()
    return world.project


def told(project):
    return {entry.name: entry.statements for entry in project.people()}


def speakers(project):
    return sorted(claim.speaker for claim in project.claims())


def test_spellings_of_one_name_are_one_entry(speaking):
    assert told(speaking) == {"Anna": 2, "Boris": 1, "Clara": 1}
    assert next(entry for entry in speaking.people() if entry.name == "Anna").names == ["Anna", "Анна"]
    assert speakers(speaking) == ["Anna", "Anna", "Boris", "Clara"]


def test_a_merge_redirects_and_is_undone(speaking):
    before = told(speaking), speakers(speaking)
    kept = merge(speaking, "Boris", "Clara", **WHO)
    assert told(speaking) == {"Anna": 2, "Clara": 2}
    assert speakers(speaking) == ["Anna", "Anna", "Clara", "Clara"]
    assert next(entry for entry in speaking.people() if entry.name == "Clara").merged == ["boris"]
    speaking.undo(kept.batch_id)
    assert (told(speaking), speakers(speaking)) == before
    speaking.redo(kept.batch_id)
    assert told(speaking) == {"Anna": 2, "Clara": 2}


def test_what_each_of_them_said_is_told_by_document(speaking):
    merge(speaking, "Boris", "Clara", **WHO)
    told = sayings(View(speaking.alias), speaking.agreement)
    assert {key: [doc for doc, _ in said] for key, said in told.items()} == {"ana": ["a", "b"], "clara": ["a", "b"]}


def test_merges_form_chains_and_never_a_circle(speaking):
    first = merge(speaking, "boris", "clara", **WHO)
    merge(speaking, "Clara", "Anna", **WHO)
    assert told(speaking) == {"Anna": 4}
    speaking.undo(first.batch_id)
    assert told(speaking) == {"Anna": 3, "Boris": 1}
    merge(speaking, "Anna", "Boris", **WHO)
    speaking.redo(first.batch_id)
    assert sum(told(speaking).values()) == 4
    assert len(told(speaking)) == 1


def test_a_merge_is_known_from_its_day_on(speaking):
    from datetime import date

    merge(speaking, "Boris", "Clara", **WHO)
    assert [entry.name for entry in speaking.people(known_on=date(2000, 1, 1))] == []
    assert speaking.check() == []


def test_the_register_tells_who_is_who(speaking):
    (speaking.folder / "agreement.yaml").write_text(
        "agreement: {id: pact, name: {en: Pact}}\npeople:\n"
        "  - {id: anna, name: {en: Anna Berg}, aliases: [Anna, Анна]}\n"
    )
    entry = next(entry for entry in speaking.people() if entry.key == "anna")
    assert (entry.name, entry.kind, entry.statements) == ("Anna Berg", "person", 2)
    assert speakers(speaking)[:2] == ["Anna Berg", "Anna Berg"]


@pytest.mark.parametrize(
    ("one", "other", "said", "error"),
    [
        ("Boris", "Clara", {"who": "", "why": "x"}, UsageError),
        ("Boris", "boris", WHO, UsageError),
        ("Nobody", "Clara", WHO, UnknownName),
    ],
)
def test_what_cannot_be_merged(speaking, one, other, said, error):
    with pytest.raises(error):
        merge(speaking, one, other, **said)


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_the_commands_list_and_merge(speaking, lang):
    here = ["--project", str(speaking.folder), "--lang", lang]
    merged = CliRunner().invoke(app, ["merge", "Boris", "Clara", "--who", "Eva", "--why", "One person.", *here])
    listed = CliRunner().invoke(app, ["people", "--format", "text", *here])
    assert (merged.exit_code, listed.exit_code) == (0, 0), (merged.exception, listed.exception)
    assert "Clara" in listed.stdout and "Анна" in listed.stdout
