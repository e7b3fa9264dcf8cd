"""A dismissed finding stays dismissed until a claim of it changes; answers stand beside their finding for ever."""

import pytest

from servanda.errors import UnknownName, UsageError
from servanda.record.actions.answer import answer
from servanda.record.actions.dismiss import dismiss, restore
from servanda.record.reviewed import review_of

TWO = "Anna says: 74% of it is done. Later Boris says: 60% of it is done."


@pytest.fixture
def disputed(world):
    """A project with one contradiction, of Anna's 74 % and Boris's 60 % on one day."""
    world.write("a.txt", TWO)
    world.project.ingest()
    (finding,) = world.project.findings()
    assert str(finding.verdict) == "contradiction"
    world.finding = finding
    return world


def test_a_dismissed_finding_is_listed_apart_with_who_and_why(disputed):
    dismiss(disputed.project, disputed.finding.id, "Clara", "They count different plans.")
    assert disputed.project.findings() == []
    found = review_of(disputed.project)
    assert [(one.finding, one.who, one.why) for one in found.dismissed] == [
        (disputed.finding, "Clara", "They count different plans.")
    ]
    assert len(found.outcome.findings) == 1


def test_it_stays_dismissed_when_other_claims_come(disputed):
    dismiss(disputed.project, disputed.finding.id, "Clara", "no")
    disputed.write("b.txt", "Dora says: 61% of it is done.")
    disputed.project.ingest()
    found = review_of(disputed.project)
    assert [one.finding.claims for one in found.dismissed] == [disputed.finding.claims]
    assert len(found.open) == 2  # 61 % clashes with 74 % and with 60 %


def test_a_newer_reading_that_numbers_the_claims_anew_keeps_it_dismissed(disputed):
    dismiss(disputed.project, disputed.finding.id, "Clara", "no")
    disputed.write("a.txt", "Eva says: rain. " + TWO)
    disputed.project.ingest()
    assert review_of(disputed.project).open == ()
    assert review_of(disputed.project).dismissed[0].finding.id != disputed.finding.id


def test_a_changed_claim_opens_it_again(disputed):
    dismiss(disputed.project, disputed.finding.id, "Clara", "no")
    disputed.write("a.txt", TWO.replace("60%", "50%"))
    disputed.project.ingest()
    changed, clash = sorted(disputed.project.findings(), key=lambda finding: finding.relation)
    assert (changed.relation, clash.relation) == ("revision", "same"), "the page's change is told beside the clash"
    assert review_of(disputed.project).dismissed == ()
    disputed.write("a.txt", TWO)
    disputed.project.ingest()
    clashes = [finding for finding in disputed.project.findings() if finding.relation == "same"]
    assert clashes == [], "the claims say again what was judged"


def test_it_can_be_restored_and_a_dismissal_undone(disputed):
    kept = dismiss(disputed.project, disputed.finding.id.rpartition("-")[2][:6], "Clara", "no")
    assert [batch.kind for batch in disputed.project.batches()][-1] == "dismissal"
    disputed.project.undo(kept.batch_id)
    assert disputed.project.findings() == [disputed.finding]
    disputed.project.redo(kept.batch_id)
    restore(disputed.project, disputed.finding.id, "Dora", "The plans are the same.")
    assert disputed.project.findings() == [disputed.finding]
    assert disputed.project.check() == []


def test_an_answer_stands_beside_the_finding_and_after_it(disputed):
    answer(disputed.project, disputed.finding.id, "Ministry of Works", "We count finished tasks.")
    answer(disputed.project, disputed.finding.id, "Boris", "It was 70 %.", "correction")
    found = review_of(disputed.project)
    assert [(one.kind, one.who, one.text) for one in found.answers[disputed.finding.id]] == [
        ("answer", "Ministry of Works", "We count finished tasks."),
        ("correction", "Boris", "It was 70 %."),
    ]
    disputed.write("a.txt", "Anna says: 74% of it is done.")
    disputed.project.ingest()
    found = review_of(disputed.project)
    assert (found.open, found.answers) == ((), {})
    assert [one.who for one in found.answers_alone] == ["Ministry of Works", "Boris"]
    assert found.answers_alone[0].finding == disputed.finding.id


def test_what_cannot_be_done_is_told(disputed):
    project, id = disputed.project, disputed.finding.id
    with pytest.raises(UnknownName, match="no such finding"):
        dismiss(project, "overdue", "Clara", "no")
    with pytest.raises(UsageError, match="--who and --why"):
        dismiss(project, id, "Clara", " ")
    with pytest.raises(UsageError, match="not dismissed"):
        restore(project, id, "Clara", "no")
    with pytest.raises(UsageError, match="--who and --text"):
        answer(project, id, "", "yes")
    with pytest.raises(UnknownName, match="answer, correction"):
        answer(project, id, "Clara", "yes", "rebuttal")
    dismiss(project, id, "Clara", "no")
    with pytest.raises(UsageError, match="dismissed already"):
        dismiss(project, id, "Clara", "no")


def test_the_account_of_an_earlier_day_knows_no_later_ruling(disputed):
    from datetime import UTC, datetime, timedelta

    dismiss(disputed.project, disputed.finding.id, "Clara", "no")
    today = datetime.now(UTC).date()
    assert disputed.project.findings(known_on=today) == []
    assert disputed.project.findings(known_on=today - timedelta(days=1)) == []
    assert review_of(disputed.project, known_on=today - timedelta(days=1)).dismissed == ()
