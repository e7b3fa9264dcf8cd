"""`servanda read` and `servanda quantities`: JSON for programs, refused inputs told one by one."""

import json
import re

TEXT = "Anna Weber said on Monday that 12 wells were dug.\r\nIt rained.\n"


def test_one_object_a_document_with_offsets_into_its_text(servanda, lines, tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    done = servanda("read", "a.txt")
    assert done.returncode == 0
    [page] = lines(done.stdout)
    assert page["doc"] == "a" and page["text"] == TEXT and page["lang"] == "en"
    [found] = page["attributions"]
    assert [page["text"][start:end] for start, end in found["source"]] == ["Anna Weber"]
    assert "12 wells" in "".join(page["text"][start:end] for start, end in found["content"])
    assert set(found) >= {"source", "cue", "content", "mode", "kind", "speaker", "quantities", "claims"}


def test_lines_of_json_are_taken_verbatim_and_bad_ones_refused(servanda, lines, tmp_path):
    rows = [
        json.dumps({"doc": "one", "text": TEXT, "lang": "en-GB", "published": "2024-03-01"}),
        "{not json",
        '["a list"]',
        json.dumps({"doc": "two"}),
        "",
        json.dumps({"doc": "three", "text": TEXT, "lang": 7}),
        json.dumps({"doc": "four", "text": TEXT, "lang": "en", "published": "soon"}),
        json.dumps({"doc": "five", "text": "", "lang": "en"}),
        json.dumps({"doc": "six", "text": TEXT}),
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(rows))
    done = servanda("read", "in.jsonl", "missing.txt")
    assert done.returncode == 1
    assert [row["doc"] for row in lines(done.stdout)] == ["one", "five", "six"]
    assert all(row["text"] == TEXT and row["lang"] == "en" for row in lines(done.stdout) if row["doc"] != "five")
    for line in (2, 3, 4, 6, 7):
        assert f"in.jsonl:{line}:" in done.stderr
    assert "missing.txt" in done.stderr and "Traceback" not in done.stderr


def test_text_for_people_has_its_statements_marked(servanda, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT + "\x1b[2J")
    done = servanda("read", "a.txt", "--format", "text", "--lang", "fr")
    assert "{Anna Weber} <said> on Monday [1: that _12 wells_ were dug]." in done.stdout
    assert "1. Anna Weber – said (" in done.stdout and "Locuteurs\u00a0: Anna Weber 1" in done.stdout
    assert "\x1b" not in done.stdout and not re.search(" +$", done.stdout, re.MULTILINE)
    (tmp_path / "b.txt").write_text("Уряд повідомив, що міст через річку добудовано вчасно.")
    told = servanda("read", "b.txt", "--format", "text").stdout
    assert told.startswith("b (Ukrainian)") and "no grammar; nothing was read" in told


def test_a_folder_is_read_through(servanda, lines, tmp_path):
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    for name in ("b.txt", "deeper/a.txt", ".hidden.txt"):
        (tmp_path / "in" / name).write_text(TEXT)
    assert [row["doc"] for row in lines(servanda("read", "in").stdout)] == ["b", "a"]


def test_quantities_of_lines(servanda, lines, tmp_path):
    rows = [
        {"id": "1", "lang": "en", "text": "74% of 310 measures for $43 billion", "reference": None},
        {"id": "2", "lang": "en", "text": "24 August 2022 was a third of it", "reference": "2022-08-24"},
        {"id": "3", "lang": "en", "text": "by Monday", "reference": "soon"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done = servanda("quantities", "in.jsonl")
    assert done.returncode == 1 and "in.jsonl:3:" in done.stderr
    first, second = lines(done.stdout)
    values = {(one["kind"], one["value"]): rows[0]["text"][one["start"] : one["end"]] for one in first["found"]}
    assert values[("percentage", "74")] == "74%"
    assert values[("currency", "43000000000")].endswith("43 billion")
    assert ("number", "310") in values
    assert {"start": 0, "end": 14, "kind": "date", "value": "2022-08-24"} in second["found"]
    assert servanda("quantities", "none.jsonl").returncode == 2


def test_what_cannot_be_written_is_escaped(servanda, lines, tmp_path):
    (tmp_path / "in.jsonl").write_text('{"doc": "one", "text": "half \\ud83d of it, \u00e9t\u00e9", "lang": "fr"}\n')
    for env in ({}, {"PYTHONIOENCODING": "ascii"}):
        done = servanda("read", "in.jsonl", env=env)
        assert done.returncode == 0
        assert lines(done.stdout)[0]["text"] == "half \ud83d of it, été"
