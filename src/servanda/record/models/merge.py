"""Two entries for one person or body, made one by a reviewer; an undone merge leaves them two again."""

from django.db import models

from servanda.record.models.row import BatchRow


class Merge(BatchRow):
    """What goes by the key `one` is from now on shown under the key `other`, whose name was `name` then."""

    one = models.TextField()
    other = models.TextField()
    name = models.TextField()
    who = models.TextField()
    why = models.TextField()
