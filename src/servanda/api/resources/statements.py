"""Statements: who said what where, with the words in their sentence where those may be shown."""

from __future__ import annotations

from servanda.api.resource import Days, Filter, Resource, Told
from servanda.site.facts import Facts, Place
from servanda.site.passages import may_quote, passage
from servanda.statement import Kind, Mode

__all__ = ["STATEMENTS", "id_of"]


def id_of(place: Place) -> str:
    """The id of a statement: its document's name, and where its words stand there.

    >>> from servanda.statement import Statement
    >>> id_of(("minutes-2031", Statement((), (), ((8, 20),), Mode.INDIRECT)))
    'minutes-2031:8-20'
    """
    doc, one = place
    return f"{doc}:{one.start}-{one.end}"


def _speakers(facts: Facts, place: Place) -> list[str]:
    doc, one = place
    return list(facts.speakers_of.get((doc, one.start, one.end), ()))


def _told(facts: Facts, place: Place) -> Told:
    doc, one = place
    document, is_quoted = facts.documents[doc], may_quote(facts.disclosure(doc))
    return {
        "id": id_of(place),
        "document": doc,
        "lang": document.lang,
        "source": [list(span) for span in one.source],
        "cue": [list(span) for span in one.cue],
        "content": [list(span) for span in one.content],
        "mode": one.mode.value,
        "kind": one.kind.value,
        "speaker": list(one.speaker),
        "speakers": _speakers(facts, place),
        "negated": one.negated,
        "second_hand": one.second_hand,
        "confidence": one.confidence,
        "passage": [{"text": piece.text, "role": piece.role or None} for piece in passage(document, one)]
        if is_quoted
        else None,
        "claims": [claim.id for claim in one.claims if claim.id in facts.claims],
    }


STATEMENTS = Resource[Place](
    "statements",
    "Statement",
    rows=lambda facts: facts.statements,
    key=id_of,
    told=_told,
    page=lambda place: ("statement", place[0], place[1].start, place[1].end),
    filters=(
        Filter("document", lambda _, place: (place[0],)),
        Filter("speaker", _speakers),
        Filter("kind", lambda _, place: (place[1].kind.value,), tuple(kind.value for kind in Kind)),
        Filter("mode", lambda _, place: (place[1].mode.value,), tuple(mode.value for mode in Mode)),
        Filter("language", lambda facts, place: (facts.documents[place[0]].lang,)),
    ),
    days=(Days("published", lambda facts, place: facts.documents[place[0]].published),),
)
