"""The process that reads PDFs: started when the first comes, kept for the next, stopped where a file makes it hang or die.

Takes a file's bytes, gives what `pdf_pages` answers. A process that does not answer in time is killed and the file refused;
the next file gets a new one.
"""

from __future__ import annotations

import atexit
import json
import struct
import subprocess  # the program that runs is this Python, on a file of this package
import sys
import threading
import zlib
from base64 import b64decode
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["LONGEST", "PdfProcess", "pdf_process"]

LONGEST = 60.0
"""Seconds that a file may take."""
_ALL = -1
"""Asks for the text of all pages; another number for the picture of one."""
_SCRIPT = Path(__file__).with_name("pdf_pages.py")


class PdfProcess:
    """One process; files are given to it one after another."""

    def __init__(self, longest: float = LONGEST, script: Path = _SCRIPT) -> None:
        self._longest = longest
        self._script = script
        self._running: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def pages(self, data: bytes) -> dict[str, Any]:
        """What is read of a file, or the name of what stands against it: "stopped" where the process ended or was ended.

        >>> PdfProcess().pages(b"%PDF-1.7 and no more")
        {'refused': 'damaged'}
        """
        return self._asked(data, _ALL)

    def picture(self, data: bytes, page: int) -> bytes | None:
        """A page, from 0, as a picture in shades of grey (PGM); None where it cannot be drawn.

        >>> PdfProcess().picture(b"%PDF-1.7 and no more", 0)
        """
        drawn = self._asked(data, page).get("picture")
        return zlib.decompress(b64decode(drawn)) if drawn else None

    def _asked(self, data: bytes, page: int) -> dict[str, Any]:
        with self._turn:
            running = self._started()
            assert running.stdin is not None and running.stdout is not None  # noqa: S101 (both are pipes)
            watch = threading.Timer(self._longest, running.kill)
            watch.daemon = True
            watch.start()
            try:
                running.stdin.write(struct.pack("<qQ", page, len(data)))
                running.stdin.write(data)
                running.stdin.flush()
                line = running.stdout.readline()
            except OSError:
                line = b""
            finally:
                watch.cancel()
            if not line.endswith(b"\n"):
                self._end()
                return {"refused": "stopped"}
            answer: dict[str, Any] = json.loads(line)
            return answer

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._running is None or self._running.poll() is not None:
            self._end()
            # -P: the folder of the script has a module named html, which is not the library's
            self._running = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", str(self._script)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._running

    def _end(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.kill()
            running.wait()
            for pipe in (running.stdin, running.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        continue


@cache
def pdf_process() -> PdfProcess:
    """The process of this program, ended with it."""
    one = PdfProcess()
    atexit.register(one.close)
    return one
