"""What opening and making a case does on the worker thread; loading this brings the core along."""

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
    """What a new case is made from."""

    path: Path
    plan: str
    title: str
    contact: str


class Opening:
    """Opens and makes cases in a reviewer's name; each is held for this window."""

    def __init__(self, reviewer: str, library: Library | None) -> None:
        self._reviewer = reviewer
        self._library = library

    def open(self, path: Path, passphrase: str, subject: str = "") -> OpenCase:
        """Open a case and read the subject shown first; the errors are those of Inspection.open and hold."""
        case = OpenCase.hold(Inspection.open(path, this_actor(self._reviewer), passphrase))
        case.look_ahead(subject)
        return case

    def create(self, new: NewCase, passphrase: str) -> OpenCase:
        """Make a case from a plan of the library."""
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
        """Read what can be read of a damaged case into a new one, which is not opened."""
        return backups.recover(
            *(damaged, target, this_actor(self._reviewer), self.read_library(), progress),
            passphrase=passphrase or None,
        )

    def read_library(self) -> Library:
        """Return the library, read when it was not known."""
        return self._library or catalog.load(catalog.default_folder())
