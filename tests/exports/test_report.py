"""An account gathered from a project's record, and the same as JSON."""

import json
from datetime import date

import pytest

from servanda.exports.html import render
from servanda.exports.json import account_as_json
from servanda.exports.report import account_of
from servanda.record.project import Project

TABLE = """id\tsaid_on\tspeaker\tmeasure\tvalue\tunit\tas_of\tscope\tas_reported
x1\t2023-02-01\tVladimir Putin\tcompletion\t>64\tper cent\t2023-02-01\tUnion programmes 2021-2023\tmore than 64% done
x2\t2023-02-02\tAlexander Lukashenko\tcompletion\t51\tper cent\t2023-02-02\tUnion programmes 2021-2023\t51% done
x3\t2023-02-02\tAlexander Lukashenko\tcompletion\t\tper cent\t2023-02-02\tUnion programmes 2021-2023\tno figure
"""


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    project = Project.create(folder / "example", "union-state")
    table = folder / "claims.tsv"
    table.write_text(TABLE, encoding="utf-8")
    project.import_claims(table)
    return account_of(project, date(2024, 1, 1))


def test_it_holds_claims_findings_progress_and_what_was_refused(gathered):
    assert [claim.id for claim in gathered.claims] == ["x1", "x2"]
    assert [finding.claims for finding in gathered.findings] == [("x1", "x2")]
    assert gathered.as_of == date(2024, 1, 1)
    assert gathered.progress.items[0].counts[0].declared == 28
    assert [refusal.name.endswith("claims.tsv") for refusal in gathered.refusals] == [True]
    assert sum(day.claims for day in gathered.coverage) == 2
    assert gathered.versions[0].startswith("Servanda ")


def test_explanations_use_the_names_of_the_register(gathered):
    (finding,) = gathered.findings
    assert "Лукашенко" in finding.explanation["ru"]
    assert "Loukachenko" in finding.explanation["fr"]


def test_as_json_it_is_whole(gathered):
    shown = json.loads(json.dumps(account_as_json(gathered)))
    assert set(shown) == {
        "agreement", "as_of", "known_on", "progress", "method", "findings", "claims", "not_compared", "documents", "refused",
        "coverage", "versions", "left_out", "partial", "earlier", "dismissed", "answers_alone", "speakers", "series",
        "matrices", "courses", "moved_deadlines", "risks", "fetched", "rewritten",
    }  # fmt: skip
    assert shown["as_of"] == "2024-01-01"
    assert shown["known_on"] is None
    assert shown["progress"][0]["counts"][0]["declared"] == 28
    assert shown["findings"][0]["claims"] == ["x1", "x2"]


def test_words_of_a_claim_go_with_it_as_json(account):
    shown = account_as_json(account)
    words = {claim["id"]: claim["words"] for claim in shown["claims"]}
    assert words["a4"]["exact"] == "Nous avons achevé 70 % des activités prévues"
    assert words["a4"]["lang"] == "fr"
    assert words["t1"] is None
    assert shown["not_compared"][0]["id"] == "u1"
    assert "text" not in shown["documents"][0]


def test_it_renders(gathered):
    assert "Союзные программы" in render(gathered, "ru")
