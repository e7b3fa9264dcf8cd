"""What readers write to the site: kept until a moderator decides, shown only then, erased when its writer asks.

Takes what a form gave, and what a moderator decided; each is one transaction. A reported error and a body's answer end in the
record (`put_note`, `answer`), where the log of corrections tells them; a comment stays here.
"""

from __future__ import annotations

import secrets
import smtplib
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.errors import UsageError
from servanda.record.database import unit
from servanda.record.project import Project, answer, put_note
from servanda.site.mail import sends_mail, write_to
from servanda.site.models import Letter, LetterKind, LetterState
from servanda.site.routing import make_readers_tables, readers_have_written
from servanda.site.spam import learn

__all__ = ["ACTS", "COMMENTED", "Decided", "cleaned", "comments_on", "decide", "erase", "keep", "letter_of", "withdraw"]

COMMENTED = ("document", "finding")
"""What can be commented on."""
ACTS = {
    LetterKind.ERROR: (LetterState.MENDED, LetterState.UPHELD, LetterState.DECLINED, LetterState.SPAM),
    LetterKind.ANSWER: (LetterState.PUBLISHED, LetterState.DECLINED, LetterState.SPAM),
    LetterKind.COMMENT: (LetterState.PUBLISHED, LetterState.DECLINED, LetterState.SPAM),
}
"""What can become of a letter of each kind."""
_SIGNS = ("Cc", "Cf", "Cs", "Co", "Cn")


@dataclass(frozen=True, slots=True)
class Decided:
    """What a moderator decided on a letter, and the words that everybody may read."""

    state: str
    who: str
    outcome: str = ""


def cleaned(text: str) -> str:
    """Text from a form without signs that are not seen, its lines ended alike and at most one of them empty.

    >>> cleaned(" a\\r\\n\\r\\n\\r\\nb\\u202e\\x00 ")
    'a\\n\\nb'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    seen = ("".join(sign for sign in line if unicodedata.category(sign) not in _SIGNS).strip() for line in lines)
    whole = "\n".join(seen)
    while "\n\n\n" in whole:
        whole = whole.replace("\n\n\n", "\n\n")
    return whole.strip()


def keep(letter: Letter) -> Letter:
    """Keep a letter that a reader wrote, under a token by which he finds it again."""
    alias = make_readers_tables()
    letter.token = secrets.token_urlsafe(32)
    letter.save(using=alias)
    return letter


def letter_of(token: str) -> Letter | None:
    """The letter that a token is of."""
    return Letter.objects.filter(token=token).first() if readers_have_written() else None


def comments_on(family: str, key: str) -> Iterable[Letter]:
    """The comments on an item that moderators have published, the oldest first."""
    if family not in COMMENTED or not readers_have_written():
        return []
    found = Letter.objects.filter(kind=LetterKind.COMMENT, state=LetterState.PUBLISHED, family=family, key=key)
    return list(found.order_by("pk"))


def decide(project: Project, letter: Letter, decided: Decided) -> None:
    """Keep what a moderator decided on a letter that waits, tell its writer, and forget the writer's address.

    Raises UsageError where somebody has decided meanwhile, the letter can not become that, or an outcome has no words.
    """
    if decided.state not in ACTS[LetterKind(letter.kind)]:
        raise UsageError("letter-decided", remedy="see-letters")
    if decided.state in (LetterState.MENDED, LetterState.UPHELD) and not decided.outcome:
        raise UsageError("outcome-needs-words", remedy="say-outcome")
    is_spam = decided.state == LetterState.SPAM
    address, text = letter.email, letter.text
    with unit(project.alias):
        rows = Letter.objects.filter(pk=letter.pk, state=LetterState.WAITING)
        changed = rows.update(
            state=decided.state,
            decided=timezone.now(),
            decided_by=decided.who,
            outcome=decided.outcome,
            email="",
            text="" if is_spam else text,
        )
        if not changed:
            raise UsageError("letter-decided", remedy="see-letters")
        _to_the_record(project, letter, decided)
        learn(f"{letter.who} {text}", is_spam=is_spam)
    if address and sends_mail() and not is_spam:
        with suppress(OSError, smtplib.SMTPException):
            _tell(address, letter, decided)


def _to_the_record(project: Project, letter: Letter, decided: Decided) -> None:
    """What the account has of it, under the name of who decided or of the body that answers."""
    if (
        letter.kind == LetterKind.ERROR
        and decided.outcome
        and decided.state in (LetterState.MENDED, LetterState.UPHELD)
    ):
        put_note(project, letter.family, letter.key, decided.state, decided.who, decided.outcome)
    elif letter.kind == LetterKind.ANSWER and decided.state == LetterState.PUBLISHED:
        if letter.family == "finding":
            answer(project, letter.key, letter.who, letter.text)
        else:
            put_note(project, letter.family, letter.key, "answer", letter.who, letter.text)


def _tell(address: str, letter: Letter, decided: Decided) -> None:
    """One mail to the writer, the only one."""
    with override(letter.lang):
        told = {
            LetterState.MENDED: _("What you reported was mended."),
            LetterState.UPHELD: _("What you reported was looked into; it stands as it was."),
            LetterState.PUBLISHED: _("What you wrote is published."),
            LetterState.DECLINED: _("What you wrote is not published."),
        }[LetterState(decided.state)]
        last = _("Your address has been deleted; there will be no other mail.")
        write_to(address, told, "\n\n".join(part for part in (told, decided.outcome, last) if part))


def withdraw(letter: Letter, who: str) -> None:
    """Take a published comment from the site."""
    rows = Letter.objects.filter(pk=letter.pk, kind=LetterKind.COMMENT, state=LetterState.PUBLISHED)
    rows.update(state=LetterState.DECLINED, decided=timezone.now(), decided_by=who)


def erase(letter: Letter) -> None:
    """Delete what its writer wrote, with his name and address; that there was a letter, and what became of it, stays."""
    state = letter.state if letter.state in (LetterState.MENDED, LetterState.UPHELD) else LetterState.ERASED
    Letter.objects.filter(pk=letter.pk).update(text="", who="", email="", state=state)
