"""How the account is made: the conventions, the verdicts and the rules by which findings follow."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from servanda.exports.method import method_sentences
from servanda.exports.telling import meanings
from servanda.reconciliation.wording import language
from servanda.site.page import Shown

__all__ = ["method"]


def method(request: HttpRequest, lang: str) -> HttpResponse:
    """The conventions, the verdicts and the rules."""
    shown: Shown = request.shown
    rules = [shown.words.typeset(rule) for rule in language(lang).words["rules"].values()]
    values = {"sentences": method_sentences(shown.words), "meanings": meanings(shown.words), "rules": rules}
    return render(request, "site/method.html", values)
