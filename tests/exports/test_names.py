"""Explanations name people and subjects as their language does, and nothing else of a finding changes."""

from dataclasses import replace
from datetime import date

from servanda.exports.names import explained, names_in
from servanda.reconciliation import reconcile

DAY = date(2026, 11, 24)


def test_each_explanation_has_the_names_of_its_language(account):
    claims = [replace(claim, speaker=claim.speaker or "somebody") for claim in account.claims]
    plain = reconcile(claims, DAY)
    told = explained(plain, claims, names_in(account.agreement), lambda said: reconcile(said, DAY))
    assert [finding.id for finding in told] == [finding.id for finding in plain]
    assert [finding.arithmetic for finding in told] == [finding.arithmetic for finding in plain]
    (contradiction,) = (finding for finding in told if finding.claims == ("a3", "a4"))
    assert "Анна Новак" in contradiction.explanation["ru"]
    assert "Озёрные программы" in contradiction.explanation["ru"]
    assert "Anna Novak" in contradiction.explanation["en"]
    assert "Programmes du Lac" in contradiction.explanation["fr"]


def test_without_names_nothing_is_reconciled_again(account):
    found = reconcile(account.claims, DAY)
    asked = []
    assert explained(found, account.claims, {}, asked.append) == tuple(found)
    assert asked == []
