"""Each command is told with an example, has its file, and speaks three languages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from servanda import cli
from servanda.cli import COMMANDS, IMPORTS
from servanda.cli.options import spoken

FOLDER = Path(cli.__file__).parent


@pytest.mark.parametrize(("name", "command"), [*COMMANDS.items(), *((f"import {k}", v) for k, v in IMPORTS.items())])
def test_help_has_an_example_of_the_command(name, command):
    example = re.search(r"Example: (servanda .+)", command.run.__doc__)
    assert example and example[1].startswith(f"servanda {name}")


def test_all_languages_say_the_same_things():
    said = {file.stem: yaml.safe_load(file.read_text()) for file in (FOLDER / "messages").glob("*.yaml")}
    assert set(said) == {"en", "fr", "ru"}
    blanks = {
        lang: {name: sorted(re.findall(r"{\w+}", text)) for name, text in texts.items()} for lang, texts in said.items()
    }
    assert blanks["en"] == blanks["fr"] == blanks["ru"]
    source = "".join(file.read_text() for file in FOLDER.glob("*.py"))
    unused = [
        name
        for name in said["en"]
        if f'"{name}"' not in source
        and not re.match("mode|kind|state|batch-|method-|name-|reason-|risk-|change-|obstacle-|episode-|field-", name)
    ]
    assert [name for name in unused if name not in ("contradiction", "tension", "overdue", "consistent")] == []


@pytest.mark.parametrize(
    ("environment", "lang"),
    [({"LANG": "fr_FR.UTF-8"}, "fr"), ({"LANG": "ru"}, "ru"), ({"LANG": "fr", "LC_ALL": "C"}, "en"), ({}, "en")],
)
def test_the_environment_names_the_language(monkeypatch, environment, lang):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert spoken(None) == lang


def loaded_by(code):
    """The modules that a fresh interpreter has loaded after a line."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_starting_loads_no_model_and_no_database():
    heavy = {"altair", "babel", "django", "lingua", "numpy", "pymorphy3", "rich", "slovnet", "spacy", "thinc", "z3"}
    assert heavy & {name.partition(".")[0] for name in loaded_by("import servanda, servanda.cli")} <= {"rich"}
    bare = set(loaded_by("pass"))
    assert [name for name in loaded_by("import servanda") if name.startswith("servanda")] == ["servanda"]
    assert len(set(loaded_by("import servanda")) - bare) < 40


def test_public_names_are_there():
    import servanda

    for name in servanda.__all__:
        assert getattr(servanda, name) is not None
    assert set(servanda.__all__) <= set(dir(servanda))
    with pytest.raises(AttributeError, match="no attribute 'banana'"):
        servanda.banana  # noqa: B018
