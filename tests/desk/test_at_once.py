"""Several reviewers at once: each statement is decided once, and no decision is lost."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from servanda.desk import ranking
from servanda.errors import DecidedMeanwhile
from servanda.record import models
from servanda.record.actions.judge import Reviewer
from servanda.record.review_queue import decide, review_queue

NAMES = ("Vera", "Viktor", "Edith", "Ada")


def test_of_four_who_decide_the_same_at_once_one_is_kept_and_the_others_are_told(tmp_path, build):
    project = build(
        tmp_path / "valley", {f"day-{place}": f"It rained. Anna says: {place}% is done." for place in range(12)}
    )
    waiting = review_queue(project)

    def go_through(name):
        told = 0
        for one in waiting:
            try:
                decide(project, one, models.Decision.ACCEPTED, Reviewer(name), seen=0)
            except DecidedMeanwhile:
                told += 1
        connections[project.alias].close()
        return told

    with ThreadPoolExecutor(len(NAMES)) as people:
        told = sum(people.map(go_through, NAMES))
    rows = models.Judgement.objects.using(project.alias).values_list("statement_id", flat=True)
    assert sorted(rows) == sorted(one.statement.pk for one in waiting)
    assert told == (len(NAMES) - 1) * len(waiting)


def test_an_old_ranking_serves_while_a_new_one_is_made(tmp_path, build, monkeypatch):
    project = build(tmp_path / "valley", {"one": "Anna says: 60% is done.", "two": "Boris says: 90% is done."})
    first = ranking.ranking_of(project)
    assert sorted(first.findings.values()) == [1, 1]
    assert ranking.ranking_of(project) is first
    monkeypatch.setattr(ranking, "_KEPT_SECONDS", 0)
    assert ranking.ranking_of(project) is first
    ranking._under_way[project.alias].join()
    assert ranking._known[project.alias] is not first and ranking._known[project.alias].use == first.use
