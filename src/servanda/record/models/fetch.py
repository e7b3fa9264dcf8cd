"""What came of each asking for an address of the web, so that it is known which days were read."""

from django.db import models

from servanda.record.models.row import BatchRow


class FetchOutcome(models.TextChoices):
    """What an asking came to; a page that its server says is unchanged was read like any other."""

    TAKEN = "taken"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Fetch(BatchRow):
    """One asking: the address, the source (what was to be watched) for which it was asked, and what came.

    `warc` is the file in the project's folder that holds the exchange, "" where no answer came; `etag` and `modified` are what
    the server gave to ask by the next time. `traits` say of a page what it has, `told` why there is none.
    """

    address = models.TextField()
    source = models.TextField()
    outcome = models.CharField(max_length=10, choices=FetchOutcome.choices)
    status = models.PositiveSmallIntegerField(null=True)
    etag = models.TextField(default="")
    modified = models.TextField(default="")
    warc = models.TextField(default="")
    document = models.ForeignKey("record.Document", on_delete=models.PROTECT, null=True, related_name="+")
    traits = models.JSONField(default=dict)
    told = models.JSONField(null=True)
