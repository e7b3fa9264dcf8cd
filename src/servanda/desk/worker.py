"""The process beside the site that takes uploads in: `python -m servanda.desk.worker FOLDER`; begun when there is work.

Reading a document takes seconds, and a hostile one may end its process; neither is to be felt by who uses the site. It ends
when nothing is left. Where it or the machine ends before, the next start of the site, or page of uploads that is called, begins
another.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock

__all__ = ["begin_work", "main", "resume_work"]

_running: dict[Path, subprocess.Popen[bytes]] = {}
_once = Lock()
_LOOKS = 1.0
"""Seconds between looks whether another's work has ended."""


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


def resume_work(folder: Path) -> None:
    """Begin a worker where something waits, as when the machine was started anew; a project without a desk stays without."""
    from servanda.desk.routing import has_desk
    from servanda.desk.taking_in import is_unfinished

    if has_desk(folder) and is_unfinished():
        begin_work(folder)


def main(folder: Path) -> None:
    """Take in what waits in a project until nothing does; what another has is waited for, and taken over once he is silent."""
    from servanda.site.serving import prepare

    prepare(folder)
    from servanda.desk.routing import database_of
    from servanda.desk.taking_in import is_unfinished, work_off
    from servanda.site.page import opened

    database_of(folder.resolve())
    project = opened(folder.resolve())
    while work_off(project) or is_unfinished():
        time.sleep(_LOOKS)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
