"""The digest by which a document's bytes are known again."""

from __future__ import annotations

import hashlib

__all__ = ["digest_of"]


def digest_of(data: bytes) -> str:
    """The SHA-256 of the bytes as received, with the name of the method before it.

    >>> digest_of(b"")[:20]
    'sha256:e3b0c44298fc1'
    """
    return "sha256:" + hashlib.sha256(data).hexdigest()
