"""What people say of findings: dismissals with their reason, answers of named bodies, notices of correction."""

from django.db import models

from servanda.record.models.row import BatchRow


class Ruling(models.TextChoices):
    """What a reviewer decided on a finding."""

    DISMISSED = "dismissed"
    RESTORED = "restored"


class AnswerKind(models.TextChoices):
    """What stands beside a finding."""

    ANSWER = "answer"
    CORRECTION = "correction"


class FindingRow(BatchRow):
    """The base of what is said of a finding: which one, as it was then.

    `finding` is its id; `claims` has a fingerprint of each of its claims, without their ids and places, so that the finding is
    known again when a newer reading numbers them anew, and is seen to be another when one of them has changed.
    """

    finding = models.CharField(max_length=80)
    verdict = models.CharField(max_length=20)
    relation = models.CharField(max_length=40)
    measure = models.TextField()
    subject = models.TextField()
    claims = models.JSONField()
    who = models.TextField()

    class Meta:
        """A base, without a table of its own."""

        abstract = True


class Dismissal(FindingRow):
    """A finding set aside with a reason, or taken up again; the newest on a finding counts while its claims are as they were."""

    ruling = models.CharField(max_length=10, choices=Ruling.choices)
    why = models.TextField()


class Answer(FindingRow):
    """What a named body answers to a finding, or a notice that corrects what it rests on; it stands there for ever."""

    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    text = models.TextField()
