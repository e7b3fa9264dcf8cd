"""What the site keeps back, programs do not get either."""

import json
from urllib.parse import quote

import pytest

from servanda.api.resources import RESOURCES


@pytest.fixture
def everything(get):
    """All lists and all things alone in one text."""
    told = [get(""), get("agreement")]
    for resource in RESOURCES:
        listed = get(f"{resource.name}?limit=1000")
        told += [listed, *(get(f"{resource.name}/{quote(one['id'], safe='')}") for one in listed["items"])]
    return json.dumps(told, ensure_ascii=False)


def test_a_document_that_is_kept_back_is_nowhere(everything):
    assert "minutes" not in everything and "A secret" not in everything and "80% is done" not in everything


def test_what_it_says_counts_without_its_source(get):
    (claim,) = (one for one in get("claims")["items"] if not one["is_source_shown"])
    assert claim["speaker"] == "Zeno" and claim["value"]["low"] == "79.5"
    assert (claim["source"], claim["document"], claim["statement"], claim["words"], claim["text"]) == (
        None,
        None,
        None,
        None,
        "",
    )
    assert claim["id"].startswith("not-shown-") and get(f"claims/{claim['id']}")["id"] == claim["id"]


def test_it_is_not_found_by_its_name(get):
    assert get("documents/minutes-2031", 404)["type"] == "urn:servanda:problem:not-in-account"
    assert get("statements?document=minutes-2031")["total"] == get("claims?document=minutes-2031")["total"] == 0


def test_of_a_linked_document_no_word_is_given(get, everything):
    assert "Words that stay away" not in everything and "62% is done" not in everything
    assert get("documents/linked")["shown"] == "link" and get("documents/linked")["text"] is None
    (said,) = get("statements?document=linked")["items"]
    assert said["passage"] is None


def test_a_quoted_document_is_given_by_its_sentences(get, everything):
    assert "60% is done" in everything
    assert "The session opened" not in everything and "The session closed" not in everything
    assert get("documents/one")["text"] is None


def test_a_text_of_ones_own_is_given_whole(get):
    assert get("documents/whole")["text"] == "Preface. Clara says: 61% is done. Postface."
    assert "text" not in get("documents")["items"][0]
