"""Small rooms that stand in for intake, reading and linking, so that the record is tested by itself and fast.

`A says: ...` in a text is a statement by A; a number before "%" in it is a claim. READER, and what it finds, can be changed.
"""

import hashlib
import os
import re
import sys
import time
from dataclasses import dataclass
from fractions import Fraction
from types import ModuleType, SimpleNamespace

from servanda.claim import Claim, Figure, Measure
from servanda.document import Document
from servanda.errors import EmptyInput, InputError
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT, Quantity, QuantityKind
from servanda.received import Received
from servanda.statement import Kind, Mode, Reading, Statement

SAYS = re.compile(r"(?P<source>\w+) (?P<cue>says): (?P<content>[^.\n]+)")
SHARE = re.compile(r"(\d+)%")


def received_in(path):
    if path.exists():
        yield Received(os.fsencode(path).decode(errors="backslashreplace"), path.read_bytes())
    else:
        yield InputError("no-such-file", file=str(path), remedy="check-name")


def received_from(data, name):
    """The same of bytes that are no file."""
    return [Received(name, data)]


def document_of(one):
    if not one.data.strip():
        raise EmptyInput("nothing-in-it", file=one.name, remedy="save-text-again")
    digest = "sha256:" + hashlib.sha256(one.data).hexdigest()
    return Document(one.document_name, one.data.decode(), "en", published=Period.parse("2023-04-06"), digest=digest)


def share(value, start=0, end=0):
    low = Fraction(value) - Fraction(1, 2)
    interval = Interval(low, low + 1, high_open=True)
    return Quantity(
        f"{value}%", interval, interval, Fraction(value), PER_CENT, QuantityKind.PERCENTAGE, start=start, end=end
    )


def claim(id, value, subject="programmes", **more):
    figure = Figure(Measure.SHARE, Period.parse("2023-04-06"), share(value))
    return Claim(id, "completion", subject, (figure,), said_on=Period.parse("2023-04-06"), **more)


class Reader:
    """A reader whose name, and whose way to read, a test can change."""

    def __init__(self, name="small 1", pattern=SAYS, delay=0.0, broken=None):
        self.name, self.pattern, self.delay, self.broken, self.calls = name, pattern, delay, broken, 0

    def read(self, document):
        self.calls += 1
        time.sleep(self.delay)
        if self.broken and self.broken in document.text:
            raise ValueError("cannot")
        return Reading(document, tuple(self._statements(document)), self.name)

    def _statements(self, document):
        for number, found in enumerate(self.pattern.finditer(document.text)):
            start, end = found.span("content")
            figures = [
                share(int(part[1]), start + part.start(), start + part.end())
                for part in SHARE.finditer(found["content"])
            ]
            claims = tuple(
                claim(
                    f"{document.doc}:{number}",
                    int(figure.value),
                    speaker=found["source"],
                    source=document.doc,
                    text=found["content"],
                    start=start,
                    end=end,
                )
                for figure in figures
            )
            yield Statement(
                (found.span("source"),),
                (found.span("cue"),),
                ((start, end),),
                Mode.INDIRECT,
                Kind.PROGRESS,
                (found["source"],),
                tuple(figures),
                (),
                claims,
            )


@dataclass(frozen=True)
class Link:
    key: str
    reason: str
    score: float


def link(claim, agreement, context=""):
    return Link("p", "its subject is named", 1.0) if claim.subject == "programmes" else None


def rivals(claim, agreement, context=""):
    return ()


def none_because(names):
    return "nothing in the register fits"


def linked(claim, link):
    from dataclasses import replace

    return replace(claim, subject="Programmes 2021-2023")


class Speakers:
    """Who is called just as the register has it."""

    def __init__(self, agreement):
        self.known = {name: one for one in agreement.people for name in (*one.names.values(), *one.aliases)}

    def who(self, name, when=None, party=None):
        one = self.known.get(name)
        return SimpleNamespace(key=one and one.id, name=shown_name(one.names) if one else name, tenure=None)

    def party_of(self, place, address=None):
        return None


def index_of(agreement):
    return SimpleNamespace(speakers=Speakers(agreement))


def shown_name(names):
    return next(iter(names.values()), "")


@dataclass(frozen=True)
class Row:
    number: int
    cells: dict


def read_rows(path, faulty):
    header, *lines = path.read_text().splitlines()
    names = header.split("\t")
    return [Row(number, dict(zip(names, line.split("\t"), strict=True))) for number, line in enumerate(lines, start=2)]


def read_claims(rows, file):
    from servanda.errors import TableError

    claims, errors = [], []
    for row in rows:
        try:
            claims.append(claim(row["id"], int(row["value"]), row["scope"]))
        except ValueError:
            errors.append(TableError("no-number", file=file, line=row["row"], value=row["value"]))
    return claims, errors


def install(put, reader):
    """Put the small rooms in the place of the real ones, with a function like `sys.modules.__setitem__`."""
    rooms = {
        "servanda.intake": {"received_in": received_in, "received_from": received_from, "document_of": document_of},
        "servanda.intake.table": {"read_rows": read_rows},
        "servanda.reading": {"READER": reader.name, "read_document": reader.read},
        "servanda.reading.table": {"read_claims": read_claims},
        "servanda.linking": {
            "link": link,
            "linked": linked,
            "Link": Link,
            "rivals": rivals,
            "none_because": none_because,
            "index_of": index_of,
            "shown_name": shown_name,
        },
    }
    for name, content in rooms.items():
        module = ModuleType(name)
        module.__dict__.update(content)
        module.__path__ = getattr(sys.modules.get(name), "__path__", [])
        put(name, module)
