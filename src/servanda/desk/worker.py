"""The process beside the site that takes uploads in: `python -m servanda.desk.worker FOLDER`; begun when there is work.

Reading a document takes seconds, and a hostile one may end its process; neither is to be felt by who uses the site. It ends
when nothing is left. Where it or the machine ends before, the next page of uploads that is called begins another.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Lock

__all__ = ["begin_work", "main"]

_running: dict[Path, subprocess.Popen[bytes]] = {}
_once = Lock()


def begin_work(folder: Path) -> None:
    """Begin a worker for a project, unless one that this process began is at work."""
    with _once:
        before = _running.get(folder)
        if before is not None and before.poll() is None:
            return
        _running[folder] = subprocess.Popen(  # noqa: S603 - this program, with the folder that it was begun with
            [sys.executable, "-m", "servanda.desk.worker", str(folder)],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )


def main(folder: Path) -> None:
    """Take in what waits in a project, until nothing does."""
    from servanda.site.serving import prepare

    prepare(folder)
    from servanda.desk.routing import database_of
    from servanda.desk.taking_in import work_off
    from servanda.site.page import opened

    database_of(folder.resolve())
    work_off(opened(folder.resolve()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
