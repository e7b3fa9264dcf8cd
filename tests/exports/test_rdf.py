"""Rows leave as triples that any reader of N-Triples takes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import agreements
import pytest

from servanda.exports.disclosed import disclosed
from servanda.exports.public import Public
from servanda.exports.rdf import write_rdf
from servanda.item import Item
from servanda.period import Period

RESOURCE = r"<[a-z]+:[^\x00-\x20<>\"{}|^`\\]*>"
LITERAL = r'"(?:[^"\\\n\r]|\\[tbnrf"\'\\])*"(?:@[a-z]+|\^\^' + RESOURCE + ")?"
TRIPLE = re.compile(rf"{RESOURCE} {RESOURCE} (?:{RESOURCE}|{LITERAL}) \.")
"""A line, after the grammar of RDF 1.1 N-Triples."""


def lines(account):
    out = io.BytesIO()
    number = write_rdf(Public(disclosed(account, (), account.as_of), 41), out)
    found = out.getvalue().decode().splitlines()
    assert number == len(found)
    return found


def test_every_line_is_a_triple(account):
    odd = Item("a b/<c>", "task", {"en": 'Say "\\no"', "ru": "Мост\n"}, due=Period.parse("2030"), weight=Fraction(1, 3))
    agreement = replace(account.agreement, items=(*account.agreement.items, odd), licence="CC-BY-4.0")
    found = lines(replace(account, agreement=agreement))
    assert [line for line in found if not TRIPLE.fullmatch(line)] == []
    subject = "<urn:servanda:lake-accord:entries:a%20b%2F%3Cc%3E>"
    assert f'{subject} <http://www.w3.org/2000/01/rdf-schema#label> "Say \\"\\\\no\\""@en .' in found
    due = '"2030-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert f"{subject} <urn:servanda:term:entries:due> {due} ." in found
    assert any(line.endswith('dc/terms/license> "CC-BY-4.0" .') for line in found)


def test_references_lead_to_resources(account):
    found = lines(account)
    subjects = {line.split(" ")[0] for line in found}
    claims = {line.split(" ")[2] for line in found if "term:figures:claim>" in line}
    assert claims and claims <= subjects


@pytest.mark.parametrize("made", [agreements.association, agreements.peace])
def test_other_agreements_leave_too(made):
    account = agreements.account(made())
    assert all(map(TRIPLE.fullmatch, lines(account)))
    assert account.as_of == date(2033, 12, 31)
