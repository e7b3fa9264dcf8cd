"""Words that everybody guesses first at this site: a password is not made of them, nor of its owner's name.

The words are the program's name, the agreement's and the desk's own; what is left of a password without them must be long enough.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.desk.models import Account
from servanda.desk.roles import Role
from servanda.site.agreements import project_folder
from servanda.site.page import opened

__all__ = ["WordsOfTheHouse", "left_of"]

_OWN = ("servanda", "password", "desk", *Role)
_SHORTEST = 4
"""Letters of a word that counts."""
_LEFT = 8
"""Characters that have to be left."""


class WordsOfTheHouse:
    """Refuses a password that is little more than such words; one of AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ValidationError where too little is left."""
        agreement = opened(project_folder()).agreement
        known = " ".join((agreement.id, *agreement.names.values(), user.name if user else ""))
        if left_of(password, (*_OWN, *re.findall(r"\w+", known))) < _LEFT:
            raise ValidationError(_("It is made of words that everybody knows here. Add others."))

    def get_help_text(self) -> str:
        """Nothing: the rules are told where one is broken."""
        return ""


def left_of(password: str, words: tuple[str, ...]) -> int:
    """How many characters are left without such words.

    >>> left_of("Servanda2026!", ("servanda",)), left_of("839201748263748", ("servanda",))
    (5, 15)
    """
    text = password.casefold()
    for word in sorted({one.casefold() for one in words if len(one) >= _SHORTEST}, key=len, reverse=True):
        text = text.replace(word, "")
    return len(text)
