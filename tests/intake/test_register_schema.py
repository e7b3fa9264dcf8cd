"""The published schema of agreement.yaml: made from the code, true of what the program takes, false of what it refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from servanda.intake.register import check_agreement, load_agreement

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "agreement.schema.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
AGREEMENTS = [
    found for found in re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL) if found.startswith("agreement:")
]


class Plain(yaml.SafeLoader):
    """YAML as editors read it for a schema: days stay texts."""


Plain.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def is_valid(text: str) -> bool:
    data: Any = yaml.load(text, Plain)  # noqa: S506 - a loader without objects
    return Draft202012Validator(SCHEMA).is_valid(data)


def test_it_is_made_from_the_code() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    made = subprocess.run([sys.executable, "docs/schema.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(made.stdout) == SCHEMA, "run: make schema"


def test_the_example_fits() -> None:
    assert is_valid((ROOT / "examples/union-state/agreement.yaml").read_text(encoding="utf-8"))


def test_the_page_shows_three_agreements() -> None:
    assert len(AGREEMENTS) == 3


@pytest.mark.parametrize("text", AGREEMENTS)
def test_the_agreements_of_the_page_are_taken(tmp_path: Path, text: str) -> None:
    assert is_valid(text)
    (tmp_path / "agreement.yaml").write_text(text, encoding="utf-8")
    assert list(load_agreement(tmp_path).walk())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("level: provision", "levels: provision"),
        ("id: prisoners, level: provision, ", "level: provision, "),
        ("within: P60D", "within: {days: 60}"),
        ("share: 0}", "share: [0]}"),
        ("reason: not yet reported", "reason: no idea"),
        ("signed: 2026-02-01", "signed: soon"),
    ],
)
def test_what_the_program_refuses_the_schema_refuses(tmp_path: Path, before: str, after: str) -> None:
    text = AGREEMENTS[2].replace(before, after, 1)
    assert text != AGREEMENTS[2] and not is_valid(text)
    (tmp_path / "agreement.yaml").write_text(text, encoding="utf-8")
    agreement, faults = check_agreement(tmp_path)
    assert agreement is None and faults
