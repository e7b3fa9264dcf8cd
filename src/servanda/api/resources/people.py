"""Who speaks: people and others, and bodies, each under all names; and the parties."""

from __future__ import annotations

from functools import partial

from servanda.agreement import Party
from servanda.api.kept import duties, said, taking_part, voices
from servanda.api.places import named_place
from servanda.api.resource import Filter, Resource, Told
from servanda.exports.people import entry_as_json
from servanda.record.people import Entry
from servanda.site.facts import Facts

__all__ = ["BODIES", "PARTIES", "PERSONS"]


def _party(facts: Facts, entry: Entry) -> tuple[str | None]:
    known = voices(facts).get(entry.key)
    return (known.party if known else None,)


def _told(facts: Facts, entry: Entry) -> Told:
    known = voices(facts).get(entry.key)
    shown = entry_as_json(entry)
    return {
        "id": shown.pop("key"),
        **shown,
        "tenures": [{**one, "source": named_place(facts, one["source"])} for one in shown["tenures"]],
        "kind": entry.kind or None,
        "names_by_language": dict(known.names) if known else {},
        "party": known.party if known else None,
        "offices": list(getattr(known, "offices", ())),
    }


def _more(facts: Facts, entry: Entry) -> Told:
    """What it is responsible for, and what it said."""
    record = said(facts).get(entry.name)
    return {
        "responsible_for": duties(facts).get(entry.key, []),
        "cooperating_in": taking_part(facts).get(entry.key, []),
        "claims": list(record.claims) if record else [],
        "contradictions": list(record.contradictions) if record else [],
        "tensions": list(record.tensions) if record else [],
    }


def _rows(kind: bool, facts: Facts) -> list[Entry]:
    return [one for one in facts.entries if (one.kind == "body") is kind]


def _leads(kind: bool, facts: Facts, key: str) -> str | None:
    """Whom a key was merged into."""
    return next((one.key for one in _rows(kind, facts) if key in one.merged), None)


def _voices(name: str, page: str, *, are_bodies: bool) -> Resource[Entry]:
    return Resource(
        name,
        "Voice",
        rows=partial(_rows, are_bodies),
        key=lambda entry: entry.key,
        told=_told,
        more=_more,
        page=lambda entry: (page, entry.key),
        leads=partial(_leads, are_bodies),
        filters=(Filter("party", _party),),
    )


PERSONS = _voices("persons", "person", are_bodies=False)
BODIES = _voices("bodies", "body", are_bodies=True)


def _told_party(facts: Facts, party: Party) -> Told:
    return {
        "id": party.id,
        "names": dict(party.names),
        "aliases": list(party.aliases),
        "bodies": [one.id for one in facts.agreement.bodies if one.party == party.id],
        "persons": [one.id for one in facts.agreement.people if one.party == party.id],
    }


PARTIES = Resource[Party](
    "parties",
    "Party",
    rows=lambda facts: facts.agreement.parties,
    key=lambda party: party.id,
    told=_told_party,
    page=lambda party: ("party", party.id),
)
