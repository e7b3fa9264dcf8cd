"""How long reviewers who work at the same time wait until a judgement is kept, and whether one is lost.

    python benchmarks/desk.py [--postgresql URL] [--reviewers 2 10 50] [--seconds 60] [--pause 2] [--statements 4000]

Gunicorn answers as in production, with a process a core. A project of made-up pages is read once; its record is copied into
a new project, on SQLite and, with the URL of an empty database, on PostgreSQL. Each reviewer signs in, opens what the queue
gives him, looks at it for a pause (half of it to one and a half times as long, by a fixed seed; 0 for none), accepts it,
and goes on to where that leads, each by a connection of its own, as the proxy does. They run on the machine that answers
them, and share its cores.

Printed for each database and number of reviewers: judgements kept a second; the median and the 95th percentile of the
milliseconds from sending a judgement until the answer that says that it is kept, and of those until the next page is there;
how many were refused because somebody else had the statement open or had judged it, when it was opened or when it was sent.
At the end all that was told to be kept is looked for in the record by statement and name: what is not there is lost, and a
statement that was judged twice is told; either ends with status 1.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "tracker.example"
WORDS = [
    "bridge",
    "harbour",
    "river",
    "valley",
    "school",
    "market",
    "winter",
    "summer",
    "village",
    "garden",
    "station",
    "railway",
    "forest",
    "island",
    "museum",
    "library",
    "factory",
    "tunnel",
    "meadow",
    "orchard",
    "castle",
    "bakery",
    "hospital",
    "theatre",
    "square",
    "fountain",
    "lantern",
    "carriage",
    "ferry",
    "quarry",
]
PASSWORD = "seven tall herons wade"
A_PAGE = 20
"""Statements of a page."""
GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "python:servanda.production.gunicorn"]
ACCOUNTS = """
import sys
from pathlib import Path
from servanda.site.serving import prepare
prepare(Path(sys.argv[1]), address="")
from servanda.desk.accounts import add_account
for number in range(int(sys.argv[2])):
    add_account(f"Reviewer {number}", "reviewer", sys.argv[3])
"""


def run(*words: str, database: str = "") -> bytes:
    """Call the command line; gives what it printed. A fault ends the run."""
    call = [sys.executable, "-m", "servanda", *words]
    return subprocess.run(call, check=True, stdout=subprocess.PIPE, env=_environment(database)).stdout


def _environment(database: str) -> dict[str, str]:
    kept = {name: one for name, one in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return kept | ({"DATABASE_URL": database} if database else {})


def copy_of_record(folder: Path, statements: int) -> Path:
    """The record of a project of so many statements, read once."""
    chance, project = random.Random(statements), folder / "made"
    run("init", str(project))
    for page in range(-(-statements // A_PAGE)):
        text = "\n\n".join(_said(chance) for _ in range(A_PAGE))
        (project / "documents" / f"page-{page}.txt").write_text(text + "\n", encoding="utf-8")
    run("ingest", "--project", str(project))
    run("export", "jsonl", "--project", str(project), "--output", str(folder / "record.jsonl"))
    return folder / "record.jsonl"


def _said(chance: random.Random) -> str:
    """A statement beside words that stand nowhere else, since pages that are near copies of each other are judged once."""
    things = [chance.choice(WORDS) for _ in range(6)]
    around = "The {} lies behind the {}, and the {} beside the {} was near the {} of the {}.".format(*things)
    return f"The minister said on Monday that {chance.randrange(10, 99)}% of the programmes was done. {around}"


@contextmanager
def answering(project: Path, database: str, log: Path) -> Iterator[int]:
    """The port of the service, from when it listens."""
    environment = _environment(database) | {
        "SERVANDA_PROJECT": str(project),
        "SERVANDA_ADDRESS": f"https://{HOST}",
        "SERVANDA_SECRET_KEY": secrets.token_urlsafe(60),
        "SERVANDA_BIND": "127.0.0.1:0",
        "WEB_CONCURRENCY": str(len(os.sched_getaffinity(0))),
    }
    with log.open("w") as out:
        server = subprocess.Popen(GUNICORN, stdout=out, stderr=out, env=environment)
    try:
        while (found := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", log.read_text())) is None:
            if server.poll() is not None:
                raise SystemExit(log.read_text())
            time.sleep(0.1)
        yield int(found[1])
    finally:
        server.terminate()
        server.wait(60)


@dataclass
class Reviewer:
    """One who goes through the queue; `kept` are the statements that he was told are judged, the times are in milliseconds."""

    name: str
    port: int
    pause: float
    kept: list[int] = field(default_factory=list)
    saving: list[float] = field(default_factory=list)
    opening: list[float] = field(default_factory=list)
    refused: int = 0

    def __post_init__(self) -> None:
        self._cookies: dict[str, str] = {}
        self._chance = random.Random(self.name)

    def sign_in(self) -> None:
        """With name and password; anything but a way on ends the run."""
        page = self._asked("/en/desk/sign-in/")[1]
        status, _, _ = self._asked("/en/desk/sign-in/", {"name": self.name, "password": PASSWORD} | _form(page))
        if status != 302:
            raise SystemExit(f"{self.name} was not let in: {status}")

    def work(self, until: float) -> None:
        """Judge one after the other until a moment, or until nothing is left."""
        time.sleep(self.pause * self._chance.uniform(0, 1))  # nobody begins at the same moment as others
        way = self._asked("/en/desk/queue/begin/")[2]
        while "/items/" in way and time.perf_counter() < until:
            began = time.perf_counter()
            status, page, _ = self._asked(way)
            self.opening.append(1000 * (time.perf_counter() - began))
            form = _form(page)
            if status != 200 or form.get("seen") != "0":  # somebody has it open, or has just judged it
                self.refused += 1
                self._look()
                way = self._asked("/en/desk/queue/begin/")[2]
                continue
            if ahead := re.search('<link rel="prefetch" href="([^"]+)"', page):  # as browsers load it
                self._asked(urljoin(way, ahead[1]), ahead=True)
            self._look()
            way = self._judged(way, form)

    def _look(self) -> None:
        """What a person does with a page before the next key, also with one that tells that somebody else has it."""
        time.sleep(self.pause * self._chance.uniform(0.5, 1.5))

    def _judged(self, way: str, form: dict[str, str]) -> str:
        began = time.perf_counter()
        status, _, following = self._asked(urljoin(way, "decide/"), form | {"act": "accept"})
        taken = 1000 * (time.perf_counter() - began)
        if status != 302 or following.partition("?")[0] == way.partition("?")[0]:
            self.refused += 1
            return self._asked("/en/desk/queue/begin/")[2]
        self.saving.append(taken)
        self.kept.append(int(re.findall(r"/items/s(\d+)/", way)[0]))
        return following

    def _asked(self, path: str, form: dict[str, str] | None = None, *, ahead: bool = False) -> tuple[int, str, str]:
        """Status, text and where an answer leads; `ahead` is for a page that is loaded while another is looked at."""
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}/en/desk/"}
        headers |= {"Sec-Purpose": "prefetch"} if ahead else {}
        headers["Cookie"] = "; ".join(f"{name}={one}" for name, one in self._cookies.items())
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        if form is None:
            link.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            link.request("POST", path, urlencode(form), headers)
        answer = link.getresponse()
        text = answer.read().decode()
        link.close()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status >= 500:
            raise SystemExit(f"{path}: {answer.status}")
        return answer.status, text, urljoin(path, answer.headers.get("Location", ""))


def _form(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms that are sent back."""
    return dict(re.findall(r'name="(csrfmiddlewaretoken|seen)" value="([^"]*)"', page))


