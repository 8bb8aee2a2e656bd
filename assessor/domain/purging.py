"""How the journal tells that a content was purged, or could not be recovered: in the detail of an entry."""

from __future__ import annotations

import re
from typing import Final

_HASH: Final = re.compile(r"\b[0-9a-f]{64}\b")
_ENOUGH: Final = 16


def detail_of(name: str, size: int, sha256: str) -> str:
    """Return what the entry says: one content, its name when it was last seen, its size and its hash.

    Every hash in it counts as purged, so one in the file's name is cut short; the entry that attached
    the file has the name as it was.
    """
    return f"{_in_one_line(name)} ({size} bytes) SHA-256 {sha256}".strip()


def detail_of_document(told: str, sha256: str) -> str:
    """Return what the entry says of a document that could not be recovered: what it was, and its hash."""
    return f"{_in_one_line(told)} SHA-256 {sha256}".strip()


def purged_in(detail: str) -> frozenset[str]:
    """Return the hashes of the contents and documents that an entry says are gone."""
    return frozenset(_HASH.findall(detail))


def _in_one_line(name: str) -> str:
    return _HASH.sub(lambda found: f"{found[0][:_ENOUGH]}…", " ".join(name.split()))
