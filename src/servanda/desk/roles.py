"""What somebody is at the desk, and what each may do there.

A role is one word of an account; a right is what a page asks for. A body's correspondent has none of the others' rights, so
that who reports on an activity never sees who doubts it before it is published.
"""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

__all__ = ["RIGHTS", "Right", "Role"]


class Right(StrEnum):
    """What a page asks for."""

    SEE = "see"
    JUDGE = "judge"
    DIRECT = "direct"
    EDIT = "edit"
    REPORT = "report"
    ADMINISTER = "administer"


class Role(StrEnum):
    """What somebody is at the desk."""

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    CORRESPONDENT = "correspondent"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role in the reader's language."""
        return str(_WORDS[self])

    def may(self, right: Right) -> bool:
        """Whether the role has a right.

        >>> Role.REVIEWER.may(Right.JUDGE), Role.CORRESPONDENT.may(Right.SEE)
        (True, False)
        """
        return right in RIGHTS[self]

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone is not enough: who can end the others' sessions signs in with a code as well."""
        return self is Role.ADMINISTRATOR


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.READER: frozenset({Right.SEE}),
    Role.REVIEWER: frozenset({Right.SEE, Right.JUDGE}),
    Role.EDITOR: frozenset({Right.SEE, Right.JUDGE, Right.DIRECT, Right.EDIT}),
    Role.CORRESPONDENT: frozenset({Right.REPORT}),
    Role.ADMINISTRATOR: frozenset({Right.SEE, Right.JUDGE, Right.DIRECT, Right.EDIT, Right.ADMINISTER}),
}
"""Reading; judging; undoing what others decided and giving work out; bringing in files and changing the register; reporting for
one's body; ending others' sessions."""

_WORDS = {
    Role.READER: _("reader"),
    Role.REVIEWER: _("reviewer"),
    Role.EDITOR: _("editor"),
    Role.CORRESPONDENT: _("body’s correspondent"),
    Role.ADMINISTRATOR: _("administrator"),
}
