"""The register: agreement.yaml, with tables of activities and assessments beside it where it is large, to an Agreement.

Takes the path of agreement.yaml (or of the folder that holds it) and gives the Agreement, or every fault with its file, line,
field, what is expected, what was found and what to do. What may stand in the file is in `register_schema`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from servanda.agreement import Agreement, Body, Party, Person, Subject, Watched
from servanda.disclosure import Source
from servanda.errors import InputError, RegisterError
from servanda.intake.register_checks import check_days, check_dependencies, check_named, check_weights
from servanda.intake.register_json import read_json
from servanda.intake.register_replaced import Earlier, check_circles, check_known, with_replaced
from servanda.intake.register_rows import read_activities, read_assessments
from servanda.intake.register_scales import ScaleReader, assessors_of, scales_of
from servanda.intake.register_schema import ENTRIES, Faults, nearest, read_entry
from servanda.intake.register_tenures import check_tenures
from servanda.intake.register_tree import merged
from servanda.intake.register_yaml import Node, read_yaml
from servanda.item import Act, Budget, DueAfter, Event, Item
from servanda.message import Message
from servanda.period import Period, later
from servanda.tenure import Office

__all__ = ["check_agreement", "is_whole", "load_agreement"]


def is_whole(path: Path) -> bool:
    """Whether a file is a whole register, in YAML or as an object of JSON, and no table of entries or assessments.

    >>> is_whole(Path("agreement.yaml")), is_whole(Path("activities.xlsx"))
    (True, False)
    """
    if path.suffix.lower() == ".json" and path.is_file():
        with path.open("rb") as file:
            return file.read(1000).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return path.suffix.lower() in (".yaml", ".yml")


def load_agreement(path: Path) -> Agreement:
    """The register in a file; raises the first RegisterError where it has a fault.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "agreement.yaml"
    ...     _ = file.write_text("agreement:\\n  id: accord\\n  name: {en: Accord, fr: Accord}\\n  signed: 1999-12-08\\n")
    ...     load_agreement(file).signed
    datetime.date(1999, 12, 8)
    """
    agreement, errors = check_agreement(path)
    if errors:
        raise errors[0]
    if agreement is None:
        raise RegisterError("register-unreadable", file=str(path))
    return agreement


def check_agreement(path: Path, earlier: Earlier | None = None) -> tuple[Agreement | None, list[RegisterError]]:
    """The register and all its faults: no Agreement where agreement.yaml has one; rows beside it are refused one by one.

    With `earlier`, what an entry replaces has to be an entry of this register or of an earlier version.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "agreement.yaml"
    ...     _ = file.write_text("agreement:\\n  id: accord\\n  name: {en: Accord}\\n  signed: soon\\n")
    ...     agreement, errors = check_agreement(file)
    >>> agreement, errors[0].line, errors[0].value
    (None, 4, 'soon')
    """
    file = path / "agreement.yaml" if path.is_dir() else path
    faults = Faults(str(file))
    try:
        root = read_json(file) if file.suffix.lower() == ".json" else read_yaml(file)
    except RegisterError as fault:
        return None, [fault]
    except InputError as fault:
        return None, [
            RegisterError(fault.fault, file=fault.file, line=fault.line, value=fault.found, remedy=fault.advice)
        ]
    agreement = _agreement(root, faults)
    if agreement is None or faults.found:
        return None, sorted(faults.found, key=lambda fault: fault.line or 0)
    own = tuple(agreement.walk())
    activities, assessments = (_beside(file.parent, kind, faults) for kind in ("activities", "assessments"))
    if faults.found:
        return None, faults.found
    found: list[RegisterError] = []
    if activities:
        row_faults = Faults(str(activities))
        agreement = merged(agreement, read_activities(activities, agreement, row_faults), row_faults, earlier)
        found += sorted(row_faults.found, key=lambda fault: fault.line or 0)
    check_known(own, {item.id for item in agreement.walk()}, earlier, faults)
    if faults.found:
        return None, faults.found
    agreement = with_replaced(agreement)
    if assessments:
        row_faults = Faults(str(assessments))
        told = tuple(read_assessments(assessments, agreement, row_faults))
        agreement = replace(agreement, assessments=(*agreement.assessments, *told))
        found += sorted(row_faults.found, key=lambda fault: fault.line or 0)
    return agreement, found


def _beside(folder: Path, kind: str, faults: Faults) -> Path | None:
    """The table of a kind that lies beside agreement.yaml, as CSV, XLSX or ODS."""
    found = [file for ending in ("csv", "xlsx", "ods") if (file := folder / f"{kind}.{ending}").is_file()]
    if len(found) > 1:
        names = ", ".join(file.name for file in found)
        fault = Message.of("two-tables-beside", kind=kind)
        faults.found.append(RegisterError(fault, file=str(found[1]), value=names, remedy="keep-one-table"))
    return found[0] if found else None


def _agreement(root: Node, faults: Faults) -> Agreement | None:
    """The Agreement that the file's tree gives; faults are added as they are met."""
    if root.fields is None:
        faults.add(root.line, "expected-fields", root.shown, "begin-with-agreement")
        return None
    for name in root.fields:
        if name not in ENTRIES:
            faults.add(root.key_lines[name], "unknown-register-field", name, nearest(name, ENTRIES))
    head_node = root.fields.get("agreement")
    if head_node is None:
        faults.add(root.line, "no-agreement-field", None, "add-agreement")
        return None
    head = read_entry("agreement", head_node, faults)
    entries = {kind: list(_entries(root, kind, faults)) for kind in ENTRIES if kind not in ("agreement", "items")}
    items = tuple(_items(root.fields.get("items"), faults))
    lines = [(item.id, item.line or 0) for item in _walk(items)]
    lines += [(entry["id"], line) for entry, line in entries["subjects"]]
    _refuse_doubles(lines, faults)
    for kind in ("parties", "bodies", "people", "offices", "events", "scales", "assessors"):
        _refuse_doubles([(entry["id"], line) for entry, line in entries[kind]], faults)
    _check_references(entries, items, faults)
    tenures = check_tenures(entries, faults)
    scales = scales_of(entries["scales"], faults)
    assessors = assessors_of(entries["assessors"], scales, {entry["id"] for entry, _ in entries["bodies"]}, faults)
    reader = ScaleReader(scales, assessors)
    told = (reader.assessment(entry, line, faults) for entry, line in entries["assessments"])
    assessments = tuple(one for one in told if one)
    events = tuple(Event(**_renamed(entry)) for entry, _ in entries["events"])
    bodies, parties = ({entry["id"] for entry, _ in entries[kind]} for kind in ("bodies", "parties"))
    for item in _walk(items):
        check_named(item, bodies, parties, events, faults)
    check_dependencies(list(_walk(items)), faults)
    check_circles(_walk(items), (), faults)
    check_weights(items, faults)
    if head is None:
        return None
    return Agreement(
        id=head["id"],
        names=head["name"],
        signed=head.get("signed"),
        source=head.get("source", ""),
        reader=head.get("reader", ""),
        licence=head.get("licence", ""),
        parties=tuple(Party(**_renamed(entry)) for entry, _ in entries["parties"]),
        bodies=tuple(Body(**_renamed(entry)) for entry, _ in entries["bodies"]),
        people=tuple(Person(**_renamed(entry)) for entry, _ in entries["people"]),
        offices=tuple(Office(**_renamed(entry)) for entry, _ in entries["offices"]),
        tenures=tenures,
        items=tuple(_with_terms(item, events) for item in items),
        subjects=tuple(Subject(line=line, **_renamed(entry)) for entry, line in entries["subjects"]),
        events=events,
        scales=scales,
        assessors=assessors,
        assessments=assessments,
        sources=tuple(Source(**entry) for entry, _ in entries["sources"]),
        contact=head.get("contact", ""),
        watched=tuple(Watched(**entry) for entry, _ in entries["watched"]),
    )


