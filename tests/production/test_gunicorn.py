"""The site behind Gunicorn with two processes: health, figures, lines of the log, its own files, what is shared."""

import json
import re
import subprocess
import sys

import pytest

SECURE = {"X_Forwarded_Proto": "https"}


@pytest.fixture
def token(environ):
    return environ["SERVANDA_METRICS_TOKEN"]


def test_it_lives_and_is_ready(site):
    status, headers, text = site.ask("/health/live", Host="localhost")
    assert (status, headers["Content-Type"], json.loads(text)) == (200, "application/health+json", {"status": "pass"})
    status, headers, text = site.ask("/health/ready", Host="localhost")
    checks = {"database:reached": [{"status": "pass"}], "database:migrations": [{"status": "pass"}]}
    assert (status, json.loads(text)) == (200, {"status": "pass", "checks": checks})
    assert headers["Cache-Control"] == "no-store" and "Set-Cookie" not in headers


def test_pages_are_those_of_the_site(site):
    status, headers, text = site.ask("/en/", **SECURE)
    assert status == 200 and "Valley Peace Accord" in text
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "__Host-servanda" not in str(headers)


def test_its_own_files_are_kept_for_a_year_and_are_no_pages(site):
    address = re.search(r'href="(?:\.\./)*(assets/site\.css[^"]*)"', site.ask("/en/")[2])[1]
    status, headers, text = site.ask(f"/{address}")
    assert status == 200 and "immutable" in headers["Cache-Control"] and "{" in text
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert site.ask("/fr/desk/assets/desk.css")[0] == 200
    for path in ("/assets/../settings.py", "/assets/%2e%2e/settings.py", "/fr/desk/assets/..%2fmodels.py"):
        assert site.ask(path)[0] in (400, 404), path


def test_the_figures_are_closed_to_who_sends_no_token(site, token):
    for headers in (
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Bearer {token}x"},
        {"Authorization": "é"},
    ):
        sent = {name: value.encode("latin-1") for name, value in headers.items()}
        assert site.ask("/metrics", **sent)[0] == 404


def test_the_figures_are_those_of_all_processes(site, token):
    def counted():
        text = site.ask("/metrics", Authorization=f"Bearer {token}")[2]
        found = re.search(r'servanda_requests_total\{method="GET",status="200",view="method"\} ([0-9.]+)', text)
        return float(found[1]) if found else 0.0

    before = counted()
    for _ in range(20):
        assert site.ask("/en/method/")[0] == 200
    assert counted() == before + 20


def test_a_caller_has_one_allowance_and_not_one_a_process(site):
    left = [
        int(re.search(r"r=(\d+)", site.ask("/api/v1/", X_Forwarded_For="192.0.2.77")[1]["RateLimit"])[1])
        for _ in range(20)
    ]
    assert left[-1] <= 120 - 20 + 10, left  # a little comes back meanwhile
    assert left[0] == 119


def test_a_request_has_an_id_in_its_answer_and_its_line(site):
    given = "0123456789abcdef"
    assert site.ask("/en/", X_Request_ID=given)[1]["X-Request-ID"] == given
    made = site.ask("/en/", X_Request_ID="short; drop")[1]["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", made)
    told = {line["request"]: line for line in site.lines() if line["message"] == "answered"}
    assert told[given] | {"time": "", "seconds": 0} == {
        "time": "",
        "level": "INFO",
        "logger": "servanda.requests",
        "message": "answered",
        "request": given,
        "method": "GET",
        "route": "<language:lang>/",
        "status": 200,
        "seconds": 0,
    }
    assert made in told


def test_no_line_says_who_asked_for_what(site):
    site.ask("/en/search/?q=anna-weber", User_Agent="agent-of-anna", X_Forwarded_For="203.0.113.99")
    site.ask("/en/following/token-of-anna/", Host="host-of-anna")
    site.ask("/en/people/person-anna/")
    site.ask(
        "/en/desk/sign-in/",
        "POST",
        "name=name-of-anna&password=word-of-anna",
        Content_Type="application/x-www-form-urlencoded",
    )
    kept = site.log.read_text()
    for word in ("anna", "203.0.113.99", "Mozilla"):
        assert word not in kept, word


