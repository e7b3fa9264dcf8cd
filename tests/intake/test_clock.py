"""A parser that hangs is stopped: in Python, in a regular expression, and where no Python runs, by the end of its process."""

import re
import signal
import subprocess
import sys
import threading
import time

import pytest

from servanda import intake
from servanda.errors import InputTooLarge
from servanda.intake.clock import DEADLINE_SIGNAL, timed
from servanda.received import Received


def test_a_regular_expression_that_never_ends_is_stopped() -> None:
    with pytest.raises(InputTooLarge, match=r"a\.html"), timed("a.html", 0.05):
        re.fullmatch(r"(a|aa)+b", "a" * 60)


def test_a_parser_that_takes_the_error_for_its_own_is_stopped_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.intake.clock._AGAIN", 0.05)
    caught = 0
    with pytest.raises(InputTooLarge), timed("a.html", 0.05):
        while True:
            try:
                re.fullmatch(r"(a|aa)+b", "a" * 60)
            except InputTooLarge:
                caught += 1
                if caught > 2:
                    raise
    assert caught == 3


def test_waiting_does_not_count() -> None:
    with timed("a.html", 0.05):
        time.sleep(0.2)


def test_after_it_the_signal_means_what_it_did() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with timed("a.html"):
        assert signal.getsignal(signal.SIGVTALRM) != before
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_in_another_thread_there_is_none() -> None:
    ended = []

    def work() -> None:
        with timed("a.html", 0.001):
            sum(range(2_000_000))
        ended.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ended == [True]


def test_a_document_is_made_under_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr(intake, "timed", lambda name: timed(name, 0.05))
    monkeypatch.setattr(intake, "read_text", hang)
    with pytest.raises(InputTooLarge, match=r"a\.txt"):
        intake.document_of(Received("a.txt", b"The ministers met in Norby on Monday."))


def test_a_process_ends_at_its_deadline_where_no_python_runs() -> None:
    code = "from servanda.intake.clock import deadline\nwith deadline(0.1):\n    max(range(10**12))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == -DEADLINE_SIGNAL
