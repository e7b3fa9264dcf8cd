"""Documents: what was read, and of each as much as may be shown."""

from __future__ import annotations

from servanda.api.kept import statements_in
from servanda.api.resource import Days, Filter, Resource, Told
from servanda.disclosure import Disclosure
from servanda.document import Document
from servanda.exports.json import document_as_json
from servanda.site.facts import Facts

__all__ = ["DOCUMENTS"]

_SHOWN = (Disclosure.LINK, Disclosure.QUOTATION, Disclosure.FULL)


def _told(facts: Facts, document: Document) -> Told:
    return {
        "id": document.doc,
        **document_as_json(document),
        "shown": facts.disclosure(document.doc).value,
        "statements": statements_in(facts).get(document.doc, 0),
    }


def _more(facts: Facts, document: Document) -> Told:
    """Its whole text, where that may be shown."""
    return {"text": document.text if facts.disclosure(document.doc) is Disclosure.FULL else None}


DOCUMENTS = Resource[Document](
    "documents",
    "Document",
    rows=lambda facts: facts.account.documents,
    key=lambda document: document.doc,
    told=_told,
    more=_more,
    page=lambda document: ("document", document.doc),
    filters=(
        Filter("language", lambda _, document: (document.lang,)),
        Filter("publisher", lambda _, document: (document.publisher,)),
        Filter(
            "shown",
            lambda facts, document: (facts.disclosure(document.doc).value,),
            tuple(shown.value for shown in _SHOWN),
        ),
    ),
    days=(Days("published", lambda _, document: document.published),),
)
