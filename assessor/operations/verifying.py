"""Verifying a case: the whole of it, read only, whether it is open already or lies somewhere as a file."""

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
    """Look at everything in an open case; `digests` are those on paper that its journal must have.

    Of a digest on paper the first 16 characters are enough; blanks, width and capitals do not matter.
    """
    return verification.verify(inspection.file, progress, digests=digests)


def verify_file(
    path: Path, progress: Progress, *, secret: str | None = None, digests: Collection[str] = ()
) -> Verification:
    """Look at everything in a case that is not open here, and change nothing about it.

    The frozen checklists are not needed for that, so what is wrong with them is a finding like any other.
    Raises CaseFileError when the case cannot be opened, NOT_CHAINED when it is of a version without digests.
    """
    with closing(_opened(path, secret)) as case:
        return verification.verify(case, progress, digests=digests)


def is_digest(text: str) -> bool:
    """Tell whether enough was typed to be a digest."""
    return len(typed(text)) >= SHORTEST


def anchor(inspection: Inspection, digest: str) -> Anchor | None:
    """Return the entry of the open case that a digest on paper is of.

    That it stands there says something only together with a verification that found nothing.
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
