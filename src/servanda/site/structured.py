"""The account as schema.org describes a data set, and signed findings as it describes reviews of claims, for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from servanda.exports.page import ToldFinding
from servanda.finding import Finding
from servanda.site.page import Shown

__all__ = ["claim_reviews", "dataset"]

_UNSAFE = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def dataset(request: HttpRequest, shown: Shown, files: Iterable[str]) -> SafeString:
    """A schema.org Dataset with its files as JSON that can stand in a page."""
    agreement, facts = shown.facts.agreement, shown.facts
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": shown.title.text,
        "description": " ".join(shown.telling.lead) or shown.title.text,
        "url": shown.whole_address(request, shown.at("data")),
        "inLanguage": shown.lang,
        "version": str(facts.version),
        "dateModified": (facts.last_day or facts.account.as_of).isoformat(),
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": shown.whole_address(request, place)}
            for place in files
        ],
    }
    if agreement.licence:
        described["license"] = agreement.licence
    return _in_a_page(described)


def claim_reviews(request: HttpRequest, shown: Shown, finding: Finding, told: ToldFinding) -> SafeString:
    """A schema.org ClaimReview for each claim of a finding, by those who signed it; "" for one that nobody signed.

    A finding says which sayings cannot all be true and never which of them is wrong, so the rating is the verdict in words, with
    no number. A claim whose words or source may not be shown has none.
    """
    signed = shown.facts.signed.get(finding.id, ())
    if not signed or not shown.has_address:
        return SafeString("")
    names, day = [one.who for one in signed], max(one.on for one in signed)
    authors = [{"@type": "Person", "name": name} for name in names]
    reviews = []
    for witness in told.witnesses:
        claim = shown.facts.claims.get(witness.id)
        if claim is None or claim.id in shown.facts.shown.hidden or not (witness.words or witness.summary):
            continue
        made: dict[str, object] = {"@type": "Claim", "author": {"@type": "Person", "name": witness.speaker}}
        if claim.said_on and claim.said_on.start == claim.said_on.end and claim.said_on.start:
            made["datePublished"] = claim.said_on.start.isoformat()
        if address := shown.telling.source(claim.source).address:
            made["appearance"] = {"@type": "CreativeWork", "url": address}
        reviews.append(
            {
                "@type": "ClaimReview",
                "url": shown.whole_address(request, shown.at("finding", finding.id)),
                "datePublished": day.isoformat(),
                "inLanguage": shown.lang,
                "author": authors[0] if len(authors) == 1 else authors,
                "publisher": {"@type": "Organization", "name": shown.title.text},
                "claimReviewed": witness.words.quoted if witness.words else witness.summary,
                "itemReviewed": made,
                "reviewRating": {
                    "@type": "Rating",
                    "alternateName": shown.words.plural("verdict", finding.verdict.value, 1),
                    "ratingExplanation": told.explanation,
                },
            }
        )
    return _in_a_page({"@context": "https://schema.org", "@graph": reviews}) if reviews else SafeString("")


def _in_a_page(described: dict[str, object]) -> SafeString:
    told = json.dumps(described, ensure_ascii=False)
    for sign, written in _UNSAFE.items():
        told = told.replace(sign, written)
    return SafeString(told)
