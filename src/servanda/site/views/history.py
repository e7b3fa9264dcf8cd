"""What changed from one day to another, and what was corrected by whom and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from servanda.exports.page import Cell, Table
from servanda.exports.wording import printable
from servanda.progress import Change, ChangeKind
from servanda.record.corrections import Correction, CorrectionKind, corrections_in
from servanda.record.view import View
from servanda.site.facts import Facts, facts_of
from servanda.site.listing import Listing, Row, as_csv, show
from servanda.site.named import item_named
from servanda.site.page import Shown, kept
from servanda.site.views import claims as claim_pages
from servanda.site.views import findings as finding_pages

__all__ = ["changes", "corrections", "corrections_table", "listing_of"]


def changes(request: HttpRequest, lang: str) -> HttpResponse:
    """Two days side by side: the register, claims and findings of the one that the other has not."""
    shown: Shown = request.shown
    facts = shown.facts
    last = _day(request.GET.get("to")) or facts.account.as_of
    first = _day(request.GET.get("from")) or last - timedelta(days=30)
    earliest = facts.first_day or last
    values: dict[str, Any] = {"first": first, "last": last, "earliest": earliest, "today": facts.account.as_of}
    if first > last or last > facts.account.as_of:
        values["fault"] = _("The first day has to lie before the second, and neither after today.")
        return render(request, "site/changes.html", values)
    if not shown.is_static:
        before = facts_of(facts.project, first)
        after = facts if last >= facts.account.as_of else facts_of(facts.project, last)
        values |= _differences(shown, before, after, first, last)
    return render(request, "site/changes.html", values)


def _differences(shown: Shown, before: Facts, after: Facts, first: date, last: date) -> dict[str, Any]:
    new_claims = [one for one in after.account.claims if one.id not in before.claims]
    new = [one for one in after.findings.values() if one.id not in before.findings]
    gone = [one for one in before.findings.values() if one.id not in after.findings]
    return {
        "register": _register(shown, shown.facts.project.changes(first, last)),
        "claims": Table(
            "",
            claim_pages._head(),
            tuple(row.cells for row in claim_pages.rows(shown, new_claims)),
        )
        if new_claims
        else None,
        "findings": [row.cells for row in finding_pages.rows(shown, new)],
        "gone": [shown.telling.title(one.measure, one.subject) for one in gone],
        "documents": [
            shown.document(doc)
            for doc in after.documents
            if doc not in before.documents and doc in shown.facts.documents
        ],
    }


def _register(shown: Shown, found: tuple[Change, ...]) -> Table | None:
    kinds = {
        ChangeKind.ADDED: _("new in the register"),
        ChangeKind.REMOVED: _("taken out"),
        ChangeKind.RENAMED: _("renamed"),
        ChangeKind.MOVED: _("placed elsewhere"),
        ChangeKind.DEADLINE: _("deadline moved"),
        ChangeKind.DROPPED: _("dropped"),
        ChangeKind.STATUS: _("status"),
    }

    def told(change: Change, text: str) -> Cell:
        if change.kind is ChangeKind.STATUS and text:
            return Cell(printable(shown.words.term("state", text)))
        if change.kind is ChangeKind.MOVED and text:
            return shown.entry(text)
        if change.kind is ChangeKind.DEADLINE and text:
            return Cell(shown.words.day(date.fromisoformat(text), short=True))
        return Cell(printable(text))

    rows = tuple(
        (
            shown.entry(one.item),
            Cell(kinds[one.kind]),
            told(one, one.before),
            told(one, one.after),
            shown.organ(one.assessor) if one.assessor else Cell(""),
        )
        for one in found
    )
    head = (_("Entry"), _("What changed"), _("Before"), _("After"), _("Who says so"))
    return Table("", head, rows) if rows else None


def corrections(request: HttpRequest, lang: str, number: int = 1) -> HttpResponse:
    """What people changed in what was read and found, the newest first."""
    return show(request, listing_of(request.shown), int(number))


def corrections_table(request: HttpRequest, lang: str) -> HttpResponse:
    """The same as a file."""
    return as_csv(request, listing_of(request.shown))


@kept
def listing_of(shown: Shown) -> Listing:
    """The whole list, with what it can be chosen by."""
    kinds = {
        CorrectionKind.CORRECTED: _("read otherwise by a reviewer"),
        CorrectionKind.REJECTED: _("rejected by a reviewer"),
        CorrectionKind.DISMISSED: _("finding set aside"),
        CorrectionKind.RESTORED: _("finding taken up again"),
        CorrectionKind.CORRECTION: _("correction published"),
        CorrectionKind.ANSWER: _("answer of a body"),
        CorrectionKind.MENDED: _("reported error mended"),
        CorrectionKind.UPHELD: _("reported error looked into; it stands"),
        CorrectionKind.SIGNED: _("finding signed"),
        CorrectionKind.TRANSLATED: _("words translated"),
        CorrectionKind.MERGED: _("two entries made one"),
        CorrectionKind.UNDONE: _("import or ingest taken back"),
        CorrectionKind.REDONE: _("import or ingest done again"),
    }
    facts = shown.facts
    made = []
    for one in corrections_in(View(facts.project.alias, facts.known_on)):
        about = _about(shown, one)
        if about is None:
            continue
        cells = (
            about,
            Cell(shown.words.day(one.day, short=True)),
            Cell(kinds[one.kind]),
            Cell(printable(one.who)),
            Cell(printable(one.why)),
        )
        made.append(Row.of(cells, {"kind": [(one.kind.value, kinds[one.kind])]}))
    return Listing(
        "corrections",
        _("Corrections"),
        _("What was corrected, the newest first"),
        (_("About"), _("Day"), _("What happened"), _("By whom"), _("Why")),
        made,
        {"kind": _("What happened")},
        (
            _(
                "Nothing is deleted: what was corrected, set aside or taken back can still be seen as it was known on its day."
            ),
        ),
    )


def _about(shown: Shown, one: Correction) -> Cell | None:
    """What a correction is about; None where that may not be named."""
    facts = shown.facts
    if one.batch is not None:
        return Cell(_("batch %(number)s") % {"number": one.batch})
    if one.document and one.document not in facts.documents:
        return None if one.document in facts.project_documents else Cell(_("a document that is not current"))
    if one.family:
        return item_named(shown, one.family, one.key) or Cell(printable(one.name))
    if one.finding in facts.findings:
        finding = facts.findings[one.finding]
        return Cell(shown.telling.title(finding.measure, finding.subject), "", shown.at("finding", finding.id))
    if one.claim in facts.claims:
        return shown.claim(facts.claims[one.claim])
    if one.document:
        return shown.document(one.document)
    return Cell(printable(one.name))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
