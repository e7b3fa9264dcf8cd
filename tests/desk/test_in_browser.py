"""In a browser: a reviewer works by keys alone, without script, and on a telephone; no page breaks a rule of accessibility."""

import json
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from waitress import create_server

from servanda.record import models

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("Chromium is not installed (Debian: apt-get install chromium)", allow_module_level=True)
sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

WORDS = "seven tall herons wade"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMES = [
    "Anna", "Boris", "Clara", "David", "Elena", "Filip", "Greta", "Hugo", "Irina", "Jonas", "Katia", "Lev", "Maria", "Nikita",
    "Olga", "Pavel", "Quentin", "Rosa", "Semyon", "Tania", "Ulrich", "Varya", "Wanda", "Xenia", "Yuri", "Zoe",
]  # fmt: skip
MONTHS = "It rained. " * 40
SAYINGS = {
    f"day-{place:02}": f"{MONTHS}{name} says: {40 + place}% is done, and the rest will follow. {MONTHS}"
    for place, name in enumerate(NAMES)
}


@pytest.fixture(scope="module")
def project(tmp_path_factory, build):
    return build(tmp_path_factory.mktemp("desk-in-browser") / "valley", SAYINGS)


@pytest.fixture(scope="module")
def address(project):
    from servanda.site.wsgi import application

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SERVANDA_FOLDER", project.folder)
        patch.setattr(settings, "SERVANDA_ADDRESS", "")
        patch.setattr(settings, "ALLOWED_HOSTS", ["127.0.0.1"])
        patch.setattr(settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
        server = create_server(application, host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.close()


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def signed_in(chromium, address):
    """A page of somebody who has signed in, by the language, width and so on of the browser."""
    contexts = []

    def enter(name, lang="en", **browser):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}} | browser)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/{lang}/desk/")
        page.fill("#id_name", name)
        page.fill("#id_password", WORDS)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/desk/queue/")
        return page

    yield enter
    for context in contexts:
        context.close()


def decided(project):
    return aside(models.Judgement.objects.using(project.alias).count)


def aside(ask):
    """Ask the record in a thread of its own: Playwright's is one in which Django asks nothing."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(ask).result()


def pressed(page, key):
    """Press a key that leads to another page; one keystroke."""
    with page.expect_navigation():
        page.keyboard.press(key)
    return 1


def cyrillic(page, key):
    """Press a key on which Playwright knows no letter."""
    page.evaluate("key => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))", key)


def test_twenty_statements_by_keys(project, signed_in):
    """Seventeen accepted, one rejected, one corrected to words marked in the text, one to another figure."""
    page, told = signed_in("Vera"), []
    page.on("console", lambda message: told.append(message.text))
    keys, began = pressed(page, "n"), time.perf_counter()
    for place in range(20):
        if place == 5:
            keys += pressed(page, "r")
        elif place == 10:
            page.evaluate(
                "const words = document.querySelector('.said').firstChild, range = document.createRange();"
                "range.setStart(words, 0); range.setEnd(words, 11); getSelection().addRange(range)"
            )
            page.keyboard.press("3")
            assert page.input_value("#role-content").endswith("% is done")
            keys += 1 + pressed(page, "c")
        elif place == 15:
            page.fill("#value-0", "99%")
            page.focus("#value-0")
            keys += len("99%") + 2 + pressed(page, "Control+Enter")
        else:
            keys += pressed(page, "a")
    seconds = time.perf_counter() - began
    assert decided(project) == 20 and keys == 1 + 17 + 1 + 2 + 6
    assert 99 in {int(claim.figure.quantity.value) for claim in aside(project.claims)}
    assert seconds < 60
    pressed(page, "z")
    assert "/items/" in page.url and "taken back" in page.inner_text(".history")
    assert told == []


def test_a_cyrillic_keyboard_and_keys_that_are_off(project, signed_in):
    page = signed_in("Viktor", "ru")
    pressed(page, "n")
    before, here = decided(project), page.url
    page.click("#keys-off")
    cyrillic(page, "ф")
    page.wait_for_timeout(200)
    assert page.url == here and decided(project) == before
    page.click("#keys-off")
    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation():
        cyrillic(page, "ф")
    assert decided(project) == before + 1
    pressed(page, "z")


def test_what_is_typed_survives_the_end_of_the_session(project, signed_in):
    page = signed_in("Viktor")
    pressed(page, "n")
    item = page.url
    page.keyboard.press("w")
    page.keyboard.type("I was there")
    page.context.clear_cookies(name="servanda")
    page.keyboard.press("Escape")
    pressed(page, "m")
    assert "/sign-in/" in page.url
    page.fill("#id_name", "Viktor")
    page.fill("#id_password", WORDS)
    page.press("#id_password", "Enter")
    page.wait_for_url(item)
    assert page.input_value("#why") == "I was there"
    pressed(page, "m")
    assert page.input_value("#why") == "" and "I was there" in page.inner_text(".history")


def test_without_script(project, signed_in):
    page, before = signed_in("Viktor", java_script_enabled=False), decided(project)
    page.click("text=Begin")
    page.fill("#why", "By hand.")
    page.click("button[value=accept]")
    assert "Accepted." in page.inner_text("main") and decided(project) == before + 1
    page.click("text=Take back my last step")
    assert "taken back" in page.inner_text(".history")


@pytest.mark.parametrize(
    ("lang", "width", "scheme"), [("en", 1280, "light"), ("fr", 320, "dark"), ("ru", 320, "light")]
)
def test_no_page_breaks_a_rule_or_is_too_wide(address, signed_in, lang, width, scheme):
    page = signed_in("Edith", lang, viewport={"width": width, "height": 740}, color_scheme=scheme, bypass_csp=True)
    page.goto(f"{address}/{lang}/desk/queue/begin/")
    item = page.url.removeprefix(f"{address}/{lang}/desk/")
    found = {}
    for path in (
        "queue/",
        item,
        "steps/?all=1",
        "account/",
        "account/password/",
        "account/code/",
        "nowhere/",
        "people/",
    ):
        page.goto(f"{address}/{lang}/desk/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        broken = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        found |= {(path, one["id"]): one["nodes"][0]["html"] for one in broken}
    assert json.dumps({str(key): value for key, value in found.items()}, indent=1) == "{}"
