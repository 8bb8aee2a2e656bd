"""Compacting: freeing the space of purged contents, which a case otherwise reuses."""

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
    """The size of the file before and after, in bytes."""

    before: int
    after: int


def freeable(case: CaseFile) -> int:
    """Return the number of bytes that compacting would free: those of unused pages."""
    with case.read() as work:
        connection = work.scope.connection
        free, page = (connection.exec_driver_sql(asked).scalar_one() for asked in (_FREE, _PAGE))
    return int(free) * int(page)  # SQLCipher returns the page size as text


def compact(case: CaseFile, progress: Progress) -> CompactingResult:
    """Rewrite the case beside itself, compare both, and replace the old file.

    This is not VACUUM, which overwrites the file in place. An encrypted case is written with its own key, so
    that nothing is ever unencrypted. When it is cancelled or fails, the case is unchanged. The caller has the
    lock and writes nothing meanwhile; reading is possible.
    """
    if case.read_only:
        raise CaseFileError(Problem(Code.READ_ONLY, Place(file=str(case.path))))
    before = case.path.stat().st_size

    def report(done: int, total: int) -> None:
        progress.step(done, total)
        if done >= total:  # the file is replaced next, and must not be open on Windows
            case.let_go(guarded=True)

    try:
        rekeying.rewrite(case.path, case.key, case.key, Progress(report))
    finally:
        case.let_go()  # otherwise readers would continue with the old file
    return CompactingResult(before, case.path.stat().st_size)
