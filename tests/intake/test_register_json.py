"""A register in JSON: the same tree as YAML gives, with its lines, and the faults that a file from outside can have."""

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import EmptyInput, InputError, RegisterError
from servanda.intake.register import check_agreement, is_whole
from servanda.intake.register_json import as_yaml, json_rows, read_json
from servanda.intake.register_yaml import read_yaml

REGISTER = """\
{"agreement": {"id": "recovery", "name": {"fr": "Plan de relance"}},
 "items": [
  {"id": "green", "level": "component", "name": {"fr": "Vert"}, "weight": 0.10,
   "items": [{"id": "g-m1", "level": "milestone", "name": {"fr": "R\\u00e9forme \\ud83c\\udf31"}, "due": "2026-Q2"}],
   "declared": {"milestone": 12}}]}
"""


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "register.json"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_register_in_json_is_the_one_in_yaml(file, tmp_path):
    path = file(REGISTER)
    agreement, faults = check_agreement(path)
    assert faults == []
    green = agreement.items[0]
    assert (green.line, str(green.weight), green.declared) == (3, "1/10", {"milestone": 12})
    assert green.items[0].names["fr"] == "Réforme 🌱"
    (tmp_path / "agreement.yaml").write_text(as_yaml(read_json(path)), encoding="utf-8")
    same, _ = check_agreement(tmp_path)
    assert [item.id for item in same.walk()] == ["green", "g-m1"]
    assert same.items[0].items[0] == agreement.items[0].items[0] or same.items[0].items[0].names == green.items[0].names


def test_faults_name_their_line_and_field(file):
    _, faults = check_agreement(file(REGISTER.replace("2026-Q2", "soon").replace('"declared"', '"declard"')))
    assert [(one.line, one.value) for one in faults] == [(4, "soon"), (5, "declard")]


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        ('{"agreement": {"id": "a",}}', 1, "}}"),
        ('{"agreement":\n {"id": "a"\n "name": 1}}', 3, '"name": 1}}'),
        ('{"agreement": {}} {}', 1, "{}"),
        ('{"id": 1,\n "id": 2}', 2, "id"),
        ('{"id": "open', 1, None),
        ('{"id": "\\ud800"}', 1, "}"),
        ("{id: 1}", 1, "id: 1}"),
        ('{"id": NaN}', 1, "NaN}"),
        ('{"id": 01}', 1, "1}"),
        ("[" * 41, 1, None),
        ('{"a": "x\ty"}', 1, None),
    ],
)
def test_what_is_no_json_is_one_error_with_its_line(file, text, line, value):
    with pytest.raises(RegisterError) as refused:
        read_json(file(text))
    assert refused.value.line == line and refused.value.remedy
    assert value is None or refused.value.value == value


def test_other_files_are_refused_too(file):
    with pytest.raises(EmptyInput):
        read_json(file(" \n"))
    with pytest.raises(RegisterError) as refused:
        read_json(file('{"id": "café"}'.encode("latin-1")))
    assert "UTF-8" in str(refused.value)
    with pytest.raises(InputError):
        json_rows(file('{"id": 1}'), [])


def test_a_whole_register_is_told_from_a_list_of_rows(file):
    assert is_whole(file('\ufeff\n {"agreement": 1}'))
    assert not is_whole(file("[]"))


def test_rows_that_hold_other_things_are_refused_one_by_one(file):
    refused = []
    rows = json_rows(
        file('[{"ID": 1, "Срок": null, "bodies": ["a", 2]},\n 7,\n {"id": {"a": 1}},\n {"id": [["a"]]}]'), refused
    )
    assert [(row.number, row.cells) for row in rows] == [(1, {"id": "1", "bodies": "a; 2"})]
    assert [one.line for one in refused] == [2, 3, 4]


TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), max_size=8)
VALUES = st.recursive(
    st.none() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


def squeezed(value):
    """With each blank as one space, as the register reads all its texts; YAML breaks lines at more signs than JSON does."""
    if isinstance(value, dict):
        return {name: squeezed(inner) for name, inner in value.items()}
    return [squeezed(inner) for inner in value] if isinstance(value, list) else value and " ".join(value.split())


def plain(node):
    if node.fields is not None:
        return {name: plain(value) for name, value in node.fields.items()}
    return [plain(value) for value in node.entries] if node.entries is not None else node.text


@given(value=VALUES, indent=st.sampled_from([None, 1, "\t"]), ascii_only=st.booleans())
def test_it_reads_what_others_write(tmp_path_factory, value, indent, ascii_only):
    path = tmp_path_factory.mktemp("json") / "a.json"
    path.write_text(json.dumps([value], indent=indent, ensure_ascii=ascii_only), encoding="utf-8")
    assert plain(read_json(path)) == [value]


@given(value=st.dictionaries(NAMES, VALUES, min_size=1, max_size=3))
def test_yaml_made_of_it_reads_the_same(tmp_path_factory, value):
    folder = tmp_path_factory.mktemp("json")
    (folder / "a.json").write_text(json.dumps(value), encoding="utf-8")
    (folder / "a.yaml").write_text(as_yaml(read_json(folder / "a.json")), encoding="utf-8")
    assert squeezed(plain(read_yaml(folder / "a.yaml"))) == squeezed(value)


def test_a_long_list_needs_no_deep_stack(file):
    limit = sys.getrecursionlimit()
    assert len(read_json(file("[" + ",".join(["1"] * (limit * 2)) + "]")).entries) == limit * 2
