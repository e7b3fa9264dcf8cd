"""Single statements with what a careful reader takes from them: claims, what they lack, and their entries in the register."""

import claims
import pytest

LANGUAGES = ("en", "fr", "ru")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_claims_and_links_of_the_open_half(lang: str) -> None:
    got = claims.score(claims.cases(lang, "open"), lang)
    for counts, least in ((got.figures, 0.9), (got.claims, 0.75), (got.links, 0.75)):
        assert counts.precision >= 0.9 and counts.recall >= least, "\n".join(got.differences)
    assert got.none.right == got.none.wanted, "\n".join(got.differences)


def test_there_are_sixty_statements_and_half_of_them_held_back() -> None:
    count = {half: [len(claims.cases(lang, half)) for lang in LANGUAGES] for half in claims.HALVES}
    assert sum(map(sum, count.values())) >= 120 and all(held >= 20 for held in count["held"] + count["wide"])
