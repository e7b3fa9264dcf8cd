"""Two entries for one person or body, made one by a reviewer; an undone merge leaves them two again."""

from django.db import models

from servanda.record.models.row import BatchRow


class Merge(BatchRow):
    """What goes by the key `one` is from now on shown under the key `other`, whose name was `name` then."""

    one = models.CharField(max_length=300)
    other = models.CharField(max_length=300)
    name = models.TextField()
    who = models.CharField(max_length=200)
    why = models.TextField()
