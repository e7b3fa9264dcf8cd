"""What readers write: the form about an item, and the page on which its writer sees what became of it or has it deleted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from servanda.site.agreements import base_of
from servanda.site.akismet import asks_akismet, is_spam_for_akismet
from servanda.site.forms import LetterForm
from servanda.site.letters import COMMENTED, erase, keep, letter_of
from servanda.site.limits import LIMITS, Allowance, client_of
from servanda.site.mail import sends_mail
from servanda.site.models import Letter, LetterKind, LetterState
from servanda.site.named import item_at, item_named
from servanda.site.page import Shown
from servanda.site.views.errors import gone

__all__ = ["letter", "letter_erased", "private", "state_named", "write"]

LETTERS = Allowance("letters", 10, 3600)
"""How many letters one address may send."""


def write(request: HttpRequest, lang: str, kind: str, about: str) -> HttpResponse:
    """The form; sent, the letter waits for a moderator and its writer is led to its page."""
    shown: Shown = request.shown
    item = item_at(lang, about)
    name = item_named(shown, *item) if item else None
    if kind == LetterKind.COMMENT and not (settings.SERVANDA_COMMENTS and item and item[0] in COMMENTED):
        raise Http404
    if item is None or name is None:
        return gone(request, about)
    agreement = shown.facts.agreement
    known = [*(one.id for one in agreement.bodies), *(one.id for one in agreement.parties)]
    voices = [shown.organ(id).text for id in known]
    form = LetterForm(kind, [(one, one) for one in voices], request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        answer = _sent(request, kind, item, form)
        if answer is not None:
            return answer
        status = 400
    values = {
        "form": form,
        "kind": kind,
        "title": _titles()[kind],
        "item": name,
        "asks_akismet": asks_akismet(),
        "sends_mail": sends_mail(),
    }
    return private(render(request, "site/write.html", values, status=status))


def _sent(request: HttpRequest, kind: str, item: tuple[str, str], form: LetterForm) -> HttpResponse | None:
    """Where a letter that can be kept leads to; None where the form is shown again."""
    if not form.is_valid():
        return None
    left = LIMITS.take(f"letters {client_of(request.META)}", 1, LETTERS)
    if left.wait:
        form.add_error(None, _("Too many letters came from your address. Try again in an hour."))
        return None
    given: dict[str, Any] = form.cleaned_data
    letter = Letter(
        kind=kind,
        family=item[0],
        key=item[1],
        lang=request.lang,
        who=given.get("who", ""),
        email=given.get("email", ""),
        text=given["text"],
    )
    if form.is_by_program:
        letter.is_suspect = True
    else:
        meta = {
            "address": str(request.META.get("REMOTE_ADDR", "")),
            "agent": request.headers.get("User-Agent", "")[:300],
            "site": base_of(request),
        }
        letter.is_suspect = is_spam_for_akismet(letter.text, letter.who, letter.email, meta)
    keep(letter)
    shown: Shown = request.shown
    return HttpResponseRedirect(shown.way(shown.at("letter", letter.token)))


def letter(request: HttpRequest, lang: str, token: str) -> HttpResponse:
    """A letter as its writer sees it: its words, what became of it, and how it is deleted."""
    shown: Shown = request.shown
    found = letter_of(token)
    if found is None:
        raise Http404
    values = {
        "letter": found,
        "title": _titles()[found.kind],
        "item": item_named(shown, found.family, found.key),
        "state": state_named(found.state),
        "waits": found.state == LetterState.WAITING,
    }
    return private(render(request, "site/letter.html", values))


def letter_erased(request: HttpRequest, lang: str, token: str) -> HttpResponse:
    """Delete the letter, by a form alone."""
    shown: Shown = request.shown
    found = letter_of(token)
    if found is None or request.method != "POST":
        raise Http404
    erase(found)
    return HttpResponseRedirect(shown.way(shown.at("letter", token)))


def _titles() -> dict[str, str]:
    return {
        LetterKind.ERROR: _("Report an error"),
        LetterKind.ANSWER: _("Answer for a body"),
        LetterKind.COMMENT: _("Comment"),
    }


def state_named(state: str) -> str:
    """What became of a letter."""
    return {
        LetterState.WAITING: pgettext("letter", "waits for a moderator"),
        LetterState.MENDED: pgettext("letter", "mended"),
        LetterState.UPHELD: pgettext("letter", "looked into; it stands"),
        LetterState.PUBLISHED: pgettext("letter", "published"),
        LetterState.DECLINED: pgettext("letter", "not published"),
        LetterState.SPAM: pgettext("letter", "not published"),
        LetterState.ERASED: pgettext("letter", "deleted by its writer"),
    }[LetterState(state)]


def private(response: HttpResponse) -> HttpResponse:
    """A page that no cache keeps and no search engine lists, and whose address is told to nobody."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
