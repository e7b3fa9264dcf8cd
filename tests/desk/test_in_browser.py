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
from servanda.record.project import open_round

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
PAGES = (
    "quality/", "quality/begin/", "rounds/", "register/", "register/items/entry/bridge/", "register/items/new/",
    "register/tenures/", "register/history/", "register/who-speaks/", "uploads/", "aside/", "uploads/new/documents/",
    "uploads/new/register/", "uploads/new/treaty/",
)  # fmt: skip
MONTHS = "It rained. " * 40
SAYINGS = {
    f"day-{place:02}": f"{MONTHS}{name} says: {40 + place}% is done, and the rest will follow. {MONTHS}"
    for place, name in enumerate(NAMES)
}


@pytest.fixture(scope="module")
def project(tmp_path_factory, build):
    return build(tmp_path_factory.mktemp("desk-in-browser") / "valley", SAYINGS)


@pytest.fixture(scope="module")
def address(project, quick_passwords):
    from servanda.site.wsgi import application

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SERVANDA_FOLDER", project.folder)
        patch.setattr(settings, "SERVANDA_ADDRESS", "")
        patch.setattr(settings, "ALLOWED_HOSTS", ["127.0.0.1"])
        quick_passwords(patch)
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
        *PAGES,
        f"together/?key={item.split('/')[1]}",
    ):
        page.goto(f"{address}/{lang}/desk/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        broken = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        found |= {(path, one["id"]): one["nodes"][0]["html"] for one in broken}
    assert json.dumps({str(key): value for key, value in found.items()}, indent=1) == "{}"


def told_by(page):
    """What stands in the field of what was said, and where the record is told that it begins."""
    return page.input_value("#role-content"), page.input_value("[name=near-content]")


def test_edges_of_words_are_moved_by_keys_and_dragged(project, signed_in):
    page = signed_in("Viktor")
    pressed(page, "n")
    before, _ = told_by(page)
    page.keyboard.press("e")
    page.keyboard.press("e")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    shorter, near = told_by(page)
    assert shorter == " ".join(before.split()[:-4]) and near.isdecimal()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    assert told_by(page)[0] == " ".join(before.split()[:-3])[:-1]
    page.keyboard.press("Shift+ArrowRight")
    aim = page.evaluate(
        "() => { const words = document.querySelector('.said').firstChild, range = document.createRange();"
        "range.setStart(words, 0); range.setEnd(words, 11); const box = range.getBoundingClientRect();"
        "return [box.right, box.top + box.height / 2] }"
    )
    box = page.locator(".handle.ends").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(*aim, steps=8)
    page.mouse.up()
    assert told_by(page)[0] == before[:11]
    page.reload()
    assert told_by(page)[0] == before[:11]
    kept = decided(project)
    pressed(page, "c")
    assert decided(project) == kept + 1

    def said():
        row = models.Judgement.objects.using(project.alias).latest("pk")
        [[start, end]] = row.replacement["content"]
        return row.statement.reading.document.text[start:end]

    assert aside(said) == before[:11]
    pressed(page, "z")


def test_what_is_typed_survives_a_lost_network(project, signed_in):
    page = signed_in("Viktor")
    pressed(page, "n")
    item = page.url
    page.keyboard.press("w")
    page.keyboard.type("The line is gone")
    page.keyboard.press("Escape")
    kept = decided(project)
    page.context.set_offline(True)
    page.keyboard.press("a")
    page.wait_for_timeout(500)
    assert decided(project) == kept
    page.context.set_offline(False)
    page.goto(item)
    assert page.input_value("#why") == "The line is gone"
    pressed(page, "a")
    assert decided(project) == kept + 1
    page.goto(item)
    assert page.input_value("#why") == "" and "The line is gone" in page.inner_text(".history")


def test_an_entry_is_added_by_keys_alone(project, address, signed_in):
    page = signed_in("Edith")
    page.goto(f"{address}/en/desk/register/")
    pressed(page, "a")
    page.focus("#id")
    for words in ("ferry", "Ferry", "", "", "measure", "plan"):
        page.keyboard.type(words)
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    page.keyboard.type("Decree 9.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "Decree 9." in page.inner_text("main") and "/items/entry/ferry/" in page.url
    assert "ferry" in {one.id for one in aside(lambda: list(project.agreement.walk()))}
    pressed(page, "q")
    assert "Ferry" in page.inner_text("main")


def test_a_table_is_looked_at_and_taken_in_and_taken_back(project, address, signed_in):
    page = signed_in("Edith")
    page.goto(f"{address}/en/desk/uploads/new/register/")
    table = b"id,parent,level,name,due\nquay,plan,measure,Quay,2031-02-28\nlost,nowhere,measure,Lost,2031-02-28\n"
    page.set_input_files("#files", {"name": "plan.csv", "mimeType": "text/csv", "buffer": table})
    page.click("main button")
    page.wait_for_selector("text=Nothing was changed yet.", timeout=120_000)
    assert "quay" in page.inner_text("main") and "nowhere" in page.inner_text("main")
    pressed(page, "a")
    page.wait_for_selector("text=Take it back", timeout=120_000)
    assert "1 new" in page.inner_text("main")
    assert "quay" in {one.id for one in aside(lambda: list(project.agreement.walk()))}
    page.click("text=/Take step [0-9]+ back/")
    page.wait_for_selector("text=/Count step [0-9]+ again/")
    assert "quay" not in {one.id for one in aside(lambda: list(project.agreement.walk()))}


def test_an_entry_is_edited_without_script(project, address, signed_in):
    page = signed_in("Edith", java_script_enabled=False)
    page.goto(f"{address}/en/desk/register/items/entry/court/")
    page.fill("#field-due", "2032")
    page.fill("#why", "Act 3.")
    page.click("button[value=keep]")
    assert "2030-12-31" in page.inner_text("del") and "2032" in page.inner_text("ins")


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_a_correspondents_form_breaks_no_rule(project, address, chromium, lang):
    aside(lambda: models.Round.objects.using(project.alias).exists() or open_round(project, "2030-Q2", "Edith"))
    number = aside(lambda: models.Round.objects.using(project.alias).latest("pk").pk)
    context = chromium.new_context(viewport={"width": 320, "height": 740}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/{lang}/desk/rounds/{number}/")
    page.fill("#id_name", "Rolf")
    page.fill("#id_password", WORDS)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"**/rounds/{number}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    broken = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in broken] == []
    context.close()
