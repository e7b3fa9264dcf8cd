"""What other sites and search engines are told of a page: a picture drawn here, and reviews of signed findings alone."""

import json
import re
import struct

import pytest
from django.conf import settings
from django.db import connections, transaction

from servanda.record.project import Project, sign, translate
from servanda.site import facts
from servanda.site.preview import HEIGHT, KINDS, WIDTH, drawn_preview


@pytest.fixture
def written(site, folder):
    """The site, with what a test adds to the record taken back after it."""
    alias = Project.open(folder).alias
    with transaction.atomic(using=alias):
        yield Project.open(folder)
        transaction.set_rollback(True, using=alias)
    connections[alias].close()
    facts._facts.clear()


def test_each_kind_of_page_has_a_picture_of_the_right_size(site, text):
    page = text("/ru/findings/")
    (place,) = re.findall(r'property="og:image" content="http://localhost([^"]+)"', page)
    answer = site.get(place)
    assert answer["Content-Type"] == "image/png" and struct.unpack(">II", answer.content[16:24]) == (WIDTH, HEIGHT)
    pictures = {drawn_preview("Lake Accord", kind, "") for kind in KINDS}
    assert len(pictures) == len(KINDS)
    assert site.get("/en/preview/else.png").status_code == 404
    assert drawn_preview("<Lake> & \x01 " + "Accord " * 60, "x", "")[:4] == b"\x89PNG"


def reviews(page):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return [one for told in map(json.loads, found) for one in told.get("@graph", ())]


def finding_of(project):
    """The contradiction of Anna's 60 % and Boris's 74 %, whose words may both be shown."""
    claims = {one.id: one.speaker for one in project.claims() if one.text.startswith(("60%", "74%"))}
    contradictions = [one for one in project.findings() if one.verdict.value == "contradiction"]
    return next(one for one in contradictions if set(one.claims) <= set(claims))


def test_a_finding_is_reviewed_for_search_engines_once_somebody_signed_it(site, written, text):
    finding = finding_of(written)
    way = f"/en/findings/{finding.id}/"
    assert reviews(text(way)) == [] and "Signed by" not in text(way)
    sign(written, finding.id, "Anna </script> Weber")
    page = text(way)
    assert "Signed by Anna &lt;/script&gt; Weber" in page
    found = reviews(page)
    assert {one["author"]["name"] for one in found} == {"Anna </script> Weber"}
    assert {one["url"] for one in found} == {f"http://localhost{way}"}
    assert all(one["claimReviewed"] and "ratingValue" not in one["reviewRating"] for one in found)
    assert "finding signed" in text("/en/corrections/")


def test_claims_whose_words_are_not_shown_are_not_reviewed(site, written, text):
    for finding in written.findings():
        sign(written, finding.id, "Anna")
    pages = "".join(text(f"/en/findings/{one.id}/") for one in written.findings())
    told = [(one["claimReviewed"], one["itemReviewed"]["author"]["name"]) for one in reviews(pages)]
    assert told and not [one for one in told if one[1] == "Zeno" or "80%" in one[0] or "62%" in one[0]]
    assert "minutes" not in pages


def test_a_translation_stands_beside_the_words_and_is_neither_found_nor_counted(site, written, text, statement_in):
    one = statement_in("two")
    way = f"/fr/statements/two/{one.start}-{one.end}/"
    before = text("/fr/statements/")
    translate(written, "two", "74% is done", "fr", "74 % sont achevés", "Eva")
    page = text(way)
    assert "74 % sont achevés" in page and "Eva" in page and 'class="translated"' in page
    assert "74% is done" in page.replace("<mark>", "")
    assert "achevés" not in text("/fr/search/?q=achevés").replace('value="achevés"', "")
    assert re.search(r'role="status">(\d+)', text("/fr/statements/"))[1] == re.search(r'role="status">(\d+)', before)[1]


def test_a_translation_into_the_readers_language_stands_wherever_the_words_are_quoted(site, written, text):
    translate(written, "two", "74% is done", "fr", "74 % sont achevés", "Eva")
    [claim] = [one for one in written.claims() if one.source == "two"]
    [finding, *_] = [one for one in written.findings() if claim.id in one.claims]
    for page in (f"claims/{claim.id}/", f"findings/{finding.id}/"):
        assert text(f"/fr/{page}").count("74 % sont achevés") == 1, page
        assert "74 % sont achevés" not in text(f"/ru/{page}"), "there it is nobody's language"


def test_a_translation_of_words_that_are_kept_back_is_shown_nowhere(site, written, text):
    translate(written, "minutes-2031", "80% is done", "fr", "quatre-vingts", "Eva")
    translate(written, "linked", "62% is done", "fr", "soixante-deux", "Eva")
    pages = text("/fr/corrections/") + text("/fr/documents/linked/")
    one = next(one for doc, one in facts.facts_of(written).statements if doc == "linked")
    pages += text(f"/fr/statements/linked/{one.start}-{one.end}/")
    assert "quatre-vingts" not in pages and 'class="translated"' not in pages
    assert settings.SERVANDA_ADDRESS == ""
