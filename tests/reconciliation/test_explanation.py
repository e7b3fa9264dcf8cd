"""What a finding says: in three languages, with every sentence there is, and a sum that a reader can redo."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from string import Formatter

import pytest

import servanda.reconciliation.relations as family
from servanda.finding import Degree
from servanda.quantity import Comparator, QuantityKind
from servanda.reconciliation import Background, reconcile
from servanda.reconciliation.relations import relations
from servanda.reconciliation.wording import LANGUAGES, language

DAY = date(2031, 1, 1)


def shape(node):
    """The keys of nested mappings, and of each text the names it fills in."""
    if isinstance(node, dict):
        return {key: shape(value) for key, value in node.items()}
    return {name for _, name, _, _ in Formatter().parse(str(node)) if name}


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_languages_have_the_same_cases_and_fill_in_the_same_facts(code):
    english, other = language("en").words, language(code).words
    for part in ("cases", "figures", "comparators", "span", "holds", "said on", "growth", "saying", "saying undated"):
        assert shape(other[part]) == shape(english[part]), part
    assert other["remarks"].keys() == english["remarks"].keys()
    assert other["measures"].keys() == english["measures"].keys()
    assert other["states"].keys() == english["states"].keys()
    assert other["nouns"].keys() == english["nouns"].keys()
    assert other["qualifiers"].keys() == english["qualifiers"].keys()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_comparator_has_words(code):
    words = language(code).words
    for templates in (words["comparators"], words["growth"]["change"], words["growth"]["factor"]):
        assert set(templates) == {str(one) for one in Comparator}


def everything(saying):
    """Claims that between them fall under every relation."""
    return [
        saying.claim("a0", saying.share(46, "2029-08-24 or earlier", ">")),
        saying.claim("a1", saying.done(120, "2029-02-01"), saying.planned(200, "2029-02-01")),
        saying.claim("a2", saying.share(40, "2029-08-24", "~")),
        saying.claim("a3", saying.share(70, "2029-08-24", state="behind schedule")),
        saying.claim("a4", saying.share(61, "2029-02-01")),
        saying.claim("b1", saying.volume(53, "2029"), saying.growth("1.06", "2029", "2028"), subject="Market"),
        saying.claim("b2", saying.volume(44, "2028", high=45), subject="Market"),
        saying.claim("b3", saying.volume(43, "2029-01/2029-10"), subject="Market"),
        saying.claim("b4", saying.volume(58, "2029", comparator="~"), subject="Market", qualifiers=frozenset({"services"})),
        saying.claim("b5", saying.volume(60, "2029-01/2029-11"), subject="Market"),
        saying.claim("b6", saying.growth("1.5", "2029", "2009", ">", step="0.1", kind=QuantityKind.FACTOR), subject="Market"),
        saying.claim("b7", saying.volume(10, "2009"), subject="Market"),
        saying.claim("c1", saying.due("before 2029"), subject="Customs union", said="2027-01-01"),
        saying.claim("c2", saying.due("before 2040"), subject="Customs union", said="2029-01-05"),
        saying.claim("d1", saying.due("before 2029"), subject="Bridge", said="2027-01-01"),
        saying.claim("d2", saying.status("done", "2029-04-01"), subject="Bridge", said="2029-04-01"),
        saying.claim("e1", saying.level(12, "2029-04-01", unit="shop"), subject="Shops"),
        saying.claim("e2", saying.level(14, "2029-04-01", unit="shop"), subject="Shops", said=None),
        saying.claim("e3", saying.level(14, "2029-04-01", unit="shop"), subject="Shops"),
        saying.claim("f1", saying.volume(50, "2028"), subject="Fund", speaker="Office", said="2029-01-10"),
        saying.claim("f2", saying.volume(53, "2028"), subject="Fund", speaker="Office", said="2029-05-10"),
        saying.claim("f3", saying.volume(57, "2028"), subject="Fund", speaker="Office", said="2029-08-10", text="revised"),
    ]  # fmt: skip


def test_every_finding_is_told_whole_in_each_language(saying):
    findings = reconcile(everything(saying), DAY)
    assert {one.relation for one in findings} >= {
        "monotone",
        "parts",
        "revision",
        "growth",
        "total",
        "pace",
        "promise",
        "same",
        "confirmation",
        "ratio",
    }
    for one in findings:
        assert set(one.explanation) == set(LANGUAGES) and one.arithmetic
        for code, text in one.explanation.items():
            assert "{" not in text and "None" not in text and "  " not in text, (code, text)
            assert text.endswith(".") and ".." not in text, (code, text)
            assert len(set(one.explanation.values())) == len(LANGUAGES)


def test_arithmetic_shows_the_sum(saying):
    claims = [
        saying.claim("a", saying.volume(53 * 10**9, "2029", step=10**9), saying.growth("1.06", "2029", "2028")),
        saying.claim("b", saying.volume(44 * 10**9, "2028", high=45 * 10**9)),
    ]
    (finding,) = reconcile(claims, DAY)
    assert finding.arithmetic == (
        "a: 2029 = [52.5, 53.5) billion EUR",
        "b: 2028 = [44, 45] billion EUR",
        "a: 2028 = 2029 / factor: [52.5, 53.5) / [1.055, 1.065) ≈ (49.29, 50.72) billion EUR",
        "[44, 45] ∩ (49.29, 50.72) = ∅",
    )


def test_numbers_and_dates_follow_the_language(saying):
    claims = [
        saying.claim("a", saying.share("40.5", "2029-05-01", step="0.1")),
        saying.claim("b", saying.share("30.5", "2029-10-02", step="0.1")),
    ]
    (finding,) = reconcile(claims, DAY)
    assert "40.5% had been completed on 1 May 2029" in finding.explanation["en"]
    assert "la part accomplie atteint 40,5 % au 1er mai 2029" in finding.explanation["fr"]
    assert "выполнено 40,5 % на 1 мая 2029 г." in finding.explanation["ru"]


def test_a_qualifier_is_told_in_the_language(saying):
    narrow = {"qualifiers": frozenset({"goods and services"})}
    claims = [
        saying.claim("a", saying.volume(44, "2028"), **narrow),
        saying.claim("b", saying.volume(53, "2028"), **narrow),
    ]
    (finding,) = reconcile(claims, DAY)
    assert "biens et services" in finding.explanation["fr"] and "goods" not in finding.explanation["fr"]
    assert "товары и услуги" in finding.explanation["ru"] and "goods" not in finding.explanation["ru"]


def test_source_stands_in_for_an_unknown_speaker(saying):
    claims = [
        saying.claim("a", saying.done(9, "2029-05-01"), speaker=""),
        saying.claim("b", saying.done(5, "2029-10-02")),
    ]
    (finding,) = reconcile(claims, DAY)
    assert "https://example.org/a said" in finding.explanation["en"]


def test_each_explanation_has_the_names_of_its_language(saying):
    claims = [
        saying.claim("a", saying.done(9, "2029-05-01"), speaker="Anna Novak"),
        saying.claim("b", saying.done(5, "2029-10-02"), speaker="Anna Novak"),
    ]
    names = {
        "Anna Novak": {"ru": "Анна Новак"},
        "Northern road plan": {"fr": "Plan routier du Nord", "ru": "Северный план"},
    }
    (plain,), (named,) = reconcile(claims, DAY), reconcile(claims, DAY, Background(names=names))
    assert (named.id, named.arithmetic, named.subject) == (plain.id, plain.arithmetic, plain.subject)
    assert named.explanation["en"] == plain.explanation["en"] and "Anna Novak" in named.explanation["en"]
    assert "Plan routier du Nord" in named.explanation["fr"] and "Anna Novak" in named.explanation["fr"]
    assert "Анна Новак" in named.explanation["ru"] and "Северный план" in named.explanation["ru"]


def test_findings_tell_their_rule_and_since_when_they_hold(saying):
    claims = [
        saying.claim("a", saying.done(9, "2029-05-01"), said="2029-05-02"),
        saying.claim("b", saying.done(5, "2029-10-02"), said="2029-11-03"),
    ]
    (finding,) = reconcile(claims, DAY)
    assert finding.since == date(2029, 11, 3)
    assert finding.degree == Degree(Fraction(4), "bridge", Fraction(4, 14))
    assert set(finding.rule) == set(LANGUAGES) and "does not fall" in finding.rule["en"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_rule_reason_and_limit_has_words(code):
    words = language(code).words
    assert words["rules"].keys() == {one.name for one in relations()}
    for part in ("left out", "partial", "hypotheses"):
        assert shape(words[part]) == shape(language("en").words[part])


def test_relations_have_names_of_their_own_and_a_docstring_that_says_what_holds():
    assert len({one.name for one in relations()}) == len(relations())
    for one in relations():
        assert one.about.endswith((".", "?")) and (one.links or one.judge or one.resolve)


def test_each_file_of_relations_is_registered_and_documented(request):
    files = {path.stem for path in Path(family.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == {one.name for one in relations()}
    page = (Path(request.config.rootpath) / "docs" / "method.md").read_text(encoding="utf-8")
    assert [one.name for one in relations() if f"## {one.name}\n" not in page] == []
