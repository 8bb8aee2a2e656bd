"""The chain of the journal: each entry's digest covers what it says and the digest before it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NamedTuple
from unicodedata import normalize

START: Final = "0" * 64
SHORTEST: Final = 16  # characters of a digest that are taken for it
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Head:
    """The end of the chain: the number of the last entry and its digest; on paper it fixes everything."""

    entries: int
    digest: str


class Told(NamedTuple):
    """What an entry says: the columns that its digest covers beside its number, in this order."""

    at: str
    reviewer: str
    machine: str
    version: str
    action: str
    detail: str
    way: str
    changes: str


def digest_of(previous: str, entry: int, *told: str) -> str:
    """Return the digest of an entry: of the one before, its number, and its columns from `at` to `changes`.

    The digest itself, which stands between them in the table, is left out. Raises TypeError for what is
    neither text nor number.
    """
    return sha256(_ENCODER.encode([previous, entry, *told]).encode()).hexdigest()


def typed(text: str) -> str:
    """Return a digest that was typed off a sheet of paper as the journal has it; it may be cut short."""
    return "".join(sign for sign in normalize("NFKC", text).lower() if sign.isalnum())
