"""A hostile walk: every address of the site, as its own tables of addresses have them, by everybody, with what attackers send.

Nothing may end in a fault of the server, tell of the machine, give words back as markup, or change the record for who may not.
"""

import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import URLPattern, get_resolver
from django_otp.plugins.otp_totp.models import TOTPDevice

from servanda.desk.models import Account, SignIn
from servanda.desk.roles import RIGHTS, Right, Role
from servanda.desk.views import uploads
from servanda.record.database import make_tables
from servanda.site.limits import LIMITS

NOBODY = {"sign-in", "code", "asset"}
"""Pages of the desk for who is not signed in."""
ANYBODY = {
    "home",
    "sign-out",
    "account",
    "password",
    "second-factor",
    "without-second-factor",
    "end-session",
    "rounds",
}
"""Pages of the desk for who is signed in, whatever the role."""
NEEDED = {
    Right.SEE: {
        "queue",
        "aside",
        "begin",
        "item",
        "persons",
        "register",
        "register-kind",
        "entry",
        "register-history",
        "register-version",
    },
    Right.JUDGE: {
        "bulk",
        "bulk-decided",
        "marked",
        "decided",
        "steps",
        "undone",
        "undo-last",
        "letters",
        "letter-decided",
        "letter-withdrawn",
        "quality",
        "look-begin",
        "look",
        "looked",
    },
    Right.DIRECT: {"taken", "round-sent", "round-decided"},
    Right.EDIT: {
        "persons-merged",
        "new-entry",
        "entry-merged",
        "entry-back",
        "uploads",
        "new-upload",
        "upload",
        "upload-again",
        "uploaded-file",
    },
    Right.REPORT: {"round-form"},
    Right.ADMINISTER: {"people"},
}
"""Pages of the desk by the right that they need."""
HOSTILE = (
    "' OR 1=1 --",
    "<script>alert(7)</script>",
    "../../../../etc/passwd",
    "..%2f..%2fservanda.db",
    "{{7*7}}${7*7}",
    "\x00",
    "%ff%fe",
    "\u202e\ud7ff\U0001f600",
    "a" * 3000,
    "-1",
    "NaN",
    "٣",
)
"""What is put into addresses, fields and parameters."""
FEWER = tuple(HOSTILE[at] for at in (0, 1, 2, 5, 8, 9))
"""Of them what goes into the fields of forms, one after the other."""
LEAKS = ("Traceback", "site-packages", "django.", "sqlite3", "SELECT ", "<script>alert(7)", "md5$", "SECRET_KEY")
PARAMETERS = (
    "known_on", "page", "q", "sort", "from", "to", "number", "verdict", "about", "next", "kind", "key", "column", "by", "method",
    "state", "all", "limit", "cursor", "since",
)  # fmt: skip


def addresses(patterns=None, before="", space=""):
    """Every address: its name, its pattern, its view's own names of what varies in it."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}", before + str(one.pattern)
        else:
            inner = f"{one.namespace}:" if one.namespace else space
            yield from addresses(one.url_patterns, before + str(one.pattern), inner)


def filled(pattern, value):
    """An address of a pattern, with one value wherever it lets words stand, and numbers where it wants numbers."""
    text = re.sub(r"\(\?P<number>[^)]*\)", "1", pattern.replace("^", "").replace("$", ""))
    text = re.sub(r"\(\?P<\w+>(?:\[[^\]]*\](?:\{[^}]*\}|\+))\)", lambda _: value, text)
    text = re.sub(r"<language:\w+>", "en", text)
    text = re.sub(r"<digits:\w+>", "1", text)
    text = re.sub(r"<letter:\w+>", "error", text)
    text = re.sub(r"<slug:\w+>", re.sub(r"[^\w-]|[^\x00-\x7f]", "", value) or "x", text)
    return "/" + re.sub(r"<\w+:\w+>", lambda _: value, text)


ALL = sorted(set(addresses()))
DESK = sorted((name.removeprefix("desk:"), pattern) for name, pattern in ALL if name.startswith("desk:"))
ROOT = Path(__file__).parents[2] / "src" / "servanda"
VIEWS = "".join(
    file.read_text(encoding="utf-8") for room in ("site", "desk") for file in (ROOT / room / "views").glob("*.py")
)
FIELDS = sorted(
    {
        *re.findall(r"(?:POST|FILES)\.get(?:list)?\(\"([\w-]+)\"", VIEWS),
        *re.findall(r"^    (\w+) = forms\.", VIEWS, re.MULTILINE),
    }
)
"""The fields that the views look for."""


@pytest.fixture(autouse=True)
def tables_of_tokens(built):
    """There already: they cannot be made inside the transaction in which a test lives."""
    make_tables(built.alias, ("api",))


@pytest.fixture
def walker(desk, signed_in, browser, person):
    """The browser of a role, with a second factor where one is needed; None is nobody's."""
    names = {Role(role): name for name, role in ((one.name, one.role) for one in Account.objects.all())}

    def enter(role):
        if role is None:
            client = browser()
        else:
            client = signed_in(names[role])
            if role.needs_second_factor:
                TOTPDevice.objects.create(user=person(names[role]), confirmed=True, name="")
        client.raise_request_exception = False
        return client

    return enter


