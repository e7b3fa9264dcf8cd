"""`servanda obligations`: JSON for programs, a table for people, and a bad file that spares the others."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from servanda.cli import app

TEXT = "Article 1\n2. The Parties shall open the bridge before 1 July 2033.\n"
KEYS = {
    "treaty",
    "article",
    "paragraph",
    "bearer",
    "action",
    "relation",
    "due",
    "anchor",
    "text",
    "start",
    "end",
    "unresolved",
}


def test_one_object_a_duty_and_the_status_of_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.xml").write_text("<?xml version='1.0'?><treaty>", encoding="utf-8")
    result = CliRunner().invoke(app, ["obligations", str(tmp_path)])
    assert result.exit_code == 1
    assert "b.xml" in result.stderr
    (row,) = map(json.loads, result.stdout.splitlines())
    assert row.keys() >= KEYS
    assert (row["treaty"], row["article"], row["paragraph"], row["due"]) == ("a", "1", "2", "2033-07-01")
    assert TEXT[row["start"] : row["end"]] == "before 1 July 2033"


def test_a_table_in_ones_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(app, ["obligations", str(tmp_path / "a.txt"), "--format", "text", "--lang", "fr"])
    assert result.exit_code == 0
    head, row = result.stdout.splitlines()
    assert head.split("\t")[2] == "échéance"
    assert "1 (2)\t2033-07-01\tbefore\tThe Parties\topen the bridge" in row
