"""Runs under the shim and meets every call that alters a file: `faults FAULT LOCK EVERY SECONDS FOLDER`.

FAULT says what happens there: the disk is full, the disk fails, or the process is killed. EVERY 1
meets each call; EVERY 5 each fifth, and as long as there is time goes on with those in between. Prints
what was counted.
"""

from __future__ import annotations

import errno
import itertools
import os
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code
from assessor.storage.case_file import CaseFile
from tests.soak.expected import Expected, held
from tests.soak.killing import outcome
from tests.soak.recording import RECORDED, STEPS
from tests.soak.shim import ALL, Act, Call, arm
from tests.soak.starting import Beginning, Clock, key_for
from tests.soak.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assessor.storage.keys import Key


@dataclass(frozen=True)
class Fault:
    """What happens at a call, and what the user is told then."""

    name: str
    act: Act
    calls: Call
    number: int
    lasting: bool
    told: frozenset[Code]


# When a file cannot be made SQLite does not pass on why, so that a disk without room for a name is not told.
_FULL: Final = frozenset({Code.DISK_FULL})
_BROKEN: Final = frozenset({Code.CANNOT_WRITE})
FAULTS: Final = {
    "full": (
        Fault("one write", Act.FAIL, Call.WRITE, errno.ENOSPC, lasting=False, told=_FULL),
        Fault("every write from there", Act.FAIL, Call.WRITE, errno.ENOSPC, lasting=True, told=_FULL),
        Fault(
            "half a write, then every write", Act.SHORT, Call.WRITE, errno.ENOSPC, lasting=True, told=_FULL
        ),
        Fault("no new file", Act.FAIL, Call.OPEN, errno.ENOSPC, lasting=True, told=_FULL | _BROKEN),
    ),
    "broken": (
        Fault("one call", Act.FAIL, ALL, errno.EIO, lasting=False, told=_BROKEN),
        Fault("every call from there", Act.FAIL, ALL, errno.EIO, lasting=True, told=_BROKEN),
    ),
}


class Trials:
    """One case on its way through the kinds of work, each of which is met by the fault at each call."""

    def __init__(self, folder: Path, lock: str, first: int, every: int) -> None:
        folder.mkdir()
        beginning = Beginning(folder, key_for(lock))
        self._folder = folder / "root"
        self.path = beginning.copy(self._folder)
        self.key: Key | None = beginning.key
        self.holds: Expected = beginning.holds
        self._points = (first, every)
        self._scratch = folder.parent.with_name("scratch")  # not watched
        self.seed = 0

    def writer(self, case: CaseFile) -> Writer:
        """Return one who works on the case, each time on something else."""
        self.seed += 1
        return Writer(case, self.seed, self._scratch, RECORDED)

    def kinds(self) -> Iterator[str]:
        """Yield each kind of work, and do it undisturbed afterwards."""
        for kind in STEPS:
            yield kind
            case = CaseFile.open(self.path, self.key)
            said: list[str] = []
            self.writer(case).step(kind, said.append)
            case.close()
            self.look(said)

    def look(self, said: list[str], *, only: bool = False) -> bool:
        """Open the case anew, and return whether what was under way is in it."""
        allowed = outcome(self.holds, said)
        before = self.holds
        self.holds = held(self.path, self.key, allowed[:1] if only else allowed)
        return self.holds is not before

    def points(self) -> Iterator[int]:
        """Yield the calls to meet, until somebody stops."""
        return itertools.count(*self._points)


def failing(trials: Trials, fault: Fault) -> Iterator[str]:
    """Let the fault happen at each call; yield what was told. The case stays open throughout."""
    for kind in trials.kinds():
        case = CaseFile.open(trials.path, trials.key)
        for number in trials.points():
            said: list[str] = []
            writer = trials.writer(case)
            arm(fault.act, number, fault.calls, fault.number, lasting=fault.lasting)
            try:
                writer.step(kind, said.append)
                told = None
            except CaseFileError as error:
                told = error.problems[0].code
            met = arm(Act.NOTHING) >= number
            # A disk that fails at the very end may have kept all; a full one keeps nothing by halves.
            trials.look(said, only=fault.number == errno.ENOSPC)
            assert told is None or told in fault.told, f"{kind}, {fault.name} at {number}: {told}"
            if not met:
                break
            yield told.value if told else "nothing"
        case.close()


def killed(trials: Trials) -> Iterator[bool]:
    """End a process at each call; yield whether its work was kept."""
    for kind in trials.kinds():
        for number in trials.points():
            said: list[str] = []
            ended = _ends(trials, number, partial(_step, trials, kind), said)
            trials.seed += 1
            if ended:
                trials.look(said)
                break
            yield from _recovered(trials, said)
            yield trials.look(said)


def _step(trials: Trials, kind: str, case: CaseFile, tell: Callable[[str], None]) -> None:
    trials.writer(case).step(kind, tell)


def _recovered(trials: Trials, said: list[str]) -> Iterator[bool]:
    """End the process that rolls back, too, when there is something to roll back."""
    for number in range(1, 1000):
        if not trials.path.with_name(f"{trials.path.name}-journal").exists():
            return
        if _ends(trials, number, lambda _case, _tell: None, []):
            return
        yield False


def _ends(
    trials: Trials, number: int, work: Callable[[CaseFile, Callable[[str], None]], None], said: list[str]
) -> bool:
    """Return whether a process came to the end of the work before the call came that kills it."""
    reader, pipe = os.pipe()
    child = os.fork()
    if not child:
        arm(Act.KILL, number)
        case = CaseFile.open(trials.path, trials.key)
        work(case, lambda line: _send(pipe, line))
        os._exit(0)
    os.close(pipe)
    with os.fdopen(reader, encoding="utf-8") as lines:
        said.extend(lines.read().splitlines())
    return os.waitpid(child, 0)[1] == 0


def _send(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


def trials(folder: Path, lock: str, every: int, seconds: float) -> Iterator[Trials]:
    """Yield the trials that together meet each call, as long as there is time; at least the first."""
    clock = Clock(seconds)
    for first in range(1, every + 1):
        if first == 1 or not clock.is_over:
            yield Trials(folder / str(first), lock, first, every)
            shutil.rmtree(folder / str(first))


def main(fault: str, lock: str, every: int, seconds: float, folder: Path) -> None:
    """Meet the calls, and print how many there were."""
    if fault == "kill":
        kept = Counter(each for some in trials(folder, lock, every, seconds) for each in killed(some))
        line = f"killed at {kept.total()} calls ({lock}): 0 lost, {kept[True]} were committed by then"
        sys.stdout.write(f"{line}\n")
        return
    share = seconds / len(FAULTS[fault])
    for one in FAULTS[fault]:
        told = Counter(each for some in trials(folder, lock, every, share) for each in failing(some, one))
        codes = ", ".join(f"{code} {times}" for code, times in told.items())
        sys.stdout.write(f"{fault} ({lock}, {one.name}): {told.total()} points, 0 lost; told {codes}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), Path(sys.argv[5]))
