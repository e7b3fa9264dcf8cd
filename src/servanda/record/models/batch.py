"""Imports, ingests and judgements as units that are seen, undone and done again."""

from django.db import models

from servanda.record.models.row import Row


class BatchKind(models.TextChoices):
    """What made the batch."""

    INGEST = "ingest"
    IMPORT_CLAIMS = "import claims"
    IMPORT_REGISTER = "import register"
    IMPORT_SERIES = "import series"
    JUDGEMENT = "judgement"
    DISMISSAL = "dismissal"
    ANSWER = "answer"
    SAMPLE = "sample"
    IMPORT_JUDGEMENTS = "import judgements"
    MERGE = "merge"
    OBLIGATIONS = "obligations"
    ROUND = "round"
    FORMS = "forms"
    SUBMISSION = "submission"
    APPROVAL = "approval"
    REMARK = "remark"
    NOTE = "note"
    SIGNATURE = "signature"
    TRANSLATION = "translation"
    EDIT_REGISTER = "edit register"
    FETCH = "fetch"
    RELEVANCE = "relevance"


class Batch(Row):
    """One unit; `recorded` is when it started, `inputs` what it was called with."""

    kind = models.CharField(max_length=20, choices=BatchKind.choices)
    inputs = models.JSONField(default=list)

    def __str__(self) -> str:
        """Its number and kind."""
        return f"batch {self.pk} ({self.kind})"


class EventKind(models.TextChoices):
    """What happens to a batch after its start."""

    FINISHED = "finished"
    UNDONE = "undone"
    REDONE = "redone"


class BatchEvent(Row):
    """A batch was finished, undone or done again; the last of the latter two decides whether its rows count."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=EventKind.choices)

    class Meta:
        """What is looked up often."""

        indexes = (models.Index(fields=["kind", "batch"], name="event_kind_batch"),)
