"""Opening and creating cases on the worker thread; importing this module loads the core."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assessor import catalog
from assessor.operations import backups, cases, sample
from assessor.operations.inspection import Inspection, this_actor
from assessor.operations.open_case import OpenCase

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.operations.backups import RecoveryResult
    from assessor.progress import Progress


class NewCase(NamedTuple):
    """The input for a new case."""

    path: Path
    plan: str
    title: str
    contact: str


class Opening:
    """Opens and creates cases for a reviewer, and takes the lock of each."""

    def __init__(self, reviewer: str, library: Library | None) -> None:
        self._reviewer = reviewer
        self._library = library

    def open(self, path: Path, passphrase: str, subject: str = "") -> OpenCase:
        """Open a case and read the first subject to be shown; raises as Inspection.open and hold do."""
        case = OpenCase.hold(Inspection.open(path, this_actor(self._reviewer), passphrase))
        case.look_ahead(subject)
        return case

    def create(self, new: NewCase, passphrase: str) -> OpenCase:
        """Create a case from a plan of the library."""
        made = cases.create(
            *(new.path, self.read_library(), new.plan, this_actor(self._reviewer)),
            title=new.title,
            contact=new.contact,
            passphrase=passphrase,
        )
        return OpenCase.hold(made)

    def build_sample(self, path: Path, progress: Progress) -> OpenCase:
        """Build the sample inspection."""
        made = sample.build(path, self.read_library(), this_actor(self._reviewer), progress)
        return OpenCase.hold(made)

    def recover(self, damaged: Path, target: Path, passphrase: str, progress: Progress) -> RecoveryResult:
        """Recover a damaged case into a new one, which is not opened."""
        return backups.recover(
            *(damaged, target, this_actor(self._reviewer), self.read_library(), progress),
            passphrase=passphrase or None,
        )

    def read_library(self) -> Library:
        """Return the library, which is read once."""
        return self._library or catalog.load(catalog.default_folder())
