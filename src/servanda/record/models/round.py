"""Reporting rounds: opened and closed, the forms handed out, what came back, what a reviewer decided on it."""

from django.db import models

from servanda.record.models.row import BatchRow


class Round(BatchRow):
    """A stretch of days that bodies report on, `period` as it was named; open as long as no Closing of it counts."""

    period = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField()
    who = models.TextField()


class Closing(BatchRow):
    """A round was closed: nothing more is taken into it."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="closings")
    who = models.TextField()


class Form(BatchRow):
    """A form as it was handed out to a body; it comes back under its `token`, which is in no other form.

    `entries` has for each entry what the form shows of it (names, deadline, last status with its day) and what the body had said
    of it by then, so that a change by somebody else in the meantime is seen. `narrative` is the text that stood in it.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="forms")
    body = models.TextField()
    token = models.CharField(max_length=64, unique=True)
    lang = models.CharField(max_length=12)
    entries = models.JSONField()
    narrative = models.TextField(default="")


class Submission(BatchRow):
    """What a form brought in: an Assessment by entry, null where an earlier one is taken back; only what is new.

    `narrative` is null where it says nothing new of the period. `refused` has the errors of rows that could not be taken, and
    `told` what else was remarked on then. `file` names the form's file, `digest` its bytes.
    """

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="submissions")
    file = models.TextField()
    digest = models.CharField(max_length=80)
    said = models.JSONField(default=dict)
    narrative = models.TextField(null=True)
    refused = models.JSONField(default=list)
    told = models.JSONField(default=list)


class ApprovalKind(models.TextChoices):
    """What a reviewer decided on what a body sent."""

    APPROVED = "approved"
    SENT_BACK = "sent back"


class Approval(BatchRow):
    """Who approved what a body had sent up to a submission, or sent it back, and why; the newest on a submission counts."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="approvals")
    kind = models.CharField(max_length=10, choices=ApprovalKind.choices)
    who = models.TextField()
    note = models.TextField(default="")
