"""Whole documents of made-up agreements, written down with their figures before they were read: what arrives as claims."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "documents.py"
LANGUAGES = ("en", "fr", "ru")
PRECISION, RECALL = 0.8, 0.7
"""What the half that rules were written on must reach; the other half is measured by the benchmark and judged by people."""


@pytest.fixture(scope="module")
def documents() -> ModuleType:
    """The benchmark, which is no package, as a module."""
    spec = importlib.util.spec_from_file_location("benchmark_of_documents", BENCHMARK)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_speakers_and_links_of_the_open_half(documents: ModuleType, lang: str) -> None:
    got = documents.score(documents.documents(lang, "open"), lang)
    assert got.precision >= PRECISION and got.recall >= RECALL, "\n".join(got.differences)
    assert got.spoken >= 0.8 * got.right and got.linked >= 0.8 * got.right, "\n".join(got.differences)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_half_of_the_documents_is_held_back(documents: ModuleType, lang: str) -> None:
    open_half, held = (documents.documents(lang, half) for half in documents.HALVES)
    assert len(held) >= len(open_half) - 1 >= 4
