"""Letters of readers: the queue, a decision on one of them, and taking a comment from the site again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from servanda.desk.letters import decided_of_late, waiting_letters
from servanda.desk.page import allowed, desk_page, note, project_of, refused, sent_to
from servanda.desk.roles import Right
from servanda.site.facts import facts_of
from servanda.site.letters import Decided, cleaned, decide, withdraw
from servanda.site.models import Letter, LetterKind, LetterState
from servanda.site.named import item_named
from servanda.site.page import Shown, shown_on
from servanda.site.routing import readers_have_written

__all__ = ["letter_decided", "letter_withdrawn", "letters"]


@allowed(Right.JUDGE)
def letters(request: HttpRequest) -> HttpResponse:
    """What waits, and what was decided of late."""
    shown = shown_on(request, facts_of(project_of(request)))
    waiting = [
        {
            "held": one,
            "letter": one.letter,
            "item": item_named(shown, one.letter.family, one.letter.key),
            "kind": _kinds()[one.letter.kind],
            "acts": [(act, _acts()[act]) for act in one.acts],
        }
        for one in waiting_letters()
    ]
    decided = [
        {
            "letter": one,
            "about": _about(shown, one),
            "kind": _kinds()[one.kind],
            "state": _acts().get(one.state) or _("deleted by its writer"),
            "is_shown": one.kind == LetterKind.COMMENT and one.state == LetterState.PUBLISHED,
        }
        for one in decided_of_late()
    ]
    return desk_page(request, "letters", {"title": _("Letters"), "waiting": waiting, "decided": decided})


@allowed(Right.JUDGE, writes=True)
def letter_decided(request: HttpRequest, number: str) -> HttpResponse:
    """Decide on one that waits."""
    found = _letter(number)
    act = request.POST.get("act", "")
    if found is None or act not in set(LetterState):
        return refused(request, 404)
    outcome = cleaned(request.POST.get("outcome", "")[:5000])
    decide(project_of(request), found, Decided(act, request.user.name, outcome))
    note(request, _("Decided."))
    return sent_to(request, "letters")


@allowed(Right.JUDGE, writes=True)
def letter_withdrawn(request: HttpRequest, number: str) -> HttpResponse:
    """Take a published comment from the site."""
    found = _letter(number)
    if found is None:
        return refused(request, 404)
    withdraw(found, request.user.name)
    note(request, _("Taken from the site."))
    return sent_to(request, "letters")


def _letter(number: str) -> Letter | None:
    return Letter.objects.filter(pk=int(number)).first() if readers_have_written() else None


def _about(shown: Shown, one: Letter) -> str:
    name = item_named(shown, one.family, one.key)
    return name.text if name else f"{one.family} {one.key}"


def _kinds() -> dict[str, str]:
    return {
        LetterKind.ERROR: pgettext("letter", "error reported"),
        LetterKind.ANSWER: pgettext("letter", "answer"),
        LetterKind.COMMENT: pgettext("letter", "comment"),
    }


def _acts() -> dict[str, str]:
    return {
        LetterState.MENDED: pgettext("letter", "Mended"),
        LetterState.UPHELD: pgettext("letter", "It stands"),
        LetterState.PUBLISHED: pgettext("letter", "Publish"),
        LetterState.DECLINED: pgettext("letter", "Do not publish"),
        LetterState.SPAM: pgettext("letter", "Unwanted"),
    }
