"""Verifying a whole case, open or as a file; it is only read."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from assessor.errors import CaseFileError, Code, Problem
from assessor.storage.opening import open_file
from assessor.storage.stores.chain import SHORTEST, typed
from assessor.storage.stores.journal import Anchor
from assessor.storage.verification import verification
from assessor.storage.verification.verification import Verification

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress
    from assessor.storage.case_file import CaseFile

__all__ = ["Anchor", "Verification", "anchor", "is_digest", "verify", "verify_file"]


def verify(inspection: Inspection, progress: Progress, *, digests: Collection[str] = ()) -> Verification:
    """Verify everything in an open case; `digests` are from paper, and the journal must have them.

    The first 16 characters of a digest are enough; blanks, width and case are ignored.
    """
    return verification.verify(inspection.file, progress, digests=digests)


def verify_file(
    path: Path, progress: Progress, *, secret: str | None = None, digests: Collection[str] = ()
) -> Verification:
    """Verify everything in a case that is not open here, without changing it.

    The frozen checklists are not needed, so problems with them are findings like any other. Raises
    CaseFileError when the case cannot be opened, NOT_CHAINED when its version has no digests.
    """
    with closing(_opened(path, secret)) as case:
        return verification.verify(case, progress, digests=digests)


def is_digest(text: str) -> bool:
    """Tell whether a text is long enough to be a digest."""
    return len(typed(text)) >= SHORTEST


def anchor(inspection: Inspection, digest: str) -> Anchor | None:
    """Return the entry of the open case with a digest from paper, or None.

    It proves something only together with a verification without findings.
    """
    with inspection.file.read() as work:
        return work.journal.anchor(digest)


def _opened(path: Path, secret: str | None) -> CaseFile:
    try:
        return open_file(path, secret, untouched=True)
    except CaseFileError as error:
        problem = error.problems[0]
        if problem.code is not Code.READ_ONLY:
            raise
        raise CaseFileError(Problem(Code.NOT_CHAINED, problem.place, problem.values)) from error
