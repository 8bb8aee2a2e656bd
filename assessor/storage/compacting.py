"""Compacting: giving back the space of what was purged, which a case keeps for what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.progress import Progress
from assessor.storage import rekeying

if TYPE_CHECKING:
    from assessor.storage.case_file import CaseFile

_FREE: Final = "PRAGMA freelist_count"
_PAGE: Final = "PRAGMA page_size"


@dataclass(frozen=True)
class CompactingResult:
    """How many bytes the file had, and has."""

    before: int
    after: int


def freeable(case: CaseFile) -> int:
    """Return how many bytes compacting would give back: those of pages that hold nothing any more."""
    with case.read() as work:
        connection = work.scope.connection
        free, page = (connection.exec_driver_sql(asked).scalar_one() for asked in (_FREE, _PAGE))
    return int(free) * int(page)  # SQLCipher tells the size of a page as text


def compact(case: CaseFile, progress: Progress) -> CompactingResult:
    """Write the case anew beside itself, compare the two, and put the new file in its place.

    Not VACUUM: that writes over the file it works on. An encrypted case is written with its own key, so
    that nothing of it is ever in clear. Cancelled or failed, the case stays as it is. Who calls this
    holds the case and writes nothing meanwhile; reading goes on.
    """
    if case.read_only:
        raise CaseFileError(Problem(Code.READ_ONLY, Place(file=str(case.path))))
    before = case.path.stat().st_size

    def report(done: int, total: int) -> None:
        progress.step(done, total)
        if done >= total:  # the file is replaced right after this, and on Windows nobody may have it open
            case.let_go(guarded=True)

    try:
        rekeying.rewrite(case.path, case.key, case.key, Progress(report))
    finally:
        case.let_go()  # else those who read meanwhile go on with the old file
    return CompactingResult(before, case.path.stat().st_size)
