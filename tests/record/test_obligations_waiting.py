"""Duties of treaties in the review queue: taken into the register one by one or by article, corrected, rejected, undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.cli.review import _go_through
from servanda.cli.screen import Screen
from servanda.errors import InputError, UsageError
from servanda.record.actions.judge import Reviewer
from servanda.record.project import Project, accept_obligations, propose_obligations, reject_obligation
from servanda.record.review_queue import review_queue

REGISTER = """\
agreement: {id: accord, name: {en: Accord}}
items: [{id: plan, level: accord, name: {en: Plan}}]
"""
TREATY = """\
Article 1
1. The Council shall build the bridge before 1 July 2031. 2. The Council shall open the road before 1 August 2032. 3. It shall
approve the rules before 1 March.

Article 2
The Office shall close the mine by 2032. A Party shall answer within 30 days of a request.

Done at Oslo on 3 May 2029.
"""
ANNA = Reviewer("Anna Weber", "as the text says")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "agreement.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "accord.txt").write_text(TREATY, encoding="utf-8")
    return Project.open(tmp_path)


def propose(project, articles=(), parent="plan"):
    return propose_obligations(project, project.folder / "accord.txt", articles, {"parent": parent, "level": "duty"})


def waiting(project):
    return [one.obligation for one in review_queue(project)]


def dues(project):
    return {item.id: str(item.due.end) for item in project.agreement.walk() if item.due}


def test_duties_wait_and_change_nothing_until_somebody_accepts_them(project):
    outcome = propose(project)
    assert (outcome.taken, outcome.changed, outcome.unchanged) == (4, 0, 0)
    assert [(row.entry, row.row["due"]) for row in waiting(project)] == [
        ("accord-1-1", "2031-07-01"), ("accord-1-2", "2032-08-01"), ("accord-1-3", "--03-01"), ("accord-2-1", "2032"),
    ]  # fmt: skip
    assert [one.reason.key for one in review_queue(project)] == [
        "obligation-waits", "obligation-waits", "obligation-without-year", "obligation-waits",
    ]  # fmt: skip
    assert dues(project) == {} and propose(project).batch is None


def test_one_is_accepted_with_who_and_why_and_undone_with_its_entry(project):
    propose(project)
    (kept,) = accept_obligations(project, waiting(project)[:1], ANNA)
    assert dues(project) == {"accord-1-1": "2031-07-01"} and (kept.who, kept.why) == ("Anna Weber", "as the text says")
    assert [row.entry for row in waiting(project)] == ["accord-1-2", "accord-1-3", "accord-2-1"]
    project.undo(kept.batch_id)
    assert dues(project) == {} and len(waiting(project)) == 4
    project.redo(kept.batch_id)
    assert dues(project) == {"accord-1-1": "2031-07-01"} and len(waiting(project)) == 3


def test_all_of_an_article_are_accepted_at_once_or_none(project):
    propose(project)
    first = [row for row in waiting(project) if row.article == "1"]
    with pytest.raises(InputError, match="--03-01"):
        accept_obligations(project, first, ANNA)
    assert dues(project) == {} and len(waiting(project)) == 4
    assert len({row.batch_id for row in accept_obligations(project, first[:2], ANNA)}) == 1
    assert dues(project) == {"accord-1-1": "2031-07-01", "accord-1-2": "2032-08-01"}


def test_one_is_corrected_and_one_rejected(project):
    propose(project)
    undated, mine = waiting(project)[2:]
    accept_obligations(project, [undated], ANNA, {**undated.row, "due": "2030-03-01", "name": "Approve the rules"})
    reject_obligation(project, mine, ANNA)
    assert dues(project) == {"accord-1-3": "2030-03-01"}
    assert [row.entry for row in waiting(project)] == ["accord-1-1", "accord-1-2"]
    with pytest.raises(UsageError, match="needs the name"):
        reject_obligation(project, waiting(project)[0], Reviewer(" "))


def test_a_duty_that_the_register_refuses_waits_on(project):
    propose(project, parent="nowhere")
    with pytest.raises(InputError, match="nowhere"):
        accept_obligations(project, waiting(project)[:1], ANNA)
    assert len(waiting(project)) == 4
    assert propose(project).changed == 4 and len(waiting(project)) == 4
    accept_obligations(project, waiting(project)[:1], ANNA)


def test_articles_are_proposed_alone(project):
    assert propose(project, ["2"]).taken == 1 and propose(project).unchanged == 1


def screen(keys, lines=()):
    pressed, typed = iter([*keys, "q"]), iter([*lines])
    return Screen("en", key=lambda: next(pressed), line=lambda question: next(typed, ""))


def test_the_queue_is_gone_through_on_the_screen(project, capsys):
    propose(project)
    # the third cannot come in without a year: it is told, corrected (bodies, due, level, name, parent), the last rejected
    assert _go_through(project, review_queue(project), "Anna", screen("aaacr", ["", "2030-03-01"])) == 4
    assert dues(project) == {"accord-1-1": "2031-07-01", "accord-1-2": "2032-08-01", "accord-1-3": "2030-03-01"}
    told = capsys.readouterr().out
    assert "before 1 July 2031" in told and "Found '--03-01'" in told
    assert waiting(project) == []


def test_back_undoes_and_a_whole_article_is_passed_at_once(project):
    (project.folder / "accord.txt").write_text(
        TREATY.replace("before 1 March", "before 1 March 2030"), encoding="utf-8"
    )
    propose(project)
    assert _go_through(project, review_queue(project), "Anna", screen("tbtr")) == 2
    assert dues(project) == {"accord-1-1": "2031-07-01", "accord-1-2": "2032-08-01", "accord-1-3": "2030-03-01"}
    assert waiting(project) == []