def test_all_that_is_missing_is_named_at_once_and_nothing_starts(environ, folder, tmp_path):
    readable = tmp_path / "key"
    readable.write_text("a" * 60, encoding="ascii")
    readable.chmod(0o644)
    wrong = {name: environ[name] for name in ("PATH", "PYTHONPATH")} | {
        "SERVANDA_PROJECT": str(tmp_path),
        "SERVANDA_ADDRESS": "http://tracker.example",
        "SERVANDA_SECRET_KEY_FILE": str(readable),
        "SERVANDA_METRICS_TOKEN": "short",
        "SERVANDA_MAIL": "smtp://mail.example",
        "SERVANDA_PROXIES": "nowhere",
        "DATABASE_URL": "postgresql://anna:secret-of-anna@db.example/valley",
        "LANG": "C",
    }
    program = [sys.executable, "-m", "gunicorn", "-c", "python:servanda.production.gunicorn"]
    done = subprocess.run(program, env=wrong, capture_output=True, text=True, timeout=60)
    lines = done.stderr.splitlines()
    assert done.returncode == 2 and len(lines) == 8, done.stderr
    for word, line in zip(
        (
            "Everybody on this machine can read this secret",
            "no Servanda project",
            "no public address",
            "SERVANDA_SECRET_KEY",
            "SERVANDA_METRICS_TOKEN",
            "proxy",
            "SERVANDA_MAIL_FROM",
            "not encrypted",
        ),
        lines,
        strict=True,
    ):
        assert word in line, done.stderr
    assert "secret-of-anna" not in done.stderr


def test_django_finds_nothing_to_say_against_it(environ):
    program = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    settings = {"DJANGO_SETTINGS_MODULE": "servanda.production.settings"}
    done = subprocess.run(program, env=environ | settings, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_cookies_are_the_hosts_alone(site):
    status, headers, _ = site.ask("/en/desk/sign-in/", **SECURE)
    cookies = headers.get_all("Set-Cookie")
    assert status == 200 and cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-servanda") and "Path=/" in cookie and "Domain" not in cookie
        assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert headers["Referrer-Policy"] == "same-origin"


def test_trace_is_refused(site):
    for path in ("/en/", "/en/desk/", "/api/v1/claims", "/health/live"):
        assert site.ask(path, "TRACE", **SECURE)[0] == 405, path


def test_a_process_that_it_begins_has_its_secrets_and_starts(environ):
    program = """
import subprocess, sys
from servanda.production import settings
begun = [sys.executable, "-c", "from servanda.production import settings; print(settings.SECRET_KEY)"]
sys.exit(subprocess.check_output(begun, text=True).strip() != settings.SECRET_KEY)
"""
    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_mails_are_sent_with_the_settings_of_production_and_secrets_from_files(environ, folder, tmp_path):
    mail = tmp_path / "mail"
    mail.write_text("smtp://name:password@mail.example:587", encoding="ascii")
    mail.chmod(0o600)
    more = {"DJANGO_SETTINGS_MODULE": "servanda.production.settings", "SERVANDA_MAIL_FILE": str(mail)}
    sender = {"SERVANDA_MAIL_FROM": "Tracker <tracker@tracker.example>"}
    program = [sys.executable, "-c", "from servanda.cli import main; main()", "alerts"]
    done = subprocess.run(program, env=environ | more | sender, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert not (folder / ".secret-key").exists()
    without = subprocess.run(program, env=environ | more, capture_output=True, text=True, timeout=60)
    assert without.returncode == 2 and "SERVANDA_MAIL_FROM" in without.stderr


@pytest.mark.sqlite
def test_a_site_about_two_agreements_has_each_below_its_name(site_of_two, token):
    first = site_of_two.ask("/en/")[2]
    assert "Valley Peace Accord" in first and "Railway Peace Accord" in first
    assert "Railway Peace Accord" in site_of_two.ask("/railway/en/programmes/")[2]
    assert json.loads(site_of_two.ask("/health/ready", Host="localhost")[2])["status"] == "pass"
    for place in ("/assets/site.css", "/railway/assets/site.css", "/railway/fr/desk/assets/desk.css"):
        assert "immutable" in site_of_two.ask(place)[1]["Cache-Control"], place
    assert site_of_two.ask("/metrics", Authorization=f"Bearer {token}")[0] == 200


@pytest.mark.sqlite
@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_each_agreement_keeps_its_sessions_apart(site_of_two, lang):
    given = site_of_two.ask(f"/valley/{lang}/desk/sign-in/", **SECURE)[1].get_all("Set-Cookie")
    assert given and all(re.match("__Host-servanda(-form)?-valley=", one) and "Path=/" in one for one in given)