def measured(reviewers: list[Reviewer], seconds: float) -> float:
    """Let all of them work at the same time; gives how long they did."""
    began = time.perf_counter()
    threads = [threading.Thread(target=one.work, args=(began + seconds,)) for one in reviewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def told(reviewers: list[Reviewer], seconds: float) -> str:
    """The cells of a row of the table."""
    saving, opening = (
        sorted(one for each in reviewers for one in getattr(each, name)) for name in ("saving", "opening")
    )
    times = (f"{statistics.median(one):.0f} | {statistics.quantiles(one, n=20)[-1]:.0f}" for one in (saving, opening))
    refused = sum(one.refused for one in reviewers)
    return f"{len(saving)} | {len(saving) / seconds:.1f} | {' | '.join(times)} | {refused}"


def lost_and_doubled(project: Path, database: str, reviewers: list[Reviewer]) -> tuple[int, int]:
    """How many judgements that were told to be kept are not in the record, how many statements have more than one."""
    lines = map(json.loads, run("export", "jsonl", "--project", str(project), database=database).splitlines())
    rows = [(line["statement_id"], line["who"]) for line in lines if line.get("table") == "judgement"]
    confirmed = Counter((key, one.name) for one in reviewers for key in one.kept)
    often = Counter(key for key, _ in rows)
    return sum((confirmed - Counter(rows)).values()), sum(number > 1 for number in often.values())


def main() -> None:
    """Make the record, copy it for each database, let reviewers work, print the table, look for what was lost."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--postgresql", default="")
    options.add_argument("--reviewers", type=int, nargs="+", default=[2, 10, 50])
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--pause", type=float, default=2)
    options.add_argument("--statements", type=int, default=4000)
    given = options.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        record = copy_of_record(Path(folder), given.statements)
        print(
            "| database | reviewers | kept | a second | saving: median, ms | 95 % | opening: median, ms | 95 % | refused |"
        )
        print("|---|---|---|---|---|---|---|---|---|")
        for name, database in (("SQLite", ""), ("PostgreSQL", given.postgresql))[: 2 if given.postgresql else 1]:
            project, everybody = Path(folder) / name, []
            run("init", str(project), database=database)
            run("import", "record", str(record), "--project", str(project), database=database)
            accounts = [sys.executable, "-c", ACCOUNTS, str(project), str(max(given.reviewers)), PASSWORD]
            subprocess.run(accounts, check=True, env=_environment(database))
            with answering(project, database, Path(folder) / f"{name}.log") as port:
                for count in given.reviewers:
                    reviewers = [Reviewer(f"Reviewer {number}", port, given.pause) for number in range(count)]
                    for one in reviewers:
                        one.sign_in()
                    print(f"| {name} | {count} | {told(reviewers, measured(reviewers, given.seconds))} |", flush=True)
                    everybody += reviewers
            lost, doubled = lost_and_doubled(project, database, everybody)
            print(f"\n{name}: {lost} judgements lost, {doubled} statements judged twice\n", flush=True)
            faults += lost + doubled
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
