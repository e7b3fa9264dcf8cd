"""Tables of official statistics, and the observations that they brought in."""

from django.db import models

from servanda.record.models.lookup import Lookup
from servanda.record.models.row import BatchRow


class SeriesFile(BatchRow):
    """A table as it was taken in: its name in the project's folder, and the digest of its bytes."""

    name = models.TextField()
    digest = models.CharField(max_length=80)

    class Meta:
        """What is looked up often."""

        indexes = (models.Index(fields=["digest"], name="series_file_digest"),)


class Observation(BatchRow):
    """One value of a series; `noun` holds the series with this observation alone, `fingerprint` a digest of it.

    A value of a series, period and day of publication that is already there is superseded by a newer row.
    """

    file = models.ForeignKey(SeriesFile, on_delete=models.PROTECT, related_name="observations")
    line = models.PositiveIntegerField()
    series = models.TextField()
    fingerprint = models.CharField(max_length=80)
    noun = models.JSONField()

    class Meta:
        """What is looked up often."""

        indexes = (Lookup(fields=["series"], name="observation_by_series"),)
