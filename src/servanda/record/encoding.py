"""Nouns as JSON and back, without loss: what the record keeps of a statement or a claim.

Fractions are strings ("147/2"), days ISO 8601, sets sorted lists, so that equal nouns have equal text and a fingerprint of
that text tells whether a row of a table has changed. Keys are the nouns' field names; a key that a later version adds
is given its default when an older row is read.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from servanda.message import Message

Noun = TypeVar("Noun")

__all__ = ["as_text", "decode", "encode", "fingerprint"]


_PLAIN = frozenset({str, bool, int, float, type(None)})
"""Most of what nouns are made of: what is one of these is told before anything else is asked."""


def encode(value: object) -> Any:
    """A noun, or any value that a noun's field holds, as what `json.dumps` takes.

    >>> from servanda.interval import Interval
    >>> encode(Interval(Fraction(147, 2), None))
    {'low': '147/2', 'high': None, 'low_open': False, 'high_open': True}
    """
    if type(value) in _PLAIN or isinstance(value, (int, float)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [encode(part) for part in value]
    if isinstance(value, (set, frozenset)):
        return sorted((encode(part) for part in value), key=str)
    if isinstance(value, Message):
        return value.as_data()
    if dataclasses.is_dataclass(value):
        kind: Any = type(value)
        return {name: encode(getattr(value, name)) for name in _field_names(kind)}
    if isinstance(value, Mapping):
        return {str(key): encode(part) for key, part in value.items()}
    raise TypeError(f"the record has no form for a {type(value).__name__}")


def decode(kind: type[Noun], data: Any) -> Noun:
    """The noun of a class that `encode` made this of.

    >>> from servanda.period import Period
    >>> decode(Period, encode(Period.parse("2023"))) == Period.parse("2023")
    True
    """
    whole: Any = kind
    return cast(Noun, _decoder(whole)(data))


def as_text(line: dict[str, Any]) -> bytes:
    """One object as a line; halves of a surrogate pair, which no text file can hold, are written as escapes.

    >>> as_text({"text": "é"}).decode(), as_text({"text": chr(0xD800)})
    ('{"text":"é"}\\n', b'{"text":"\\\\ud800"}\\n')
    """
    try:
        return f"{json.dumps(line, ensure_ascii=False, separators=(',', ':'))}\n".encode()
    except UnicodeEncodeError:
        return f"{json.dumps(line, separators=(',', ':'))}\n".encode()


def fingerprint(noun: object) -> str:
    """A digest of everything that a noun says; equal nouns have equal ones.

    >>> from servanda.interval import Interval
    >>> fingerprint(Interval.point(1)) == fingerprint(Interval.point(1)), fingerprint(Interval.point(2))[:7]
    (True, 'sha256:')
    """
    text = json.dumps(encode(noun), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """What turns JSON into a value of this type, made once a type."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(part for part in parts if part is not type(None)))
        return lambda data: None if data is None else inner(data)
    if origin is tuple:
        decoders = [_decoder(part) for part in parts if part is not Ellipsis]
        if Ellipsis in parts:
            return lambda data: tuple(decoders[0](part) for part in data)
        return lambda data: tuple(read(part) for read, part in zip(decoders, data, strict=True))
    if origin is frozenset:
        member = _decoder(parts[0])
        return lambda data: frozenset(member(part) for part in data)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        entry = _decoder(parts[1])
        return lambda data: {key: entry(part) for key, part in data.items()}
    if kind is date:
        return date.fromisoformat
    if kind is Message:
        return Message.from_data
    if dataclasses.is_dataclass(kind):
        return _noun_decoder(cast(type, kind))
    if isinstance(kind, type) and issubclass(kind, (Enum, Fraction)):
        return kind
    return lambda data: data


def _noun_decoder(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    fields = {name: _decoder(hints[name]) for name in _field_names(kind)}
    return lambda data: kind(**{name: read(data[name]) for name, read in fields.items() if name in data})
