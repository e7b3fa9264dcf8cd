"""A line of the log tells of a fault where it was, and nothing that somebody wrote."""

import json
import logging
import sys

from servanda.production.logs import JsonLines


def line(**given):
    return json.loads(JsonLines().format(logging.makeLogRecord({"levelname": "ERROR", **given})))


def test_an_error_has_its_kind_and_place_and_not_its_words():
    try:
        raise ValueError("Key (name)=(Anna) already exists")
    except ValueError:
        told = line(name="servanda", msg="fault", exc_info=sys.exc_info())
    assert told["error"] == "builtins.ValueError" and "test_logs.py" in told["raised"][-1]
    assert "Anna" not in json.dumps(told)


def test_words_of_django_that_quote_a_caller_are_left_out():
    told = line(
        name="django.request", msg="%s: %s", args=("Not Found", "/en/following/token-of-anna/"), status_code=404
    )
    assert told["message"] == "404"
    told = line(name="django.security.DisallowedHost", msg="Invalid HTTP_HOST header: 'host-of-anna'.")
    assert "anna" not in json.dumps(told)


def test_a_line_stays_a_line():
    one = JsonLines().format(logging.makeLogRecord({"name": "servanda", "msg": 'a\n{"level": "INFO"}\u2028'}))
    assert "\n" not in one and json.loads(one)["message"].startswith("a\n")
