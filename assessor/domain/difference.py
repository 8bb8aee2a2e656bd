"""Sent, returned and current side by side: what a returned cell would change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessor.domain.records import Value


class Kind(StrEnum):
    """What a returned cell means for the case."""

    BLANK = "blank"  # nothing was written: unchanged
    UNCHANGED = "unchanged"  # the case holds it already
    CHANGED = "changed"  # only the provider moved
    CONFLICT = "conflict"  # the provider and the case both moved, apart


@dataclass(frozen=True)
class Difference:
    """One cell in three states, and what that means."""

    field: str
    sent: Value
    returned: Value
    current: Value
    kind: Kind


def compare(field: str, *, sent: Value, returned: Value | None, current: Value) -> Difference:
    """Compare one cell; `returned` None is a blank cell, which means unchanged."""
    if returned is None:
        kind, returned = Kind.BLANK, current
    elif returned == current:
        kind = Kind.UNCHANGED
    elif current != sent:
        kind = Kind.CONFLICT
    else:
        kind = Kind.CHANGED
    return Difference(field, sent, returned, current, kind)
