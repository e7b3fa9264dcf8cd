"""No page shows more of a document than the register lets it."""

import pytest

from servanda.record.project import Project


@pytest.fixture
def everything(crawled):
    """Every page and file in one text."""
    return "\n".join(one.content.decode() for one in crawled("en").values())


def test_a_document_that_is_kept_back_is_on_no_page(everything):
    told = everything
    assert "minutes-2031" not in told and "A secret" not in told and "80% is done" not in told
    assert "1 document is not shown" in told


def test_what_it_says_counts_and_its_source_is_told_as_not_shown(site, folder):
    finding = next(one for one in Project.open(folder).findings() if _has(folder, one, "80%"))
    page = site.get(f"/en/findings/{finding.id}/").content.decode()
    assert "Zeno" in page and "a document that is not shown" in page and "79.5–80.5%" in page


def _has(folder, finding, text):
    claims = {one.id: one for one in Project.open(folder).claims()}
    return any(text in claims[name].figure.quantity.text for name in finding.claims if name in claims)


def test_it_is_not_found_by_its_words(site):
    assert "minutes" not in site.get("/en/search/?q=secret").content.decode()
    assert site.get("/en/documents/minutes-2031/").status_code == 404
    assert "minutes-2031" not in site.get("/en/statements.csv").content.decode()


def test_of_a_linked_document_no_word_is_shown(site, everything):
    told = everything
    assert "Words that stay away" not in told and "62% is done" not in told
    assert "no words" in site.get("/en/documents/linked/").content.decode()


def test_a_quoted_document_is_shown_by_its_sentences(site, statement_in, everything):
    told = everything
    assert "60% is done" in told
    assert "The session opened" not in told and "The session closed" not in told
    said = statement_in("one")
    page = site.get(f"/en/statements/one/{said.start}-{said.end}/").content.decode()
    assert "<b>Anna</b> <i>says</i>: <mark>60% is done, and &lt;script&gt;alert(1)&lt;/script&gt; more</mark>." in page


def test_a_text_of_ones_own_is_shown_whole(site):
    page = site.get("/en/documents/whole/").content.decode()
    assert "Preface. <b>Clara</b> <i>says</i>: " in page and "Postface." in page
