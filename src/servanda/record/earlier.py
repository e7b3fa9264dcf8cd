"""Claims that earlier versions of the current pages made: what a page says no more, or says otherwise, without a word of it.

Takes a View and gives the claims of the newest reading of each version that another has taken the place of, oldest first.
They do not count; reconciliation holds the current ones against them.
"""

from __future__ import annotations

from servanda.claim import Claim
from servanda.record import models
from servanda.record.counted import CountedClaim
from servanda.record.encoding import decode
from servanda.record.view import View

__all__ = ["earlier_claims"]


def earlier_claims(view: View) -> list[CountedClaim]:
    """The claims of earlier versions, before linking."""
    received = view.rows(models.Receipt).values_list("path", "document_id")
    earlier = {document for _, document in received} - view.current_documents
    if not earlier:
        return []
    readings = view.rows(models.Reading).values_list("document_id", "id")
    newest = {document: reading for document, reading in readings if document in earlier}
    documents = {reading: document for document, reading in newest.items()}
    return [
        CountedClaim(decode(Claim, row.noun), row.pk, documents[row.statement.reading_id])
        for rows in view.claims_by_statement(documents).values()
        for row in rows
    ]
