"""Official statistics come in as a batch, are kept in the project's folder, and claims are held against them."""

from datetime import date
from fractions import Fraction

import pytest

from servanda.errors import InputError
from servanda.period import Period
from servanda.record import models
from servanda.record.project import Project

REGISTER = """\
agreement:
  id: accord
  name: {en: Northern Accord}
subjects:
  - id: trade
    name: {en: Northern trade, fr: Commerce du Nord}
    measures: [trade turnover]
    qualifiers: {goods: [merchandise]}
items:
  - id: plan
    level: plan
    name: {en: Road plan}
    items:
      - {id: b1, level: bridge, name: {en: North bridge}}
      - {id: b2, level: bridge, name: {en: South bridge}}
assessments:
  - {item: b1, status: done, as_of: 2029-06-30, assessor: The office}
  - {item: b2, status: in progress, as_of: 2029-06-30, assessor: The office}
"""
HEADER = "series,measure,subject,unit,period,value,published,source\n"
FIRST = "nt,trade turnover,Commerce du Nord,billion EUR,2029,14.2,2030-03-14,Office\n"
REVISED = "nt,trade turnover,Commerce du Nord,billion EUR,2029,14.9,2031-03-14,Office\n"
CLAIMS = (
    "id\tsaid_on\tspeaker\tmeasure\tvalue\tunit\tas_of\tscope\n"
    "a\t2030-04-01\tAnna\ttrade turnover\t14.2\tbillion EUR\t2029\tNorthern trade\n"
    "b\t2030-04-01\tBoris\ttrade turnover\t12.2\tbillion EUR\t2029\tNorthern trade\n"
    "c\t2029-07-01\tClara\tcompletion\t95\tper cent\t2029-06-30\tRoad plan\n"
)


@pytest.fixture
def project(tmp_path):
    made = Project.create(tmp_path / "project")
    (made.folder / "agreement.yaml").write_text(REGISTER)
    return made


def table(folder, text, name="trade.csv"):
    file = folder / name
    file.write_text(HEADER + text)
    return file


def values(project, **known):
    return [
        (str(one.when), str(one.value / 10**9), str(one.published))
        for s in project.series(**known)
        for one in s.observations
    ]


def by_series(project):
    found = project.findings(date(2032, 1, 1))
    return sorted((str(one.verdict), *one.claims) for one in found if one.relation == "series")


def test_values_are_taken_kept_in_the_folder_and_linked_to_the_register(project, tmp_path):
    file = table(tmp_path, FIRST + REVISED)
    outcome = project.import_series(file)
    assert (outcome.taken, outcome.changed, outcome.unchanged, outcome.refused) == (2, 0, 0, [])
    assert (project.folder / "series" / "trade.csv").read_text() == file.read_text()
    (series,) = project.series()
    assert (series.id, series.subject, series.topic, series.unit) == ("nt", "Northern trade", "trade", "EUR")
    assert [one.published for one in series.observations] == [Period.parse("2030-03-14"), Period.parse("2031-03-14")]
    assert series.observations[0].step == Fraction(10**8)
    [batch] = project.batches()
    assert (batch.kind, batch.observations, batch.inputs) == ("import series", 2, ("series/trade.csv",))


def test_again_changes_nothing_and_a_newer_row_of_a_vintage_supersedes_the_older(project, tmp_path):
    project.import_series(table(tmp_path, FIRST))
    again = project.import_series(table(tmp_path, FIRST))
    assert (again.batch, again.taken, again.unchanged) == (None, 0, 1)
    newer = project.import_series(table(tmp_path, FIRST.replace("14.2", "14.3") + REVISED))
    assert (newer.taken, newer.changed) == (1, 1)
    assert [value for _, value, _ in values(project)] == ["143/10", "149/10"]
    assert models.Observation.objects.using(project.alias).count() == 3
    # the two tables had one name; both are kept
    assert len(list((project.folder / "series").iterdir())) == 2


def test_claims_and_the_register_are_held_against_it(project, tmp_path):
    claims = project.folder / "claims" / "c.tsv"
    claims.write_text(CLAIMS)
    project.import_claims(claims)
    assert by_series(project) == []
    batch = project.import_series(table(tmp_path, FIRST + REVISED)).batch
    assert by_series(project) == [("consistent", "a"), ("contradiction", "b")]
    (against,) = [one for one in project.findings(date(2032, 1, 1)) if one.relation == "register"]
    # one of two bridges is done: 50 per cent
    assert (against.verdict, against.claims) == ("contradiction", ("c",))
    project.undo(batch)
    assert by_series(project) == [] and values(project) == []
    project.redo(batch)
    assert by_series(project) == [("consistent", "a"), ("contradiction", "b")]


def test_a_table_put_into_the_folder_counts_at_once_and_stays_out_once_undone(project):
    file = table(project.folder / "series", FIRST)
    assert [value for _, value, _ in values(project)] == ["71/5"]
    assert values(project, known_on=date(2026, 1, 1)) == []
    batch = project.import_series(file).batch
    assert [value for _, value, _ in values(project)] == ["71/5"]
    project.undo(batch)
    assert values(project) == []


def test_each_bad_row_is_one_error_with_its_line(project, tmp_path):
    bad = (
        FIRST.replace("14.2", "many")
        + REVISED.replace("2029", "soon")
        + FIRST
        + FIRST.replace("EUR", "USD").replace("2029", "2028")
    )
    outcome = project.import_series(table(tmp_path, bad))
    assert outcome.taken == 1
    assert [(error.line, error.value) for error in outcome.refused] == [(2, "many"), (3, "soon"), (5, "nt")]
    assert [row.line for row in project.refusals()] == [2, 3, 5]


def test_a_table_without_its_columns_or_that_is_not_there(project, tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")
    outcome = project.import_series(file)
    assert (outcome.taken, len(outcome.refused)) == (0, 1) and "lacks: series" in str(outcome.refused[0])
    assert list((project.folder / "series").iterdir()) == []
    with pytest.raises(InputError):
        project.import_series(tmp_path / "none.csv")


def test_check_tells_faults_in_the_folder_and_values_that_were_changed(project):
    assert project.check() == []
    file = table(project.folder / "series", FIRST.replace("14.2", "many") + REVISED)
    [problem] = project.check()
    assert "trade.csv:2" in str(problem) and "'many'" in str(problem)
    file.write_text(HEADER + FIRST)
    project.import_series(file)
    assert project.check() == []
    from django.db import connections

    with connections[project.alias].cursor() as cursor:
        cursor.execute("UPDATE record_observation SET fingerprint = 'sha256:0'")
    [problem] = project.check()
    assert str(problem) == "series/trade.csv 2: its value is not the one that was kept: the digest differs"
