"""The chain of the journal: each entry's digest covers what it says and the digest before it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NamedTuple
from unicodedata import normalize

START: Final = "0" * 64
SHORTEST: Final = 16  # characters of a digest that are taken for it
OLD_RULE: Final = 1  # of entries from before schema 5: their facts are in their detail, and in no field
RULE: Final = 2  # by which entries are written now
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Head:
    """The end of the chain: the number of the last entry and its digest; on paper it fixes everything."""

    entries: int
    digest: str


class EntryColumns(NamedTuple):
    """What an entry says: its columns beside its number and its digest, in this order."""

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
    """Return the digest of an entry by its rule: of the digest before, its number, and what it says.

    By rule 1 these are the columns from `at` to `changes`. By rule 2 the rule stands before them and the
    facts after them. Raises TypeError for what is neither text nor number, and ValueError for a rule that
    nobody knows, or facts where their rule does not cover them.
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
    """Return a digest that was typed off a sheet of paper as the journal has it; it may be cut short."""
    return "".join(sign for sign in normalize("NFKC", text).lower() if sign.isalnum())
