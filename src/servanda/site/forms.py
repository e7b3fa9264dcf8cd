"""The forms by which readers write to the site, each field with its limit; a field that people do not see catches programs.

The form carries a signed moment: what is sent back within two seconds, or after a day, is asked to be sent once more.
"""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _

from servanda.site.letters import cleaned
from servanda.site.mail import sends_mail
from servanda.site.models import LetterKind

__all__ = ["LetterForm", "ReaderForm"]

LONGEST = 5_000
"""Characters of a letter."""
_SALT = "servanda.site.forms"
_SOONEST, _LATEST = 2, 86_400
"""Seconds between showing a form and sending it."""


class ReaderForm(forms.Form):
    """What every such form has: the field that stays empty, and the moment when it was shown."""

    required_css_class = "required"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["website"] = forms.CharField(required=False, max_length=200)
        self.fields["shown"] = forms.CharField(required=False, max_length=200)
        self.stamp = signing.TimestampSigner(salt=_SALT).sign("shown")

    @property
    def seen(self) -> list[forms.BoundField]:
        """The fields that people fill in."""
        return [self[name] for name in self.fields if name not in ("website", "shown")]

    @property
    def is_by_program(self) -> bool:
        """Whether the field that people do not see has been filled in."""
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        """All of it; refused where it came back too soon or too late."""
        signer = signing.TimestampSigner(salt=_SALT)
        try:
            signer.unsign(self.data.get("shown", ""), max_age=_LATEST)
        except signing.BadSignature as error:
            raise forms.ValidationError(_("The form was open for too long. Send it once more.")) from error
        if _age(self.data["shown"]) < _SOONEST:
            raise forms.ValidationError(_("That was very fast. Look it over, and send it once more."))
        return dict(self.cleaned_data)


def _age(stamp: str) -> float:
    """Seconds since a stamp that is known to be ours was made."""
    return time.time() - signing.b62_decode(stamp.split(":")[1])


class LetterForm(ReaderForm):
    """A letter of one kind; `voices` are the bodies and parties that can answer, as pairs of name and name."""

    def __init__(self, kind: str, voices: list[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        rest = {name: self.fields.pop(name) for name in ("website", "shown")}
        text = forms.CharField(
            label=self._asked(kind), min_length=10, max_length=LONGEST, widget=forms.Textarea({"rows": 8})
        )
        self.fields["text"] = text
        if kind == LetterKind.ANSWER:
            choices = [("", "—"), *voices]
            self.fields["who"] = forms.ChoiceField(label=_("For whom you answer"), choices=choices)
        elif kind == LetterKind.COMMENT:
            self.fields["who"] = forms.CharField(label=_("Your name, as it is to be shown"), max_length=100)
        if kind == LetterKind.ANSWER or sends_mail():
            email = forms.EmailField(label=_("Your e-mail address"), max_length=200, required=kind == LetterKind.ANSWER)
            email.widget.attrs["autocomplete"] = "email"
            self.fields["email"] = email
        self.fields |= rest

    @staticmethod
    def _asked(kind: str) -> str:
        return {
            LetterKind.ERROR: _("What is wrong, and by what one can see it"),
            LetterKind.ANSWER: _("The answer"),
            LetterKind.COMMENT: _("Your comment"),
        }[LetterKind(kind)]

    def clean_text(self) -> str:
        """The words without what is not seen."""
        text = cleaned(self.cleaned_data["text"])
        if len(text) < 10:
            raise forms.ValidationError(_("Say it in a sentence."))
        return text

    def clean_who(self) -> str:
        """The name on one line."""
        return " ".join(cleaned(self.cleaned_data["who"]).split())
