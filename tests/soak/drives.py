"""Runs where it may mount, in a namespace of its own: `drives TRIAL LOCK EVERY FOLDER`.

Prints what was counted. A drive is a small file system in memory. It is plugged in, pulled out, made
read-only and filled up for real, and nothing of it is left when the process ends.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code
from assessor.storage.case_file import CaseFile
from tests.soak.expected import held, whole
from tests.soak.killing import outcome
from tests.soak.recording import STEPS
from tests.soak.starting import Beginning, key_for
from tests.soak.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.soak.expected import Expected

BLOCK: Final = 4096
DRIVE: Final = 16 * 1024 * 1024
EVIDENCE: Final = 256 * 1024
ROOM: Final = 1024 * 1024  # for one piece of work, with its journal


class Drive:
    """A stick with one case on it."""

    def __init__(self, folder: Path, lock: str) -> None:
        beginning = Beginning(folder, key_for(lock))
        self.key, self.holds, self.scratch = beginning.key, beginning.holds, folder / "scratch"
        self.stick, self.place, self._seed = folder / "stick", folder / "place", 0
        self.stick.mkdir()
        self.place.mkdir()
        _do("mount", "-t", "tmpfs", "-o", f"size={DRIVE}", "tmpfs", self.stick)
        self.plug_in()
        self.path = beginning.copy(self.place)

    def plug_in(self) -> None:
        """Make the drive be there."""
        _do("mount", "--bind", self.stick, self.place)

    def pull_out(self) -> None:
        """Make the drive be gone, whatever is open on it."""
        _do("umount", "--lazy", self.place)

    def protect(self, way: str) -> None:
        """Make the drive read-only, or writable again."""
        _do("mount", "-o", f"remount,bind,{way}", self.place)

    def fill(self, free: int) -> None:
        """Leave so many bytes free."""
        ballast = self.place / "ballast"
        ballast.unlink(missing_ok=True)
        with ballast.open("wb") as file:
            for _ in range((shutil.disk_usage(self.place).free - free) // BLOCK):
                file.write(bytes(BLOCK))

    def tell(self, case: CaseFile, kind: str) -> tuple[str, list[Expected]]:
        """Do one piece of work; return what was told and what the case may hold now."""
        self._seed += 1
        said: list[str] = []
        try:
            Writer(case, self._seed, self.scratch, EVIDENCE).step(kind, said.append)
        except CaseFileError as error:
            return error.problems[0].code.value, [self.holds]
        return "done", outcome(self.holds, said)

    def expect(self, case: CaseFile, kind: str, *codes: str) -> str:
        """Do one piece of work, be told one of these, and find the case as it must be then."""
        told, allowed = self.tell(case, kind)
        assert told in codes, f"{kind}: {told}"
        if told == "done":
            self.holds = allowed[0]
        return told


def full(drive: Drive, every: int) -> Iterator[str]:
    """Leave ever more room, until the work is done; each time the same case stays open."""
    for kind in STEPS:
        case = CaseFile.open(drive.path, drive.key)
        for free in range(0, ROOM, BLOCK * every):
            drive.fill(free)
            told = drive.expect(case, kind, Code.DISK_FULL, "done")
            held(drive.path, drive.key, [drive.holds])
            if told == "done":
                break
            yield told
        else:
            raise AssertionError(f"{kind} did not fit into {ROOM}")
        case.close()


def read_only(drive: Drive, _every: int) -> Iterator[str]:
    """Open the case while the drive is protected, and again when it no longer is."""
    for way, told in (("ro", Code.READ_ONLY.value), ("rw", "done")):
        drive.protect(way)
        with closing(CaseFile.open(drive.path, drive.key)) as case:
            assert case.read_only is (way == "ro")
            for kind in STEPS:
                yield drive.expect(case, kind, told)
                assert whole(case) == drive.holds


def gone(drive: Drive, _every: int) -> Iterator[str]:
    """Pull the drive out between two pieces of work and in the middle of one, and plug it in again."""
    with closing(CaseFile.open(drive.path, drive.key)) as case:
        for kind in STEPS:
            drive.pull_out()
            yield _refusal(case.write)
            yield _refusal(lambda: CaseFile.open(drive.path, drive.key))
            drive.plug_in()
            yield drive.expect(case, kind, "done")
            held(drive.path, drive.key, [drive.holds])


def _refusal(wanted: Callable[[], object]) -> str:
    try:
        opened = wanted()
        with opened as work:  # type: ignore[attr-defined]
            work.documents.put("x")
    except CaseFileError as error:
        told = error.problems[0].code
        assert told is Code.NOT_FOUND, told
        return told.value
    raise AssertionError("nothing was refused")


def _do(*command: str | Path) -> None:
    subprocess.run(command, check=True)


TRIALS: Final = {"full": full, "read_only": read_only, "gone": gone}


def main(trial: str, lock: str, every: int, folder: Path) -> None:
    """Do one trial."""
    told = Counter(TRIALS[trial](Drive(folder, lock), every))
    counts = ", ".join(f"{code} {times}" for code, times in told.items())
    sys.stdout.write(f"drive {trial} ({lock}): {told.total()} points, 0 lost; told {counts}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
