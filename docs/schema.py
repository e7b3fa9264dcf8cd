"""The schema by which editors complete and check agreement.yaml: `python docs/schema.py > docs/agreement.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from servanda.assessment import Reason, Status
from servanda.disclosure import Disclosure
from servanda.intake.register_schema import ENTRIES, PARTS, Field
from servanda.message import LANGUAGES

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_NUMBER = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\d+(\.\d+)?(/\d+)?$"}]}
_LANGUAGES = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
TYPES: dict[str, dict[str, Any]] = {
    "_text": _TEXT,
    "_texts": _TEXTS,
    "_names": {
        "type": "object", "propertyNames": {"pattern": _LANGUAGES}, "additionalProperties": _TEXT, "minProperties": 1,
    },
    "_day": _DAY,
    "_period": {"anyOf": [_TEXT, {"type": "integer"}]},
    "_day_or_longer": {"anyOf": [_TEXT, {"type": "integer"}]},
    "_address": {"type": "string", "pattern": r"^https?://"},
    "_counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}, "minProperties": 1},
    "_qualifiers": {"anyOf": [{"type": "object", "additionalProperties": _TEXTS}, _TEXTS]},
    "_status": {"type": "string", "enum": [status.value for status in Status]},
    "_disclosure": {"type": "string", "enum": [one.value for one in Disclosure]},
    "_reason": {"type": "string", "enum": [reason.value for reason in Reason]},
    "_spoken": {"type": "string", "enum": list(LANGUAGES)},
    "_number": _NUMBER,
    "_share": {
        "anyOf": [
            {"type": "number", "minimum": 0, "maximum": 100},
            {"type": "string", "pattern": r"^[\d.]+\s*([-–]\s*[\d.]+)?\s*%?$"},
        ]
    },
    "read": _TEXT,
}  # fmt: skip
"""What each function of `register_schema` reads."""


def of_field(name: str, one: Field) -> dict[str, Any]:
    """The schema of one field, with what is expected there in words."""
    kind = one.read.__name__
    if name == "items" and kind == "_nodes":
        made: dict[str, Any] = {"type": "array", "items": {"$ref": "#/$defs/items"}}
    elif kind in ("_nodes", "_node"):
        part = {"$ref": f"#/$defs/{name}"}
        made = {"type": "array", "items": part} if kind == "_nodes" else part
    else:
        made = dict(TYPES[kind])
    return made | {"description": str(one.expected)}


def of_entry(fields: dict[str, Field]) -> dict[str, Any]:
    """The schema of one kind of entry."""
    return {
        "type": "object",
        "properties": {name: of_field(name, one) for name, one in fields.items()},
        "required": [name for name, one in fields.items() if one.required],
        "additionalProperties": False,
    }


def schema() -> dict[str, Any]:
    """The schema of the whole file."""
    lists = {kind: {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}} for kind in ENTRIES if kind != "agreement"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "agreement.yaml, the register of a Servanda project",
        "type": "object",
        "properties": {"agreement": {"$ref": "#/$defs/agreement"}, **lists},
        "required": ["agreement"],
        "additionalProperties": False,
        "$defs": {kind: of_entry(fields) for kind, fields in (ENTRIES | PARTS).items()},
    }


if __name__ == "__main__":
    print(json.dumps(schema(), indent=2, ensure_ascii=False))
