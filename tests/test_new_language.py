"""A language that nobody speaks comes with a package of its own, and is read from the page to the report.

Its folder has the files of `en/` with a few words in them and everything else empty, beside a parser of twenty lines: what
docs/languages.md says a language takes is enough, and no line of the program names it.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from servanda.reading import lexicon

WORDS = {
    "language": {"parser": "vexish.trees", "model": "vexish"},
    "cues": {"verbs": {"speech": {"mora": "clause"}}, "complementisers": ["ka"]},
    "numbers": {"units": {1: "un", 2: "du", 3: "tri", 12: "dudek"}, "decimal": ",", "grouping": ".", "ordinal_signs": ""},
    "units": {"per_cent": "sentok", "nouns": {"well": "lum, lumi"}, "linking": "da"},
    "hedges": {"before": {">": "pluz"}, "after": {"~": "sirko"}, "factors": {2: "dublu"}, "vague_parts": {10: "deki"},
               "vague_scales": {1000: "kili"}, "noun_linking": "(?:da )?", "noun_stops": "zatu|da|ka"},
    "claims": {"states": {"done": ["zatu"]}, "planned_things": {"well": ["lum", "lumi"]}, "openers": ["ka"], "edges": ["da"]},
}  # fmt: skip
TREES = '''
"""Trees of Vexish: the verb is "mora", what stands before it is a name, what follows "ka" is a clause that ends with its verb."""
import re

from servanda.reading.syntax import Token, Tree


def load(settings):
    return lambda sentences: [tree(sentence) for sentence in sentences]


def tree(sentence):
    words = list(re.finditer(r"\\w+|[^\\w\\s]", sentence))
    verb = next((i for i, word in enumerate(words) if word[0] == "mora"), 0)
    last = max(i for i, word in enumerate(words) if word[0].isalnum())
    tokens = []
    for i, word in enumerate(words):
        if i == verb:
            pos, relation, head = "VERB", "root", i
        elif not word[0].isalnum():
            pos, relation, head = "PUNCT", "punct", verb
        elif i < verb:
            pos, relation, head = "PROPN", "flat" if i else "nsubj", 0 if i else verb
        elif i == last:
            pos, relation, head = "VERB", "ccomp", verb
        elif word[0] == "ka":
            pos, relation, head = "SCONJ", "mark", last
        elif word[0].isdigit():
            pos, relation, head = "NUM", "nummod", i + 1
        else:
            pos, relation, head = "NOUN", "nsubj:pass", last
        tokens.append(Token(word.start(), word.end(), word[0], word[0].lower(), pos, relation, head))
    return Tree(tokens)
'''
TEXT = "Vel Tor mora ka pluz 12 lumi zatu. Sil mora ka dudek sentok da lumi zatu."
REGISTER = """\
agreement:
  id: wells
  name: {en: Well agreement}
items:
  - id: lumi
    level: programme
    name: {en: Wells, qvx: Lumi}
    declared: {well: 40}
"""


def empty(value):
    """A value of the same type that has no words in it."""
    return value if isinstance(value, bool) else "(?!)" if isinstance(value, str) else type(value)()


@pytest.fixture(scope="module")
def vexish(tmp_path_factory):
    """The folder in which the package of the language is installed."""
    folder = tmp_path_factory.mktemp("site")
    package, metadata = folder / "vexish", folder / "vexish-1.dist-info"
    package.mkdir()
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: vexish\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[servanda.languages]\nqvx = vexish\n")
    (package / "__init__.py").write_text("")
    (package / "trees.py").write_text(TREES)
    for subject in lexicon.subjects():
        words = {key: empty(value) for key, value in lexicon.lexicon("en", subject).items()}
        (package / f"{subject}.yaml").write_text(yaml.safe_dump(words | WORDS.get(subject, {})))
    (package / "language.yaml").write_text(yaml.safe_dump(WORDS["language"]))
    return folder


@pytest.fixture
def servanda(vexish, tmp_path):
    """Call the command where the package is installed."""
    path = os.pathsep.join([str(vexish), *filter(None, [os.environ.get("PYTHONPATH")])])

    def call(*args):
        command = [sys.executable, "-m", "servanda", *map(str, args)]
        environment = os.environ | {"PYTHONPATH": path, "LC_ALL": "C.UTF-8"}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)

    return call


def test_its_statements_figures_and_claims_are_read(servanda, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"doc": "a", "text": TEXT, "lang": "qvx"}))
    page = json.loads(servanda("read", "a.jsonl", "--format", "jsonl").stdout)

    def words(spans):
        return [TEXT[start:end] for start, end in spans]

    first, second = page["attributions"]
    assert (words(first["source"]), words(first["cue"]), words(first["content"])) == (
        ["Vel Tor"],
        ["mora"],
        ["ka pluz 12 lumi zatu"],
    )
    assert (first["speaker"], second["speaker"]) == (["Vel Tor"], ["Sil"])
    [figure] = first["quantities"]
    assert (figure["text"], figure["value"], figure["comparator"]) == ("pluz 12 lumi", 12, ">")
    [figure] = second["quantities"]
    assert figure["text"].startswith("dudek sentok")
    assert (figure["value"], figure["unit"]) == (0.12, "share")
    [claim] = first["claims"]
    assert (claim["measure"], claim["value"]["low"], claim["value"]["low_open"]) == ("completion", "12", True)
    [claim] = second["claims"]
    assert (claim["measure"], claim["value"]["low"]) == ("completion", "11.5")


def test_no_line_of_the_program_lists_the_languages():
    folder = Path(lexicon.__file__).parents[2]
    listed = re.compile(r"""[({](?:"(?:en|fr|ru)",? ?){3}[)}]""")
    assert [path.name for path in folder.rglob("*.py") if listed.search(path.read_text(encoding="utf-8"))] == []


def test_its_pages_reach_the_report(servanda, tmp_path):
    servanda("init", "p")
    (tmp_path / "p" / "agreement.yaml").write_text(REGISTER)
    page = f'<html lang="qvx"><title>Lumi</title><p>2024-03-01</p><p>{TEXT}</p></html>'
    (tmp_path / "p" / "documents" / "a.html").write_text(page)
    servanda("ingest", "-p", "p")
    told = servanda("report", "-p", "p").stdout
    assert "Vel Tor" in told and "pluz 12 lumi" in told
    assert servanda("check", "-p", "p").stdout == "The record is sound.\n"
