"""Holding a case: one writer at a time; whoever opens it second reads, and sees who has it since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.errors import CaseFileError, Code
from assessor.storage.files import lock_file
from assessor.storage.files.lock_file import BEAT_SECONDS, CaseLock, LockHolder

if TYPE_CHECKING:
    from assessor.operations.inspection import Inspection

__all__ = ["BEAT_SECONDS", "CaseLock", "LockHolder", "hold_or_read", "look_again", "other_holder", "take"]

_TAKEN = frozenset({Code.IN_USE, Code.HOLDER_SILENT, Code.LOCKED})


def hold_or_read(inspection: Inspection) -> CaseLock | None:
    """Hold a case for writing, or open it read-only while somebody else has it."""
    if inspection.read_only:  # a reader is in nobody's way
        return None
    try:
        return inspection.hold()
    except CaseFileError as error:
        if error.problems[0].code not in _TAKEN:
            raise
        inspection.other_holder = other_holder(inspection)
        if inspection.other_holder is None:  # gone between the two looks
            return inspection.hold()
    return None


def other_holder(inspection: Inspection) -> LockHolder | None:
    """Return who else has the case open for writing now, or None."""
    return lock_file.other_holder(inspection.path, inspection.actor)


def take(inspection: Inspection, over: LockHolder | None = None) -> CaseLock:
    """Hold a case for writing that was read-only; raises IN_USE or HOLDER_SILENT while somebody has it.

    `over` is a silent holder who is replaced on purpose.
    """
    holder = lock_file.hold(inspection.path, inspection.actor, over)
    try:
        inspection.file.let_go()  # whoever had it may have put a new file in its place
        inspection.file.sweep()
        with inspection.file.read() as work:  # somebody else may have changed it meanwhile
            inspection.case = inspection.held_case(work)
    except BaseException:
        holder.release()
        raise
    inspection.other_holder = None
    return holder


def look_again(inspection: Inspection, holder: CaseLock | None) -> bool:
    """Refresh the lock; returns False, and makes the case read-only, when somebody took it over."""
    if holder is None or holder.beat():
        return True
    inspection.other_holder = other_holder(inspection) or LockHolder(
        CaseLock(holder.lock, "", "", 0, ""), "", silent=False
    )
    return False
