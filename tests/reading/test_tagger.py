"""The tagger: its words, its hashes, what it promises of every text, and how well it reads the measurement set."""

import json
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.document import Document
from servanda.reading import find_statements
from servanda.reading.tagger import attributions, tokens_of
from servanda.reading.tagger.hashing import row_numbers, string_number
from servanda.reading.tagger.network import windows_of

TEXTS = st.text(st.sampled_from("ab Z.,!?\n“”\"'’‘«»()$€%é-1 "), max_size=300)
PAGE = (
    "Talks end in Arda\n\n"
    "The energy minister, Ann Lee, said on Friday that 12 of the 40 measures had been completed. “We will finish it in May,”"
    " she added.\n\nAccording to the statistics office, trade grew by 6% last year. The bridge is 300 metres long."
)


def test_strings_have_the_numbers_that_spacy_gives_them():
    strings = pytest.importorskip("spacy.strings")
    for word in ["", "a", "said", "“", "n’t", "Лукашенко", "internationally-minded", "\n\n", "12,000.50"]:
        assert string_number(word) == (strings.hash_string(word) if word else 0)


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=20), st.integers(0, 100))
def test_rows_are_those_that_thinc_gives(numbers, seed):
    operations = pytest.importorskip("thinc.api").NumpyOps()
    given_numbers = np.array(numbers, np.uint64)
    assert (row_numbers(given_numbers, seed) == operations.hash(given_numbers, seed)).all()


@given(TEXTS)
def test_every_sign_but_spaces_is_in_one_word(text):
    tokens = tokens_of(text, "en")
    spans = list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
    assert all(a < b for a, b in spans)
    assert all(before[1] <= behind[0] for before, behind in pairwise(spans))
    covered = {place for a, b in spans for place in range(a, b)}
    assert {place for place, sign in enumerate(text) if not sign.isspace()} <= covered
    assert [text[a:b] for a, b in spans] == list(tokens.words)


def test_sentences_and_paragraphs_are_numbered():
    tokens = tokens_of("It rains. “It pours,” he said. Mr. Lee left.\nA new one.", "en")
    opening = [word for word, place in zip(tokens.words, tokens.place, strict=True) if place]
    assert opening == ["“", "Mr.", "\n"]
    assert tokens.paragraph.max() == 1


def test_a_window_is_the_paragraph_of_its_cue():
    tokens = tokens_of("Rain fell.\nAnn Lee said that work goes on.\nSnow fell.", "en")
    cue = np.array([tokens.words.index("said")])
    windows = windows_of(tokens, cue, cue)
    ((start, stop),) = windows.bounds
    words = [tokens.words[place] for place in windows.words[start:stop].tolist()]
    assert words == ["\n", "Ann", "Lee", "said", "that", "work", "goes", "on", "."]
    assert windows.own.sum() == len(words)


@given(TEXTS)
def test_no_words_are_said_twice_and_none_is_its_own_cue(text):
    tokens = tokens_of(text, "en")
    said: set[int] = set()
    for each in attributions(tokens, "en").sure:
        content = {place for a, b in each.content for place in range(a, b)}
        assert content and not content & said and not content & set(range(*each.cue))
        assert 0 < each.confidence <= 1
        said |= content


def test_texts_with_nothing_to_read():
    for text in ("", " \n\n ", "...", "“”", "."):
        assert attributions(tokens_of(text, "en"), "en").sure == []
        assert find_statements(Document("page", text, "en")) == []


@given(TEXTS)
def test_any_text_gives_statements_within_it(text):
    for statement in find_statements(Document("page", text, "en")):
        spans = (*statement.source, *statement.cue, *statement.content)
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_text_read_beside_others_is_read_the_same():
    alone = attributions(tokens_of(PAGE, "en"), "en")
    attributions(tokens_of("Some other words came in between, Jan Berg said.", "en"), "en")
    again = attributions(tokens_of(PAGE, "en"), "en")
    assert alone == again and len(alone.sure) == 3


def test_a_long_text_is_read_in_parts_as_a_whole():
    text = "\n".join(f"Ann Lee said that {number} of the 900 measures were completed." for number in range(900))
    found = attributions(tokens_of(text, "en"), "en").sure
    assert [each.cue[0] for each in found] == sorted(each.cue[0] for each in found)
    assert len(found) > 890


def test_one_very_long_paragraph():
    text = "Ann Lee said that work goes on. " * 3000
    assert len(attributions(tokens_of(text, "en"), "en").sure) > 2000


@pytest.mark.parametrize(
    ("figure", "least"), [("attributed F1", 0.65), ("attribution F1", 0.70), ("content token F1", 0.83)]
)
def test_the_measurement_set_is_read_as_well_as_the_model_card_says(figure, least, english_figures):
    assert english_figures[figure] >= least


@pytest.fixture(scope="module")
def english_figures(shared, tmp_path_factory):
    gold = shared / "benchmarks" / "polnear_dev.jsonl"
    predicted = tmp_path_factory.mktemp("scores") / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as lines:
        for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
            tokens = tokens_of(row["text"], "en")
            told = [
                {
                    "source": [tokens.span(run) for run in each.source],
                    "cue": [tokens.span(each.cue)],
                    "content": [tokens.span(run) for run in each.content],
                }
                for each in attributions(tokens, "en").sure
            ]
            lines.write(json.dumps({"doc": row["doc"], "attributions": told}) + "\n")
    scorer = shared / "benchmarks" / "score_attribution.py"
    command = [sys.executable, str(scorer), str(gold), str(predicted)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {line[:18].strip(): float(line[18:].split()[0]) for line in printed.splitlines()}
