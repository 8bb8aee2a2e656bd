"""The lock of a case: a small file beside it that names who has the case open for writing.

While the case is open the file is written again every minute (`CaseLock.beat`). Whether a process of
another machine lives nobody can tell from here, but one that has given no sign of life for minutes
is probably gone; then its place can be taken on purpose, never silently.
"""

from __future__ import annotations

import json
import os
import platform
import stat
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import failures
from assessor.storage.files.processes import born, is_alive
from assessor.text import local_time

if TYPE_CHECKING:
    from types import TracebackType

    from assessor.domain.change import Actor

# A file without readable content is being written just now, or is what a power cut left.
WRITING_SECONDS: Final = 10.0
BEAT_SECONDS: Final = 60.0
SILENT_SECONDS: Final = 300.0  # some beats may be late: a laptop was shut, a share was slow

_ENDING: Final = ".lock"
_LONGEST: Final = 4096  # bytes; a holder tells some hundred

_held: set[Path] = set()  # by this process; its own number may also stand in a file of an earlier one


@dataclass(frozen=True)
class CaseLock:
    """One who has a case open for writing, from `hold` to `release`."""

    lock: Path = field(compare=False)
    reviewer: str
    machine: str
    pid: int
    since: str  # UTC, ISO 8601
    born: int = 0  # what tells its process from a later one of that number; 0 where no system tells

    def beat(self) -> bool:
        """Give a sign of life; False when somebody else has taken the case over meanwhile.

        The same bytes are written again, so that who reads the file at this moment finds it whole, and
        so that the time is that of the disk it lies on and not of this machine. While the case is out of
        reach, as when a stick or a share is gone for a moment, nobody has taken anything over.
        """
        try:
            if _read(self.lock) != self:
                if not self.lock.exists() and not _case_of(self.lock).exists():
                    return True
                _held.discard(self.lock)
                return False
            with self.lock.open("r+b") as file:
                content = file.read()
                file.seek(0)
                file.write(content)
        except OSError:  # out of reach just now: nobody has taken anything over
            return True
        return True

    def release(self) -> None:
        """Give the case free; a file that is no longer ours is left alone."""
        _held.discard(self.lock)
        with suppress(OSError):  # the case may be out of reach by now; a stale file is taken over
            if _read(self.lock) == self:
                self.lock.unlink()

    def __enter__(self) -> CaseLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


@dataclass(frozen=True)
class LockHolder:
    """Somebody else who has a case open, and when that one last gave a sign of life."""

    holder: CaseLock
    seen: str  # UTC, ISO 8601
    silent: bool  # of another machine, and for so long that it is probably gone


def hold(path: Path, actor: Actor, over: LockHolder | None = None) -> CaseLock:
    """Say that the actor has the case open for writing; IN_USE when a living holder says so already.

    `over` is a silent holder whose place is taken on purpose; one that has come back to life, or
    another one, is not replaced.
    """
    path = path.absolute()
    lock = _lock_of(path)
    since = datetime.now(UTC).isoformat(timespec="seconds")
    mine = CaseLock(lock, actor.reviewer, actor.machine, os.getpid(), since, born(os.getpid()))
    with failures.system_errors_as_problems(path, Code.READ_ONLY):
        while not _create(mine):
            other = _read(lock)
            if _is_living(other, mine):
                holder = _held_by(other, lock, mine.machine)
                if over is None or not holder.silent or holder.holder != over.holder:
                    raise in_use(path, holder)
            _remove(lock, other)
    _held.add(lock)
    return mine


def other_holder(path: Path, actor: Actor) -> LockHolder | None:
    """Return who else has the case open for writing, or None when nobody living has."""
    lock = _lock_of(path.absolute())
    with suppress(OSError):  # then it is gone, or nobody can tell
        if not lock.exists():
            return None
        other = _read(lock)
        if _is_living(other, CaseLock(lock, actor.reviewer, actor.machine, os.getpid(), "")):
            return _held_by(other, lock, actor.machine)
    return None


def is_held(path: Path) -> bool:
    """Tell whether anybody living, this process too, has the case open for writing; in doubt somebody has."""
    lock = _lock_of(path.absolute())
    try:
        mine = CaseLock(lock, "", platform.node(), os.getpid(), "")
        return lock.exists() and _is_living(_read(lock), mine)
    except OSError:
        return True


