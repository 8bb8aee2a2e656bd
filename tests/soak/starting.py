"""The case that every crash begins with, plain or with a passphrase."""

from __future__ import annotations

import time
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from assessor.domain.records import UsedChecklist
from assessor.storage import keys
from assessor.storage.case_file import CaseFile
from tests.soak.expected import Expected, whole
from tests.unit.storage.samples import ALPHA, BETA, GROUP, HANAKO, created

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.storage.keys import Key

PASSPHRASE: Final = "合言葉 of the soak"
PLAIN, LOCKED = "plain", "locked"
LOCKS: Final = (PLAIN, LOCKED)
SUBJECTS: Final = ("alpha", "beta")
_TEXT: Final = '{"items": []}'
_CHECKLIST: Final = UsedChecklist(
    id="fsa", title="点検", version="1", sha256=sha256(_TEXT.encode()).hexdigest()
)


def key_for(lock: str) -> Key | None:
    """Return a new key, or none."""
    return keys.fresh(PASSPHRASE) if lock == LOCKED else None


class Beginning:
    """A case with two subjects, and what it holds; copies of it are made for every trial."""

    def __init__(self, folder: Path, key: Key | None) -> None:
        self.key = key
        self.path = folder / "beginning.assess"
        case = CaseFile.create(self.path, key)
        with case.write() as work:
            work.documents.put(_TEXT)
            work.apply(created(GROUP, _CHECKLIST, ALPHA, BETA), HANAKO)
        self.holds: Expected = whole(case)
        case.close()
        self.content = self.path.read_bytes()

    def copy(self, folder: Path) -> Path:
        """Return a copy of one's own."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "点検.assess"
        path.write_bytes(self.content)
        return path


class Clock:
    """Tells when the time for something is over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether it is."""
        return time.monotonic() >= self._end
