"""Single statements with what a careful reader takes from them: claims, what they lack, and their entries in the register."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "claims.py"
LANGUAGES = ("en", "fr", "ru")


@pytest.fixture(scope="module")
def statements() -> ModuleType:
    """The benchmark, which is no package, as a module."""
    spec = importlib.util.spec_from_file_location("benchmark_of_claims", BENCHMARK)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lang", LANGUAGES)
def test_claims_and_links_of_the_open_half(statements: ModuleType, lang: str) -> None:
    got = statements.score(statements.cases(lang, "open"), lang)
    for counts, least in ((got.figures, 0.9), (got.claims, 0.75), (got.links, 0.75)):
        assert counts.precision >= 0.9 and counts.recall >= least, "\n".join(got.differences)
    assert got.none.right == got.none.wanted, "\n".join(got.differences)


def test_there_are_sixty_statements_and_half_of_them_held_back(statements: ModuleType) -> None:
    count = {half: [len(statements.cases(lang, half)) for lang in LANGUAGES] for half in statements.HALVES}
    assert sum(map(sum, count.values())) >= 120 and all(held >= 20 for held in count["held"])
