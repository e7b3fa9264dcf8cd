"""Claims: what somebody said, in comparable form, with the words that it rests on."""

from __future__ import annotations

from servanda.api.kept import counted, key_named
from servanda.api.resource import Days, Filter, Resource, Told
from servanda.api.resources.statements import id_of
from servanda.claim import Claim
from servanda.exports.json import claim_as_json, words_as_json
from servanda.item import Item
from servanda.site.facts import Facts

__all__ = ["CLAIMS", "document_of", "entry_of", "speakers_of"]


def entry_of(facts: Facts, subject: str) -> Item | None:
    """The entry of the register that a claim or a finding is about."""
    return facts.item_named.get(subject.casefold())


def document_of(facts: Facts, claim: Claim) -> str | None:
    """The name of the document that a claim stands in, where it may be named."""
    document = facts.by_place.get(claim.source)
    return document.doc if document else None


def speakers_of(facts: Facts, claim: Claim) -> list[str]:
    """The ids of the people and bodies that made a claim."""
    place = facts.statement_of.get(claim.id)
    keys = facts.speakers_of.get((place[0], place[1].start, place[1].end), ()) if place else ()
    return list(keys) or [key for key in (key_named(facts).get(claim.speaker),) if key]


def _told(facts: Facts, claim: Claim) -> Told:
    place, entry = facts.statement_of.get(claim.id), entry_of(facts, claim.subject)
    return {
        **claim_as_json(claim),
        **words_as_json(facts.account, claim),
        "source": claim.source or None,
        "entry": entry and entry.id,
        "speakers": speakers_of(facts, claim),
        "document": document_of(facts, claim),
        "statement": place and id_of(place),
        "counts": claim.id in counted(facts),
        "is_source_shown": claim.id not in facts.shown.hidden,
        "findings": [one.id for one in facts.findings_of.get(claim.id, ())],
    }


CLAIMS = Resource[Claim](
    "claims",
    "Claim",
    rows=lambda facts: facts.account.claims,
    key=lambda claim: claim.id,
    told=_told,
    page=lambda claim: ("claim", claim.id),
    unlisted=lambda facts, key: facts.claims.get(key),
    filters=(
        Filter("entry", lambda facts, claim: (entry.id,) if (entry := entry_of(facts, claim.subject)) else ()),
        Filter("speaker", speakers_of),
        Filter("measure", lambda _, claim: (claim.measure,)),
        Filter("document", lambda facts, claim: (document_of(facts, claim),)),
        Filter("finding", lambda facts, claim: [one.id for one in facts.findings_of.get(claim.id, ())]),
    ),
    days=(Days("said", lambda _, claim: claim.said_on),),
)