def _renamed(entry: dict[str, Any]) -> dict[str, Any]:
    """The fields under the names that the nouns have."""
    return {"names" if name == "name" else name: value for name, value in entry.items()}


def _entries(root: Node, kind: str, faults: Faults) -> Iterable[tuple[dict[str, Any], int]]:
    """The entries of one top-level list that could be read, each with its line."""
    node = (root.fields or {}).get(kind)
    if node is None or node.is_nothing:
        return
    if node.entries is None:
        faults.add(node.line, "expected-list", node.shown, "begin-with-dash", field=kind)
        return
    for entry in node.entries:
        values = read_entry(kind, entry, faults)
        if values is not None:
            yield values, entry.line


def _items(node: Node | None, faults: Faults) -> Iterable[Item]:
    """The entries of a list of items with all that lies below them."""
    if node is None or node.is_nothing:
        return
    if node.entries is None:
        faults.add(node.line, "expected-list", node.shown, "begin-with-dash-id", field="items")
        return
    for entry in node.entries:
        values = read_entry("items", entry, faults)
        below = tuple(_items((entry.fields or {}).get("items"), faults))
        if values is None:
            continue
        values.pop("items", None)
        item = Item(line=entry.line, items=below, **_renamed(_with_parts(values, faults)))
        check_days(item, faults)
        yield item


def _walk(items: Iterable[Item]) -> Iterable[Item]:
    for item in items:
        yield from item.walk()


def _with_parts(values: dict[str, Any], faults: Faults) -> dict[str, Any]:
    """An entry's values with what stands inside them read too: the event of its term, its budgets and acts."""
    found = dict(values)
    for name, noun in (("budgets", Budget), ("acts", Act)):
        if name in values:
            read = (read_entry(name, node, faults) for node in values[name])
            found[name] = tuple(noun(**part) for part in read if part is not None)
    if "due_after" in values:
        part = read_entry("due_after", values["due_after"], faults)
        found["due_after"] = DueAfter(**part) if part else None
    return found


def _with_terms(item: Item, events: Iterable[Event]) -> Item:
    """An entry and all below it, with the day on which a term that runs from an event ends, once the event has its day."""
    days = {event.id: event.day.end for event in events if event.day and event.day.is_day}
    due = item.due
    if item.due_after and due is None and (day := days.get(item.due_after.event)):
        due = Period.day(later(day, item.due_after.within))
    return replace(item, due=due, items=tuple(_with_terms(one, events) for one in item.items))


def _refuse_doubles(entries: Iterable[tuple[str, int]], faults: Faults) -> None:
    """Each id is used once among the entries."""
    seen: dict[str, int] = {}
    for identifier, line in entries:
        if identifier in seen:
            faults.add(line, "id-in-use", identifier, "id-of-line", other=seen[identifier])
        else:
            seen[identifier] = line


def _check_references(
    entries: dict[str, list[tuple[dict[str, Any], int]]], items: tuple[Item, ...], faults: Faults
) -> None:
    """Whatever names a party, a body or an entry names one that is there."""
    parties = {entry["id"] for entry, _ in entries["parties"]}
    for kind in ("bodies", "people", "offices"):
        for entry, line in entries[kind]:
            if entry.get("party") is not None and entry["party"] not in parties:
                remedy = nearest(entry["party"], parties)
                faults.add(line, "expected-party", entry["party"], remedy, entry=entry["id"], kind=kind)
    known = {item.id for item in _walk(items)}
    for entry, line in entries["assessments"]:
        if entry["item"] not in known:
            faults.add(line, "expected-item", entry["item"], nearest(entry["item"], known))