def is_abandoned(path: Path) -> bool:
    """Tell whether somebody had the case open for writing who was ended meanwhile; in doubt nobody was."""
    return _lock_of(path.absolute()).exists() and not is_held(path)


def _lock_of(path: Path) -> Path:
    """Return where it is told who has a case: beside the file itself, whichever link leads to it."""
    file = Path(os.path.realpath(path))
    return file.with_name(f"{file.name}{_ENDING}")


def _case_of(lock: Path) -> Path:
    return lock.with_name(lock.name.removesuffix(_ENDING))


def _held_by(other: CaseLock | None, lock: Path, machine: str) -> LockHolder:
    if other is None or not other.since:  # it has only just been opened, or we may not know by whom
        return LockHolder(CaseLock(lock, "", "", 0, ""), "", silent=False)
    try:
        touched = lock.stat().st_mtime
    except OSError:
        return LockHolder(other, other.since, silent=False)
    silent = other.machine != machine and time.time() - touched >= SILENT_SECONDS
    if silent:  # clocks of machines differ: on a share its own clock has to say the same
        silent = _clock_of(lock) - touched >= SILENT_SECONDS
    seen = datetime.fromtimestamp(touched, UTC).isoformat(timespec="seconds")
    return LockHolder(other, seen, silent)


def _clock_of(lock: Path) -> float:
    """Return what time it is where a file lies, or the time here when nothing can be written there."""
    probe = lock.with_name(f".{uuid4().hex}.part")
    try:
        probe.write_bytes(b"now")
        return probe.stat().st_mtime
    except OSError:
        return time.time()
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def _remove(lock: Path, expected: CaseLock | None) -> None:
    """Remove the file of a holder who is gone, and never that of one who came meanwhile."""
    aside = lock.with_name(f".{uuid4().hex}.part")
    try:
        lock.rename(aside)
    except FileNotFoundError:  # somebody else was faster
        return
    if _read(aside, lock) != expected and not lock.exists():
        aside.rename(lock)
    aside.unlink(missing_ok=True)


def _create(holder: CaseLock) -> bool:
    facts = asdict(holder)
    del facts["lock"]
    try:
        file = holder.lock.open("x", encoding="utf-8")
    except FileExistsError:
        return False
    try:
        with file:
            json.dump(facts, file, ensure_ascii=False)
    except BaseException:  # half a file would keep everybody out for a while
        holder.lock.unlink(missing_ok=True)
        raise
    return True


def _read(file: Path, lock: Path | None = None) -> CaseLock | None:
    """Return the holder a file tells of, or None when it tells nothing; anybody may have put it there."""
    lock = lock or file
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LONGEST:
            return None
        facts = json.loads(file.read_text(encoding="utf-8"))
        holder = CaseLock(lock, **facts)
        readable = _is_sound(holder)
    except PermissionError:
        return CaseLock(lock, reviewer="", machine="", pid=0, since="")  # somebody, of whom we may not know
    except (FileNotFoundError, ValueError, TypeError, OverflowError, RecursionError):
        return None
    return holder if readable else None


def _is_sound(holder: CaseLock) -> bool:
    """Tell whether the facts are what a holder writes; raises ValueError and such for some that are not."""
    datetime.fromisoformat(holder.since).astimezone(UTC)
    texts = all(isinstance(text, str) for text in (holder.reviewer, holder.machine))
    return texts and type(holder.pid) is type(holder.born) is int and holder.pid > 0


def _is_living(other: CaseLock | None, mine: CaseLock) -> bool:
    if other is None:
        try:
            return abs(time.time() - mine.lock.lstat().st_mtime) < WRITING_SECONDS
        except FileNotFoundError:
            return False
    if other.machine != mine.machine:
        return True  # from here nobody can tell
    if other.pid == mine.pid:
        return other.lock in _held
    return is_alive(other.pid) and not 0 != other.born != born(other.pid) != 0


def in_use(path: Path, holder: LockHolder) -> CaseFileError:
    """Return the error that says who has the case since when, or that it is busy when nobody can tell."""
    other = holder.holder
    if not other.since:
        return CaseFileError(Problem(Code.LOCKED, Place(file=str(path))))
    values = {"who": other.reviewer, "machine": other.machine, "since": local_time(other.since)}
    if holder.silent:
        values["seen"] = local_time(holder.seen)
    code = Code.HOLDER_SILENT if holder.silent else Code.IN_USE
    return CaseFileError(Problem(code, Place(file=str(path)), values))
