"""The meaning of a returned cell, from its sent, returned and current values."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assessor.domain.records import Value


class CellKind(StrEnum):
    """What a returned cell means for the case."""

    CHANGED = "changed"  # only the provider changed it
    CONFLICT = "conflict"  # the provider and the case changed it differently
    FLAGGED = "flagged"  # its text is no answer or no date
    CLEARED = "cleared"  # blank where this round has a value; means unchanged unless blanks clear
    LOCKED = "locked"  # changed although only the bank may change it
    WORDING = "wording"  # the question itself was changed
    UNCHANGED = "unchanged"  # the case has this value already


# As globals, since Python 3.11 looks up members of an enumeration slowly.
_CHANGED: Final = CellKind.CHANGED
_CONFLICT: Final = CellKind.CONFLICT
_UNCHANGED: Final = CellKind.UNCHANGED
# Kinds that can be taken over; CLEARED only if the reviewer decides that blanks clear.
ACCEPTABLE: Final = frozenset({CellKind.CHANGED, CellKind.CONFLICT})


def kind_of(*, sent: Value, returned: Value, current: Value) -> CellKind:
    """Return the kind of a cell that is not blank."""
    if returned == current:
        return _UNCHANGED
    return _CHANGED if current == sent else _CONFLICT
