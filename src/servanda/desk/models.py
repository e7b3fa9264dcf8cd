"""The desk's own tables: accounts, sessions, attempts that failed, what each has open, what was sent to be taken in.

They change and are emptied, unlike the record's: nothing in them is part of the account of an agreement. What somebody
decided is kept in the record under the account's name, which is therefore never given to another.
"""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from servanda.desk.roles import Right, Role

__all__ = ["Account", "Failure", "Reservation", "SignIn", "Upload", "UploadKind", "UploadState", "UploadedFile"]


class Account(AbstractBaseUser):
    """Somebody who may sign in: `name` is what the record keeps of who decided, `body` whom a correspondent reports for."""

    name = models.CharField(max_length=150, unique=True)
    role = models.CharField(max_length=15, choices=[(one.value, one.value) for one in Role])
    body = models.CharField(max_length=300, blank=True, default="")
    is_active = models.BooleanField(default=True)
    made = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS = ("role",)
    objects = BaseUserManager()

    class Meta:
        """Two names that differ in nothing but capitals would be taken for each other."""

        constraints = (models.UniqueConstraint(Lower("name"), name="account_name_once"),)

    def __str__(self) -> str:
        """The name."""
        return str(self.name)

    def may(self, right: Right) -> bool:
        """Whether the account has a right."""
        return Role(self.role).may(right)


class SignIn(models.Model):
    """One session of an account, from which browser it began and when it was last used; kept after its end."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_ins")
    session = models.CharField(max_length=40, unique=True)
    began = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True)
    address = models.CharField(max_length=45, default="")
    agent = models.CharField(max_length=300, default="")


class Failure(models.Model):
    """An attempt to sign in under a name from a place, whether there is such an account or not; taken away when it succeeds."""

    name = models.CharField(max_length=150)
    place = models.CharField(max_length=45, default="")
    is_known = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """What is looked up often."""

        indexes = (
            models.Index(fields=["name", "at"], name="failure_name_at"),
            models.Index(fields=["place", "at"], name="failure_place_at"),
        )


class Reservation(models.Model):
    """What waits is open at somebody's desk until a moment; `key` is that of the queue's entry."""

    key = models.CharField(max_length=30, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="reservations")
    until = models.DateTimeField()


class UploadKind(models.TextChoices):
    """What uploaded files are taken for."""

    DOCUMENTS = "documents"
    REGISTER = "register"
    CLAIMS = "claims"
    SERIES = "series"
    TREATY = "treaty"


class UploadState(models.TextChoices):
    """How far the work on an upload is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Upload(models.Model):
    """Files that somebody sent, to be taken in by a process beside the site.

    `options` are those of the command. `worker` and `beat` say which process has it and when it last gave a sign; `after` is the
    newest batch before the work began, so that all batches of it are known even where it was cut short. `counts` and `faults` are
    what came of it.
    """

    who = models.CharField(max_length=150)
    kind = models.CharField(max_length=12, choices=UploadKind.choices)
    options = models.JSONField(default=dict)
    made = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=UploadState.choices, default=UploadState.WAITING)
    worker = models.CharField(max_length=40, default="")
    beat = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    after = models.BigIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    ended = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    told = models.JSONField(default=dict)

    class Meta:
        """What is looked up often."""

        indexes = (models.Index(fields=["state", "id"], name="upload_state"),)


class UploadedFile(models.Model):
    """One file of an upload: its `name` in the upload's folder, by which the record knows it too."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    given = models.CharField(max_length=300)
    name = models.CharField(max_length=160)
    digest = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()

    class Meta:
        """What is looked up often."""

        indexes = (models.Index(fields=["given"], name="uploaded_given"),)
