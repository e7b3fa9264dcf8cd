"""How fast a web archive is taken apart, and whether the memory for it stays flat.

    python benchmarks/web_archive.py [RECORDS]

Writes a WARC of made-up pages, packed record by record, and goes through all documents in it without reading them. Gives records
and megabytes (unpacked) a second of the processor, and the peak of memory before and after.
"""

from __future__ import annotations

import gzip
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from servanda.intake import received_in

HEAD = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/%d\r\nWARC-Date: 2031-05-04T06:00:00Z\r\n"
    b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n"
)


def written(file: Path, records: int) -> None:
    """A web archive of so many pages of 17 kB."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghij", k=chance.randint(3, 9))) for _ in range(3000)]
    with file.open("wb") as out:
        for number in range(records):
            text = "".join(f"<p>{' '.join(chance.choices(words, k=60))}.</p>" for _ in range(40))
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html>" + text.encode()
            out.write(gzip.compress(HEAD % (number, len(block)) + block + b"\r\n\r\n", 1))


def peak() -> float:
    """The most memory that this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> None:
    """Print the figures."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made.warc.gz"
        written(file, records)
        before, start = peak(), time.process_time()
        sizes = [len(one.data) for one in received_in(file)]  # type: ignore[union-attr]
        seconds = time.process_time() - start
        print(
            f"{len(sizes) / seconds:,.0f} records/s, {sum(sizes) / seconds / 1e6:.0f} MB/s, {before:.0f} to {peak():.0f} MB"
        )


if __name__ == "__main__":
    main()
