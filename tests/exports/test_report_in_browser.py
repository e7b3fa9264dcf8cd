"""The report in a browser: its charts break no rule of accessibility, in light and dark, and it is no wider than a telephone."""

import shutil

import agreements
import pytest

from servanda.exports.html import render

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("Chromium is not installed (Debian: apt-get install chromium)", allow_module_level=True)
sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize(
    ("lang", "width", "scheme"), [("en", 1280, "light"), ("ru", 320, "dark"), ("fr", 360, "light")]
)
def test_charts_break_no_rule_and_fit_a_telephone(browser, tmp_path, lang, width, scheme):
    for name, agreement, claims in (
        ("association", agreements.association(), agreements.SAID),
        ("peace", agreements.peace(), ()),
    ):
        file = tmp_path / f"{name}.html"
        file.write_text(render(agreements.account(agreement, claims), lang), encoding="utf-8")
        page = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
        ).new_page()
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        broken = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in broken] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.close()