@pytest.fixture
def leaks(desk):
    """What an answer tells that it should not, by its address."""

    def found(response, path):
        if response.status_code >= 500:
            return f"{response.status_code} {path[:150]!r}"
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = body.decode("utf-8", "replace")
        told = [word for word in (*LEAKS, str(desk.folder)) if word in text]
        return f"{told} {path[:150]!r}" if told and "json" not in response.headers.get("Content-Type", "") else ""

    return found


def state(alias):
    """A digest of every row, but those which note that somebody called."""
    connection = connections[alias]
    told = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            if table in ("django_session", "desk_signin", "desk_failure"):
                continue
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608 - a name of our own
            told.update(repr((table, cursor.fetchall())).encode())
    return told.hexdigest()


def test_every_page_of_the_desk_has_its_right_told_here():
    told = Counter(name for names in (NOBODY, ANYBODY, *NEEDED.values()) for name in names)
    assert set(told) == {name for name, _ in DESK} and set(told.values()) == {1}
    assert len(ALL) > 100


@pytest.mark.parametrize("role", [None, *Role])
def test_who_may_not_is_refused_and_changes_nothing(desk, walker, role):
    client = walker(role)
    before, wrong = state(desk.alias), []
    for name, pattern in DESK:
        needed = next((right for right, names in NEEDED.items() if name in names), None)
        if name in NOBODY or (role is not None and (needed is None or needed in RIGHTS[role])):
            continue
        for value in ("bridge", "1"):
            for method in (client.get, client.post):
                answer = method(filled(pattern, value))
                is_refused = (
                    answer.status_code == 302 and "sign-in/" in answer["Location"]
                    if role is None
                    else answer.status_code == 403
                )
                if not is_refused:
                    wrong.append((name, method.__name__, answer.status_code))
    assert wrong == []
    assert state(desk.alias) == before


@pytest.mark.parametrize("role", [None, *Role])
def test_the_desk_stands_hostile_words_in_addresses_and_forms(desk, walker, leaks, role, register_kept):
    client, found = walker(role), []
    for name, pattern in DESK:
        if name == "sign-out":
            continue
        for value in HOSTILE if role in (None, Role.ADMINISTRATOR) else HOSTILE[:3]:
            path = filled(pattern, value)
            form = dict.fromkeys((*FIELDS, *PARAMETERS, "name", "password", "code", "version"), value)
            found.append(leaks(client.get(path, {"page": value, "next": value, "key": value, "q": value}), path))
            found.append(leaks(client.post(path, form), f"POST {path}"))
        path = filled(pattern, "bridge")
        file = SimpleUploadedFile("../../x.html", b"<script>alert(7)</script>\x00")
        found.append(leaks(client.post(path, {"files": file, "file": file, "documents": file}), f"FILE {path}"))
    assert [one for one in found if one] == []


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_the_public_site_and_its_interface_stand_hostile_addresses(desk, walker, leaks, value):
    client, found = walker(None), []
    LIMITS.forget()
    for name, pattern in ALL:
        if name.startswith("desk:"):
            continue
        path = filled(pattern, value)
        found.append(leaks(client.get(path), path))
        found.append(leaks(client.get(filled(pattern, "bridge"), dict.fromkeys(PARAMETERS, value)), f"{path}?"))
        found.append(leaks(client.post(path, dict.fromkeys((*FIELDS, "text", "name", "mail"), value)), f"POST {path}"))
        LIMITS.forget()
    assert [one for one in found if one] == []


BODIES = (
    (b"", "application/json"),
    (b"{", "application/json"),
    (b"[" * 50_000, "application/json"),
    (b'{"a":' * 20_000, "application/json"),
    (b'"\\ud800"', "application/json"),
    (b"\xff\xfe\x00", "application/json"),
    (b"1e99999", "application/json"),
    (b"a=1&" * 300, "application/x-www-form-urlencoded"),
    (b"%zz=%00&a=%ff", "application/x-www-form-urlencoded"),
    (b"--x\r\nContent-Disposition: form-data; name=a", "multipart/form-data; boundary=x"),
    (b"garbage", "multipart/form-data"),
    (b"garbage", "multipart/form-data; boundary=" + "x" * 300),
    (b"a" * 150_000, "application/x-www-form-urlencoded"),
    (b"a", "text/plain; charset=nonsense"),
)


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_malformed_bodies_are_refused_everywhere(desk, walker, leaks, body):
    data, kind = body
    found = []
    for role in (None, Role.ADMINISTRATOR):
        client = walker(role)
        for name, pattern in ALL if role is None else [(f"desk:{name}", pattern) for name, pattern in DESK]:
            if name == "desk:sign-out":
                continue
            path = filled(pattern, "bridge")
            found.append(leaks(client.generic("POST", path, data, content_type=kind), f"{role} {path}"))
            LIMITS.forget()
    assert [one for one in found if one] == []


