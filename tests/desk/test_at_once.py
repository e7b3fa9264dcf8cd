"""Several reviewers at once: each statement is decided once, and no decision is lost."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.conf import settings
from django.db import connections

from servanda.desk import ranking, reservations, routing
from servanda.desk.models import Account
from servanda.desk.worklist import Worklist
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


def beginners(tmp_path, build, monkeypatch, documents, names):
    """What each of these is given who begin at the same moment with a queue that they saw before."""
    project = build(
        tmp_path / "valley", {f"day-{place}": f"It rained. Anna says: {place}% is done." for place in range(documents)}
    )
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", project.folder)
    routing.database_of(project.folder)
    work = [Worklist(project, Account.objects.get(name=name), {}) for name in names]
    keys, together = [one.following(None) for one in work], Barrier(len(names))
    found = reservations.taken_from

    def slowly(account):
        taken = found(account)
        time.sleep(0.05)  # as long as others take to look as well
        return taken

    monkeypatch.setattr(reservations, "taken_from", slowly)

    def begin(place):
        together.wait(60)
        try:
            return work[place].reserved(keys[place])
        finally:
            connections[project.alias].close()

    with ThreadPoolExecutor(len(names)) as people:
        given = list(people.map(begin, range(len(names))))
    return given, keys[0]


def test_of_four_who_begin_at_once_each_gets_the_next_of_the_queue(tmp_path, build, monkeypatch):
    given, queue = beginners(tmp_path, build, monkeypatch, 12, NAMES)
    assert sorted(given) == sorted(queue[:4])


def test_who_finds_nothing_free_is_given_nothing(tmp_path, build, monkeypatch):
    given, queue = beginners(tmp_path, build, monkeypatch, 3, NAMES)
    assert given.count(None) == 1 and {*given} == {*queue, None}


def test_what_was_decided_since_the_queue_was_seen_is_not_given(desk, fresh, person):
    work = Worklist(desk, person("Vera"), {})
    keys = work.following(None)
    first = next(one for one in review_queue(desk) if f"s{one.statement.pk}" == keys[0])
    decide(desk, first, models.Decision.ACCEPTED, Reviewer("Viktor"))
    assert work.reserved(keys) == keys[1]
