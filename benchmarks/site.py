"""How many pages a second the site gives, how long the slowest twentieth takes, and how much memory it holds.

    python benchmarks/site.py [--project DIR] [--activities 1000] [--claims 1000] [--seconds 5] [--readers 4]

Without a project one is made with a fixed seed: programmes with activities below them, and a table of claims on what part of the
programmes is done, by a few speakers over ten years, a few of them too high. `servanda serve` answers in a process of its own.
Readers ask for one page after another, each over a connection of his own, without any cache; every page is asked for by itself.

Printed for each page: its bytes as sent (compressed), requests a second over all readers, the median and the 95th percentile of
one request; before them the first page after the start, which waits for reconciliation, and at the end the most memory that the
process held. A page is right where its status is 200; another status ends the run.
"""

from __future__ import annotations

import argparse
import csv
import http.client
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path

PAGES = (
    "", "findings/", "claims/", "programmes/", "programmes/g0/", "progress/", "charts/", "deadlines/", "search/?q=programme",
    "claims.csv",
)  # fmt: skip
SPEAKERS = 12
WRONG = 0.03
"""The part of the claims that are five points too high, so that some contradict others."""
COLUMNS = ("id", "said_on", "speaker", "measure", "value", "scope")


def run(*words: str) -> None:
    """Call the command line; a fault ends the run."""
    subprocess.run([sys.executable, "-m", "servanda", *words], check=True, stdout=subprocess.DEVNULL)


def made_project(folder: Path, activities: int, claims: int) -> Path:
    """A project folder with a register and a table of claims, the same for the same sizes."""
    chance, project = random.Random(activities + claims), folder / "accord"
    programmes = max(1, activities // 100)
    run("init", str(project))
    lines = ["agreement: {id: accord, name: {en: Accord}}", "items:"]
    for number in range(programmes):
        lines.append(f"  - {{id: g{number}, level: programme, name: {{en: Programme {number}}}, items: [")
        due = (date(2020, 1, 1) + timedelta(days=chance.randrange(4000)) for _ in range(activities // programmes))
        entries = (
            f"    {{id: a{number}-{place}, level: activity, name: {{en: Activity {number}-{place}}}, due: {day}}}"
            for place, day in enumerate(due)
        )
        lines += [",\n".join(entries), "  ]}"]
    (project / "agreement.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = folder / "claims.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for number in range(claims):
            since, about = chance.randrange(3650), chance.randrange(programmes)
            day = date(2015, 1, 1) + timedelta(days=since)
            share = min(99, 1 + since * 95 // 3650 + (5 if chance.random() < WRONG else 0))
            speaker = f"Speaker {chance.randrange(SPEAKERS)}"
            writer.writerow((f"c{number}", day, speaker, "overall progress", f"{share}%", f"Programme {about}"))
    run("import", "claims", str(table), "--project", str(project))
    return project


class Site:
    """The site in a process of its own, on a free port."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        words = ["-m", "servanda", "serve", "--project", str(project), "--port", str(self.port)]
        self.process = subprocess.Popen([sys.executable, *words], stderr=subprocess.DEVNULL)
        for _ in range(300):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.2)
        raise SystemExit("the site did not start")

    def connection(self) -> http.client.HTTPConnection:
        """A reader's connection, which stays open."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)

    def most_memory(self) -> float:
        """The most memory that the process held, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def close(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(timeout=60)


def asked(connection: http.client.HTTPConnection, path: str) -> tuple[float, int]:
    """Seconds until a page was there as a whole, and its bytes."""
    before = time.perf_counter()
    connection.request("GET", f"/en/{path}", headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"/en/{path}: {answer.status}")
    return time.perf_counter() - before, len(body)


def measured(site: Site, path: str, seconds: float, readers: int) -> tuple[int, float, float, float]:
    """Bytes, requests a second, median and 95th percentile in milliseconds."""
    _first, size = asked(site.connection(), path)
    taken: list[float] = []
    until = time.perf_counter() + seconds

    def read() -> None:
        connection = site.connection()
        while time.perf_counter() < until:
            taken.append(asked(connection, path)[0])

    threads = [threading.Thread(target=read) for _ in range(readers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = len(taken) / (time.perf_counter() - began)
    slow = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    return size, rate, 1000 * statistics.median(taken), 1000 * slow


def main() -> None:
    """Make or open a project, serve it, ask for each page, print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--project", type=Path)
    options.add_argument("--activities", type=int, default=1_000)
    options.add_argument("--claims", type=int, default=1_000)
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--readers", type=int, default=4)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = given.project or made_project(Path(folder), given.activities, given.claims)
        site = Site(project)
        try:
            first, _size = asked(site.connection(), "")
            print(f"first page after the start: {first:.1f} s\n")
            print("| page | kB sent | requests a second | median, ms | 95th percentile, ms |\n|---|---|---|---|---|")
            for path in PAGES:
                if given.project and path.endswith("g0/"):
                    continue
                size, rate, middle, slow = measured(site, path, given.seconds, given.readers)
                print(f"| /en/{path} | {size / 1000:.1f} | {rate:.1f} | {middle:.0f} | {slow:.0f} |", flush=True)
            print(f"\nmost memory: {site.most_memory():.0f} MB")
        finally:
            site.close()


if __name__ == "__main__":
    main()
