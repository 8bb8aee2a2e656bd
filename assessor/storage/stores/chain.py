"""The chain of the journal: each entry's digest covers what it says and the digest before it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NamedTuple
from unicodedata import normalize

START: Final = "0" * 64
SHORTEST: Final = 16  # least characters of a shortened digest
OLD_RULE: Final = 1  # of entries before schema 5, whose facts are in their detail
RULE: Final = 2  # the present rule
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Head:
    """The head of the chain: number and digest of the last entry, which cover the whole journal."""

    entries: int
    digest: str


class EntryColumns(NamedTuple):
    """The columns of an entry except its number and digest, in this order."""

    at: str
    reviewer: str
    machine: str
    version: str
    action: str
    detail: str
    way: str
    changes: str
    rule: int
    facts: str


COLUMNS: Final = EntryColumns._fields


def digest_of(previous: str, entry: int, entry_columns: EntryColumns) -> str:
    """Return the digest of an entry by its rule, over the previous digest, its number and its columns.

    Rule 1 covers the columns from `at` to `changes`; rule 2 also covers the rule before them and the facts
    after them. Raises TypeError for values that are neither text nor number, and ValueError for an unknown
    rule or for facts that the rule does not cover.
    """
    *columns, rule, facts = entry_columns
    if rule == OLD_RULE and type(rule) is int and facts == "":
        covered = [previous, entry, *columns]
    elif rule == RULE and type(rule) is int:
        covered = [previous, entry, rule, *columns, facts]
    else:
        raise ValueError(rule)
    return sha256(_ENCODER.encode(covered).encode()).hexdigest()


def typed(text: str) -> str:
    """Return a typed digest, which may be shortened, in the form of the journal."""
    return "".join(sign for sign in normalize("NFKC", text).lower() if sign.isalnum())
