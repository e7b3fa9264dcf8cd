"""Pages that are made from the code say what the code says, README's example runs, and no link in the pages is dead."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


@pytest.mark.parametrize("page", ["reference", "licences"])
def test_made_pages_are_up_to_date(page):
    made = subprocess.run(
        [sys.executable, f"docs/{page}.py"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert made == (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8"), f"run: make {page}"


def test_the_example_of_the_readme_runs():
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert result.attempted > 3 and result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_no_registry_address_in_the_pinned_files():
    pins = "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("requirements*"))
    assert "--hash=sha256:" in pins and not re.search(r"https?://|--(extra-)?index-url|--find-links", pins)
