"""The account as schema.org describes a data set, for the search engines that list them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from servanda.site.page import Shown

__all__ = ["dataset"]

_UNSAFE = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def dataset(request: HttpRequest, shown: Shown, files: Iterable[str]) -> SafeString:
    """A schema.org Dataset with its files as JSON that can stand in a page."""
    agreement, facts = shown.facts.agreement, shown.facts
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": shown.title.text,
        "description": " ".join(shown.page.lead) or shown.title.text,
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
    told = json.dumps(described, ensure_ascii=False)
    for sign, written in _UNSAFE.items():
        told = told.replace(sign, written)
    return SafeString(told)
