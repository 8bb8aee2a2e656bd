"""How the journal tells that a content was purged: in the detail of an entry that changes no record."""

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
    told = _HASH.sub(lambda found: f"{found[0][:_ENOUGH]}…", " ".join(name.split()))  # in one line
    return f"{told} ({size} bytes) SHA-256 {sha256}".strip()


def purged_in(detail: str) -> frozenset[str]:
    """Return the hashes of the contents that an entry says were purged."""
    return frozenset(_HASH.findall(detail))