@pytest.mark.parametrize("role", list(Role))
def test_no_form_counts_without_its_token(desk, signed_in, role):
    names = {one.role: one.name for one in Account.objects.all()}
    client = signed_in(names[role], strict=True)
    before = state(desk.alias)
    for name, pattern in DESK:
        others = client.cookies[settings.CSRF_COOKIE_NAME].value[::-1]
        for form in ({}, {"csrfmiddlewaretoken": others}, {"csrfmiddlewaretoken": "b" * 64}):
            answer = client.post(filled(pattern, "bridge"), form)
            assert answer.status_code in (403, 404), (name, answer.status_code)
    assert state(desk.alias) == before


def test_forged_tokens_of_the_interface_open_nothing(desk, walker):
    client = walker(None)
    good = "servanda_" + "A" * 43
    for sent in (good, good[:-1], f"{good}=", "servanda_" + "é" * 43, "", "null", "a" * 9000, "' OR ''='"):
        LIMITS.forget()
        answer = client.get("/api/v1/claims", headers={"authorization": f"Bearer {sent}"})
        assert answer.status_code == 401, sent


@pytest.mark.parametrize("key", ["../../../etc/passwd", "a" * 32, "' OR 1=1", "\x00", "é"])
def test_forged_sessions_are_nobodys(desk, key):
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get("/en/desk/account/").status_code == 302


def test_a_session_stays_with_its_account(desk, signed_in, person):
    client = signed_in("Vera")
    SignIn.objects.filter(account__name="Vera").update(account=person("Edith"))
    assert client.get("/en/desk/account/").status_code == 302


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example", "", "a" * 5000]
)
def test_no_other_host_is_answered(desk, host):
    client = Client(headers={"host": host}, raise_request_exception=False)
    for path in ("/en/", "/en/desk/sign-in/", "/api/v1/claims", "/robots.txt"):
        answer = client.get(path)
        assert answer.status_code == 400 and "evil" not in answer.content.decode(), (path, answer.status_code)


class Forms(HTMLParser):
    """The links of a page, and its forms: where each goes, how, and what it sends."""

    def __init__(self):
        super().__init__()
        self.links, self.forms = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append((given.get("action", ""), given.get("method", "get").lower(), {}))
        elif tag in ("input", "select", "textarea", "button") and given.get("name") and self.forms:
            self.forms[-1][2].setdefault(given["name"], given.get("value") or "1")


def forms_of(client, begin, most=150):
    """Every form that can be reached from a page, once for each kind of it."""
    seen, waiting, kinds = set(), [begin], {}
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        shape = re.sub(r"[0-9a-f]{6,}|\d+|\?.*", "*", path)
        if shape in seen:
            continue
        seen.add(shape)
        answer = client.get(path)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            waiting += [urljoin(path, answer["Location"])] if answer.status_code == 302 else []
            continue
        page = Forms()
        page.feed(answer.content.decode())
        waiting += [urljoin(path, link) for link in page.links if urljoin(path, link).startswith("/en/desk/")]
        for action, method, fields in page.forms:
            where = urljoin(path, action)
            kinds.setdefault((re.sub(r"[0-9a-f]{6,}|\d+|\?.*", "*", where), *sorted(fields)), (where, method, fields))
    return list(kinds.values())


@pytest.mark.parametrize(("role", "least"), [(Role.READER, 1), (Role.REVIEWER, 8), (Role.ADMINISTRATOR, 20)])
def test_every_field_of_every_form_stands_hostile_words(desk, walker, leaks, role, least, register_kept, monkeypatch):
    monkeypatch.setattr(uploads, "begin_work", lambda folder: None)
    client, found = walker(role), []
    forms = [
        one
        for one in forms_of(client, "/en/desk/")
        if not re.search(r"sign-out|/end/$|account/(password|code)", one[0])
    ]
    assert len(forms) >= least, [one[0] for one in forms]
    tried = Counter()
    for where, method, fields in forms:
        for name in fields:
            tried[name] += 1
            if tried[name] <= 2:
                value = FEWER[sum(tried.values()) % len(FEWER)]
                form = fields | {name: value}
                answer = client.get(where, form) if method == "get" else client.post(where, form)
                found.append(leaks(answer, f"{where} {name}={value[:20]!r}"))
    assert [one for one in found if one] == []
