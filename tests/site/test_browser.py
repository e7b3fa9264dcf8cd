"""In a browser: no page breaks a rule of accessibility, is wider than a telephone, asks anybody else, or needs the mouse."""

import re
import shutil
import threading

import pytest
from django.conf import settings
from django.core import mail
from waitress import create_server

from servanda.site import forms
from servanda.site.limits import LIMITS

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("Chromium is not installed (Debian: apt-get install chromium)", allow_module_level=True)
sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "", "findings/", "claims/", "promises/", "statements/", "documents/", "documents/one/", "documents/whole/",
    "documents/linked/", "programmes/", "programmes/roads/", "programmes/plan/", "people/", "people/anna/", "bodies/council/",
    "parties/north/", "charts/", "deadlines/", "progress/", "search/?q=anna", "changes/",
    "corrections/", "method/", "data/", "api/", "write/error/programmes/roads/", "write/answer/people/anna/", "nowhere/",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(folder, railway):
    """A browser; projects are made before it is opened, since nothing can be written to them from its loop."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def address(site):
    """The site, answered on a free port while a test runs."""
    from servanda.site.wsgi import application

    server = create_server(application, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture
def settings_hosts(monkeypatch):
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["127.0.0.1"])


def opened(browser, width, scheme, **more):
    return browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **more).new_page()


@pytest.mark.parametrize(
    ("lang", "width", "scheme"), [("en", 1280, "light"), ("fr", 320, "dark"), ("ru", 320, "light")]
)
def test_no_page_breaks_a_rule_or_is_too_wide(address, settings_hosts, browser, lang, width, scheme):
    page, found = opened(browser, width, scheme, bypass_csp=True), {}
    for path in PAGES:
        page.goto(f"{address}/{lang}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        broken = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        found |= {(path, one["id"]): one["nodes"][0]["html"] for one in broken}
    assert found == {}
    page.context.close()


@pytest.mark.parametrize(("lang", "width", "scheme"), [("en", 1280, "dark"), ("fr", 320, "light"), ("ru", 320, "dark")])
def test_no_page_about_all_agreements_breaks_a_rule(several, address, settings_hosts, browser, lang, width, scheme):
    page, found = opened(browser, width, scheme, bypass_csp=True), {}
    for path in ("", "search/", "search/?q=anna", "nowhere/"):
        page.goto(f"{address}/{lang}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        broken = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        found |= {(path, one["id"]): one["nodes"][0]["html"] for one in broken}
    assert found == {}
    page.context.close()


@pytest.fixture
def written_to(address, folder, tmp_path, monkeypatch):
    """The site of a copy of the project, so that what readers write is in no other test; it has mail."""
    shutil.copytree(folder, tmp_path / "lake")
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", tmp_path / "lake")
    monkeypatch.setattr(settings, "SERVANDA_ADDRESS", address)
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    monkeypatch.setattr(settings, "SERVANDA_COMMENTS", True)
    monkeypatch.setattr(forms, "_SOONEST", 0)
    mail.outbox = []
    LIMITS.forget()
    return address


def kept_rules(page, width):
    """Nothing: what is broken on a page is told."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    broken = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(page.url, one["id"], one["nodes"][0]["html"]) for one in broken] == []


@pytest.mark.parametrize(
    ("lang", "width", "scheme"), [("en", 1280, "light"), ("fr", 320, "dark"), ("ru", 320, "light")]
)
def test_a_reader_follows_and_stops_by_keys_alone(written_to, settings_hosts, browser, lang, width, scheme):
    page = opened(browser, width, scheme, bypass_csp=True)
    page.goto(f"{written_to}/{lang}/follow/programmes/roads/")
    kept_rules(page, width)
    page.focus("input[type=email]")
    page.keyboard.type("reader@post.example")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice")
    kept_rules(page, width)
    page.goto(re.search(rf"{written_to}/{lang}/following/\S+", mail.outbox[0].body)[0])
    kept_rules(page, width)
    for button in ("first", "last"):
        getattr(page.locator("main button"), button).focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        kept_rules(page, width)
    assert page.url.endswith("/stop/") and page.locator("main form").count() == 0
    page.context.close()


@pytest.mark.parametrize(
    ("kind", "lang", "width", "scheme"),
    [("error", "en", 320, "dark"), ("answer", "fr", 320, "light"), ("comment", "ru", 1280, "dark")],
)
def test_a_reader_writes_and_deletes_by_keys_alone(written_to, settings_hosts, browser, kind, lang, width, scheme):
    page = opened(browser, width, scheme, bypass_csp=True)
    page.goto(f"{written_to}/{lang}/write/{kind}/documents/one/")
    kept_rules(page, width)
    for field in page.locator("main form select").all():
        field.focus()
        page.keyboard.press("ArrowDown")
    page.focus("main form textarea")
    page.keyboard.type("The second sentence is not what was said.")
    for field in page.locator("main form input[required]:not([type=hidden])").all():
        field.focus()
        page.keyboard.type("reader@post.example" if field.get_attribute("type") == "email" else "Vera")
    for place in ("/letters/", "/letters/"):
        page.locator("main form button").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert place in page.url
        kept_rules(page, width)
    assert page.locator("main form").count() == 0, "nothing is left to delete"
    page.context.close()


def test_nothing_is_asked_of_anybody_else_and_the_policy_is_kept(address, settings_hosts, browser):
    page, asked, told = opened(browser, 1280, "light"), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    for path in PAGES[:-1]:
        page.goto(f"{address}/en/{path}")
    assert [url for url in asked if not url.startswith(address)] == []
    assert told == []
    page.context.close()


@pytest.mark.parametrize(("width", "shape"), [(1280, "wide"), (320, "narrow")])
@pytest.mark.parametrize(("path", "column"), [("charts/", 0), ("programmes/plan/", 1)])
def test_a_chart_tells_what_is_pointed_at_and_what_the_keys_reach(
    address, settings_hosts, browser, width, shape, path, column
):
    page = opened(browser, width, "light")
    page.goto(f"{address}/en/{path}")
    figure = page.locator(".chart-figure:has([data-row])").first
    chart, told = figure.locator(f".{shape}"), figure.locator(".told")
    table = figure.locator(".values tbody").evaluate(
        "body => [...body.rows].map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    )
    rows = {row[column]: row for row in table if row[column]}
    drawn = chart.locator("[data-row]").evaluate_all("marks => [...new Set(marks.map(mark => mark.dataset.row))]")
    assert rows and sorted(drawn) == sorted(rows) and not told.is_visible()
    numbers = sorted(rows, key=int)

    def said():
        return told.locator("dd").all_text_contents()

    def row(number):
        return [words for words in rows[number] if words]

    chart.locator(f'[data-row="{numbers[-1]}"]').last.hover(force=True)
    assert said() in [row(number) for number in numbers], "of marks over each other, the one on top"
    box = told.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert Axe().run(page, options={"runOnly": RULES}).response["violations"] == []
    page.keyboard.press("Escape")
    assert not told.is_visible()
    page.mouse.move(0, 0)
    chart.focus()
    for number in (*numbers, numbers[0]):
        page.keyboard.press("ArrowRight")
        assert said() == row(number)
    page.keyboard.press("ArrowLeft")
    assert said() == row(numbers[-1])
    page.context.close()


def test_the_keyboard_reaches_the_page_and_what_has_focus_is_seen(address, settings_hosts, browser):
    page = opened(browser, 1280, "light")
    page.goto(f"{address}/fr/")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.className")
    assert focused == "skip" and page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.context.close()
