"""A process that ends at its deadline is told from one that dies of something else."""

import signal

import pytest

from servanda.received import Received
from servanda.record.reading_process import ReadingProcess


class Ends:
    """What ends the process that is given it, by a signal."""

    def __init__(self, number):
        self.number = number

    def __reduce__(self):
        return signal.raise_signal, (self.number,)


@pytest.fixture
def process():
    one = ReadingProcess("")
    yield one
    one.kill()
    one.stop()


@pytest.mark.parametrize(
    ("number", "key"),
    [(signal.SIGPROF, "parser-too-slow"), (signal.SIGKILL, "reading-process-died")],
)
def test_what_ended_the_process_is_told(process, number, key):
    told = process.asked((Received("a.html", b"x"), Ends(number)))
    assert (told.fault.key, told.file) == (key, "a.html")


def test_the_next_thing_gets_a_new_process(process):
    process.asked((Received("a.html", b"x"), Ends(signal.SIGPROF)))
    told = process.asked((Received("b.txt", b""), "b"))
    assert told.fault.key == "nothing-in-it"
