"""Sent, returned and current side by side: what a returned cell means for the case."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assessor.domain.records import Value


class CellKind(StrEnum):
    """What a returned cell means for the case."""

    CHANGED = "changed"  # only the provider moved
    CONFLICT = "conflict"  # the provider and the case both moved, apart
    FLAGGED = "flagged"  # something stands there that is no answer, or no date
    CLEARED = "cleared"  # blank where this round holds something; means unchanged unless blanks clear
    LOCKED = "locked"  # a cell that only the bank may change was changed
    WORDING = "wording"  # the question itself was changed
    UNCHANGED = "unchanged"  # the case holds it already


# Outside of their class, where Python 3.11 looks them up each time.
_CHANGED: Final = CellKind.CHANGED
_CONFLICT: Final = CellKind.CONFLICT
_UNCHANGED: Final = CellKind.UNCHANGED
# What can be taken into the case; CLEARED only where the reviewer says that blanks clear.
ACCEPTABLE: Final = frozenset({CellKind.CHANGED, CellKind.CONFLICT})


def kind_of(*, sent: Value, returned: Value, current: Value) -> CellKind:
    """Tell what a cell means that holds something."""
    if returned == current:
        return _UNCHANGED
    return _CHANGED if current == sent else _CONFLICT
