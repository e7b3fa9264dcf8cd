"""Constructions of reported speech, by name, in three languages; English ones can be run against any reader."""

from pathlib import Path

import pytest
import yaml

from servanda.document import Document
from servanda.reading.attribution import find_statements

CASES = yaml.safe_load((Path(__file__).parent / "phenomena.yaml").read_text(encoding="utf-8"))
LISTED = [(case["id"], lang, *case[lang]) for case in CASES for lang in ("en", "fr", "ru") if lang in case]


@pytest.mark.parametrize(("name", "lang", "text", "said"), LISTED, ids=[f"{row[0]}-{row[1]}" for row in LISTED])
def test_who_said_what(name: str, lang: str, text: str, said: str) -> None:
    found = find_statements(Document(name, text, lang))
    told = [
        " | ".join(" + ".join(text[a:b] for a, b in spans) for spans in (s.source, s.cue, s.content)) for s in found
    ]
    assert told == [said]
